"""What the letters of the shipped scenarios rest on: an instrument that covers the offences that they name."""

from __future__ import annotations

import pytest

from simulation.exercise.core.state import State
from simulation.exercise.procedures.letter.play.facts import between
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.registry import load_scenario
from simulation.law.book.governance import read_into
from simulation.law.book.precedence import covered, may_cover
from simulation.players.runs import begin, policies_for
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.play import Route
from tests.players.conftest import Played


def uncovered(state: State) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Letters that rest on an instrument which covers no offence that they name; the narrower ones may be named for
    laundering, whose proceeds the letter alone knows.
    """
    found = []
    for key, kept in state.part(Letters).requests.items():
        letter, scenario = kept.matter, state.scenario
        if letter.route is not Route.MLA:
            continue
        governs = between(scenario, state.law, letter).regime.instrument
        pair = scenario.pair(letter.requesting, letter.requested)
        scopes = [each for name in read_into(governs, pair) if (each := state.law.instrument(name)) is not None]
        named = scenario.country(letter.requesting).named(letter.content.offences)
        chosen = letter.content.basis == governs and any(may_cover(each, one) for each in scopes for one in named)
        if named and not covered(scopes, named) and not chosen:
            found.append((key, letter.content.basis, governs, letter.content.offences))
    return found


@pytest.mark.parametrize("name", ["blue-current", "glass-harbour"])
def test_matters_under_way_rest_on_what_covers_them(name: str) -> None:
    scenario = load_scenario(directory_of(name))
    exercise = begin(freeze(scenario, 7), policies_for(scenario, "textbook", {}), 7)
    assert exercise.state.part(Letters).requests
    assert uncovered(exercise.state) == []


def test_letters_of_a_drug_case_rest_on_what_covers_them(textbook_run: Played) -> None:
    assert uncovered(textbook_run.exercise.state) == []


def test_letters_of_a_case_of_trafficking_rest_on_what_covers_them(glass_run: Played) -> None:
    assert uncovered(glass_run.exercise.state) == []


@pytest.mark.parametrize("sides", [{"SOV", "ISA"}])
def test_what_automatic_players_write_of_several_offences_rests_on_what_covers_all(
    textbook_run: Played, sides: set[str]
) -> None:
    """A letter on drugs, laundering, bribery and the group is none under a convention on bribery alone."""
    state = textbook_run.exercise.state
    letters = [kept.matter for key, kept in state.part(Letters).requests.items() if "/auto/" in key]
    several = [
        each
        for each in letters
        if {each.requesting, each.requested} == sides and len(each.content.offences) > 1 and each.route is Route.MLA
    ]
    assert several
    assert {each.content.basis for each in several} == {"UNTOC"}
