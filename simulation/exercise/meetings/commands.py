"""Meetings, their minutes, and the tasks that come of them."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.command import Command, Seat, command
from simulation.exercise.judgments.forum import AgreedForum


@command("ProposeMeeting")
@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeMeeting(Command):
    """Invite seats to a meeting; the clock stands still. Its key is `COUNTRY/id`."""

    seats: tuple[Seat, ...]
    agenda: tuple[str, ...]
    text: str = ""


@command("WriteMinutes")
@dataclass(frozen=True, slots=True, kw_only=True)
class WriteMinutes(Command):
    """Propose minutes of a meeting with its tasks and forums; every side invited then agrees or not."""

    meeting: str
    text: str
    tasks: tuple[AgreedTask, ...] = ()
    forums: tuple[AgreedForum, ...] = ()


@command("AgreeMinutes")
@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeMinutes(Command):
    """Agree to minutes, or (`agreed` False) say why not; when all sides agree, the tasks stand."""

    meeting: str
    agreed: bool
    text: str = ""


@command("CompleteTask")
@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteTask(Command):
    """Say that a task from minutes is done."""

    task: str


@dataclass(frozen=True, slots=True, order=True)
class AgreedTask:
    """A dated task from agreed minutes."""

    owner: Seat
    what: str
    due_day: int
