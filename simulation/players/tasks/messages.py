"""Answers to the event list, to meetings, to messages and to tasks from minutes."""

from __future__ import annotations

from simulation.exercise.core.command import Command
from simulation.exercise.injects.commands import AnswerInject
from simulation.exercise.injects.views import InjectView
from simulation.exercise.meetings.commands import AgreeMinutes, CompleteTask
from simulation.exercise.meetings.handlers import TEAM_TASK
from simulation.exercise.meetings.views import MeetingView
from simulation.exercise.messages.commands import SendMessage
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.players.tasks.goods import has_people
from simulation.players.turn.turn import Turn
from simulation.players.turn.wording import HOME, THANKS, next_words

SOON_DAYS = 10
"""An answer due within so many days is given even by a full office, which looks in once a week (assumption)."""

EARLY_DAYS = 2
"""Days before the day agreed on which a task is done (assumption)."""

LOOKED_AT_DAYS = 30
"""Days after which it is looked again whether people still sit where an answer is left to them (assumption)."""

TALK_DAYS = 14
"""Days in which what people write back, and what colleagues write, is still answered (assumption)."""

RELUCTANT = ("refus", "declin", "denie", "ignor", "wai", "nothin", "postpon", "delay")
"""Stems of words by which a choice that puts off or refuses is known; where none can be told, the first is taken."""


def injects(desk: Turn) -> list[Command]:
    """Answer what reached this team: the first choice that neither refuses nor puts off, or a plain sentence.

    Of the offices that it reached, the one that has decided least in this move answers. What goes its way without an
    answer is answered by an office that has time. Where people may answer, it is theirs.
    """
    written: list[Command] = []
    for inject in desk.view.injects:
        if inject.answered or (inject.answer_due_day is None and not inject.choices):
            continue
        sitting = [each for each in inject.offices or desk.offices if desk.sits(each)]
        office = min(sitting, key=desk.workload.decided, default=None)
        if office is None or _is_left_to_people(desk, inject):
            continue
        if inject.unanswered and not desk.workload.is_idle(office):
            desk.leave(inject.key, desk.workload.idle_from(office))
            continue
        if not inject.unanswered and _may_wait(desk, inject, office):
            continue
        if inject.choices:
            desk.workload.took_on(office)
        written.append(
            AnswerInject(
                id=desk.name(f"answer/{inject.key}"),
                by=desk.seat(office),
                rests_on=(inject.key,),
                inject=inject.key,
                choice=_choice(inject, has_people=has_people(desk)),
                text="" if inject.choices else "We have noted this, and will do what our law allows",
            )
        )
    return written


def meetings(desk: Turn) -> list[Command]:
    """Agree to minutes that wait for this side's word."""
    written: list[Command] = []
    for meeting in desk.view.meetings:
        office = _invited(desk, meeting)
        if not meeting.minutes or dict(meeting.sides).get(desk.code) or office is None:
            continue
        written.append(
            AgreeMinutes(
                id=desk.name(f"agree/{meeting.key}/{meeting.version}"),
                by=desk.seat(office),
                seen=meeting.version,
                rests_on=(meeting.key,),
                meeting=meeting.key,
                agreed=True,
            )
        )
    return written


def tasks(desk: Turn) -> list[Command]:
    """Do what minutes gave to this side's offices, by the day agreed."""
    written: list[Command] = []
    for task in desk.view.tasks:
        if task.done or task.what == TEAM_TASK or task.owner.country != desk.code or not desk.sits(task.owner.office):
            continue
        if task.due_day > desk.today + EARLY_DAYS:
            desk.leave(task.key, (task.due_day - EARLY_DAYS - 1) * DAY)
            continue
        written.append(
            CompleteTask(id=desk.name(f"task/{task.key}"), by=task.owner, rests_on=(task.meeting,), task=task.key)
        )
    return written


def messages(desk: Turn) -> list[Command]:
    """Answer a question once; what is sent for information, and an answer of a player, needs no answer.

    What people write back is answered too. A colleague of the own country is told that nobody sits here. Both only
    lately: whoever left a seat has left no talk that goes on.
    """
    answered = {message.answers for message in desk.view.messages if message.answers}
    written: list[Command] = []
    for message in desk.view.messages:
        to = message.to
        if to is None or to.country != desk.code or not desk.sits(to.office) or message.sender == to:
            continue
        if message.is_receipt or message.about or message.key in answered or _is_automatic(message.key):
            continue
        back = message.sender
        is_colleague = back is not None and back.country == desk.code
        is_old = message.at < desk.now - TALK_DAYS * DAY
        if (is_old and (is_colleague or message.answers)) or (is_colleague and desk.view.clock.is_over):
            desk.leave(message.key, desk.now + LOOKED_AT_DAYS * DAY)
            continue
        words = HOME if is_colleague else next_words(desk, "reply", back, THANKS, written) or THANKS[0]
        written.append(
            SendMessage(
                id=desk.name(f"reply/{message.key}"),
                by=to,
                rests_on=(message.key,),
                to=back,
                text=words,
                answers=message.key,
            )
        )
    return written


def _is_left_to_people(desk: Turn, inject: InjectView) -> bool:
    """Whether somebody else sits at an office that may answer: it is theirs, and late if they are late."""
    taken = {each.seat.office for each in desk.view.seats if not each.automatic}.difference(desk.offices)
    is_theirs = not taken.isdisjoint(inject.offices)
    if is_theirs:
        desk.leave(inject.key, desk.now + LOOKED_AT_DAYS * DAY)
    return is_theirs


def _may_wait(desk: Turn, inject: InjectView, office: Office) -> bool:
    due = inject.answer_due_day
    waits = bool(inject.choices) and desk.workload.is_full(office) and due is not None and due - desk.today > SOON_DAYS
    if waits and due is not None:
        desk.leave(inject.key, min(desk.workload.full_until(office), (due - SOON_DAYS - 1) * DAY))
    return waits


def _choice(inject: InjectView, *, has_people: bool) -> str:
    """The first choice that neither refuses nor puts off; beside people none, where there is another, by force."""
    quiet = [choice for choice in inject.choices if not (has_people and choice in inject.forceful)]
    willing = [choice for choice in quiet if not any(word in choice for word in RELUCTANT)]
    return next(iter(willing or quiet or inject.choices), "")


def _invited(desk: Turn, meeting: MeetingView) -> Office | None:
    return next((s.office for s in meeting.seats if s.country == desk.code and desk.sits(s.office)), None)


def _is_automatic(key: str) -> bool:
    """Written by an automatic player: two of them do not thank each other for ever."""
    return key.startswith("auto/")
