"""The shipped scenario is whole, ready for a room, and speaks the vocabulary of law and case file."""

from itertools import combinations

import pytest

from simulation.exercise.procedures.letter.rules import RULES
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.exercise.registry import SHIPPED, load_scenario
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.law_book import load_law_book
from simulation.matters.machine import path_to
from simulation.scenario.checks.all_checks import check
from simulation.scenario.checks.demands import COMING_BACK, examine
from simulation.scenario.checks.play import START_STATUSES
from simulation.scenario.checks.texts import needed
from simulation.scenario.load import available, directory_of
from simulation.scenario.schema.play import Route
from simulation.scenario.schema.scenario import Scenario


@pytest.fixture(scope="module")
def blue_current() -> Scenario:
    return load_scenario(directory_of("blue-current"))


@pytest.mark.parametrize("name", available())
def test_every_shipped_scenario_has_no_problem_and_meets_every_demand(name: str) -> None:
    scenario = load_scenario(directory_of(name))
    assert scenario.name == name
    assert check(scenario, SHIPPED.allowed_names) == ()
    assert examine(scenario, SHIPPED.allowed_names) == ()


def test_four_countries_are_played_and_two_answer_by_rule(blue_current: Scenario) -> None:
    assert [country.code for country in blue_current.countries] == ["SOV", "ISA", "VAL", "KES", "ORL", "TRS"]
    assert [country.code for country in blue_current.played] == ["SOV", "ISA", "VAL", "KES"]
    assert [country.archetype for country in blue_current.played] == ["A5", "A2", "A2", "A3"]


def test_every_two_countries_have_a_row(blue_current: Scenario) -> None:
    assert len(blue_current.pairs) == 15
    for one, other in combinations(blue_current.countries, 2):
        assert blue_current.pair(one.code, other.code) == blue_current.pair(other.code, one.code)


def test_the_world_is_of_the_size_that_a_case_has(blue_current: Scenario) -> None:
    crime = blue_current.crime
    members = sum(group.count for organisation in crime.organisations for group in organisation.groups)
    members += sum(member.function is not None for member in crime.cast)
    assert 60 <= members <= 150
    assert 25 <= len(crime.cast) <= 40
    assert 15 <= len(crime.accounts) <= 30


def test_neighbours_share_their_border(blue_current: Scenario) -> None:
    outlines = {country.code: set(country.outline) for country in blue_current.countries}
    for one, other in (("ISA", "VAL"), ("ISA", "KES"), ("KES", "VAL"), ("VAL", "ORL"), ("ORL", "SOV"), ("SOV", "TRS")):
        assert len(outlines[one] & outlines[other]) >= 3, (one, other)


def test_the_presets_are_as_long_as_their_workshops(blue_current: Scenario) -> None:
    lengths = {preset.key: (len(preset.jumps), sum(preset.jumps)) for preset in blue_current.play.presets}
    assert lengths["half_day_14"] == (6, 180)
    assert lengths["day_28"][0] == 8
    assert 290 <= lengths["day_28"][1] <= 310
    assert lengths["two_day_28"][0] == 14
    assert 490 <= lengths["two_day_28"][1] <= 510
    assert "solo" in lengths


def test_every_played_country_gets_something_back_in_the_first_move(blue_current: Scenario) -> None:
    for country in blue_current.played:
        assert any(
            matter.requesting == country.code and matter.status in COMING_BACK and 0 < matter.due_day <= 30
            for matter in blue_current.play.matters
        )


def test_instruments_grounds_and_bases_stand_in_the_law_book(blue_current: Scenario) -> None:
    book = load_law_book()
    instruments = {row.id for row in book.instruments}
    grounds = {row.id for row in book.grounds} | {row.id for row in book.safeguards}
    for pair in blue_current.pairs:
        assert set(pair.instruments) <= instruments
        mandatory = {*pair.mandatory(pair.a), *pair.mandatory(pair.b)}
        assert mandatory | set(pair.discretionary_grounds) <= grounds
    asked = [matter.basis for matter in blue_current.play.matters] + [s.basis for s in blue_current.play.streams]
    assert set(asked) <= instruments


def test_statuses_at_the_start_are_those_of_the_request_machine(blue_current: Scenario) -> None:
    known = {status.value for status in LetterStatus}
    for route in Route:
        assert START_STATUSES[route] <= known
    for matter in blue_current.play.matters:
        assert path_to(RULES[kind_of(matter.sought).route], matter.status)


def test_all_words_are_written_and_none_is_empty(blue_current: Scenario) -> None:
    for key in needed(blue_current):
        assert blue_current.has_text(key), key


def test_people_at_risk_are_never_of_the_network(blue_current: Scenario) -> None:
    at_risk = [member for member in blue_current.crime.cast if member.at_risk]
    assert len(at_risk) == len(blue_current.play.protected) == 4
    assert all(member.function is None for member in at_risk)


def test_each_person_to_protect_says_so_in_the_paper_that_shows_it(blue_current: Scenario) -> None:
    documents = {document.key: document for document in blue_current.play.documents}
    for protected in blue_current.play.protected:
        assert documents[protected.shown_by].target == protected.person
        said = [
            k
            for k in blue_current.crime.knowledge
            if k.person == protected.person and k.asserts.startswith("threatened")
        ]
        assert said[0].about[0] == protected.person
