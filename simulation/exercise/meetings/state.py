"""What an exercise keeps of meetings and of the tasks that come of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from simulation.exercise.core.command import Seat
from simulation.exercise.judgments.forum import AgreedForum
from simulation.exercise.meetings.commands import AgreedTask


@dataclass(slots=True)
class MeetingState:
    """A meeting: who called it, who was invited, its minutes and each side's word on them."""

    key: str
    at: int
    caller: Seat
    seats: tuple[Seat, ...]
    agenda: tuple[str, ...]
    text: str
    minutes: str = ""
    tasks: tuple[AgreedTask, ...] = ()
    forums: tuple[AgreedForum, ...] = ()
    sides: dict[str, str] = field(default_factory=dict)
    version: int = 0


@dataclass(slots=True)
class TaskState:
    """A dated task from agreed minutes."""

    key: str
    task: AgreedTask
    meeting: str
    done: bool = False


@dataclass(slots=True)
class Meetings:
    """Meetings and tasks by key."""

    meetings: dict[str, MeetingState] = field(default_factory=dict)
    tasks: dict[str, TaskState] = field(default_factory=dict)
