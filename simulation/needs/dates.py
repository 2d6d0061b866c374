"""The days of a need: from when it can be had, until when, and when an answer is back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulation.exercise.procedures.letter.play.state import Letters
from simulation.kernel.agenda import DAY
from simulation.law.book.pace import pace_of
from simulation.law.time.typical_durations import DayRange, formal_span
from simulation.needs import answers
from simulation.needs.closure import AtHome
from simulation.needs.reading import FileReading
from simulation.needs.untouched import UntouchedWorld
from simulation.network import questions
from simulation.scenario.schema.needs import Loss, Need
from simulation.scenario.schema.scenario import FrozenScenario


@dataclass(frozen=True, slots=True)
class NeedDates:
    """When a need can be met.

    Attributes:
        need: Its key.
        exists_day: From which day it can be had when nobody does anything.
        lost_day: The first day on whose evening it cannot be had any more; None while play lasts.
        usual: Days that a letter usually takes, from first draft to return.
        answered_day: The day on which an automatic office has answered what was asked on the first day, without
            urgency; None when it does not.
        why_not: Why that does not bring what is needed, in words; "" when it does.
    """

    need: str
    exists_day: int
    lost_day: int | None
    usual: DayRange
    answered_day: int | None
    why_not: str

    @property
    def comes_late(self) -> bool:
        """Whether such an answer comes when it is gone: it has to be asked for urgently, or kept, or held."""
        return self.answered_day is not None and self.lost_day is not None and self.answered_day >= self.lost_day


def dates_of(world: UntouchedWorld, offices: UntouchedWorld, need: Need, home: AtHome) -> NeedDates:
    """The days of a need.

    Args:
        world: The untouched world.
        offices: The same with automatic offices, which answer.
        need: The need.
        home: What the country that lacks it has at home.
    """
    scenario, kind = world.scenario, need.by[0].kind
    asking, asked = scenario.country(need.country), scenario.country(need.holder)
    state = offices.seen(0).state
    pair = scenario.pair(asking.code, asked.code)
    span = formal_span(state.times, asking, asked, pair, kind, pace_of(pair, state.law.kind_of(kind)).archetype)
    answered, why_not = _answered(offices, need, home, scenario.horizon_days)
    return NeedDates(need.key, need.exists.by_day, _lost_day(world, need), span, answered, why_not)


def lost_days(frozen: FrozenScenario) -> dict[str, int | None]:
    """By need, the first day on whose evening it cannot be had any more in the untouched world, None while play lasts.

    Some seconds of work.
    """
    world = UntouchedWorld(frozen)
    return {need.key: _lost_day(world, need) for need in frozen.scenario.needs}


def left_on(world: UntouchedWorld, account: str, day: int) -> int:
    """The network's money on an account on the evening of a day when nobody does anything, minor units."""
    return world.seen(day).state.network.money.accounts[account].balance


def _lost_day(world: UntouchedWorld, need: Need) -> int | None:
    """The day of a loss; needs that the same departure or the same account takes away are looked at once."""
    is_of_records = need.lost is None or need.lost.by is Loss.RETENTION
    about = need.key if is_of_records else (need.lost, need.exists.by_day)
    if about not in world.lost_days:
        world.lost_days[about] = _lost(world, need)
    return world.lost_days[about]


def _lost(world: UntouchedWorld, need: Need) -> int | None:
    """The first day on which it is gone; what is there on the last day of play is not lost."""
    is_there = _presence(world, need)
    first, last = need.exists.by_day, world.last_day
    if first > last or is_there(last):
        return None
    if not is_there(first):
        return first
    while last - first > 1:
        middle = (first + last) // 2
        first, last = (middle, last) if is_there(middle) else (first, middle)
    return last


def _presence(world: UntouchedWorld, need: Need) -> Callable[[int], bool]:
    """Whether what a need is about is there on the evening of a day."""
    lost = need.lost
    if lost is not None and lost.by is Loss.DRAIN and lost.account is not None:
        account = lost.account
        return lambda day: left_on(world, account, day) > 0
    if lost is not None and lost.by is Loss.DEPARTURE and lost.who is not None:
        who = questions.key_of(world.seen(0).state.network, lost.who)
        before = questions.whereabouts(world.seen(need.exists.by_day).state.network, who)
        return lambda day: _is_at(world, who, before, day)
    if lost is not None and lost.by is Loss.SILENCE and lost.who is not None:
        witness = lost.who
        return lambda day: not questions.is_silent(world.seen(day).state.network, witness, day * DAY)
    return lambda day: _is_held(world, need, day)


def _is_at(world: UntouchedWorld, person: str, country: str, day: int) -> bool:
    network = world.seen(day).state.network
    return questions.is_free(network, person) and questions.whereabouts(network, person) == country


def _is_held(world: UntouchedWorld, need: Need, day: int) -> bool:
    """Whether some formal way still brings all that an answer has to say."""
    for way in need.by:
        state = world.at(day).state
        reading = FileReading(state, need.country, answers.formal(state, need, way))
        if all(reading.showing(*each) is not None for each in need.shows):
            return True
    return False


def back_in_time(offices: UntouchedWorld, need: Need, home: AtHome, sendings: int) -> int:
    """Of so many letters of the first day, each by its own chance, how many bring what is needed within half a day.

    Half a day is the shortest preset for a room. An automatic office reads its post every third day and keeps no
    office hours, so that people will do worse where moves are long.
    """
    presets = offices.scenario.play.presets
    shortest = min((sum(each.jumps) for each in presets if each.people > 1), default=offices.last_day)
    answered = (_answered(offices, need, home, shortest, number) for number in range(1, sendings + 1))
    return sum(day is not None and not why_not for day, why_not in answered)


def _answered(
    offices: UntouchedWorld, need: Need, home: AtHome, last_day: int, number: int = 0
) -> tuple[int | None, str]:
    """When an automatic office answers a well made letter of the first day, or why it does not."""
    exercise = offices.at(need.exists.by_day)
    state = exercise.state
    for paper in home.home:
        state.countries[need.country].file.add(paper, state.now, "before")
    key = answers.send(state, need, need.by[0], number)
    kept = state.part(Letters).requests[key]
    while not kept.returned and not kept.matter.is_final and state.now < last_day * DAY:
        exercise.advance(state.now + DAY)
    day = state.now // DAY
    if not kept.returned:
        ground = f" ({kept.matter.ground})" if kept.matter.ground else ""
        return None, f"brings nothing by day {day}: the letter is `{kept.matter.status}`{ground}"
    papers = state.countries[need.country].file.chosen(kept.returned)
    reading = FileReading(state, need.country, papers)
    return day, "" if all(reading.showing(*each) is not None for each in need.shows) else "answers without it"
