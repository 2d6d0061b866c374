"""The team's board as graph and as table, and what the file holds about one entity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.casework.links import Link, derive, path_between
from simulation.casework.recovery import RECOVERY_RULE, recovers_until
from simulation.exercise.views import FiledDocument, LinkView
from simulation.records import Entity
from webapp.desk.document_facts import DocumentRow, document_rows
from webapp.desk.figures import iso_text, round_money
from webapp.desk.law import law_book, source_text, sure_text
from webapp.desk.reader import CODES, Reader, joined
from webapp.desk.speech import plain, say_code, wording_of


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A node for the browser: everything by numbers, nothing by keys."""

    id: str
    label: str
    caption: str
    kind: str
    evidence: bool
    url: str
    x: int | None
    y: int | None


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """A link for the browser."""

    id: str
    source: str
    target: str
    label: str
    evidence: bool
    documents: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class PaperMark:
    """A paper behind a link."""

    number: str
    url: str


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


@dataclass(frozen=True, slots=True)
class Detail:
    """A printed particular."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Recovery:
    """The last day on which nobody may ask somebody who was seen as a victim, and the rule of the law book."""

    until: str
    text: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class EntityCard:
    """What the team knows of an entity."""

    number: int
    label: str
    code: bool
    kind: str
    kind_text: str
    country: str
    country_name: str
    details: tuple[Detail, ...]
    on_board: bool
    links: tuple[LinkRow, ...]
    documents: tuple[DocumentRow, ...]
    same: tuple[tuple[int, str], ...]
    at_risk: bool
    protected: bool
    recovery: Recovery | None
    elements: tuple[tuple[str, str, str], ...]
    speaks_for: tuple[DocumentRow, ...]


@dataclass(frozen=True, slots=True)
class PathStep:
    """A step of the way from one entity to another."""

    from_text: str
    link_text: str
    to_text: str
    is_evidence: bool
    documents: tuple[PaperMark, ...]


def same_as(reader: Reader) -> dict[str, str]:
    """Entities that the team says are another one."""
    stands: dict[str, str] = {}
    for a, b in sorted(reader.view.board.merged):
        one, other = stands.get(a, a), stands.get(b, b)
        low, high = min(one, other), max(one, other)
        stands |= {a: low, b: low}
        stands |= {key: low for key, old in stands.items() if old == high}
    return {key: low for key, low in stands.items() if key != low}


def weights(reader: Reader) -> Mapping[str, Link]:
    """Money and counts of the links that the papers show."""
    return {link.key: link for link in derive((filed.document for filed in reader.view.documents), same_as(reader))}


def link_text(link: LinkView, known: Mapping[str, Link], reader: Reader) -> str:
    """Like `421,700`, `14 calls`, or the word of the link."""
    found = known.get(link.key)
    if found is not None and found.amount_minor and link.kind == "paid":
        return round_money(found.amount_minor, reader.scenario.currency)
    if found is not None and link.kind == "called" and found.count:
        return ngettext("%(num)s call", "%(num)s calls", found.count)
    return say_code(f"link.{link.kind}")


def graph(
    reader: Reader, places: Mapping[str, tuple[int, int]], *, evidence_only: bool
) -> dict[str, list[dict[str, object]]]:
    """The board for the browser."""
    view = reader.view
    known = weights(reader)
    on_board = [key for key, _claim in view.board.entities]
    shown = [link for link in view.board.links if link.on_board and (link.is_evidence or not evidence_only)]
    solid = {key for link in view.board.links if link.is_evidence for key in (link.a, link.b)}
    named = {entity.key for filed in view.documents if filed.document.use.stands for entity in filed.document.mentions}
    nodes = []
    for key in on_board:
        entity, number = reader.known(key), reader.number_of(key)
        if entity is None or number is None:
            continue
        at = places.get(key)
        nodes.append(
            GraphNode(
                id=str(number),
                label=entity.label,
                caption=_caption(entity, reader),
                kind=entity.kind.value,
                evidence=key in solid or key in named,
                url=url_for("desk.entity_part", number=number),
                x=at[0] if at else None,
                y=at[1] if at else None,
            )
        )
    ids = {node.id for node in nodes}
    edges = []
    for place, link in enumerate(shown):
        source, target = str(reader.number_of(link.a)), str(reader.number_of(link.b))
        if source in ids and target in ids:
            papers = " ".join(label for label in map(reader.label_of, link.documents) if label)
            text = link_text(link, known, reader)
            edges.append(
                GraphEdge(f"l{place}", source, target, text, link.is_evidence, papers, *_dates(link, known, reader))
            )
    return {"nodes": [asdict(node) for node in nodes], "edges": [asdict(edge) for edge in edges]}


def _caption(entity: Entity, reader: Reader) -> str:
    kind = reader.entity_kind(entity.kind)
    if entity.country and entity.country != reader.view.country and entity.kind in {"company", "person"}:
        kind = f"{kind}, {reader.country(entity.country)}"
    return joined((kind, reader.mark_of(entity)))


def link_rows(
    reader: Reader, *, on_board: bool = True, about: str = "", evidence_only: bool = False
) -> tuple[LinkRow, ...]:
    """The links as a table: those of the board, or those of one entity in the whole file."""
    known = weights(reader)
    rows = []
    for link in reader.view.board.links:
        if about and about not in {link.a, link.b}:
            continue
        if (on_board and not link.on_board) or (evidence_only and not link.is_evidence):
            continue
        a, b = reader.known(link.a), reader.known(link.b)
        if a is None or b is None:
            continue
        text = say_code(f"link.{link.kind}")
        weight = link_text(link, known, reader)
        na, nb = reader.number_of(link.a), reader.number_of(link.b)
        first, last = _dates(link, known, reader)
        rows.append(
            LinkRow(
                key=f"link-{na}-{link.kind}-{nb}",
                url=_entity_url(na),
                from_text=a.label,
                from_kind=a.kind.value,
                link_text=text if weight == text else f"{text} {weight}",
                to_text=b.label,
                to_kind=b.kind.value,
                to_url=_entity_url(nb),
                is_evidence=link.is_evidence,
                documents=paper_marks(link.documents, reader),
                claim=f"{link.kind}:{na}:{nb}" if link.is_claim else "",
                when=_when(link, known, reader),
                first=first,
                last=last,
            )
        )
    return tuple(rows)


def _times(link: LinkView, known: Mapping[str, Link]) -> tuple[int | None, int | None]:
    """The first and the last act behind a link, None where no paper gives one."""
    found = known.get(link.key)
    return (found.first, found.last) if found is not None else (None, None)


def _dates(link: LinkView, known: Mapping[str, Link], reader: Reader) -> tuple[str, str]:
    """Dates of the first and the last act for a file, "" where no paper gives one."""
    first, last = ("" if at is None else reader.calendar.date_of(at).isoformat() for at in _times(link, known))
    return first, last


def _when(link: LinkView, known: Mapping[str, Link], reader: Reader) -> str:
    """From when to when for a table."""
    days = [reader.calendar.in_table(at) for at in _times(link, known) if at is not None]
    return " – ".join(dict.fromkeys(days))


def paper_marks(documents: Sequence[str], reader: Reader) -> tuple[PaperMark, ...]:
    """Papers by number."""
    labels = [label for label in map(reader.label_of, documents) if label]
    return tuple(PaperMark(label, url_for("desk.document_page", number=label)) for label in labels)


def _entity_url(number: int | None) -> str:
    return url_for("desk.entity_page", number=number) if number is not None else ""


def entity_card(entity: Entity, reader: Reader) -> EntityCard:
    """Everything that the file holds about one entity."""
    view = reader.view
    number = reader.number_of(entity.key) or 0
    naming = tuple(filed for filed in view.documents if filed.document.names(entity.key))
    favour = tuple(filed for filed in view.documents if entity.key in filed.document.exculpates)
    risk = next((each for each in view.at_risk if each[0] == entity.key), None)
    same = [
        (found, reader.entity(key))
        for a, b in view.board.merged
        if entity.key in {a, b}
        for key in (b if a == entity.key else a,)
        if (found := reader.number_of(key)) is not None
    ]
    return EntityCard(
        number=number,
        label=entity.label,
        code=entity.kind in CODES,
        kind=entity.kind.value,
        kind_text=reader.entity_kind(entity.kind),
        country=entity.country,
        country_name=reader.country(entity.country),
        details=tuple(
            Detail(wording_of(f"detail.{name}") or plain(name).capitalize(), text)
            for name, value in entity.details
            if (text := _detail(name, value, reader))
        ),
        on_board=any(key == entity.key for key, _claim in view.board.entities),
        links=link_rows(reader, on_board=False, about=entity.key),
        documents=document_rows(naming, reader, frozenset(), {}),
        same=tuple(same),
        at_risk=risk is not None and risk[2] is None,
        protected=risk is not None and risk[2] is not None,
        recovery=_recovery(entity.key, naming, reader),
        elements=tuple(
            (reader.element(element), say_code(f"element_state.{state}"), state)
            for charge in view.charges
            if charge.person == entity.key
            for element, state in charge.elements
        ),
        speaks_for=document_rows(favour, reader, frozenset(), {}),
    )


def _recovery(person: str, naming: tuple[FiledDocument, ...], reader: Reader) -> Recovery | None:
    """The time that somebody who was seen as a victim has to recover; None once it is over."""
    until = recovers_until((filed.document for filed in naming), person)
    if until is None or reader.now >= until:
        return None
    rule = next(row for row in law_book().practice if row.id == RECOVERY_RULE)
    return Recovery(reader.calendar.short(until), rule.text, source_text(rule.source), sure_text(rule.confidence))


def _detail(name: str, value: str | int, reader: Reader) -> str:
    """A particular as words; one that names something outside the file stays out."""
    if isinstance(value, int):
        return str(value)
    if name in {"nationality", "country"}:
        return reader.country(value)
    if name == "born":
        return iso_text(value)
    if "/" in value:
        return reader.entity(value) if reader.known(value) is not None else ""
    if name in {"function", "standing", "organisation", "role"}:
        return ""
    return value


def way(start: str, end: str, reader: Reader) -> tuple[PathStep, ...] | None:
    """The way between two entities over the file's links: fewest leads, then fewest steps; None when there is none."""
    same = same_as(reader)
    known = weights(reader)
    links = [
        Link(each.key, each.a, each.b, each.kind, each.documents, each.is_evidence, each.is_claim)
        for each in reader.view.board.links
    ]
    found = path_between(links, same.get(start, start), same.get(end, end))
    if found is None:
        return None
    views = {link.key: link for link in reader.view.board.links}
    steps = []
    here = same.get(start, start)
    for link in found:
        there = link.b if link.a == here else link.a
        text = link_text(views[link.key], known, reader)
        word = say_code(f"link.{link.kind}")
        steps.append(
            PathStep(
                reader.entity(link.a),
                word if text == word else f"{word} {text}",
                reader.entity(link.b),
                link.is_evidence,
                paper_marks(link.documents, reader),
            )
        )
        here = there
    return tuple(steps)


def summary_text(reader: Reader) -> str:
    """Like `14 entities, 16 links, 38 documents`."""
    board = reader.view.board
    return ", ".join(
        (
            ngettext("%(num)s entity", "%(num)s entities", len(board.entities)),
            ngettext("%(num)s link", "%(num)s links", sum(link.on_board for link in board.links)),
            ngettext("%(num)s document", "%(num)s documents", len(reader.view.documents)),
        )
    )


def nothing_yet() -> str:
    """What an empty board says."""
    return _("No entities yet. Click a name in a document to put it here.")
