"""A two-day workshop at the keyboard: what the programs about the review measure on."""

from __future__ import annotations

from dataclasses import replace

from simulation.errors import RuleViolation
from simulation.exercise.commands import Command, EndExercise, Jump, StartExercise, TakeSeat
from simulation.exercise.engine import Exercise
from simulation.exercise.events import Event
from simulation.exercise.journal import JournalEntry
from simulation.exercise.settings import Settings
from simulation.players.registry import players
from simulation.records import Office
from simulation.review.branches import Record
from simulation.scenario.load import directory_of, load
from simulation.scenario.names import freeze


class Workshop:
    """An exercise of blue-current in which the textbook policy types for everybody."""

    def __init__(self, jumps: tuple[int, ...], seed: int = 7) -> None:
        """Play it to the end of its last move."""
        self.frozen = freeze(load(directory_of("blue-current")), seed)
        self.settings = Settings(preset="half_day_14", seed=seed)
        self._exercise = Exercise(self.frozen, self.settings, players())
        self._entries: list[JournalEntry] = []
        self._events: list[Event] = list(self._exercise.advance(0))
        countries = [country.code for country in self.frozen.scenario.played]
        for country in countries:
            for office in Office:
                self._do(TakeSeat(id="", member=f"{country}-{office}", country=country, offices=(office,)))
        self._do(StartExercise(id="", member="control", warm_up=False))
        for days in jumps:
            self._type(countries)
            self._do(Jump(id="", member="control", days=days))
        self._do(EndExercise(id="", member="control"))
        self.record = Record(self.frozen, self.settings, tuple(self._entries), tuple(self._events))

    def _type(self, countries: list[str]) -> None:
        policy = players()["textbook"]
        for _turn in range(3):
            for country in countries:
                view = self._exercise.team_view(country)
                for command in policy.decide(view, self._exercise.scenario, (), tuple(Office)):
                    if command.by is None:
                        continue
                    try:
                        self._do(replace(command, member=f"{country}-{command.by.office}"))
                    except RuleViolation:
                        continue

    def _do(self, command: Command) -> None:
        named = replace(command, id=f"c{len(self._entries) + 1}")
        self._exercise.check(named)
        self._entries.append(JournalEntry(len(self._entries) + 1, self._exercise.now, named))
        self._events += self._exercise.perform(named)
        target = self._exercise.target()
        if target is not None:
            self._events += self._exercise.advance(target)


TWO_DAYS = (30, 35, 40, 40, 35, 30, 40, 40, 35, 30, 40, 40, 35, 30)
"""Jumps of fourteen moves, about 500 days."""

HALF_A_DAY = (30, 35, 40, 40)
"""Jumps of four moves."""
