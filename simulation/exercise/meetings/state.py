"""What an exercise keeps of meetings and of the tasks that come of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulation.exercise.core.command import Seat
from simulation.exercise.judgments.forum import AgreedForum
from simulation.exercise.meetings.commands import AgreedTask
from simulation.kernel.registers import Register, Watched


@dataclass
class MeetingState(Watched):
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
    sides: Mapping[str, str] = field(default_factory=dict)
    version: int = 0


@dataclass
class TaskState(Watched):
    """A dated task from agreed minutes, or a duty that a letter brought; `about` is whom that duty is about."""

    key: str
    task: AgreedTask
    meeting: str
    done: bool = False
    about: str = ""


@dataclass(slots=True)
class Meetings:
    """Meetings and tasks by key."""

    meetings: Register[str, MeetingState] = field(default_factory=Register)
    tasks: Register[str, TaskState] = field(default_factory=Register)
