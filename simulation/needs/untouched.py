"""The untouched world: a scenario in which nobody asks, answers or orders anything, looked at on any day.

What an author says of the world is examined here, by the engine's own rules and under one seed.
"""

from __future__ import annotations

from collections import OrderedDict

from simulation.exercise.clock.commands import StartExercise
from simulation.exercise.core.settings import Settings
from simulation.exercise.core.snapshot import Kept
from simulation.exercise.engine import Exercise
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.kernel.agenda import DAY
from simulation.players.policies import NONE, players
from simulation.players.runs import CONTROL, usual_preset
from simulation.scenario.schema.scenario import FrozenScenario, Scenario

STEP_DAYS = 30
"""Days between two looks at the world: no custodian of a scenario may keep records for less than a week, most keep them
for two months and more (`Retention`), so that little comes and goes between two looks unseen."""

MOST_LOOKED_AT = 16
"""Days that are kept ready to be looked at, each some megabytes."""


class UntouchedWorld:
    """The world as it goes on by itself, its banks and borders reporting as they do, without any matter in flight."""

    def __init__(self, frozen: FrozenScenario, policy: str = NONE.name, seed: int = 1) -> None:
        """Begin at the first second of day 1.

        Args:
            frozen: Scenario and name pools.
            policy: Who is at the desks: nobody, or an automatic player that answers and begins nothing.
            seed: Seed of everything in it.
        """
        self._frozen = frozen
        self._policies = tuple((country.code, policy) for country in frozen.scenario.countries)
        self._seed = seed
        self._seen = {0: Kept(self._begun())}
        self._looked_at: OrderedDict[int, Exercise] = OrderedDict()
        self.lost_days: dict[object, int | None] = {}
        """First days on whose evening something cannot be had any more, by what is lost, as they are found."""

    @property
    def scenario(self) -> Scenario:
        """The scenario."""
        return self._frozen.scenario

    @property
    def last_day(self) -> int:
        """The last day that any preset plays."""
        return max(sum(preset.jumps) for preset in self.scenario.play.presets)

    def at(self, day: int) -> Exercise:
        """A copy, to do anything with, of the exercise on the evening of a day; 0 for the first second of day 1."""
        for known in (*range(STEP_DAYS, day, STEP_DAYS), day):
            if known not in self._seen:
                exercise = self._seen[max(each for each in self._seen if each < known)].again()
                exercise.advance(known * DAY)
                self._seen[known] = Kept(exercise)
        return self._seen[day].again()

    def seen(self, day: int) -> Exercise:
        """The exercise on the evening of a day, to look at and to change nothing: others are shown the same."""
        if day not in self._looked_at:
            self._looked_at[day] = self.at(day)
            if len(self._looked_at) > MOST_LOOKED_AT:
                self._looked_at.popitem(last=False)
        self._looked_at.move_to_end(day)
        return self._looked_at[day]

    def in_flight(self) -> tuple[Letter, ...]:
        """The matters in flight, as they stand when the files are opened."""
        letters = Exercise(self._frozen, self._settings(inherited=True), players()).state.part(Letters)
        return tuple(kept.matter for kept in letters.requests.values() if kept.inherited)

    def _begun(self) -> Exercise:
        exercise = Exercise(self._frozen, self._settings(inherited=False), players())
        exercise.perform(StartExercise(id="untouched/start", member=CONTROL, warm_up=False))
        exercise.advance(0)
        return exercise

    def _settings(self, *, inherited: bool) -> Settings:
        preset = usual_preset(self.scenario).key
        return Settings(preset=preset, seed=self._seed, policies=self._policies, inherited=inherited)
