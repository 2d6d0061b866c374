"""What countries ask for at the start hangs together with their case, and what is left out on purpose does not."""

from __future__ import annotations

import pytest

from simulation.exercise.engine import Exercise
from simulation.exercise.procedures.letter.play.facts import question
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.registry import load_scenario
from simulation.kernel.agenda import DAY
from simulation.law.assessment.assessment import assess, chains
from simulation.law.assessment.findings import FindingVerdict, Question
from simulation.law.book.law_book import load_law_book
from simulation.players.runs import begin
from simulation.scenario.load import available, directory_of, for_rooms
from simulation.scenario.schema.name_pools import freeze

SEEDS = (1, 2, 3, 4, 5)


def opened(name: str, seed: int) -> Exercise:
    scenario = load_scenario(directory_of(name))
    return begin(freeze(scenario, seed), tuple((each.code, "auto") for each in scenario.countries), seed)


def asked(exercise: Exercise, key: str) -> Question:
    return question(exercise.state, exercise.state.part(Letters).requests[key].matter)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", available())
def test_every_matter_that_does_not_lack_its_link_is_linked(name: str, seed: int) -> None:
    exercise = opened(name, seed)
    unlinked = [
        (matter.key, chain.target)
        for matter in exercise.state.scenario.play.matters
        if "C11" not in matter.missing
        for chain in chains(asked(exercise, matter.key))
        if not chain.is_linked
    ]
    assert unlinked == []


@pytest.mark.parametrize("name", available())
def test_a_matter_that_names_grounds_has_them_on_file(name: str) -> None:
    exercise = opened(name, 1)
    for matter in exercise.state.scenario.play.matters:
        kept = exercise.state.part(Letters).requests[matter.key].matter
        if "C11" not in matter.missing:
            assert kept.content.grounds, matter.key
            if matter.grounds:
                assert kept.content.grounds == matter.grounds, matter.key


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", available())
def test_what_an_opening_letter_encloses_was_written_before_it(name: str, seed: int) -> None:
    exercise = opened(name, seed)
    late = [
        (matter.key, key)
        for matter in exercise.state.scenario.play.matters
        for key in asked(exercise, matter.key).content.grounds
        if (filed := exercise.state.countries[matter.requesting].file.filed.get(key)) is not None
        and filed.document.dated >= matter.opened_day * DAY
    ]
    assert late == []


@pytest.mark.parametrize("name", for_rooms())
def test_streams_of_countries_in_outline_are_linked_by_notes_of_their_own_case(name: str) -> None:
    exercise = opened(name, 1)
    exercise.advance(60 * DAY)
    state = exercise.state
    played = {country.code for country in state.scenario.played}
    streamed = [
        each.matter
        for key, each in state.part(Letters).requests.items()
        if key.startswith("stream/") and each.matter.requesting not in played and each.matter.content.grounds
    ]
    assert streamed
    for request in streamed:
        assert all(chain.is_linked for chain in chains(question(state, request))), request.key


def test_a_surrender_that_may_end_in_death_is_barred_until_it_is_assured() -> None:
    """The offence of the request is the one for which the country's card says so (ICCPR 6, *Judge v. Canada*)."""
    escort = asked(opened("glass-harbour", 1), "matter/dvr_qsa_escort")
    found = [each for each in assess(escort, load_law_book()) if each.item == "G1"]
    assert [(each.verdict, dict(each.params)["nature"]) for each in found] == [(FindingVerdict.SETTLED, "mandatory")]
