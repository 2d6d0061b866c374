"""The links of the team's file: those of its board as a table, one of them in full, and the way over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.casework.file.links import Link, derive, path_between
from simulation.exercise.board.views import LinkView
from webapp.desk.board.names import BoardNames
from webapp.desk.documents.marks import PaperMark, paper_marks
from webapp.desk.readable import Reader
from webapp.text.formatting import round_money
from webapp.text.say import say_code


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link of the table."""

    key: str
    url: str
    from_text: str
    from_kind: str
    link_text: str
    to_text: str
    to_kind: str
    to_url: str
    is_evidence: bool
    documents: tuple[PaperMark, ...]
    claim: str
    when: str
    first: str
    last: str
    address: str


@dataclass(frozen=True, slots=True)
class Act:
    """One line of a paper that shows a link: when it was, and the money, "" where the paper gives none."""

    when: str
    amount: str


@dataclass(frozen=True, slots=True)
class LinkPaper:
    """A paper behind a link, with the acts that it shows."""

    number: str
    url: str
    title: str
    issuer: str
    is_evidence: bool
    acts: tuple[Act, ...]
    more: int


@dataclass(frozen=True, slots=True)
class LinkCard:
    """A link in full.

    Attributes:
        row: Ends, kind, dates and standing.
        to_number: Number of the other end.
        number: Number of the end from which it reads.
        amount: Money that went, "" for none.
        count: How many acts the papers show.
        papers: What supports it.
    """

    row: LinkRow
    number: int
    to_number: int
    amount: str
    count: int
    papers: tuple[LinkPaper, ...]


@dataclass(frozen=True, slots=True)
class PathStep:
    """A step of the way from one entity to another."""

    from_text: str
    link_text: str
    to_text: str
    is_evidence: bool
    documents: tuple[PaperMark, ...]


MOST_ACTS = 6
"""How many acts of one paper a link's card prints."""


@dataclass(frozen=True)
class BoardLinks:
    """The links of a file with what its papers say of them; ends that are one count as one."""

    reader: Reader
    names: BoardNames

    @cached_property
    def known(self) -> Mapping[str, Link]:
        """Money, counts and dates of the links that the papers show."""
        papers = (filed.document for filed in self.reader.view.documents)
        return {link.key: link for link in derive(papers, self.names.same)}

    @cached_property
    def all_on_board(self) -> tuple[LinkView, ...]:
        """Links with both ends on the board."""
        up = frozenset(self.names.up)
        return tuple(link for link in self.reader.view.board.links if link.a in up and link.b in up)

    def on_board(self, *, evidence_only: bool) -> tuple[LinkView, ...]:
        """The same, pencil lines only where they are wanted."""
        return tuple(link for link in self.all_on_board if link.is_evidence or not evidence_only)

    def text(self, link: LinkView) -> str:
        """Like `421,700`, `14 calls`, or the word of the link."""
        if self.amount(link) and link.kind == "paid":
            return self.amount(link)
        if link.kind == "called" and self.count(link):
            return ngettext("%(num)s call", "%(num)s calls", self.count(link))
        return say_code(f"link.{link.kind}")

    def full_text(self, link: LinkView) -> str:
        """Like `paid 421,700`."""
        word, weight = say_code(f"link.{link.kind}"), self.text(link)
        if link.kind == "called" and self.count(link):
            return ngettext("called once", "called %(num)s times", self.count(link))
        return word if weight == word else f"{word} {weight}"

    def amount(self, link: LinkView) -> str:
        """Money that went, "" where no paper shows any."""
        found = self.known.get(link.key)
        return round_money(found.amount_minor, self.reader.scenario.currency) if found and found.amount_minor else ""

    def count(self, link: LinkView) -> int:
        """How many acts the papers show."""
        found = self.known.get(link.key)
        return found.count if found is not None else 0

    def times(self, link: LinkView) -> tuple[int, ...]:
        """The first and the last act, () where no paper gives one."""
        found = self.known.get(link.key)
        return tuple(at for at in (found.first, found.last) if at is not None) if found is not None else ()

    def dates(self, link: LinkView) -> tuple[str, str]:
        """ISO dates of the first and the last act, "" where no paper gives one."""
        found = [self.reader.calendar.date_of(at).isoformat() for at in self.times(link)]
        return (found[0], found[-1]) if found else ("", "")

    def row(self, link: LinkView) -> LinkRow | None:
        """The link for a table, None when the file does not know an end."""
        a, b = self.names.all_of(link.a), self.names.all_of(link.b)
        na, nb = self.names.number(link.a), self.names.number(link.b)
        if not a or not b:
            return None
        first, last = self.dates(link)
        return LinkRow(
            key=f"link-{na}-{link.kind}-{nb}",
            url=_entity_url(na),
            from_text=self.names.label(link.a),
            from_kind=a[0].kind.value,
            link_text=self.full_text(link),
            to_text=self.names.label(link.b),
            to_kind=b[0].kind.value,
            to_url=_entity_url(nb),
            is_evidence=link.is_evidence,
            documents=paper_marks(link.documents, self.reader),
            claim=f"{link.kind}:{na}:{nb}" if link.is_claim else "",
            when=" – ".join(dict.fromkeys(self.reader.calendar.in_table(at) for at in self.times(link))),
            first=first,
            last=last,
            address=link_address(link, self.names),
        )


def link_address(link: LinkView, names: BoardNames) -> str:
    """How an address names a link: `11:paid:4`, by the numbers of its ends."""
    return f"{names.number(link.a)}:{link.kind}:{names.number(link.b)}"


def link_rows(
    reader: Reader, *, on_board: bool = True, about: str = "", evidence_only: bool = False
) -> tuple[LinkRow, ...]:
    """The links as a table: those of the board, or those of one entity in the whole file."""
    names = BoardNames(reader)
    links = BoardLinks(reader, names)
    chosen = links.all_on_board if on_board else reader.view.board.links
    keys = names.keys(about) if about else frozenset()
    rows = (
        links.row(link)
        for link in chosen
        if (link.is_evidence or not evidence_only) and (not about or link.a in keys or link.b in keys)
    )
    return tuple(row for row in rows if row is not None)


def link_card(address: str, reader: Reader) -> LinkCard | None:
    """The link that an address names (see `link_address`), None when the file has no such link."""
    names = BoardNames(reader)
    links = BoardLinks(reader, names)
    for link in reader.view.board.links:
        if f":{link.kind}:" in address and link_address(link, names) == address:
            row = links.row(link)
            if row is not None:
                return LinkCard(
                    row,
                    names.number(link.a) or 0,
                    names.number(link.b) or 0,
                    links.amount(link),
                    links.count(link),
                    _papers(link, names),
                )
    return None


def _papers(link: LinkView, names: BoardNames) -> tuple[LinkPaper, ...]:
    """The papers of a link, each with the acts that it shows in order of time."""
    reader = names.reader
    found = []
    for filed in map(reader.view.document, link.documents):
        if filed is None:
            continue
        said = {
            (each.at is None, each.at or 0, each.amount_minor, each.traces)
            for each in filed.document.assertions
            if each.kind == link.kind and names.one(each.subject) == link.a and names.one(each.object) == link.b
        }
        acts = tuple(
            Act("" if is_undated else reader.calendar.in_table(at), reader.amount(amount) if amount else "")
            for is_undated, at, amount, _traces in sorted(said)
            if amount or not is_undated
        )
        found.append(
            LinkPaper(
                filed.label,
                url_for("desk.document_page", number=filed.label),
                reader.documents.title_of(filed),
                reader.documents.issuer(filed.document),
                filed.document.use.stands,
                acts[:MOST_ACTS],
                max(0, len(acts) - MOST_ACTS),
            )
        )
    return tuple(found)


def _entity_url(number: int | None) -> str:
    return url_for("desk.entity_page", number=number) if number is not None else ""


def way(start: str, end: str, reader: Reader) -> tuple[PathStep, ...] | None:
    """The way between two entities over the file's links: fewest leads, then fewest steps; None when there is none."""
    names = BoardNames(reader)
    links = BoardLinks(reader, names)
    views = {link.key: link for link in reader.view.board.links}
    found = path_between(
        (
            Link(each.key, each.a, each.b, each.kind, each.documents, each.is_evidence, each.is_claim)
            for each in views.values()
        ),
        names.one(start),
        names.one(end),
    )
    if found is None:
        return None
    return tuple(
        PathStep(
            names.label(link.a),
            links.full_text(views[link.key]),
            names.label(link.b),
            link.is_evidence,
            paper_marks(link.documents, reader),
        )
        for link in found
    )


def summary_text(reader: Reader) -> str:
    """Like `14 entities, 16 links, 38 documents`."""
    names = BoardNames(reader)
    return ", ".join(
        (
            ngettext("%(num)s entity", "%(num)s entities", len(names.up)),
            ngettext("%(num)s link", "%(num)s links", len(BoardLinks(reader, names).all_on_board)),
            ngettext("%(num)s document", "%(num)s documents", len(reader.view.documents)),
        )
    )


def nothing_yet() -> str:
    """What an empty board says."""
    return _("No entities yet. Click a name in a document, then “Put on the board”.")
