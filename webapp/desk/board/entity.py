"""What the team's file holds about one entity, with those that the team says are the same."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from simulation.casework.file.detention import Detention, detention_rows
from simulation.casework.file.measure_orders import RECOVERY_RULE, recovers_until
from simulation.exercise.evidence.views import FiledDocument
from simulation.exercise.measures.views import not_found
from simulation.kernel.entities import Entity
from simulation.scenario.schema.play import MeasureKind
from webapp.desk.addresses import tell_risk_url
from webapp.desk.board.names import BoardNames
from webapp.desk.board.rows import LinkRow, link_rows
from webapp.desk.colleagues import hand_over_url
from webapp.desk.documents.facts import DocumentRow, document_rows
from webapp.desk.readable import CODES, Reader, entity_kind
from webapp.desk.suspects import charge_url, involved
from webapp.text.formatting import day_text, iso_text
from webapp.text.law_texts import law_book, law_text, source_text, sure_text
from webapp.text.say import plain, say_code, wording_of


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
    wish: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Same:
    """Two of which the team says that they are one, by number and name, with what the papers print of the other."""

    number: int
    label: str
    other: int
    other_label: str
    details: tuple[Detail, ...]


@dataclass(frozen=True, slots=True)
class CustodyRow:
    """A right by which the own country holds somebody, with its clock and where the rule stands."""

    right: str
    since: str
    until: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Abroad:
    """The country where the file places somebody at risk, when the team told it ("" if never), and the form for it."""

    country: str
    told: str
    url: str


@dataclass(frozen=True, slots=True)
class EntityCard:
    """What the team knows of an entity."""

    number: int
    label: str
    also: tuple[str, ...]
    code: bool
    kind: str
    kind_text: str
    country: str
    country_name: str
    details: tuple[Detail, ...]
    on_board: bool
    links: tuple[LinkRow, ...]
    documents: tuple[DocumentRow, ...]
    same: tuple[Same, ...]
    at_risk: bool
    abroad: Abroad | None
    missed: bool
    """At risk at home, and not found when protection was to begin."""

    protected: bool
    recovery: Recovery | None
    custody: tuple[CustodyRow, ...]
    charge_url: str
    """Where somebody in custody is charged; "" for whoever is free, charged, or has no known part."""

    hand_over_url: str
    elements: tuple[tuple[str, str, str], ...]
    speaks_for: tuple[DocumentRow, ...]


def entity_card(entity: Entity, reader: Reader) -> EntityCard:
    """Everything that the file holds about one entity; papers and links are also those of the same."""
    view, names = reader.view, BoardNames(reader)
    keys = names.keys(entity.key)
    naming = tuple(filed for filed in view.documents if any(map(filed.document.names, keys)))
    favour = tuple(filed for filed in view.documents if not keys.isdisjoint(filed.document.exculpates))
    risks = [until for person, _since, until in view.at_risk if person in keys]
    return EntityCard(
        number=reader.entities.number_of(entity.key) or 0,
        label=entity.label,
        also=tuple(each.label for each in names.all_of(entity.key) if each.key != entity.key),
        code=entity.kind in CODES,
        kind=entity.kind.value,
        kind_text=entity_kind(entity.kind),
        country=entity.country,
        country_name=reader.country(entity.country),
        details=_details(entity, reader),
        on_board=any(key in keys for key, _claim in view.board.entities),
        links=link_rows(reader, on_board=False, about=entity.key),
        documents=document_rows(naming[::-1], reader, frozenset(), {}),
        same=same_as(names, keys),
        at_risk=None in risks,
        abroad=_abroad(keys, reader),
        missed=None in risks and not keys.isdisjoint(not_found(view.measures)),
        protected=bool(risks) and None not in risks,
        recovery=_recovery(entity.key, naming, reader),
        custody=tuple(_custody(row, reader) for row in view.held if row.person in keys),
        charge_url=_charge_url(entity, keys, reader) if any(row.person in keys for row in view.held) else "",
        hand_over_url=hand_over_url(f"entity:{reader.entities.number_of(entity.key) or 0}", reader),
        elements=tuple(
            (reader.element(element), say_code(f"element_state.{state}"), state)
            for charge in view.charges
            if charge.person in keys
            for element, state in charge.elements
        ),
        speaks_for=document_rows(favour[::-1], reader, frozenset(), {}),
    )


def _charge_url(person: Entity, keys: frozenset[str], reader: Reader) -> str:
    is_charged = any(charge.person in keys and not charge.outcome for charge in reader.view.charges)
    number = reader.entities.number_of(person.key)
    return "" if is_charged or number is None or keys.isdisjoint(involved(reader)) else charge_url(number)


def _abroad(keys: Collection[str], reader: Reader) -> Abroad | None:
    """Where somebody at risk is abroad by the file, None for everybody else."""
    found = next((each for each in reader.view.risk_abroad if each.person in keys), None)
    if found is None:
        return None
    told = "" if found.told is None else reader.calendar.short(found.told)
    return Abroad(reader.country(found.country), told, tell_risk_url((found.person,), reader))


def same_as(names: BoardNames, keys: frozenset[str] | None = None) -> tuple[Same, ...]:
    """The pairs of which the team says that they are one: all of them, or those among these keys."""
    found = []
    for a, b in names.reader.view.board.merged:
        one, other = names.reader.known(a), names.reader.known(b)
        if one is None or other is None or (keys is not None and not {a, b} <= keys):
            continue
        number, other_number = names.reader.entities.number_of(a) or 0, names.reader.entities.number_of(b) or 0
        found.append(
            Same(
                number,
                names.reader.entities.told_apart(one),
                other_number,
                names.reader.entities.told_apart(other),
                _details(other, names.reader),
            )
        )
    return tuple(found)


def _details(entity: Entity, reader: Reader) -> tuple[Detail, ...]:
    return tuple(
        Detail(wording_of(f"detail.{name}") or plain(name).capitalize(), text)
        for name, value in entity.details
        if (text := _detail(name, value, reader))
    )


def _recovery(person: str, naming: tuple[FiledDocument, ...], reader: Reader) -> Recovery | None:
    """The time that somebody who was seen as a victim has to recover; None once it is over."""
    days = reader.scenario.country(reader.view.country).reflection_days
    until = recovers_until((filed.document for filed in naming), person, days)
    if until is None or reader.now >= until:
        return None
    rule = next(row for row in law_book().practice if row.id == RECOVERY_RULE)
    return Recovery(
        reader.calendar.short(until),
        law_text(rule.text),
        next(
            (
                say_code(f"measure_result.{each.result}")
                for each in reader.view.measures
                if each.target == person and each.kind == MeasureKind.WISH and not each.is_running
            ),
            "",
        ),
        source_text(rule.source),
        sure_text(rule.confidence),
    )


def _custody(row: Detention, reader: Reader) -> CustodyRow:
    rule = detention_rows()[row.right]
    return CustodyRow(
        say_code(f"right.{row.right}"),
        reader.calendar.short(row.taken) if row.taken >= 0 else day_text(row.taken),
        reader.calendar.short(row.until),
        source_text(rule.source),
        sure_text(rule.confidence),
    )


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


type Particular = tuple[str, str]
"""Its name and its text."""


def side_by_side(one: Iterable[Particular], other: Iterable[Particular]) -> tuple[tuple[str, str, str], ...]:
    """Each particular that papers print of either: its name, then both texts, "" where they print none.

    Args:
        one: Particulars of the first, in order.
        other: Particulars of the second.
    """
    first, second = dict(one), dict(other)
    return tuple((name, first.get(name, ""), second.get(name, "")) for name in first | second)
