"""Dual criminality by conduct: two laws compared by the elements of their offences, never by names (law.md 2.8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from simulation.law.book.assistance_types import DualRule, Kind
from simulation.law.book.governance import Regime
from simulation.law.book.rules import DualCriminalityRule, LetterRule, ListedOffence, load_rules
from simulation.scenario.schema.country import Country, CountryPair, DualCriminality, Offence

LISTED = "list_offence"
"""Particular: the offence is one of the list of the instrument."""


class Match(StrEnum):
    """How far the other law knows the conduct."""

    MATCH = "match"
    PARTIAL = "partial"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The offence of the requested law that comes nearest.

    Attributes:
        offence: Offence of the requesting law.
        nearest: Key of the requested law's offence, "" when nothing is shared.
        shared: Elements that both have.
        missing: Elements that the requested law wants besides and the requesting one does not.
        match: How far it goes.
    """

    offence: str
    nearest: str
    shared: tuple[str, ...]
    missing: tuple[str, ...]
    match: Match


def is_required(pair: CountryPair, *, coercive: bool) -> bool:
    """Whether the pair asks for dual criminality with this measure (UNTOC 18(9) leaves it to the requested side)."""
    if pair.dual_criminality is DualCriminality.COERCIVE:
        return coercive
    return pair.dual_criminality is DualCriminality.ALWAYS


def reserved_by(country: Country, regime: Regime) -> frozenset[str] | None:
    """Letters that a country has reserved under what governs; None where it has declared nothing under it."""
    declared = country.declared(regime.instrument)
    return frozenset(declared.reserves) if declared is not None else None


def is_reserved(letter: LetterRule, pair: CountryPair, reserved: frozenset[str] | None) -> bool:
    """Whether a letter that holds by reservation alone was reserved.

    Args:
        letter: The letter.
        pair: What binds the two; its word on dual criminality stands for a country of which nothing else is known.
        reserved: Letters that the country that is asked has reserved; None where nothing is known.
    """
    if reserved is not None:
        return letter.id in reserved
    return letter.tag == "dual_criminality" and pair.dual_criminality is not DualCriminality.NEVER


def is_asked(pair: CountryPair, kind: Kind, regime: Regime, reserved: frozenset[str] | None = None) -> bool:
    """Whether the instrument that governs, or the law of the pair where it leaves it to that, asks for it.

    Args:
        pair: What binds the two.
        kind: What is asked; some are without sense where only one law knows the act.
        regime: What governs it.
        reserved: Letters that the country that is asked has reserved; None where nothing is known.
    """
    if kind.dual_criminality is not DualRule.PAIR:
        return kind.dual_criminality is DualRule.ALWAYS
    rule, is_waived = regime.criminality, pair.dual_criminality is DualCriminality.NEVER
    if rule is None:
        return not regime.has_criminality and is_required(pair, coercive=kind.is_coercive)
    match rule.rule:
        case "required":
            return True
        case "none":
            return False
        case "may_refuse_coercive":
            return kind.is_coercive and not is_waived
        case "reservation" if reserved is not None:
            return any(letter.id in reserved for letter in regime.letters if letter.tag == "dual_criminality")
        case "reservation" | "waived_list":
            return not is_waived and kind.id not in load_rules().kinds_of(rule.free)
        case _:
            return is_required(pair, coercive=kind.is_coercive)


def listed(regime: Regime, offences: Iterable[Offence]) -> tuple[ListedOffence, ...]:
    """Entries of the list of the instrument that governs under which offences fall that are grave enough for it.

    Args:
        regime: What governs; one without a list has none.
        offences: Of the law of whoever asks: the list goes by that alone.
    """
    rule = regime.criminality
    if rule is None or rule.rule != "waived_list":
        return ()
    grave = [set(offence.elements) for offence in offences if offence.max_years >= rule.years]
    return tuple(
        row
        for row in load_rules().listed
        if regime.instrument in row.instruments and any(elements.issuperset(row.elements) for elements in grave)
    )


def compare(offence: Offence, requested: Country) -> Comparison:
    """The nearest offence of the requested law.

    Conduct that fulfils every element of `offence` fulfils the other law's offence when that one's elements are all
    among them (match); it may when at least half of them are (partial: the facts have to show the rest).

    Args:
        offence: Of the requesting law.
        requested: Whose law is asked.
    """
    own = set(offence.elements)
    ranked = []
    for number, known in enumerate(requested.offences):
        shared = tuple(element for element in known.elements if element in own)
        missing = tuple(element for element in known.elements if element not in own)
        ranked.append(
            (len(missing) * 2 > len(known.elements), len(missing), -len(shared), number, known, shared, missing)
        )
    _, _, _, _, known, shared, missing = min(ranked, key=lambda row: row[:4])
    if not shared:
        return Comparison(offence.key, "", (), (), Match.NONE)
    if not missing:
        match = Match.MATCH
    elif len(shared) * 2 >= len(known.elements):
        match = Match.PARTIAL
    else:
        match = Match.NONE
    return Comparison(offence.key, known.key, shared, missing, match)


def highest(offence: Offence, rule: DualCriminalityRule, requested: Country) -> int:
    """The highest sentence that counts for the least one of an instrument: the lower of both laws, or of one alone.

    Args:
        offence: Of the requesting law.
        rule: Says by whose law.
        requested: Whose law is asked; one that knows nothing like it sets no sentence.
    """
    there = requested.offence(compare(offence, requested).nearest) if rule.least_by == "both" else None
    return min(offence.max_years, there.max_years) if there is not None else offence.max_years
