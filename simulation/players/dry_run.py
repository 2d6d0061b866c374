"""A dry run: a preset played by the textbook policy in every seat, and whether there is work for everybody.

Every office should have 3 to 8 decisions a move, no two countries should differ by a factor of 1.5, and every inject
that is not held in reserve should fire within the time that the preset plays (design.md 10). Decisions are counted
by office: where a preset lets one seat play two offices, people share that seat and its decisions.

What people find on their desks is told besides, from a workshop in which the textbook types in office hours alone: the
lines of the work list of each office as they open, counted by the function that counts them on the page of the desk.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from simulation.exercise.clock.commands import Jump
from simulation.exercise.core.event import DecisionTaken, Event
from simulation.exercise.core.settings import Settings
from simulation.exercise.injects.events import NEEDLESS, InjectChanged
from simulation.exercise.injects.state import Injects
from simulation.exercise.views.work_list import waiting
from simulation.kernel.terms import Office
from simulation.players.policies import TEXTBOOK
from simulation.players.runs import CONTROL, begin, policies_for
from simulation.players.workshop import Workshop
from simulation.scenario.schema.play import Preset
from simulation.scenario.schema.scenario import FrozenScenario

LEAST, MOST = 3, 8
"""Decisions that a seat should have in a move."""

LARGEST_RATIO_TENTHS = 15
"""Tenths: the busiest country may have less than one and a half times the decisions of the quietest."""


@dataclass(frozen=True, slots=True)
class SeatLoad:
    """Decisions of one office of a country, whatever offices the preset lets one seat play.

    Attributes:
        country: Code.
        office: The office.
        by_move: Decisions in each move, in order; the time after the last jump is not counted.
        waiting: Lines of its work list as the office hours of each move open; () where nobody looked.
    """

    country: str
    office: Office
    by_move: tuple[int, ...]
    waiting: tuple[int, ...] = ()

    @property
    def total(self) -> int:
        """Decisions in all moves."""
        return sum(self.by_move)

    @property
    def outside(self) -> tuple[int, ...]:
        """Numbers of the moves, from 1, in which the seat had too little or too much to decide."""
        return tuple(move for move, count in enumerate(self.by_move, start=1) if not LEAST <= count <= MOST)


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a dry run showed.

    Attributes:
        scenario: Its name.
        preset: Key of the preset.
        seed: Seed.
        seats: Every office of the played countries.
        moments: Decisions by kind of decision, e.g. `measure` or `answer`, for whoever tunes the scenario.
        silent_injects: Injects that did not fire though the preset's time reaches them, are not held in reserve and
            were not needless when their moment came.
        later_injects: Injects whose day lies after the preset's last jump.
        reserve_injects: Injects held in reserve that nothing called for.
    """

    scenario: str
    preset: str
    seed: int
    seats: tuple[SeatLoad, ...]
    moments: tuple[tuple[str, int], ...]
    silent_injects: tuple[str, ...]
    later_injects: tuple[str, ...] = ()
    reserve_injects: tuple[str, ...] = ()

    @property
    def by_country(self) -> tuple[tuple[str, int], ...]:
        """Decisions by country in all moves."""
        codes = dict.fromkeys(seat.country for seat in self.seats)
        return tuple((code, sum(seat.total for seat in self.seats if seat.country == code)) for code in codes)

    @property
    def is_even(self) -> bool:
        """Whether no country decides one and a half times as often as another."""
        counts = [count for _, count in self.by_country]
        return max(counts) * 10 < min(counts) * LARGEST_RATIO_TENTHS

    @property
    def is_good(self) -> bool:
        """Whether every office has its work in every move and countries are even."""
        return self.is_even and not any(seat.outside for seat in self.seats)


def dry_run(frozen: FrozenScenario, preset: Preset, seed: int) -> DryRun:
    """Play a preset with the textbook policy in all seats, a jump after each move, and count.

    Args:
        frozen: Scenario and name pools.
        preset: The preset to be played.
        seed: Seed of every draw.
    """
    scenario = frozen.scenario
    exercise = begin(frozen, policies_for(scenario, TEXTBOOK.name, {}), seed, preset=preset.key)
    moves: list[list[DecisionTaken]] = []
    needless: set[str] = set()
    for number, days in enumerate(preset.jumps, start=1):
        jump = Jump(id=f"run/jump/{number}", member=CONTROL, days=days)
        exercise.check(jump)
        events = list(exercise.perform(jump))
        until = exercise.target()
        events += exercise.advance(until if until is not None else exercise.now)
        needless |= {each.inject for each in events if isinstance(each, InjectChanged) and each.change == NEEDLESS}
        moves.append(_decisions(events, frozenset(country.code for country in scenario.played)))
    seats = tuple(
        SeatLoad(country.code, office, tuple(_count(decided, country.code, office) for decided in moves))
        for country in scenario.played
        for office in country.offices
    )
    fired = {key for key, inject in exercise.state.part(Injects).injects.items() if inject.fired_at is not None}
    unfired = [each for each in scenario.play.injects if each.key not in fired]
    later = tuple(each.key for each in unfired if each.trigger.day is not None and each.trigger.day > sum(preset.jumps))
    reserve = tuple(each.key for each in unfired if each.contingency and each.key not in later)
    silent = tuple(each.key for each in unfired if each.key not in {*later, *reserve, *needless})
    return DryRun(scenario.name, preset.key, seed, seats, _moments(moves), silent, later, reserve)


def with_desks(found: DryRun, frozen: FrozenScenario, preset: Preset) -> DryRun:
    """The same with what people find on their desks.

    Args:
        found: A dry run.
        frozen: Its scenario and name pools.
        preset: Its preset.
    """
    typed = Workshop(frozen, Settings(preset=preset.key, seed=found.seed), tuple(preset.jumps), policy=TEXTBOOK.name)
    seats = tuple(
        replace(seat, waiting=tuple(len(waiting(desks[seat.country], (seat.office,))) for desks in typed.desks))
        for seat in found.seats
    )
    return replace(found, seats=seats)


def never_fired(runs: Sequence[DryRun]) -> tuple[str, ...]:
    """Injects that stayed silent in every one of these runs of a preset."""
    return tuple(key for key in runs[0].silent_injects if all(key in each.silent_injects for each in runs))


def _decisions(events: Iterable[Event], played: frozenset[str]) -> list[DecisionTaken]:
    return [event for event in events if isinstance(event, DecisionTaken) and event.country in played]


def _count(decided: list[DecisionTaken], country: str, office: Office) -> int:
    return sum(event.country == country and event.office is office for event in decided)


def _moments(moves: list[list[DecisionTaken]]) -> tuple[tuple[str, int], ...]:
    """Decisions by office and choice, the most frequent first."""
    counted: dict[str, int] = {}
    for decided in moves:
        for event in decided:
            name = f"{event.office}/{event.chosen}"
            counted[name] = counted.get(name, 0) + 1
    return tuple(sorted(counted.items(), key=lambda each: (-each[1], each[0])))
