"""Meetings and tasks as a team sees them."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.command import Seat
from simulation.exercise.judgments.forum import AgreedForum
from simulation.exercise.meetings.commands import AgreedTask


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting this team was invited to or called: minutes with each side's agreement ("", `agreed`, `declined`)."""

    key: str
    at: int
    caller: Seat
    seats: tuple[Seat, ...]
    agenda: tuple[str, ...]
    text: str
    minutes: str
    tasks: tuple[AgreedTask, ...]
    forums: tuple[AgreedForum, ...]
    sides: tuple[tuple[str, str], ...]
    version: int


@dataclass(frozen=True, slots=True)
class TaskView:
    """A dated task of this team from agreed minutes, or a duty `about` a person that a letter brought."""

    key: str
    owner: Seat
    what: str
    due_day: int
    done: bool
    meeting: str
    about: str = ""
