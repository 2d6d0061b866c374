"""A joint day: money abroad and a person at home of one case are held together, for who sees one go saves the other.

The country whose file names both calls a meeting about a day of action; its minutes give each side its act as a task.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from simulation.exercise.core.command import Command, Seat
from simulation.exercise.meetings.commands import AgreedTask, ProposeMeeting, WriteMinutes
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.terms import Office
from simulation.players.letters.drafting import content_for
from simulation.players.letters.letters import grounds_for, is_blocked, is_moving
from simulation.players.tasks.orders import is_held
from simulation.players.turn.findings import found_in_file
from simulation.players.turn.plans import behind, has_plan, proved_gain
from simulation.players.turn.suspicion import LEAD, STRONG
from simulation.players.turn.tipping import papers_for
from simulation.players.turn.turn import Turn
from simulation.players.turn.whereabouts import asked_abroad, is_here
from simulation.scenario.schema.play import MeasureKind, Sought

AHEAD_DAYS = 21
"""Days from the meeting to the day: time in which an urgent hold can be asked for and prepared (assumption)."""

TOGETHER_DAYS = 3
"""Within so many days of each other acts count as done together (assumption)."""

AGENDA = ("action_day", "assets")
"""What the meeting is about."""


def joint_days(desk: Turn) -> list[Command]:
    """Call a meeting about somebody at home who can be arrested and whose money lies with another country."""
    for person, account in _open(desk):
        meeting = _meeting(desk, person.key)
        other = Seat(asked_abroad(desk, account), Office.PROSECUTOR)
        own, day = Seat(desk.code, Office.POLICE), desk.today + AHEAD_DAYS
        name, seat = desk.name(f"day/{person.key}"), desk.seat(Office.PROSECUTOR)
        papers = papers_for(desk, account.key, STRONG)
        text = f"On this day, we arrest {person.label}, and you hold the money in {account.label}"
        tasks = (
            AgreedTask(own, f"Arrest {person.label}", day),
            AgreedTask(other, f"Hold the money in {account.label}", day),
        )
        return [
            ProposeMeeting(id=name, by=seat, rests_on=papers, seats=(other,), agenda=AGENDA, text=text),
            WriteMinutes(id=f"{name}/minutes", by=seat, rests_on=papers, meeting=meeting, text=text, tasks=tasks),
        ]
    return []


def day_of(desk: Turn, person: str) -> int | None:
    """The day agreed for somebody's arrest, or proposed now; None when there is none or it has passed."""
    if any(called.key == person for called, _account in islice(_open(desk), 1)):
        return desk.today + AHEAD_DAYS
    key = _meeting(desk, person)
    proposed = (
        each.tasks for each in desk.view.meetings if each.key == key and "declined" not in dict(each.sides).values()
    )
    days = [task.due_day for tasks in proposed for task in tasks if task.owner.country == desk.code]
    return max((day for day in days if day >= desk.today), default=None)


def agreed_holds(desk: Turn) -> list[Command]:
    """When the day is near, hold at home what a task from minutes names, and ask for the hold of money abroad."""
    if not desk.sits(Office.FIU):
        return []
    close = [task for task in desk.view.tasks if task.meeting and task.due_day - desk.today in range(TOGETHER_DAYS + 1)]
    written: list[Command] = []
    for account in desk.reading.pointed_at(LEAD, EntityKind.ACCOUNT) if close else ():
        if is_blocked(desk, account.key):
            continue
        if is_here(desk, account):
            is_named = any(account.label in task.what for task in close)
            papers = papers_for(desk, account.key, STRONG) if is_named else ()
            if papers and desk.may_order(MeasureKind.POSTPONEMENT, account.key):
                written.append(desk.order(MeasureKind.POSTPONEMENT, account.key, Office.FIU, papers))
            continue
        requested, people = asked_abroad(desk, account), behind(desk, account.key)
        if not requested or not desk.may_ask(Sought.POSTPONEMENT, account.key):
            continue
        if any(task.meeting == _meeting(desk, person) for task in close for person in people):
            grounds = grounds_for(desk, account.key)
            content = content_for(desk, Sought.POSTPONEMENT, requested, account, grounds)
            written += desk.open_and_send(Sought.POSTPONEMENT, requested, account.key, content, grounds)
    return written


def _open(desk: Turn) -> Iterator[tuple[Entity, Entity]]:
    """Suspects at home with an account that a played country can hold and nobody has blocked, about whom none met."""
    if not desk.sits(Office.PROSECUTOR) or not desk.sits(Office.POLICE):
        return
    called = {each.key for each in desk.view.meetings}
    for person, account in _apart(desk):
        is_open = not is_blocked(desk, account.key) and not is_held(desk, person.key)
        if is_open and _meeting(desk, person.key) not in called and _is_ready(desk, person.key, account.key):
            yield person, account


@found_in_file
def _apart(desk: Turn) -> tuple[tuple[Entity, Entity], ...]:
    """People at home with their accounts that a played country can hold, as papers show."""
    played, entities = {country.code for country in desk.scenario.played}, desk.reading.entities
    return tuple(
        (entities[key], account)
        for account in desk.reading.to_ask_about(0, EntityKind.ACCOUNT)
        if asked_abroad(desk, account) in played
        for key in behind(desk, account.key)
        if entities[key].kind is EntityKind.PERSON and is_here(desk, entities[key])
    )


def _is_ready(desk: Turn, person: str, account: str) -> bool:
    """Whether both acts could be ordered: an offence that pays is proved, or strong suspicion rests on both."""
    if proved_gain(desk, person) is not None:
        return is_moving(desk, account)
    is_strong = min(desk.reading.heat(person), desk.reading.heat(account)) >= STRONG
    return is_strong and desk.reading.is_named(person) and has_plan(desk, account)


def _meeting(desk: Turn, person: str) -> str:
    return f"{desk.code}/{desk.name(f'day/{person}')}"
