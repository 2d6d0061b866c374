"""What a procedure's page cites: of the sources of its table those that bind the two countries."""

from __future__ import annotations

from collections.abc import Collection

from simulation.exercise.matters.views import ProcedureView
from simulation.exercise.procedures.extradition.table import EXTRADITION
from simulation.law.book.governance import read_into, regime_of
from simulation.law.book.rules import load_rules
from simulation.scenario.schema.country import CountryPair
from simulation.scenario.schema.play import Sought
from webapp.desk.readable import Reader
from webapp.text.law_texts import law_book, source_parts, source_text

UNITED_NATIONS = frozenset({"UNTOC", "UNCAC", "UN88", "UNCC"})
"""Conventions of the United Nations: each binds also where another instrument governs."""


def cited_between(procedure: ProcedureView, reading: Reader) -> frozenset[str]:
    """Instruments whose articles are cited in a procedure; at home all that bind the country towards anybody."""
    one, other = procedure.requesting, procedure.requested
    if one == other:
        pairs = (each for each in reading.scenario.pairs if one in {each.a, each.b})
        return frozenset(name for each in pairs for name in each.instruments)
    pair = reading.scenario.pair(one, other)
    return cited_in_surrender(pair) if procedure.kind == EXTRADITION else frozenset(pair.instruments)


def cited_in_surrender(pair: CountryPair) -> frozenset[str]:
    """What governs a surrender, with its protocols, and beside it the conventions of the United Nations.

    A warrant takes the place of the conventions on extradition, so that these are cited no longer.
    """
    governs = regime_of(pair, law_book().kind_of(Sought.SURRENDER)).instrument
    return frozenset((*read_into(governs, pair), *(UNITED_NATIONS & {*pair.instruments})))


def source_between(source: str, bearing: Collection[str]) -> str:
    """A source without the articles of instruments that do not bind the two; a rule of the exercise where none is left.

    Args:
        source: As it stands in the table: parts after one another, each with the instrument that it begins with.
        bearing: Ids of the instruments that are cited between the two.
    """
    kept = (part for part in source_parts(source) if (of := _instrument_of(part)) is None or of in bearing)
    return source_text("; ".join(kept))


def _instrument_of(part: str) -> str | None:
    """Id of the instrument whose article a part of a source begins with."""
    named = {row.source.partition(" art. ")[0]: row.id for row in law_book().instruments}
    named |= {row.cite: row.id for row in load_rules().instruments.values()}
    return next((named[cite] for cite in sorted(named, key=len, reverse=True) if part.startswith(f"{cite} ")), None)
