"""Whether every team of a scenario needs something of others and holds something for them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from simulation.kernel.errors import Problem
from simulation.needs.findings import NeedFinding, NeedQuestion
from simulation.scenario.schema.needs import Need, NeedSide
from simulation.scenario.schema.scenario import Scenario

NEEDS = "needs.toml"

LEAST = 2
"""Things that a played country lacks and holds at least, ways to each, and rows that need another (assumption)."""


def uncovered(scenario: Scenario) -> Iterator[NeedFinding]:
    """What is missing for an exercise in which everybody has to ask; who plays alone needs nobody."""
    if not scenario.needs:
        if any(preset.people > 1 for preset in scenario.play.presets):
            yield _told(
                "this file is missing: it says what each country can only get by asking. The scenario can be played "
                "without it, but nobody knows whether every team has something to ask for; docs/needs.md says how to "
                "write it"
            )
        return
    yield from _of_countries(scenario)
    together = sum(bool(need.together_with) for need in scenario.needs)
    if together < LEAST:
        yield _told(f"{together} rows have `together_with`; {LEAST} are needed, so that two answers decide one matter")
    if not any(need.waits for need in scenario.needs):
        yield _told("no row has `waits`: there should be one matter in which waiting is right")
    for index, need in enumerate(scenario.needs):
        yield from _of_row(need, f": needs.{index}", scenario)


def _told(message: str, row: str = "") -> NeedFinding:
    return NeedFinding(NeedQuestion.COVERAGE, Problem(f"{NEEDS}{row}", message))


def _of_countries(scenario: Scenario) -> Iterator[NeedFinding]:
    codes = [country.code for country in scenario.played]
    for code in codes:
        for verb, rows in (
            ("lacks", [need for need in scenario.needs if need.country == code]),
            ("holds", [need for need in scenario.needs if need.holder == code]),
        ):
            if len(rows) < LEAST:
                yield _told(f"{code} {verb} {len(rows)}; {LEAST} things are needed, so that nobody plays alone")
            for side in NeedSide:
                if not any(need.side is side for need in rows):
                    yield _told(f"{code} {verb} nothing on the side of the {side}")
    for one, other in combinations(codes, 2):
        if not any({need.country, need.holder} == {one, other} for need in scenario.needs):
            yield _told(f"{one} and {other} need nothing of each other")


def _of_row(need: Need, row: str, scenario: Scenario) -> Iterator[NeedFinding]:
    alike = sum(other.thing == need.thing for other in scenario.needs)
    if len(need.by) + len(need.informal) + alike - 1 < LEAST:
        text = f"({need.key}) there is one way to it alone; {LEAST} are needed, so that no refusal ends the case"
        yield _told(text, row)
