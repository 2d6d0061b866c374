"""What a procedure's page cites: of the sources of its table those that bind the two countries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from simulation.exercise.procedures.extradition.table import EXTRADITION
from simulation.exercise.procedures.restraint.table import FREEZING
from simulation.law.book.governance import read_into, regime_of
from simulation.law.book.rules import load_rules
from simulation.scenario.schema.play import Sought
from simulation.scenario.schema.scenario import Scenario
from webapp.text.law_texts import law_book, source_parts, source_text

UNITED_NATIONS = frozenset({"UNTOC", "UNCAC", "UN88", "UNCC"})
"""Conventions of the United Nations: each is cited also where another instrument governs."""

GOVERNED: Mapping[str, Sought] = {EXTRADITION: Sought.SURRENDER, FREEZING: Sought.CONFISCATION}
"""Procedures in which what governs takes the place of other instruments, with the kind of assistance that says so."""

UNITS = "CETS 198 art. 47"
"""Cooperation of financial intelligence units, whose place the regulation on confiscation does not take."""


class Cited(NamedTuple):
    """What may be cited in a procedure.

    Attributes:
        bound: Ids of the instruments that bind the two; at home, of those that bind the country towards anybody.
        stands: Those of them whose place no other takes.
        cites: Id of each instrument of the law book by the words in which it is cited.
    """

    bound: frozenset[str]
    stands: frozenset[str]
    cites: Mapping[str, str]


def cited_between(kind: str, one: str, other: str, scenario: Scenario) -> Cited:
    """What may be cited in a procedure between two countries, or at home.

    Args:
        kind: Code of the procedure.
        one: Code of the country that begins it.
        other: Code of the other country; the same at home, or while it is not chosen.
        scenario: The scenario.
    """
    cites = {row.source.partition(" art. ")[0]: row.id for row in law_book().instruments}
    cites |= {row.cite: row.id for row in load_rules().instruments.values()}
    if one == other:
        pairs = (each for each in scenario.pairs if one in {each.a, each.b})
        every = frozenset(name for each in pairs for name in each.instruments)
        return Cited(every, every, cites)
    pair = scenario.pair(one, other)
    bound = frozenset(pair.instruments)
    if kind not in GOVERNED:
        return Cited(bound, bound, cites)
    governs = regime_of(pair, law_book().kind_of(GOVERNED[kind])).instrument
    return Cited(bound, frozenset(read_into(governs, pair)) | (UNITED_NATIONS & bound), cites)


def source_between(source: str, cited: Cited) -> str:
    """A source without the articles of instruments that are not cited; a rule of the exercise where none is left.

    Args:
        source: As it stands in the table: parts after one another, each with the instrument that it begins with.
        cited: What may be cited.
    """
    return source_text("; ".join(part for part in source_parts(source) if _stands(part, cited)))


def _stands(part: str, cited: Cited) -> bool:
    named = [words for words in cited.cites if part.startswith(f"{words} ")]
    if not named:
        return True
    instrument = cited.cites[max(named, key=len)]
    return instrument in cited.stands or (part.startswith(UNITS) and instrument in cited.bound)
