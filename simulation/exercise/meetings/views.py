"""Meetings and tasks as a team sees them."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.command import Seat
from simulation.exercise.judgments.forum import AgreedForum
from simulation.exercise.meetings.commands import AgreedTask
from simulation.exercise.meetings.state import MeetingState, TaskState


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


def meeting_view(meeting: MeetingState, country: str) -> MeetingView | None:
    """A meeting as a country that was invited sees it; None for others."""
    if country not in meeting.sides:
        return None
    return MeetingView(
        key=meeting.key,
        at=meeting.at,
        caller=meeting.caller,
        seats=meeting.seats,
        agenda=meeting.agenda,
        text=meeting.text,
        minutes=meeting.minutes,
        tasks=meeting.tasks,
        forums=meeting.forums,
        sides=tuple(meeting.sides.items()),
        version=meeting.version,
    )


def task_view(task: TaskState, country: str) -> TaskView | None:
    """A task as the country whose it is sees it; None for others."""
    if task.task.owner.country != country:
        return None
    return TaskView(task.key, task.task.owner, task.task.what, task.task.due_day, task.done, task.meeting, task.about)
