"""Papers of the opening files, as they are made: each holds something, and together they can be read in time."""

from __future__ import annotations

import pytest

from simulation.exercise.engine import Exercise
from simulation.exercise.registry import SHIPPED, load_scenario
from simulation.players.runs import begin, policies_for
from simulation.scenario.checks.demands import examine
from simulation.scenario.load import available, directory_of
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.play import DocumentKind
from simulation.scenario.text.reading_load import WORDS_OF_A_HEADING, WORDS_OF_A_ROW

SEEDS = (1, 2, 3, 4, 5)


@pytest.fixture(scope="module", params=[(name, seed) for name in available() for seed in SEEDS])
def begun(request: pytest.FixtureRequest) -> Exercise:
    name, seed = request.param
    scenario = load_scenario(directory_of(name))
    return begin(freeze(scenario, seed), policies_for(scenario, "none", {}), seed)


def test_opening_files_fit_the_reading_budget_as_they_are_rendered(begun: Exercise) -> None:
    scenario = begun.state.scenario
    rendered = {
        paper.key: WORDS_OF_A_HEADING + WORDS_OF_A_ROW * len(paper.rows)
        for country in scenario.played
        for paper in begun.state.countries[country.code].file.documents
        if paper.kind is not DocumentKind.INTERVIEW
    }
    assert rendered
    assert examine(scenario, SHIPPED.allowed_names, rendered) == ()


def test_every_paper_of_the_opening_files_holds_something(begun: Exercise) -> None:
    scenario = begun.state.scenario
    later = {inject.document for inject in scenario.play.injects}
    for paper in scenario.play.documents:
        if paper.key not in later:
            held = {each.key: each for each in begun.state.countries[paper.country].file.documents}
            assert paper.key in held, "no record lies in the period of this paper"
            assert held[paper.key].rows, paper.key
            assert held[paper.key].assertions, paper.key
