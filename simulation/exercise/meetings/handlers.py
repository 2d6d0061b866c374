"""Meetings between seats: agenda, minutes that each side agrees, dated tasks; the clock stands still."""

from __future__ import annotations

from simulation.exercise.core.command import Command, Seat
from simulation.exercise.core.digest import DigestLine
from simulation.exercise.core.handler import Handler
from simulation.exercise.core.state import State
from simulation.exercise.core.texts import require_text
from simulation.exercise.judgments import forum
from simulation.exercise.meetings.commands import AgreedTask, AgreeMinutes, CompleteTask, ProposeMeeting, WriteMinutes
from simulation.exercise.meetings.events import MeetingChanged, TaskChanged
from simulation.exercise.meetings.state import Meetings, MeetingState, TaskState
from simulation.exercise.seats.handlers import require_pen
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.kernel.offices import OfficeTask
from simulation.kernel.terms import Phrase

AGENDA_ITEMS = ("facts", "forum", "deconfliction", "action_day", "assets", "joint_team", "victims", "press")
"""What a coordination meeting may be about (design.md 6; a joint team: law.md 7.5 J1)."""

TEAM = "joint_team"
"""Point of the agenda from which a joint team can come."""

TEAM_TASK = "task.propose_team"
"""Code of the task that agreed minutes on a joint team give to the prosecutor of whoever called the meeting."""

PROPOSE_WITHIN_DAYS = 15
"""Days for the proposal (assumption)."""


def _check_proposal(state: State, command: ProposeMeeting) -> None:
    """Whether a meeting can be proposed.

    Raises:
        RuleViolation: Unknown seat, nobody abroad, or a point that no meeting is about.
    """
    own, seats, agenda = require_pen(state, command), command.seats, command.agenda
    if not any(seat.country != own.country for seat in seats) or any(s not in state.seats for s in seats):
        raise RuleViolation("meeting.whom")
    if not agenda or any(item not in AGENDA_ITEMS for item in agenda):
        raise RuleViolation("meeting.agenda")


def _propose(state: State, command: ProposeMeeting) -> None:
    own = require_pen(state, command)
    everybody = tuple(sorted({own, *command.seats}))
    key = f"{own.country}/{command.id}"
    sides = {seat.country: "" for seat in everybody}
    state.part(Meetings).meetings[key] = MeetingState(
        key, state.now, own, everybody, command.agenda, command.text, sides=sides
    )
    _changed(state, key, "proposed", own.country, command.text)


def _write(state: State, command: WriteMinutes) -> None:
    own, meeting = require_pen(state, command), state.part(Meetings).meetings[command.meeting]
    meeting.minutes, meeting.tasks, meeting.forums = command.text, command.tasks, command.forums
    forum.propose(state.countries, state.network, meeting.sides, command.forums)
    meeting.sides = {country: "agreed" if country == own.country else "" for country in meeting.sides}
    _changed(state, command.meeting, "minutes", own.country, command.text)


def _check_agreement(state: State, command: AgreeMinutes) -> None:
    """Whether a side can agree to minutes, or say why it does not.

    Raises:
        RuleViolation: Not a party, the minutes moved on, there are none, all agreed before, or no words.
    """
    meeting = _meeting(state.part(Meetings), command.meeting, require_pen(state, command))
    _require_seen(command, meeting)
    if not meeting.minutes:
        raise RuleViolation("meeting.no_minutes")
    if is_agreed(meeting):
        raise RuleViolation("meeting.closed")
    if not command.agreed:
        require_text(command.text)


def _agree(state: State, command: AgreeMinutes) -> None:
    own, key = require_pen(state, command), command.meeting
    meeting = state.part(Meetings).meetings[key]
    word = "agreed" if command.agreed else "declined"
    meeting.sides = {**meeting.sides, own.country: word}
    _changed(state, key, word, own.country, command.text)
    if not is_agreed(meeting):
        return
    forum.agree(state, meeting.sides, meeting.forums)
    if TEAM in meeting.agenda:
        owner = Seat(meeting.caller.country, state.leading(meeting.caller.country, OfficeTask.CHARGES)[0])
        give_task(state, f"{key}/team", AgreedTask(owner, TEAM_TASK, state.day + PROPOSE_WITHIN_DAYS), key)
    for number, task in enumerate(meeting.tasks, start=1):
        give_task(state, f"{key}/task/{number}", task, key)


def _check_completion(state: State, command: CompleteTask) -> None:
    """Whether a task can be said to be done.

    Raises:
        RuleViolation: None of the country's, or done before.
    """
    own, kept = require_pen(state, command), state.part(Meetings).tasks.get(command.task)
    if kept is None or kept.task.owner.country != own.country:
        raise RuleViolation("task.unknown")
    if kept.done:
        raise RuleViolation("task.done")


def _complete(state: State, command: CompleteTask) -> None:
    meetings = state.part(Meetings)
    meetings.tasks[command.task].done = True
    _task_event(state, meetings.tasks[command.task], "completed")


def close_duties(state: State, country: str, person: str) -> None:
    """End the duties of a country's seats that were about charging somebody: it is done."""
    for kept in state.part(Meetings).tasks.values():
        if kept.about == person and kept.task.owner.country == country and not kept.done:
            kept.done = True
            _task_event(state, kept, "completed")


def _check_minutes(state: State, command: WriteMinutes) -> None:
    """Whether minutes can be proposed.

    Raises:
        RuleViolation: Not a party, empty words, the minutes moved on or were agreed, or a task or forum that cannot be.
    """
    own = require_pen(state, command)
    meeting = _meeting(state.part(Meetings), command.meeting, own)
    require_text(command.text)
    _require_seen(command, meeting)
    if is_agreed(meeting):
        raise RuleViolation("meeting.closed")
    for task in command.tasks:
        if task.owner.country not in meeting.sides or task.due_day < state.day or not task.what.strip():
            raise RuleViolation("meeting.task", day=task.due_day)
    forum.check_agreed(
        state.countries, own.country, meeting.sides, command.forums, is_on_agenda="forum" in meeting.agenda
    )


def is_agreed(meeting: MeetingState) -> bool:
    """Whether every side has agreed to the minutes."""
    return all(word == "agreed" for word in meeting.sides.values())


def _meeting(meetings: Meetings, key: str, own: Seat) -> MeetingState:
    meeting = meetings.meetings.get(key)
    if meeting is None or own.country not in meeting.sides:
        raise RuleViolation("meeting.unknown")
    return meeting


def _require_seen(command: Command, meeting: MeetingState) -> None:
    if command.seen is not None and command.seen != meeting.version:
        raise RuleViolation("seen.changed", what="minutes")


def _changed(state: State, key: str, change: str, country: str, text: str) -> None:
    meeting = state.part(Meetings).meetings[key]
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


def team_proposed(state: State, meeting: str) -> None:
    """The joint team that a meeting agreed on has been proposed: its task is done."""
    kept = state.part(Meetings).tasks.get(f"{meeting}/team")
    if kept is not None and not kept.done:
        kept.done = True
        _task_event(state, kept, "completed")


def give_task(state: State, key: str, task: AgreedTask, meeting: str, about: str = "") -> None:
    """Give a dated task to a seat.

    Args:
        state: The exercise.
        key: The task's key.
        task: Whose it is, what, and by which day.
        meeting: What it comes from: the meeting that agreed it, or the request whose refusal brings the duty.
        about: The person whom such a duty is about.
    """
    meetings = state.part(Meetings)
    meetings.tasks[key] = TaskState(key, task, meeting, about=about)
    _task_event(state, meetings.tasks[key], "given")


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


HANDLERS = (
    Handler(ProposeMeeting, _check_proposal, _propose),
    Handler(WriteMinutes, _check_minutes, _write),
    Handler(AgreeMinutes, _check_agreement, _agree),
    Handler(CompleteTask, _check_completion, _complete),
)
"""Who checks and performs each command of meetings and tasks."""
