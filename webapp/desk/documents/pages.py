"""The team's papers: list, sheet, marks, notes, table for a spreadsheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.casework.file.links import Ends
from simulation.exercise.board.commands import ClaimEntity, ClaimLink
from simulation.exercise.core.command import Command
from simulation.exercise.evidence.views import FiledDocument
from webapp.desk.blueprint import blueprint
from webapp.desk.colleagues import hand_over_url
from webapp.desk.current_view import acting, attempt_all, document_or_404, papers_are_short, reader, unread
from webapp.desk.documents.facts import (
    DocumentRow,
    Shown,
    TrailStep,
    UsePart,
    document_rows,
    held_tag,
    limits,
    links_of,
    shown,
    source_of,
    trail,
    use_parts,
)
from webapp.desk.documents.list import Listing, chosen, heads, pickers
from webapp.desk.documents.named import ActDoor, named_in
from webapp.desk.documents.row_order import Order, arranged
from webapp.desk.documents.search import Wanted, text_of
from webapp.desk.documents.sheet import PrintedPaper, PrintedRow, SheetPart, parts, printed, table_lines
from webapp.desk.documents.ways import Way, ways_to_evidence
from webapp.desk.readable import Reader
from webapp.desk.sheets import sheet
from webapp.pages.forms import Option, command_id, text_field
from webapp.pages.page import TeamPage, back, new_command_id, panel_response, panel_version, team_page, thing
from webapp.pages.team_rows import Note, add_note, mark_read, marks, notes, readers, readers_of, set_marks
from webapp.text.formatting import Calendar
from webapp.text.say import say_code
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_member


@dataclass(frozen=True, slots=True)
class DocumentList:
    """The documents of the file, filtered and sorted; `all_url` shows those that a long list leaves out."""

    rows: tuple[DocumentRow, ...]
    asked: Listing
    heads: Mapping[str, Mapping[str, str]]
    pickers: Sequence[tuple[str, str, tuple[Option, ...]]]
    kept: tuple[tuple[str, str], ...]
    uses: tuple[Mapping[str, object], ...]
    total: int
    unread: int
    all_url: str
    version: str
    src: str


def _list_values(reading: Reader) -> DocumentList:
    listing = Listing.read(request.args)
    seen = readers_of("document:")
    fresh = unread("document", tuple(filed.document.key for filed in reading.view.documents))
    counted = Counter(note.about for note in notes())
    return DocumentList(
        rows=document_rows(
            chosen(listing, fresh, seen, reading)[: listing.most],
            reading,
            fresh,
            {key.removeprefix("document:"): n for key, n in counted.items()},
            Wanted.read(listing.words),
            seen,
        ),
        asked=listing,
        heads=heads(listing),
        pickers=pickers(listing, reading),
        kept=tuple((name, value) for name, value in listing.query().items() if name in {"use", "sort", "all"}),
        uses=tuple(
            {
                "url": listing.url(use=use),
                "label": label,
                "current": listing.use == use,
            }
            for use, label in (("", _("All")), ("evidence", _("Evidence")), ("lead", _("Leads")))
        ),
        total=len(reading.view.documents),
        unread=len(fresh),
        all_url=listing.url(all="1"),
        version=panel_version("documents"),
        src=listing.url("desk.documents_part"),
    )


@dataclass(frozen=True, slots=True)
class DocumentsPage(TeamPage):
    """The list of the documents in the file."""

    template: ClassVar[str] = "desk/documents.html"
    key: ClassVar[str] = "documents"

    list: DocumentList


@blueprint.get("/documents", endpoint="documents")
def documents() -> ResponseReturnValue:
    return team_page(
        DocumentsPage(
            list=_list_values(reader()),
        )
    )


@blueprint.get("/documents/part", endpoint="documents_part")
def documents_part() -> ResponseReturnValue:
    return panel_response("documents", "desk/parts/documents.html", lambda: {"list": _list_values(reader())})


@blueprint.get("/documents/<number>", endpoint="document_page")
def document_page(number: str) -> ResponseReturnValue:
    reading = reader()
    filed = document_or_404(reading, number)
    thing("document", filed.document.key)  # before the paper counts as read
    mark_read(f"document:{filed.document.key}")
    return _page(reading, filed)


@dataclass(frozen=True, slots=True)
class DocumentPage(TeamPage):
    """A document as it is printed, with what it shows and may be used for."""

    template: ClassVar[str] = "desk/document.html"
    key: ClassVar[str] = "documents"

    filed: FiledDocument
    title: str
    hand_over_url: str
    paper: PrintedPaper
    order: Order
    rows: tuple[PrintedRow, ...]
    parts: tuple[tuple[SheetPart, tuple[Mapping[str, str], ...]], ...]
    kept: tuple[int, ...]
    readers: tuple[str, ...]
    received: str
    source: str
    source_url: str
    marked: int
    use: tuple[UsePart, ...]
    ways: tuple[Way, ...]
    forum: str
    limits: tuple[str, ...]
    trail: tuple[TrailStep, ...]
    shows: tuple[Shown, ...]
    named: tuple[ActDoor, ...]
    notes: tuple[Note, ...]
    calendar: Calendar
    previous: str
    next: str
    board_id: str
    print_number: str
    country_name: str
    held: str
    refusal: Refusal | None
    thing: str


def _page(reading: Reader, filed: FiledDocument, status: int = 200, refusal: Refusal | None = None) -> Response:
    document = filed.document
    marked = marks(document.key)
    paper = printed(filed, reading, marked)
    everything = request.args.get("rows") == "all"
    is_short = papers_are_short() and not everything
    words, sort = request.args.get("find", ""), request.args.get("sort", "")
    order = Order.read(words, sort, len(paper.columns), is_short=is_short)
    rows = arranged(paper, document, order, text_of(document, reading))
    columns = _heads(filed, paper, order, everything=everything)
    source, source_url = source_of(filed, reading)
    papers = reading.view.documents
    place = papers.index(filed)
    country = reading.country(reading.view.country)
    page = DocumentPage(
        filed=filed,
        title=reading.documents.title_of(filed),
        hand_over_url=hand_over_url(f"document:{filed.label}", reading),
        paper=paper,
        order=order,
        rows=rows,
        parts=tuple((part, tuple(columns[place] for place in part.places)) for part in parts(paper, document, rows)),
        kept=tuple(sorted(marked - {row.value for row in rows})),
        readers=readers(f"document:{document.key}"),
        received=reading.calendar.short(filed.received),
        source=source,
        source_url=source_url,
        marked=len(marked),
        use=use_parts(filed, reading),
        ways=ways_to_evidence(filed, reading) if not held_tag(filed, reading) else (),
        forum=_(
            "Rule table of %(country)s; %(origin)s", country=country, origin=say_code(f"origin.{document.use.origin}")
        ),
        limits=limits(document, reading),
        trail=trail(filed, reading),
        shows=shown(document, reading),
        named=named_in(filed, reading),
        notes=notes(f"document:{document.key}"),
        calendar=reading.calendar,
        previous=papers[place - 1].label if place else "",
        next=papers[place + 1].label if place + 1 < len(papers) else "",
        board_id=new_command_id(f"board/{filed.label}"),
        print_number=filed.label,
        country_name=reading.country(document.country),
        held=held_tag(filed, reading),
        refusal=refusal,
        thing=thing("document", document.key),
    )
    return team_page(page, status)


def _heads(filed: FiledDocument, paper: PrintedPaper, order: Order, *, everything: bool) -> tuple[dict[str, str], ...]:
    """Where a click on each column's heading leads."""
    return tuple(
        {
            "url": url_for(
                "desk.document_page",
                number=filed.label,
                find=order.words or None,
                sort=order.following(place),
                rows="all" if everything else None,
            ),
            "direction": order.direction(place),
        }
        for place in range(len(paper.columns))
    )


@blueprint.post("/documents/<number>/marks", endpoint="mark_rows")
def mark_rows(number: str) -> ResponseReturnValue:
    """Keeps the marks; other buttons also put on the board whom the marked rows name, or what they link."""
    reading = reader()
    filed = document_or_404(reading, number)
    document = filed.document
    lines = sorted({int(text) for text in request.form.getlist("line") if text.isdecimal() and len(text) < 7})
    marked = [line for line in lines if 0 < line <= len(document.rows)]
    set_marks(document.key, marked)
    action = request.form.get("action")
    if action not in {"board", "links"}:
        flash(_("Marks saved for your team."), "info")
        return back("desk.document_page", number=number)
    ends = dict.fromkeys(found for line in marked for found in links_of(document, line)) if action == "links" else {}
    named = dict.fromkeys(key for line in marked for key in document.rows[line - 1].entities) if not ends else {}
    if action == "links" and not ends:
        flash(_("First mark rows that name two entities, such as a payment or a call. Each becomes a link."), "warning")
        return back("desk.document_page", number=number)
    if not ends and not named:
        flash(_("First mark the rows that matter. The names in these rows are then put on the board."), "warning")
        return back("desk.document_page", number=number)
    refused = attempt_all(lambda: _claims(document.key, tuple(named), tuple(ends)))
    if refused is not None:
        return _page(reading, filed, refused.status, refused)
    if ends:
        drawn = ngettext("%(num)s link drawn", "%(num)s links drawn", len(ends))
        flash(_("%(links)s, supported by document %(number)s.", links=drawn, number=number), "info")
    else:
        flash(
            _("Entities put on the board: %(n)s. Supporting document: %(number)s.", n=len(named), number=number), "info"
        )
    return back("desk.document_page", number=number)


def _claims(document: str, named: tuple[str, ...], ends: tuple[Ends, ...]) -> list[Command]:
    """Puts entities up, or draws links, with the paper that shows them."""
    ident, by, member = command_id(), acting(), current_member().id
    papers = (document,)
    found: list[Command] = [
        ClaimEntity(id=f"{ident}{place:02d}", by=by, member=member, rests_on=papers, entity=key, documents=papers)
        for place, key in enumerate(named)
    ]
    found += [
        ClaimLink(
            id=f"{ident}{place:02d}", by=by, member=member, rests_on=papers, a=a, b=b, kind=kind, documents=papers
        )
        for place, (kind, a, b) in enumerate(ends)
    ]
    return found


@blueprint.post("/documents/<number>/notes", endpoint="note_document")
def note_document(number: str) -> ResponseReturnValue:
    filed = document_or_404(reader(), number)
    text = text_field("text", label=_("Note"), limit=2000, required=True)
    add_note(f"document:{filed.document.key}", text)
    return redirect(url_for("desk.document_page", number=number, _anchor="notes"), 303)


@blueprint.get("/documents/<number>/table.csv", endpoint="document_table")
def document_table(number: str) -> ResponseReturnValue:
    """The table of the paper for a spreadsheet."""
    reading = reader()
    filed = document_or_404(reading, number)
    return sheet(filed.label, table_lines(filed, reading))
