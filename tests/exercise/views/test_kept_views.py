"""What is kept from one view to the next is what would be made from nothing, and is not made twice."""

from __future__ import annotations

from dataclasses import fields

import pytest

from simulation.casework.documents.document import Consent, Origin, Use
from simulation.exercise.core.derived import DerivedValues, KeptRow
from simulation.exercise.core.digest import DigestLine
from simulation.exercise.engine import Exercise
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office, Phrase
from simulation.players.policies import players
from simulation.scenario.schema.country import Offence
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import begun
from tests.casework.builders import BOX, OWNER, PORT, a_note, says

pytestmark = pytest.mark.acceptance("makes every view from nothing through a long run")

DAYS = 150
EVERY = 6


@pytest.fixture(scope="module")
def half_way(blue_current: FrozenScenario) -> Exercise:
    """A run of so many days, for copies."""
    exercise = begun(blue_current, "textbook", 3)
    exercise.advance(DAYS * DAY)
    return exercise


@pytest.fixture
def played(half_way: Exercise) -> Exercise:
    return half_way.copy()


def test_views_kept_piece_by_piece_equal_views_made_from_nothing(blue_current: FrozenScenario) -> None:
    played = begun(blue_current, "textbook", 3)
    for day in range(0, DAYS, EVERY):
        played.advance(day * DAY)
        fresh = played.copy()
        for country in played.scenario.countries:
            assert played.team_view(country.code) == fresh.team_view(country.code)
        assert played.control_view() == fresh.control_view()


def test_a_player_with_and_without_memory_decides_the_same(played: Exercise) -> None:
    memories = {country.code: DerivedValues() for country in played.scenario.played}
    decided = 0
    for day in range(DAYS, DAYS + 60, 4):
        played.advance(day * DAY)
        for code, memory in memories.items():
            for policy in (players()["textbook"], players()["expert"]):
                asked = (played.team_view(code), played.scenario, (), tuple(Office))
                commands = policy.decide(*asked, memory)
                assert commands == policy.decide(*asked)
                decided += len(commands)
    assert decided > len(memories)


def test_what_has_not_changed_is_the_same_object(played: Exercise) -> None:
    code = played.scenario.played[0].code
    before = played.team_view(code)
    assert played.team_view(code) is before
    played.state.tell(code, DigestLine(played.now, Phrase("digest.hint", (("inject", "x"),)), "inject", "x"))
    after = played.team_view(code)
    assert after is not before
    assert [field.name for field in fields(after) if getattr(after, field.name) is not getattr(before, field.name)] == [
        "digest"
    ]


def test_a_charge_is_seen_anew_when_its_papers_or_others_change_what_is_proved(played: Exercise) -> None:
    exercise = played
    code = exercise.scenario.played[0].code
    file = exercise.state.countries[code].file
    offence = Offence(key="x", elements=("knowledge",), max_years=5, limitation_years=5)
    file.add(a_note(says("at", OWNER, PORT), key="at"), exercise.now)
    file.bring_charge("charge", OWNER, offence, ("at",), exercise.now, exercise.now + DAY)

    def stands() -> str:
        charge = exercise.team_view(code).charges[-1]
        assert charge == exercise.copy().team_view(code).charges[-1]
        return charge.elements[0][1]

    assert stands() == "not_proved"
    lead = Use(is_evidence=False, origin=Origin.HOME)
    file.add(a_note(says("knew", OWNER, BOX), key="lead", use=lead), exercise.now)
    assert stands() == "open"
    file.add(a_note(says("knew", OWNER, BOX), key="knew"), exercise.now)
    file.supplement_charge("charge", ("knew",))
    assert stands() == "proved"
    file.record_consent("knew", Consent.REFUSED)
    assert stands() == "open"


def test_a_row_makes_anew_only_what_has_changed() -> None:
    made: list[int] = []

    def make(number: int) -> str:
        made.append(number)
        return str(number)

    row: KeptRow[int, str] = KeptRow()
    first = row.show([("a", 1), ("b", 2)], make)
    assert row.show([("a", 1), ("b", 2)], make) is first
    assert row.show([("a", 1), ("b", 3), ("c", 4)], make) == ("1", "3", "4")
    assert row.show([("b", 3)], make) == ("3",)
    assert made == [1, 2, 3, 4]
