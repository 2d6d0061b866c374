"""The copy of one exercise that this process works with: made from the journal, thrown away, made again."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import RLock
from types import MappingProxyType

from simulation.exercise.core.settings import Settings
from simulation.exercise.engine import Exercise
from simulation.exercise.views.control_view import ControlView
from simulation.exercise.views.team_view import TeamView
from simulation.scenario.schema.scenario import FrozenScenario, Scenario
from webapp.store.published_views import CONTROL, Digester, Facets, Published, clock_digest
from webapp.store.room_time import RoomTime
from webapp.store.running_clock import RunningClock


@dataclass(slots=True)
class Live:
    """The copy of one exercise in this process; all but `published` and `used` belongs to the holder of the lock.

    `used` is when, by a monotonic clock, somebody last looked at it or did something.
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
            after=MappingProxyType(after),
        )
