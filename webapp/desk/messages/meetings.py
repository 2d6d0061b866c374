"""Meetings between seats: propose one, write its minutes, agree to them, and do what was agreed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import ImmutableMultiDict

from simulation.exercise.core.command import Seat
from simulation.exercise.judgments.forum import AgreedForum
from simulation.exercise.meetings.commands import AgreedTask, AgreeMinutes, CompleteTask, ProposeMeeting, WriteMinutes
from simulation.exercise.meetings.handlers import AGENDA_ITEMS, TEAM
from simulation.exercise.meetings.views import MeetingView, TaskView
from simulation.exercise.procedures.joint_team.table import JOINT_TEAM
from simulation.kernel.entities import EntityKind
from webapp.desk.blueprint import blueprint
from webapp.desk.current_view import acting, attempt, may_send, own_offices, reader, seat_named
from webapp.desk.deadlines import Deadline, deadline
from webapp.desk.readable import Reader
from webapp.pages.forms import Option, command_id, seen_field, text_field, written_id
from webapp.pages.page import TeamPage, new_command_id, panel_response, panel_version, team_page
from webapp.text.say import say_code, wording_of
from webapp.visit.handles import handle_of, held
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_member

TASK_LINES = 4
"""Tasks that one page of minutes offers."""


@dataclass(frozen=True, slots=True)
class SideRow:
    """What a side said to the minutes."""

    code: str
    name: str
    word: str
    word_text: str


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A dated task."""

    key: str
    handle: str
    command: str
    owner: str
    what: str
    person: str
    charge_url: str
    due: Deadline
    due_text: str
    done: bool


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting."""

    handle: str
    key: str
    title: str
    called: str
    seats: str
    agenda: str
    text: str
    minutes: str
    version: int
    sides: tuple[SideRow, ...]
    tasks: tuple[TaskRow, ...]
    forums: tuple[str, ...]
    people: tuple[Option, ...]
    team_urls: tuple[Option, ...]
    teams: tuple[Option, ...]
    agreed: bool
    our_word: str
    owners: tuple[Option, ...]
    minutes_id: str
    agree_id: str


def _task_rows(reading: Reader) -> tuple[TaskRow, ...]:
    rows = [_task_row(task, reading) for task in reading.view.tasks]
    return tuple(sorted(rows, key=lambda row: row.done))


def _task_row(task: TaskView, reading: Reader) -> TaskRow:
    person = reading.entities.number_of(task.about) if task.about else None
    return TaskRow(
        key=f"task-{handle_of('task', task.key)}",
        handle=handle_of("task", task.key),
        command=new_command_id(f"task/{task.key}"),
        owner=reading.office(task.owner.office),
        what=wording_of(task.what) or task.what,
        person=reading.entity(task.about) if task.about else "",
        charge_url=url_for("desk.case", person=person, _anchor="charge") if person is not None else "",
        due=deadline(task.due_day, reading.view.clock, reading.calendar) if not task.done else Deadline("", "plain"),
        due_text=reading.calendar.short_day(task.due_day),
        done=task.done,
    )


def _meeting_row(meeting: MeetingView, reading: Reader) -> MeetingRow:
    own = handle_of("meeting", meeting.key)
    words = dict(meeting.sides)
    return MeetingRow(
        handle=own,
        key=f"meeting-{own}",
        title=", ".join(say_code(f"agenda.{item}") for item in meeting.agenda),
        called=_(
            "called by %(who)s, %(date)s", who=_full(meeting.caller, reading), date=reading.calendar.short(meeting.at)
        ),
        seats=", ".join(_full(seat, reading) for seat in meeting.seats),
        agenda=", ".join(say_code(f"agenda.{item}") for item in meeting.agenda),
        text=meeting.text,
        minutes=meeting.minutes,
        version=meeting.version,
        sides=tuple(
            SideRow(code, reading.country(code), word, say_code(f"agreement.{word or 'open'}"))
            for code, word in meeting.sides
        ),
        tasks=tuple(
            TaskRow(
                key="",
                handle="",
                command="",
                owner=_full(task.owner, reading),
                what=task.what,
                person="",
                charge_url="",
                due=Deadline("", "plain"),
                due_text=reading.calendar.short_day(task.due_day),
                done=False,
            )
            for task in meeting.tasks
        ),
        forums=tuple(
            _(
                "%(person)s is to be tried in %(country)s",
                person=reading.entity(f.person),
                country=reading.country(f.country),
            )
            for f in meeting.forums
        ),
        people=_people(reading) if "forum" in meeting.agenda else (),
        team_urls=_team_urls(own, meeting, reading),
        teams=_teams(meeting, reading),
        agreed=bool(meeting.minutes) and all(word == "agreed" for word in words.values()),
        our_word=words.get(reading.view.country, ""),
        owners=tuple(Option(str(seat), _full(seat, reading)) for seat in meeting.seats),
        minutes_id=new_command_id(f"minutes/{meeting.key}"),
        agree_id=new_command_id(f"agree/{meeting.key}"),
    )


def _team_urls(own: str, meeting: MeetingView, reading: Reader) -> tuple[Option, ...]:
    """Where a joint team that this meeting agreed on is proposed, by country; none before, and none twice."""
    agreed = bool(meeting.minutes) and all(word == "agreed" for _code, word in meeting.sides)
    if TEAM not in meeting.agenda or not agreed:
        return ()
    kind = JOINT_TEAM
    known = {each.other for each in reading.view.procedures if each.kind is kind and each.is_open}
    return tuple(
        Option(url_for("desk.new_procedure", kind=kind, meeting=own, to=code), reading.country(code))
        for code, _word in meeting.sides
        if code not in {reading.view.country, *known}
    )


def _teams(meeting: MeetingView, reading: Reader) -> tuple[Option, ...]:
    """Joint teams that came from a meeting."""
    return tuple(
        Option(url_for("desk.procedure_page", number=each.label), each.label)
        for each in reading.view.procedures
        if each.kind == JOINT_TEAM and each.term("meeting") == meeting.key
    )


def _full(seat: Seat, reading: Reader) -> str:
    return f"{reading.office(seat.office)}, {reading.country(seat.country)}"


@dataclass(frozen=True, slots=True)
class MeetingList:
    """The meetings."""

    rows: tuple[MeetingRow, ...]
    tasks: tuple[TaskRow, ...]
    task_lines: range
    first_day: str
    can_send: bool
    src: str
    version: str


def _values(reading: Reader) -> MeetingList:
    rows = [_meeting_row(meeting, reading) for meeting in reversed(reading.view.meetings)]
    return MeetingList(
        rows=tuple(sorted(rows, key=lambda row: row.agreed)),
        tasks=_task_rows(reading),
        task_lines=range(1, TASK_LINES + 1),
        first_day=reading.calendar.iso_of_day(reading.view.clock.day),
        can_send=may_send(),
        src=url_for("desk.meetings_part"),
        version=panel_version("meetings"),
    )


@blueprint.get("/meetings", endpoint="meetings")
def meetings() -> ResponseReturnValue:
    return _page(reader())


@blueprint.get("/meetings/part", endpoint="meetings_part")
def meetings_part() -> ResponseReturnValue:
    return panel_response("meetings", "desk/parts/meetings.html", lambda: {"list": _values(reader())})


@dataclass(frozen=True, slots=True)
class MeetingsPage(TeamPage):
    """Meetings, and the form that calls one."""

    template: ClassVar[str] = "desk/meetings.html"
    key: ClassVar[str] = "meetings"

    list: MeetingList
    groups: tuple[tuple[str, tuple[Option, ...]], ...]
    agenda: tuple[Option, ...]
    text: str
    kept: ImmutableMultiDict[str, str] | None
    command: str
    refusal: Refusal | None
    can_send: bool


def _page(reading: Reader, status: int = 200, refusal: Refusal | None = None) -> Response:
    kept = request.form if request.method == "POST" else None
    chosen = set(kept.getlist("seats")) if kept else set()
    items = set(kept.getlist("agenda")) if kept else set()
    groups = tuple(
        (
            reading.country(country.code),
            tuple(
                Option(f"{country.code}.{office}", reading.office(office), "", f"{country.code}.{office}" in chosen)
                for office in country.offices
                if not (country.code == reading.view.country and office in reading.offices)
            ),
        )
        for country in reading.scenario.countries
    )
    return team_page(
        MeetingsPage(
            list=_values(reading),
            groups=groups,
            agenda=tuple(Option(item, say_code(f"agenda.{item}"), "", item in items) for item in AGENDA_ITEMS),
            text=kept.get("text", "") if kept else "",
            kept=kept,
            command=new_command_id("meeting"),
            refusal=refusal,
            can_send=may_send(),
        ),
        status,
    )


@blueprint.post("/meetings", endpoint="propose_meeting")
def propose_meeting() -> ResponseReturnValue:
    seats = [seat_named(text) for text in request.form.getlist("seats")[:24]]
    refused = attempt(
        lambda: ProposeMeeting(
            id=written_id(),
            by=acting(),
            member=current_member().id,
            seats=tuple(seat for seat in seats if seat is not None),
            agenda=tuple(text[:20] for text in request.form.getlist("agenda")[:8]),
            text=text_field("text", label=_("Text"), limit=4000),
        )
    )
    if refused is not None:
        return _page(reader(), refused.status, refused)
    return redirect(url_for("desk.meetings"), 303)


def _people(reading: Reader) -> tuple[Option, ...]:
    """The people of the file, by name."""
    return tuple(
        Option(str(number), name) for number, name, each in reading.entities.by_name() if each.kind is EntityKind.PERSON
    )


def _forums(reading: Reader) -> tuple[AgreedForum, ...]:
    """The person and the country that the form names, if it names both."""
    person = reading.entities.called(request.form.get("forum_person", ""))
    country = request.form.get("forum_country", "")[:3]
    if person is None or person.kind is not EntityKind.PERSON or not country:
        return ()
    return (AgreedForum(person.key, country),)


def _meeting(reading: Reader, own: str) -> MeetingView:
    meeting = held("meeting", reading.view.meetings, own)
    if meeting is None:
        abort(404)
    return meeting


def _acting_in(meeting: MeetingView, reading: Reader) -> Seat:
    ours = tuple(seat.office for seat in meeting.seats if seat.country == reading.view.country)
    return acting(*(ours or own_offices()))


@blueprint.post("/meetings/<handle>/minutes", endpoint="write_minutes")
def write_minutes(handle: str) -> ResponseReturnValue:
    reading = reader()
    meeting = _meeting(reading, handle)
    tasks = []
    for line in range(1, TASK_LINES + 1):
        what = text_field(f"what{line}", label=_("Task"), limit=300)
        owner = seat_named(request.form.get(f"owner{line}", ""))
        day = reading.calendar.day_of_iso(request.form.get(f"due{line}", ""))
        if what and owner is not None and day is not None:
            tasks.append(AgreedTask(owner, what, day))
    refused = attempt(
        lambda: WriteMinutes(
            id=command_id(),
            by=_acting_in(meeting, reading),
            member=current_member().id,
            seen=seen_field(),
            meeting=meeting.key,
            text=text_field("minutes", label=_("Minutes of the meeting")),
            tasks=tuple(tasks),
            forums=_forums(reading),
        )
    )
    if refused is not None:
        return _page(reader(), refused.status, refused)
    return redirect(url_for("desk.meetings"), 303)


@blueprint.post("/meetings/<handle>/agree", endpoint="agree_minutes")
def agree_minutes(handle: str) -> ResponseReturnValue:
    reading = reader()
    meeting = _meeting(reading, handle)
    refused = attempt(
        lambda: AgreeMinutes(
            id=command_id(),
            by=_acting_in(meeting, reading),
            member=current_member().id,
            seen=seen_field(),
            meeting=meeting.key,
            agreed=request.form.get("word") == "agreed",
            text=text_field("text", label=_("Text"), limit=2000),
        )
    )
    if refused is not None:
        return _page(reader(), refused.status, refused)
    return redirect(url_for("desk.meetings"), 303)


@blueprint.post("/tasks/<handle>/done", endpoint="complete_task")
def complete_task(handle: str) -> ResponseReturnValue:
    reading = reader()
    task = held("task", reading.view.tasks, handle)
    if task is None:
        abort(404)
    refused = attempt(
        lambda: CompleteTask(id=command_id(), by=acting(task.owner.office), member=current_member().id, task=task.key)
    )
    if refused is not None:
        return _page(reader(), refused.status, refused)
    return redirect(url_for("desk.meetings"), 303)
