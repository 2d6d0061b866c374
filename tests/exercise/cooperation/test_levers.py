"""Levers: each changes what it says, from the day on which it works, however it was chosen."""

from functools import cache

import pytest

from simulation.exercise.cooperation.commands import PullLever
from simulation.exercise.cooperation.events import LeverPulled
from simulation.exercise.cooperation.levers import check
from simulation.exercise.cooperation.state import Cooperation
from simulation.exercise.engine import Exercise
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.exercise.registry import load_scenario
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.law.book.levers import load_levers
from simulation.players.runs import begin, policies_for
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.scenario import FrozenScenario

pytestmark = pytest.mark.acceptance("plays a run for each lever and seed")

COUNTRY = "VAL"
TRANSLATES = "ORL"
"""A country whose requests go into other languages."""

SEEDS = (1, 2)

SHORTER: dict[str, tuple[LetterStatus, ...]] = {
    "lawyers": (LetterStatus.ASSESSING, LetterStatus.PREPARING),
    "translators": (LetterStatus.TRANSLATING,),
    "electronic": (LetterStatus.SENT,),
    "standard_forms": (LetterStatus.ASSESSING, LetterStatus.TRANSLATING),
    "liaison": (LetterStatus.REGISTERING, LetterStatus.ASSESSING, LetterStatus.ALLOCATING),
    "agreement": (LetterStatus.SENT,),
    "training": (LetterStatus.ALLOCATING, LetterStatus.EXECUTING),
}
"""The stays that each lever shortens."""


@cache
def played(seed: int, levers: tuple[tuple[str, str, int], ...] = ()) -> Exercise:
    exercise = begin(*_fresh(seed), levers=levers)
    exercise.advance(80 * DAY)
    return exercise


def stays(exercise: Exercise, statuses: tuple[LetterStatus, ...], country: str) -> dict[tuple[str, int], int]:
    """Length of each completed stay of a country's requests that began in play, by request and number."""
    found = {}
    for key, kept in exercise.state.part(Letters).requests.items():
        if country not in {kept.matter.requesting, kept.matter.requested}:
            continue
        for number, (stage, following) in enumerate(zip(kept.matter.stays, kept.matter.stays[1:], strict=False)):
            if stage.status in statuses and stage.since > 0:
                found[key, number] = following.since - stage.since
    return found


@pytest.mark.parametrize("lever", SHORTER)
def test_each_lever_shortens_what_it_is_for(lever: str) -> None:
    was = later = 0
    country = TRANSLATES if lever == "translators" else COUNTRY
    for seed in SEEDS:
        before = stays(played(seed), SHORTER[lever], country)
        after = stays(played(seed, ((country, lever, 0),)), SHORTER[lever], country)
        both = before.keys() & after.keys()
        was += sum(before[each] for each in both)
        later += sum(after[each] for each in both)
    assert later < was


def test_a_longer_short_freeze_holds_money_longer() -> None:
    longer = begin(*_fresh(4), levers=((COUNTRY, "short_freeze", 0),)).scenario.country(COUNTRY).short_freeze_days
    usual = begin(*_fresh(4)).scenario.country(COUNTRY).short_freeze_days
    assert longer == load_levers()["short_freeze"].short_freeze_days > usual


def test_every_lever_is_tested_and_told_with_its_source() -> None:
    assert set(load_levers()) == {*SHORTER, "short_freeze"}
    assert all(row.source and row.confidence for row in load_levers().values())


def test_a_lever_works_after_its_lead_time_and_is_told() -> None:
    exercise = begin(*_fresh(4))
    pull = PullLever(id="pull", member="control", country=COUNTRY, lever="standard_forms")
    exercise.check(pull)
    events = (*exercise.perform(pull), *exercise.advance(29 * DAY))
    assert [event.change for event in events if isinstance(event, LeverPulled)] == ["decided"]
    assert COUNTRY not in exercise.state.part(Cooperation).levers
    events = exercise.advance(31 * DAY)
    assert [event.change for event in events if isinstance(event, LeverPulled)] == ["works"]
    assert exercise.state.part(Cooperation).levers[COUNTRY] == ("standard_forms",)
    told = [line.what.code for line in exercise.team_view(COUNTRY).digest if line.about_kind == "lever"]
    assert told == ["digest.lever_decided", "digest.lever_works"]


def test_a_lever_is_pulled_once_and_only_where_there_is_one() -> None:
    exercise = begin(*_fresh(4))
    exercise.perform(PullLever(id="pull", member="control", country=COUNTRY, lever="lawyers"))
    for country, lever, code in (
        (COUNTRY, "lawyers", "lever.pulled_before"),
        (COUNTRY, "nothing", "lever.unknown"),
        ("XXX", "lawyers", "country.unknown"),
    ):
        with pytest.raises(RuleViolation) as caught:
            check(exercise.state, PullLever(id="again", member="control", country=country, lever=lever))
        assert caught.value.code == code


def test_a_day_chosen_at_preparation_is_the_day_of_the_decision() -> None:
    exercise = begin(*_fresh(4), levers=((COUNTRY, "standard_forms", 11),))
    exercise.advance(39 * DAY)
    assert exercise.state.part(Cooperation).pulled == {(COUNTRY, "standard_forms"): 40 * DAY}
    assert COUNTRY not in exercise.state.part(Cooperation).levers
    exercise.advance(41 * DAY)
    assert exercise.state.part(Cooperation).levers == {COUNTRY: ("standard_forms",)}


@cache
def _fresh(seed: int) -> tuple[FrozenScenario, tuple[tuple[str, str], ...], int]:
    scenario = load_scenario(directory_of("blue-current"))
    return freeze(scenario, seed), policies_for(scenario, "auto", {}), seed
