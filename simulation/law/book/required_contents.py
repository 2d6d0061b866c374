"""Whether a request names what it has to name: C1-C15 of law.md 1.3, objectively and without reading prose.

A field counts as filled when it is not empty; whether its words are good is for people.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from simulation.kernel.shared import shared
from simulation.kernel.terms import Phrase
from simulation.law.book.assistance_types import Kind, PropertyPart
from simulation.law.book.content import Content, Gate
from simulation.law.book.governance import ItemRule, Regime, regime_of_letter
from simulation.scenario.schema.country import Country, CountryPair
from simulation.scenario.schema.play import Route

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

_CONDITIONAL = frozenset({"C7", "C8", "C9", "C13"})
"""Contents that only some requests need."""

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
    needed = _INFORMAL_ITEMS.get(kind.route)
    if needed is not None:
        return tuple(_short(item, content, _SHORT[item]) if item in needed else _unneeded(item) for item in ITEMS)
    regime = regime_of_letter(content, kind, pair, requesting)
    return _formal(content, kind, pair, requesting, requested, regime)


def is_ready_to_send(checks: tuple[ContentCheck, ...]) -> bool:
    """Whether every hard gate is passed: the least that a central authority should let go (law.md 7.1 O3)."""
    return all(not check.is_open for check in checks if check.gate is Gate.HARD)


def lacking(checks: tuple[ContentCheck, ...]) -> tuple[str, ...]:
    """Items that are needed and not wholly there."""
    return tuple(check.item for check in checks if check.is_open)


_SHORT = {"C1": "authority_contact", "C2": "subject", "C3": "facts", "C4": "assistance", "C6": "purpose"}
"""Fields of a question on a short way."""

_NO_RULE = ItemRule("", (), (), frozenset(), "")


def _formal(
    content: Content, kind: Kind, pair: CountryPair, requesting: Country, requested: Country, regime: Regime
) -> tuple[ContentCheck, ...]:
    items = regime.items
    said = frozenset(name for name, text in content.particulars if text.strip()) if content.particulars else _NOTHING
    return tuple(
        _DYNAMIC[item](items.get(item, _NO_RULE), _Reading(content, said, kind, pair, requesting, requested, regime))
        if item in _DYNAMIC
        else _fixed(items[item], content, said)
        if item in items
        else _unneeded(item)
        for item in ITEMS
    )


_NOTHING: frozenset[str] = frozenset()


class _Reading(NamedTuple):
    """What a content that depends on more than its own fields looks at."""

    content: Content
    said: frozenset[str]
    kind: Kind
    pair: CountryPair
    requesting: Country
    requested: Country
    regime: Regime


@cache
def _check(item: str, state: ContentState, code: str, gate: Gate = Gate.SOFT, **params: str) -> ContentCheck:
    found = Gate.CONDITIONAL if item in _CONDITIONAL else gate
    return ContentCheck(item, state, Phrase(code, tuple(sorted(params.items()))), found)


@cache
def _unneeded(item: str) -> ContentCheck:
    return _check(item, ContentState.NOT_NEEDED, "content.not_needed")


def _short(item: str, content: Content, name: str) -> ContentCheck:
    return _judge(item, (name,), () if _is_given(content, name) else (name,), frozenset({name}))


def _is_given(content: Content, name: str) -> bool:
    value: object = getattr(content, name)
    return bool(value.strip()) if isinstance(value, str) else value is not None and value != ()


def _missing(rule: ItemRule, content: Content, said: frozenset[str]) -> tuple[str, ...]:
    found = [name for name in rule.headings if not _is_given(content, name)]
    if rule.particulars:
        found += [name for name in rule.particulars if name not in said]
    return tuple(found)


def _fixed(rule: ItemRule, content: Content, said: frozenset[str]) -> ContentCheck:
    missing = _missing(rule, content, said)
    if not missing:
        return _filled(rule.item, Gate.HARD if rule.musts else Gate.SOFT)
    return _judge(rule.item, (*rule.headings, *rule.particulars), missing, rule.musts)


@cache
def _filled(item: str, gate: Gate = Gate.SOFT) -> ContentCheck:
    return _check(item, ContentState.FILLED, "content.filled", gate)


def _judge(
    item: str,
    wanted: tuple[str, ...],
    missing: tuple[str, ...],
    musts: frozenset[str] = _NOTHING,
    code: str = "content.missing",
) -> ContentCheck:
    if not wanted:
        return _unneeded(item)
    if not missing:
        return _filled(item, Gate.HARD if musts else Gate.SOFT)
    state = ContentState.EMPTY if len(missing) == len(wanted) else ContentState.PARTLY
    gate = Gate.SOFT if musts.isdisjoint(missing) else Gate.HARD
    return _check(item, state, code, gate, fields=" ".join(missing))


def _with(
    rule: ItemRule, at: _Reading, item: str, headings: tuple[str, ...], more: tuple[str, ...] = ()
) -> ContentCheck:
    """A content of these headings and of the particulars that the instrument wants."""
    particulars = (*rule.particulars, *more)
    missing = [name for name in headings if not _is_given(at.content, name)]
    missing += [name for name in particulars if name not in at.said]
    return _judge(item, (*headings, *particulars), tuple(missing), rule.musts)


_REASON = frozenset({"confidentiality_reason"})


PERIOD_CODES = frozenset({"content.period_missing", "content.period_reversed"})
"""Reasons of C4 that concern the period of records: the assessment has findings of its own about it."""


def _assistance(rule: ItemRule, at: _Reading) -> ContentCheck:
    """What is asked for; of records also for which time, which ends after it begins."""
    asked = _fixed(rule, at.content, at.said) if rule.item else _unneeded("C4")
    if asked.is_open or not at.kind.needs_period:
        return asked
    first, last = at.content.period_from_day, at.content.period_to_day
    if first is None or last is None:
        missing = [name for name in ("period_from_day", "period_to_day") if not _is_given(at.content, name)]
        return _check("C4", ContentState.PARTLY, "content.period_missing", fields=" ".join(missing))
    return _check("C4", ContentState.PARTLY, "content.period_reversed") if last < first else asked


def _urgency(rule: ItemRule, at: _Reading) -> ContentCheck:
    """Urgency needs a reason and a date; confidentiality a reason, and must have it, where the instrument says so."""
    wanted: list[str] = []
    if at.content.urgent:
        wanted += ["urgency_reason", "urgent_by_day"]
    if at.content.confidential and at.regime.wants_reason:
        wanted.append("confidentiality_reason")
    return _with(replace(rule, musts=rule.musts | _REASON), at, "C12", tuple(wanted))


def _property(rule: ItemRule, at: _Reading) -> ContentCheck:
    """C7: what is to be returned, or confiscated by an order of the other side's own (UNTOC 13(1)(a))."""
    part = at.kind.property
    wanted = part is PropertyPart.RETURN or (part is PropertyPart.CONFISCATION and not at.content.order_text.strip())
    return _with(rule, at, "C7", ("property_text",) if wanted else ())


def _order(rule: ItemRule, at: _Reading) -> ContentCheck:
    """C8: a copy of the order that is to be carried out (UNTOC 13(1)(b)), and what the instrument wants of it."""
    if at.kind.property is not PropertyPart.CONFISCATION:
        return _with(rule, at, "C8", ())
    given = bool(at.content.order_text.strip())
    headings = () if at.content.property_text.strip() and not given else ("order_text",)
    return _with(rule, at, "C8", headings, at.regime.order_items if given else ())


def _freeze(rule: ItemRule, at: _Reading) -> ContentCheck:
    """C9: facts that carry a freeze."""
    is_freeze = at.kind.property is PropertyPart.FREEZE
    return _with(rule, at, "C9", ("property_text", "freeze_facts") if is_freeze else ())


def _formalities(rule: ItemRule, at: _Reading) -> ContentCheck:
    """Formalities that the own court wants, and those without which this kind of assistance is of no use."""
    given = at.content.formalities
    if given and any(wanted not in given for wanted in at.kind.formalities):
        return _check("C14", ContentState.PARTLY, "content.missing", fields="formalities")
    return _fixed(rule, at.content, at.said) if rule.item else _unneeded("C14")


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


def _undertakings(rule: ItemRule, at: _Reading) -> ContentCheck:
    """Reciprocity where no treaty binds, an assurance where the offence carries death, and what the kind wants.

    What is promised of a person who comes follows from the treaty, so that it is missed only where none binds
    (UNTOC 18(11), (12), (27); ETS 30 11, 12).
    """
    content = at.content
    wanted: list[str] = []
    if not at.pair.instruments:
        wanted += [*at.kind.undertakings, RECIPROCITY]
    if carries_death(content, at.requesting, at.requested):
        wanted.append(NO_DEATH_PENALTY)
    missing = [name for name in wanted if name not in content.undertakings]
    missing += [name for name in rule.particulars if name not in at.said]
    wanted += rule.particulars
    if not wanted:
        return _filled("C13") if content.undertakings else _unneeded("C13")
    return _judge("C13", tuple(wanted), tuple(missing), rule.musts, "content.undertaking_missing")


def _paper(rule: ItemRule, at: _Reading) -> ContentCheck:
    """Contact, earlier contacts, and a language that is accepted there (UNTOC 18(14))."""
    accepted = at.requested.accepts(at.regime.instrument)
    if at.content.language and at.content.language not in accepted:
        return _check("C15", ContentState.PARTLY, "content.language_not_accepted", accepted=" ".join(accepted))
    return _fixed(rule, at.content, at.said)


_DYNAMIC: dict[str, Callable[[ItemRule, _Reading], ContentCheck]] = {
    "C4": _assistance,
    "C7": _property,
    "C8": _order,
    "C9": _freeze,
    "C12": _urgency,
    "C13": _undertakings,
    "C14": _formalities,
    "C15": _paper,
}
"""Contents that hang on more than their own fields."""
