"""The copy of one exercise that this process works with: made from the journal, thrown away, made again."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import RLock

from simulation.exercise.engine import Exercise
from simulation.exercise.settings import Settings
from simulation.scenario.model import FrozenScenario
from webapp.published import Digester, Published
from webapp.room_time import RoomTime
from webapp.running_clock import RunningClock


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
