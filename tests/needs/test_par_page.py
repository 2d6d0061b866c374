"""The page on par says what the shipped files say."""

from __future__ import annotations

import pytest

from simulation.exercise.registry import load_scenario
from simulation.review.authoring.par import made_from, par_of
from simulation.review.cooperation import POLICIES, WAITS, Measured
from simulation.scenario.load import directory_of, for_rooms
from tests.needs.par_page import PAGE, page, shipped_pars


def test_the_page_is_in_step_with_the_files() -> None:
    pars = shipped_pars()
    assert PAGE.exists() == bool(pars), "write docs/par.md anew: python -m tests.needs.par_page"
    if pars:
        assert PAGE.read_text(encoding="utf-8") == page(pars), "out of step: python -m tests.needs.par_page"


@pytest.mark.parametrize("name", for_rooms())
def test_a_page_tells_shares_differences_and_needs(name: str) -> None:
    scenario = load_scenario(directory_of(name))
    answered = {need.key: ("asked", "answered") for need in scenario.needs}

    def runs(solved: float) -> list[Measured]:
        return [
            Measured(seed, {"case_solved": solved, "day_proved": 100 + seed}, answered if solved else {})
            for seed in (1, 2)
        ]

    made = {way.name: runs(float(way.policy in {"textbook", "expert"})) for way in (*POLICIES, *WAITS)}
    preset = scenario.play.presets[0]
    said = page({name: par_of(made_from(scenario, preset, range(1, 3)), made, scenario.needs)})
    solved = next(line for line in said.splitlines() if line.startswith("| `case_solved` "))
    assert solved.split("|")[2:] == [
        " 0%<br>-100 (-100 to -100) points ",
        " 0%<br>-100 (-100 to -100) points ",
        " 0%<br>-100 (-100 to -100) points ",
        " 0%<br>-100 (-100 to -100) points ",
        " 100% ",
        " 100%<br>+0 (+0 to +0) points ",
        " 100%<br>+0 (+0 to +0) points ",
        " 100%<br>+0 (+0 to +0) points ",
        "",
    ]
    met = [line for line in said.splitlines() if line.endswith("| 100% | 0% | 100% | 100% |")]
    assert len(met) == len(scenario.needs)
