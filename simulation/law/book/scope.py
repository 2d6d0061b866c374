"""What an instrument is about: the offences that it covers, by their elements and their highest sentence.

A protocol is read into its convention, so that an offence of one is an offence of the other. Laundering is one of a
convention on some offences only where it is about the proceeds of these (UNCAC articles 3 and 23, 1988 Convention
article 3(1)(b)): a request that names one of them beside it says so, and one that names laundering alone does not.
"""

from __future__ import annotations

from collections.abc import Iterable

from simulation.law.book.law_book import Instrument
from simulation.scenario.schema.country import Offence


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
