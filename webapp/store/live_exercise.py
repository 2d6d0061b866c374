"""The copy of one exercise that this process works with: made from the journal, thrown away, made again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock, RLock
from types import MappingProxyType

from simulation.exercise.core.settings import Settings
from simulation.exercise.engine import Exercise
from simulation.exercise.views.control_view import ControlView
from simulation.exercise.views.team_view import TeamView
from simulation.needs.standing import standings
from simulation.scenario.schema.scenario import FrozenScenario, Scenario
from webapp.store.published_views import CONTROL, NEEDS, Digester, Facets, Published, clock_digest, digest
from webapp.store.room_time import RoomTime
from webapp.store.running_clock import RunningClock


@dataclass(slots=True)
class Live:
    """The copy of one exercise in this process.

    All but `published`, `used` and `beside` belongs to the holder of the lock. `used` is when, by a monotonic clock,
    somebody last looked at it or did something. `beside` is what pages have made of the exercise, by name; it goes with
    the copy.
    """

    id: str
    lock: RLock = field(default_factory=RLock)
    exercise: Exercise | None = None
    frozen: FrozenScenario | None = None
    settings: Settings | None = None
    sequence: int = 0
    clock: RunningClock = field(default_factory=RunningClock)
    digesters: dict[str, Digester] = field(default_factory=dict)
    commands: dict[str, int] = field(default_factory=dict)
    published: Published | None = None
    room: RoomTime = field(default_factory=RoomTime)
    used: float = 0.0
    beside: dict[str, object] = field(default_factory=dict)

    def digester(self, viewer: str) -> Digester:
        """What makes the digests of one country, or of control."""
        return self.digesters.setdefault(viewer, Digester())

    def drop(self) -> None:
        """Throw the copy away; what is published stays, for it was committed."""
        self.exercise = None

    def rest(self) -> None:
        """Let go of everything that the journal gives back; the lock stays, for somebody may be waiting for it."""
        self.exercise = self.frozen = self.settings = self.published = None
        self.sequence = 0
        self.clock = RunningClock()
        self.digesters = {}
        self.commands = {}
        self.beside = {}

    def shown(self, copy: Exercise, scenario: Scenario, settings: Settings) -> Published:
        """The views of the moment at which the copy stands, with the digests of what has not changed kept."""
        control = copy.control_view()
        teams = {country.code: copy.end_view(country.code) for country in scenario.played}
        has_after = control.clock.phase in {"epilogue", "closed"}
        after = {code: copy.team_view(code) for code in teams} if has_after else {}
        before = self.published
        facets: dict[str, Facets] = {}
        views: dict[str, TeamView | ControlView] = {CONTROL: control, **teams}
        for code, view in views.items():
            if before is not None and before.teams.get(code) is view:
                facets[code] = MappingProxyType({**before.facets[code], "clock": clock_digest(view.clock, self.room)})
                continue
            digester = self.digester(code)
            facets[code] = MappingProxyType(digester.facets(view, self.room))
            digester.forget_unused()
        needs = standings(copy.state)
        facets[CONTROL] = MappingProxyType({**facets[CONTROL], NEEDS: digest(needs)})
        return Published(
            sequence=self.sequence,
            horizon=copy.now,
            scenario=scenario,
            settings=settings,
            control=control,
            teams=MappingProxyType(teams),
            facets=MappingProxyType(facets),
            commands=MappingProxyType(dict(self.commands)),
            room=self.room,
            needs=needs,
            after=MappingProxyType(after),
        )


class Copies:
    """The copies of exercises that this process works with, by id."""

    def __init__(self, wall_clock: Callable[[], float]) -> None:
        """Start with none.

        Args:
            wall_clock: Monotonic seconds.
        """
        self._wall_clock = wall_clock
        self._live: dict[str, Live] = {}
        self._guard = Lock()

    def of(self, exercise: str) -> Live:
        """The copy of an exercise, empty before anybody asked for it; it counts as looked at now."""
        live = self._live.get(exercise)
        if live is None:
            with self._guard:
                live = self._live.setdefault(exercise, Live(exercise))
        live.used = self._wall_clock()
        return live

    def loaded(self) -> tuple[str, ...]:
        """The exercises that this process holds."""
        with self._guard:
            return tuple(live.id for live in self._live.values() if live.published is not None)

    def let_rest(self, idle_seconds: float) -> tuple[str, ...]:
        """Frees the memory of exercises at which nobody has looked for so long; returns them.

        An open page or stream asks for the views every few seconds, so that what is watched stays; so does an exercise
        whose clock runs.
        """
        before = self._wall_clock() - idle_seconds
        with self._guard:
            idle = [live for live in self._live.values() if live.used < before and live.published is not None]
        rested = []
        for live in idle:
            if not live.lock.acquire(blocking=False):
                continue
            try:
                if live.clock.rate == 0 and live.used < before:
                    live.rest()
                    rested.append(live.id)
            finally:
                live.lock.release()
        return tuple(rested)

    def is_running(self, exercise: str) -> bool:
        """Whether the exercise's clock runs in this process."""
        live = self._live.get(exercise)
        return live is not None and live.clock.rate > 0

    def forget(self, exercise: str) -> None:
        """Throws the copy away; the next look makes it again from the journal."""
        with self._guard:
            self._live.pop(exercise, None)
