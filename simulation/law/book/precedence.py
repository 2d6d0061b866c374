"""Which instrument governs a request between two countries: those that cover its offences, in the order of the rules.

An instrument goes before others by the order of the rules (UNTOC 18(6), (7), 16(3) to (5); the special before the
general), as far as it covers the offences of the request. Of instruments that stand in no order the request chooses;
where nothing that binds the two provides what is asked, the own law of the requested side does, against a promise.

An instrument covers offences by their elements and their highest sentence. A protocol is read into its convention, so
that an offence of one is an offence of the other. Laundering is one of a convention on some offences only where it is
about the proceeds of these (UNCAC articles 3 and 23, 1988 Convention article 3(1)(b)): a request that names one of them
beside it says so, and one that names laundering alone does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from simulation.law.book.law_book import Instrument, load_law_book
from simulation.law.book.rules import PrecedenceRule, RuleBook, load_rules
from simulation.scenario.schema.country import Offence

UNKNOWN = "?"
"""Stands for every basis of which the rules know nothing."""

OWN_LAW = "reciprocity"
"""Instrument of pairs that no treaty binds: the own law, against a promise."""


def is_below(instrument: Instrument, offence: Offence) -> bool:
    """Whether the threshold of an instrument leaves an offence out; some are free of it (UNTOC 3(1)(a))."""
    return offence.max_years < instrument.min_years and instrument.whatever.isdisjoint(offence.elements)


def may_cover(instrument: Instrument, offence: Offence) -> bool:
    """Whether an offence is, or by what is laundered may be, one of the instrument: what a letter may name it for."""
    if is_below(instrument, offence):
        return False
    about = (*instrument.covers, *instrument.covers_beside)
    return not about or any(element in about for element in offence.elements)


def covered(scopes: Iterable[Instrument], offences: Iterable[Offence]) -> tuple[Offence, ...]:
    """The offences of a request that an instrument and its protocols certainly cover.

    Args:
        scopes: The instrument and what is read into it.
        offences: All that the request names.
    """
    scopes, named = tuple(scopes), tuple(offences)
    own = [offence for offence in named if any(_covers(scope, offence) for scope in scopes)]
    beside = frozenset(element for scope in scopes for element in scope.covers_beside) if own else frozenset()
    return tuple(offence for offence in named if offence in own or not beside.isdisjoint(offence.elements))


def _covers(instrument: Instrument, offence: Offence) -> bool:
    if is_below(instrument, offence):
        return False
    return not instrument.covers or any(element in instrument.covers for element in offence.elements)


def with_protocols(name: str, bound: tuple[str, ...]) -> tuple[str, ...]:
    """An instrument with those that are read into it, of what binds two countries."""
    row = load_rules().instruments.get(name)
    return (name, *(each for each in (row.protocols if row is not None else ()) if each in bound))


@cache
def choice(
    bound: tuple[str, ...],
    kind: str,
    matter: str,
    only: tuple[str, ...],
    basis: str,
    about: tuple[Offence, ...],
) -> tuple[str, str]:
    """The instrument that governs, and what is to be said of the basis that was named.

    Args:
        bound: Ids of the instruments between the two.
        kind: Id of what is asked.
        matter: Matter in which the instruments stand in an order.
        only: Instruments that provide a kind that was added to the exercise; empty for all.
        basis: Id of the instrument that the request names; "" for none.
        about: The offences that it names.

    Returns:
        The id of what governs, and `governs`, `gives_way`, `does_not_provide`, `does_not_bind`, `does_not_cover` or "".
    """
    rules = load_rules()
    binding = tuple(dict.fromkeys(rules.parent.get(name, name) for name in bound))
    providing = [name for name in binding if provides(rules, name, kind, only, bound)]
    order = [row for row in rules.precedence if row.matter == matter]
    reaching = _reaching(providing, bound, about)
    best = _first(reaching, order, binding)
    named = rules.parent.get(basis, basis)
    if not basis or basis == OWN_LAW:
        return best or OWN_LAW, ""
    if basis not in bound and basis not in binding:
        return best or OWN_LAW, "does_not_bind"
    if named not in providing:
        return best or OWN_LAW, "does_not_provide"
    if best and named not in reaching and not _may_reach(named, bound, about):
        return best, "does_not_cover"
    if _gives_way(named, reaching or providing, order):
        return best or _first(providing, order, binding), "gives_way"
    return named, "governs"


def _first(names: list[str], order: list[PrecedenceRule], binding: tuple[str, ...]) -> str:
    """The first of some instruments that gives way to none of the others; "" of none."""
    rules, place = load_rules(), {row.governs: row.n for row in reversed(order)}
    winners = [name for name in names if not _gives_way(name, names, order)]
    return min(winners, key=lambda name: (place.get(name, len(rules.precedence) + 1), binding.index(name)), default="")


def _reaching(names: list[str], bound: tuple[str, ...], about: tuple[Offence, ...]) -> list[str]:
    """Instruments that cover the offences of a request: of all that cover any, those that cover the most.

    So a letter on drugs and bribery rests on what covers both. One that is about no offence of an instrument does not
    rest on it, whatever its place in the order (UNTOC article 3, UNCAC article 46(1), 1988 Convention article 7(1)).
    """
    if not about:
        return [name for name in names if not _is_on_some_only(name)] or names
    count = {name: len(covered(_scopes(name, bound), about)) for name in names}
    most = max(count.values(), default=0)
    return [name for name in names if count[name] == most > 0]


def _is_on_some_only(name: str) -> bool:
    scope = load_law_book().instrument(name)
    return scope is not None and bool(scope.covers)


def _may_reach(name: str, bound: tuple[str, ...], about: tuple[Offence, ...]) -> bool:
    """Whether a letter that names an instrument says by that of what offence its proceeds come."""
    scopes = _scopes(name, bound)
    return not about or any(may_cover(scope, offence) for scope in scopes for offence in about)


def _scopes(name: str, bound: tuple[str, ...]) -> list[Instrument]:
    law = load_law_book()
    return [scope for each in with_protocols(name, bound) if (scope := law.instrument(each)) is not None]


def provides(rules: RuleBook, name: str, kind: str, only: tuple[str, ...], bound: tuple[str, ...]) -> bool:
    """Whether an instrument provides for a kind of assistance between two that are bound by these."""
    if name not in rules.instruments:
        return False
    if kind not in rules.known_kinds:  # a kind that was added to the exercise: its own row says who provides it
        return not only or name in only
    return kind in rules.provided(name, bound)


def _gives_way(name: str, providing: list[str], order: list[PrecedenceRule]) -> bool:
    return any(row.governs in providing and name in row.over for row in order)
