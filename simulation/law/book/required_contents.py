"""Whether a request names what it has to name: C1-C15 of law.md 1.3, objectively and without reading prose.

A field counts as filled when it is not empty; whether its words are good is for people.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import NamedTuple

from simulation.kernel.shared import shared
from simulation.kernel.terms import Phrase
from simulation.law.book.assistance_types import Kind, PropertyPart
from simulation.law.book.content import Content
from simulation.scenario.schema.country import Country, CountryPair
from simulation.scenario.schema.play import Route, Sought

RECIPROCITY = "reciprocity"
"""Basis and undertaking where no treaty binds the pair (law.md 2.6 REC)."""

NO_DEATH_PENALTY = "assurance_no_death_penalty"
"""Assurance that the death penalty is neither sought nor imposed nor carried out (law.md 5.5 G1)."""


class ContentState(StrEnum):
    """How far an item is there."""

    FILLED = "filled"
    PARTLY = "partly"
    EMPTY = "empty"
    NOT_NEEDED = "not_needed"


class Gate(StrEnum):
    """What hangs on an item (law.md 1.3)."""

    HARD = "hard"
    SOFT = "soft"
    CONDITIONAL = "conditional"


@shared
class ContentCheck(NamedTuple):
    """One item checked.

    Attributes:
        item: C1 to C15.
        state: `filled`, `partly`, `empty` or `not_needed`.
        reason: What is missing, as a code with the names of the fields.
        gate: What hangs on it.
    """

    item: str
    state: ContentState
    reason: Phrase
    gate: Gate

    @property
    def is_open(self) -> bool:
        """Needed and not wholly there: a clarification about it is founded (UNTOC 18(16))."""
        return self.state in {ContentState.EMPTY, ContentState.PARTLY}


ITEMS = tuple(f"C{number}" for number in range(1, 16))
"""All items in order."""

_GATES = {
    **dict.fromkeys(ITEMS, Gate.SOFT),
    **dict.fromkeys(("C1", "C2", "C3", "C4", "C6"), Gate.HARD),
    **dict.fromkeys(("C7", "C8", "C9", "C13"), Gate.CONDITIONAL),
}

_INFORMAL_ITEMS: dict[Route, tuple[str, ...]] = {
    Route.POLICE: ("C1", "C2", "C4", "C6"),
    Route.FIU: ("C1", "C2", "C3", "C4", "C6"),
}
"""What a question on an informal channel has to say: who, about what, what for; to an FIU also the facts of the
suspicion (an assumption after law.md 3)."""


def completeness(
    content: Content, kind: Kind, pair: CountryPair, requesting: Country, requested: Country
) -> tuple[ContentCheck, ...]:
    """All fifteen items of a request, in order.

    Args:
        content: What it names.
        kind: Kind of assistance; decides the route and which items are needed.
        pair: What binds the two.
        requesting: Who asks.
        requested: Who is asked.
    """
    needed = _INFORMAL_ITEMS.get(kind.route, ITEMS)
    found = _formal(content, kind, pair, requesting, requested)
    return tuple(
        found[item] if item in needed else _check(item, ContentState.NOT_NEEDED, "content.not_needed") for item in ITEMS
    )


def is_ready_to_send(checks: tuple[ContentCheck, ...]) -> bool:
    """Whether every hard gate is passed: the least that a central authority should let go (law.md 7.1 O3)."""
    return all(not check.is_open for check in checks if check.gate is Gate.HARD)


def gate_of(item: str) -> Gate:
    """What hangs on an item."""
    return _GATES[item]


def lacking(checks: tuple[ContentCheck, ...]) -> tuple[str, ...]:
    """Items that are needed and not wholly there."""
    return tuple(check.item for check in checks if check.is_open)


def _formal(
    content: Content, kind: Kind, pair: CountryPair, requesting: Country, requested: Country
) -> dict[str, ContentCheck]:
    is_service = kind.id == Sought.SERVICE
    checks = (
        _fields("C1", content, ("authority_contact",)),
        _fields("C2", content, ("subject",)),
        _unneeded("C3") if is_service else _fields("C3", content, ("facts",)),
        _fields("C4", content, ("assistance",)),
        _fields("C5", content, ("persons",)),
        _fields("C6", content, ("purpose",)),
        *_property(content, kind),
        _fields("C10", content, ("basis", "offences", "penalties_text")),
        _fields("C11", content, ("grounds",)) if kind.needs_link else _unneeded("C11"),
        _urgency(content),
        _undertakings(content, kind, pair, requesting, requested),
        _formalities(content, kind),
        _paper(content, requested),
    )
    return {check.item: check for check in checks}


@cache
def _check(item: str, state: ContentState, code: str, **params: str) -> ContentCheck:
    return ContentCheck(item, state, Phrase(code, tuple(sorted(params.items()))), _GATES[item])


def _unneeded(item: str) -> ContentCheck:
    return _check(item, ContentState.NOT_NEEDED, "content.not_needed")


def _is_given(content: Content, name: str) -> bool:
    value: object = getattr(content, name)
    return bool(value.strip()) if isinstance(value, str) else value is not None and value != ()


def _fields(item: str, content: Content, names: tuple[str, ...]) -> ContentCheck:
    return _judge(item, names, tuple(name for name in names if not _is_given(content, name)), "content.missing")


def _judge(item: str, wanted: tuple[str, ...], missing: tuple[str, ...], code: str) -> ContentCheck:
    if not missing:
        return _check(item, ContentState.FILLED, "content.filled")
    state = ContentState.EMPTY if len(missing) == len(wanted) else ContentState.PARTLY
    return _check(item, state, code, fields=" ".join(missing))


def _urgency(content: Content) -> ContentCheck:
    """Urgency needs a reason and a date, confidentiality a reason (UNTOC 18(20), 18(24))."""
    wanted: list[str] = []
    if content.urgent:
        wanted += ["urgency_reason", "urgent_by_day"]
    if content.confidential:
        wanted.append("confidentiality_reason")
    if not wanted:
        return _unneeded("C12")
    return _fields("C12", content, tuple(wanted))


def _property(content: Content, kind: Kind) -> tuple[ContentCheck, ...]:
    """C7 to C9: one of the two ways to a confiscation (UNTOC 13(1)), facts for a freeze, property to be returned."""
    first, order, freeze = _unneeded("C7"), _unneeded("C8"), _unneeded("C9")
    match kind.property:
        case PropertyPart.FREEZE:
            freeze = _fields("C9", content, ("property_text", "freeze_facts"))
        case PropertyPart.RETURN:
            first = _fields("C7", content, ("property_text",))
        case PropertyPart.CONFISCATION:
            has_order, has_property = content.order_text.strip(), content.property_text.strip()
            first = first if has_order else _fields("C7", content, ("property_text",))
            order = order if has_property else _fields("C8", content, ("order_text",))
        case PropertyPart.NONE:
            pass
    return first, order, freeze


def _formalities(content: Content, kind: Kind) -> ContentCheck:
    """Formalities that the own court wants, and those without which this kind of assistance is of no use."""
    if not kind.needs_link:
        return _unneeded("C14")
    if any(wanted not in content.formalities for wanted in kind.formalities) and content.formalities:
        return _check("C14", ContentState.PARTLY, "content.missing", fields="formalities")
    return _fields("C14", content, ("formalities",))


def carries_death(content: Content, requesting: Country, requested: Country) -> bool | None:
    """Whether the person may face the death penalty.

    Returns:
        True when an offence that is named carries it, False when the requesting law knows it for other offences only,
        None when it does not know it or the requested law knows it as well (law.md 5.5 G1).
    """
    if not requesting.death_penalty or requested.death_penalty:
        return None
    named = [offence for key in content.offences if (offence := requesting.offence(key)) is not None]
    return any(offence.death_penalty for offence in named)


def _undertakings(
    content: Content, kind: Kind, pair: CountryPair, requesting: Country, requested: Country
) -> ContentCheck:
    """Reciprocity where no treaty binds, an assurance where the offence carries death, and what the kind wants."""
    wanted: list[str] = [*kind.undertakings]
    if not pair.instruments:
        wanted.append(RECIPROCITY)
    if carries_death(content, requesting, requested):
        wanted.append(NO_DEATH_PENALTY)
    if not wanted:
        if content.undertakings:
            return _check("C13", ContentState.FILLED, "content.filled")
        return _unneeded("C13")
    missing = tuple(name for name in wanted if name not in content.undertakings)
    return _judge("C13", tuple(wanted), missing, "content.undertaking_missing")


def _paper(content: Content, requested: Country) -> ContentCheck:
    """Contact, earlier contacts, and a language that is accepted there (UNTOC 18(14))."""
    if content.language and content.language not in requested.languages:
        return _check(
            "C15", ContentState.PARTLY, "content.language_not_accepted", accepted=" ".join(requested.languages)
        )
    return _fields("C15", content, ("authority_contact", "language", "prior_contacts"))
