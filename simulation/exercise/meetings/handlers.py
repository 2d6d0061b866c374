"""Meetings between seats: agenda, minutes that each side agrees, dated tasks; the clock stands still."""

from __future__ import annotations

from simulation.exercise.core.command import (
    AgreedTask,
    AgreeMinutes,
    Command,
    CompleteTask,
    ProposeMeeting,
    Seat,
    WriteMinutes,
)
from simulation.exercise.core.event import MeetingChanged, TaskChanged
from simulation.exercise.core.state import MeetingState, State, TaskState
from simulation.exercise.judgments import forum
from simulation.exercise.messages.handlers import require_text
from simulation.exercise.seats.handlers import require_pen
from simulation.exercise.views.team_view import DigestLine
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office, Phrase

AGENDA_ITEMS = ("facts", "forum", "deconfliction", "action_day", "assets", "joint_team", "victims", "press")
"""What a coordination meeting may be about (design.md 6; a joint team: law.md 7.5 J1)."""

TEAM = "joint_team"
"""Point of the agenda from which a joint team can come."""

TEAM_TASK = "task.propose_team"
"""Code of the task that agreed minutes on a joint team give to the prosecutor of whoever called the meeting."""

PROPOSE_WITHIN_DAYS = 15
"""Days for the proposal (assumption)."""


def check(state: State, command: Command) -> None:
    """Whether this can be proposed, written or agreed now.

    Raises:
        RuleViolation: Unknown seat or meeting, not a party, empty words, or the minutes moved on.
    """
    own = require_pen(state, command)
    match command:
        case ProposeMeeting(seats=seats, agenda=agenda):
            if not any(seat.country != own.country for seat in seats) or any(s not in state.seats for s in seats):
                raise RuleViolation("meeting.whom")
            if not agenda or any(item not in AGENDA_ITEMS for item in agenda):
                raise RuleViolation("meeting.agenda")
        case WriteMinutes(meeting=key, text=text, tasks=tasks, forums=forums):
            _check_minutes(state, command, _meeting(state, key, own), text, tasks)
            forum.check_agreed(state, own.country, state.meetings[key], forums)
        case AgreeMinutes(meeting=key, agreed=agreed, text=text):
            meeting = _meeting(state, key, own)
            _require_seen(command, meeting)
            if not meeting.minutes:
                raise RuleViolation("meeting.no_minutes")
            if is_agreed(meeting):
                raise RuleViolation("meeting.closed")
            if not agreed:
                require_text(text)
        case CompleteTask(task=key):
            kept = state.tasks.get(key)
            if kept is None or kept.task.owner.country != own.country:
                raise RuleViolation("task.unknown")
            if kept.done:
                raise RuleViolation("task.done")
        case _:
            pass


def perform(state: State, command: Command) -> None:
    """Do it."""
    own = require_pen(state, command)
    match command:
        case ProposeMeeting(seats=seats, agenda=agenda, text=text):
            everybody = tuple(sorted({own, *seats}))
            key = f"{own.country}/{command.id}"
            sides = {seat.country: "" for seat in everybody}
            state.meetings[key] = MeetingState(key, state.now, own, everybody, agenda, text, sides=sides)
            _changed(state, key, "proposed", own.country, text)
        case WriteMinutes(meeting=key, text=text, tasks=tasks, forums=forums):
            meeting = state.meetings[key]
            meeting.minutes, meeting.tasks, meeting.forums = text, tasks, forums
            forum.propose(state, meeting, forums)
            meeting.sides = {country: "agreed" if country == own.country else "" for country in meeting.sides}
            _changed(state, key, "minutes", own.country, text)
        case AgreeMinutes(meeting=key, agreed=agreed, text=text):
            meeting = state.meetings[key]
            meeting.sides[own.country] = "agreed" if agreed else "declined"
            _changed(state, key, meeting.sides[own.country], own.country, text)
            if is_agreed(meeting):
                forum.agree(state, meeting)
                if TEAM in meeting.agenda:
                    owner = Seat(meeting.caller.country, Office.PROSECUTOR)
                    task = AgreedTask(owner, TEAM_TASK, state.day + PROPOSE_WITHIN_DAYS)
                    give_task(state, f"{key}/team", task, key)
                for number, task in enumerate(meeting.tasks, start=1):
                    give_task(state, f"{key}/task/{number}", task, key)
        case CompleteTask(task=key):
            state.tasks[key].done = True
            _task_event(state, state.tasks[key], "completed")
        case _:
            pass


def _check_minutes(
    state: State, command: Command, meeting: MeetingState, text: str, tasks: tuple[AgreedTask, ...]
) -> None:
    require_text(text)
    _require_seen(command, meeting)
    if is_agreed(meeting):
        raise RuleViolation("meeting.closed")
    for task in tasks:
        if task.owner.country not in meeting.sides or task.due_day < state.day or not task.what.strip():
            raise RuleViolation("meeting.task", day=task.due_day)


def is_agreed(meeting: MeetingState) -> bool:
    """Whether every side has agreed to the minutes."""
    return all(word == "agreed" for word in meeting.sides.values())


def _meeting(state: State, key: str, own: Seat) -> MeetingState:
    meeting = state.meetings.get(key)
    if meeting is None or own.country not in meeting.sides:
        raise RuleViolation("meeting.unknown")
    return meeting


def _require_seen(command: Command, meeting: MeetingState) -> None:
    if command.seen is not None and command.seen != meeting.version:
        raise RuleViolation("seen.changed", what="minutes")


def _changed(state: State, key: str, change: str, country: str, text: str) -> None:
    meeting = state.meetings[key]
    meeting.version += 1
    countries = tuple(meeting.sides)
    state.emit(
        MeetingChanged(
            at=state.now,
            cause=state.cause,
            by=state.by,
            meeting=key,
            change=change,
            country=country,
            countries=countries,
            text=text,
        )
    )
    for other in countries:
        if other != country:
            what = Phrase(f"digest.meeting_{change}", (("country", country),))
            offices = tuple(seat.office for seat in meeting.seats if seat.country == other)
            line = DigestLine(state.now, what, "meeting", key, offices)
            state.tell(other, line, news=f"meeting/{key}/{meeting.version}")
    state.touch(*countries)


def team_proposed(state: State, meeting: str) -> None:
    """The joint team that a meeting agreed on has been proposed: its task is done."""
    kept = state.tasks.get(f"{meeting}/team")
    if kept is not None and not kept.done:
        kept.done = True
        _task_event(state, kept, "completed")


def give_task(state: State, key: str, task: AgreedTask, meeting: str) -> None:
    """Give a dated task to a seat.

    Args:
        state: The exercise.
        key: The task's key.
        task: Whose it is, what, and by which day.
        meeting: What it comes from: the meeting that agreed it, or the request whose refusal brings the duty.
    """
    state.tasks[key] = TaskState(key, task, meeting)
    _task_event(state, state.tasks[key], "given")


def _task_event(state: State, task: TaskState, change: str) -> None:
    owner: Seat = task.task.owner
    state.emit(
        TaskChanged(
            at=state.now,
            cause=state.cause,
            by=state.by,
            task=task.key,
            country=owner.country,
            office=owner.office.value,
            what=task.task.what,
            due=(task.task.due_day - 1) * DAY,
            change=change,
        )
    )
    state.touch(owner.country)
