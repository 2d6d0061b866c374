"""The frame around every page: clock, navigation, seats, theme and language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import current_app, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.casework.file.identity import standing
from simulation.exercise.clock.views import ClockView
from simulation.exercise.core.command import SeatRole
from simulation.exercise.views.due import due_this_move
from simulation.exercise.views.team_view import TeamView
from simulation.exercise.views.work_list import waiting
from simulation.kernel.terms import Office
from simulation.scenario.schema.play import Preset
from simulation.scenario.schema.scenario import Scenario
from webapp.pages.device_check import answer_url
from webapp.pages.seat_rows import (
    PenLine,
    PostRow,
    SeatRow,
    holds_pen,
    offices_of,
    pen_lines,
    seat_label,
    team_readers,
    team_seats,
)
from webapp.pages.team_rows import read_keys, unread_messages
from webapp.process.faults import Fault
from webapp.store.exercise_store import Store
from webapp.store.published_views import Published
from webapp.store.room_time import RoomTime
from webapp.text.formatting import Calendar
from webapp.text.say import post_name, say_code
from webapp.visit.impersonation import is_control, plays
from webapp.visit.languages import country_name, direction, language, language_name, language_note
from webapp.visit.roles import LOOKS_ON, may_use, role_of
from webapp.visit.told import fault_for_trainer, fault_told
from webapp.visit.visitor import ExerciseInfo, Member, current_visit, services

STATES = {
    "lobby": "paused",
    "warm_up": "warmup",
    "office_hours": "office",
    "jump": "jumping",
    "running": "running",
    "ended": "ended",
    "epilogue": "jumping",
    "closed": "ended",
}


@dataclass(frozen=True, slots=True)
class LanguageItem:
    """A language of the switch, with what people should know of it before they rely on its words."""

    code: str
    name: str
    current: bool
    note: str


@dataclass(frozen=True, slots=True)
class Ui:
    """What every page needs whoever looks at it."""

    language: str
    direction: str
    theme: str
    theme_url: str
    language_url: str
    languages: tuple[LanguageItem, ...]
    looks_on: str
    """The role of a trainer who only looks on in this exercise, "" for everybody else."""

    looks_on_text: str
    reads_along: str
    """The post of a member who sends nothing, "" for everybody else."""

    is_over: bool
    """Play of the exercise has ended: nobody acts any more."""

    notices: tuple[str, ...]
    """What stands in the way of storing anything: said to trainers; to everybody that only reading is possible."""


@dataclass(frozen=True, slots=True)
class ClockFace:
    """The clock as the bar and the wall show it.

    Attributes:
        heading: The move; before the first and after the end the phase.
        day_text: The simulated day.
        state: How it is drawn.
        state_text: The phase, "" where the heading says it.
        note: What else is to be said.
        ends_at: When these office hours end, in wall milliseconds; None when they have no limit.
        now: The wall clock, in milliseconds, for what counts down.
        jump_at: When an announced jump comes, in wall milliseconds.
        jump_text: Where that jump leads.
        said: What the trainer says on every screen.
        is_paused: Everybody looks up, and no office minute passes.
        check: Where this browser answers a communications check; "" when it need not.
        is_taken_over: Exercise control plays the country of this desk.
        went_back: The day to which the trainer went back, "" for none.
        undone: How many acts of the own team that took back; None where it is nobody's desk.
    """

    heading: str
    day_text: str
    state: str
    state_text: str
    note: str
    ends_at: int | None
    now: int
    jump_at: int | None
    jump_text: str
    said: str = ""
    is_paused: bool = False
    check: str = ""
    is_taken_over: bool = False
    went_back: str = ""
    undone: int | None = None


@dataclass(frozen=True, slots=True)
class NavItem:
    """A page of the navigation."""

    key: str
    url: str
    label: str = ""
    icon: str = ""
    count: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class TeamChrome:
    """The frame of a team's page."""

    exercise: str
    home_url: str
    exercise_title: str
    exercise_subtitle: str
    clock: ClockFace
    clock_url: str
    clock_version: str
    due_text: str
    country_code: str
    country_name: str
    role: str
    role_short: str
    person: str
    has_pen: bool
    messages_url: str
    unread: int
    nav: tuple[NavItem, ...]
    reference: tuple[NavItem, ...]
    seats: tuple[SeatRow, ...]
    readers: tuple[PostRow, ...]
    seats_url: str
    seats_version: str
    frame_version: str
    pens: tuple[PenLine, ...]
    pen_url: str
    pen_version: str
    you: str


@dataclass(frozen=True, slots=True)
class ControlChrome:
    """The frame of control's and the review's pages."""

    home_url: str
    exercise_title: str
    exercise_subtitle: str
    nav: tuple[NavItem, ...]
    meta_text: str
    join_code: str


def ui() -> Ui:
    """Language, direction and theme, and what hinders."""
    is_trainer = current_visit().trainer is not None
    role = role_of(current_visit())
    member = current_visit().member
    looks_on = role if role in LOOKS_ON and (member is None or is_control(member)) else None
    chosen = language()
    theme = request.cookies.get("theme", "")
    return Ui(
        language=chosen,
        direction=direction(),
        theme=theme if theme in {"light", "dark"} else "",
        theme_url=url_for("lobby.set_theme"),
        language_url=url_for("lobby.set_language"),
        languages=tuple(
            LanguageItem(code, language_name(code), code == chosen, language_note(code))
            for code in services().config.languages
        ),
        looks_on=looks_on or "",
        looks_on_text=say_code(f"looks_on.{looks_on}") if looks_on else "",
        reads_along=member.post.value if member is not None and member.reads_along else "",
        is_over=(exercise := current_visit().exercise) is not None and exercise.is_over,
        notices=tuple(
            _("%(what)s. %(do)s", what=what, do=do) if is_trainer else fault_told(fault).happened
            for fault in services().troubles.now()
            if is_trainer or fault is Fault.ELSEWHERE
            for what, do in (fault_for_trainer(fault),)
        ),
    )


def day_text(scenario: Scenario, day: int, *, short: bool = False) -> str:
    """A simulated day as people read it: `Day 63, Tue 4 Mar`; before the start only the date."""
    written = Calendar(scenario.start).short_day(day)
    return written if short or day < 1 else _("Day %(day)s, %(date)s", day=day, date=written)


def clock_face(clock: ClockView, scenario: Scenario, room: RoomTime, wall_ms: int) -> ClockFace:
    """The clock for the bar.

    Args:
        clock: The clock of the view.
        scenario: Gives the calendar.
        room: The room's own time.
        wall_ms: Wall clock now, in milliseconds since 1970.
    """
    texts = {
        "lobby": _("Not started"),
        "warm_up": _("Warm-up"),
        "office_hours": _("Office hours"),
        "jump": _("Days are passing"),
        "running": _("Clock running"),
        "ended": _("Ended"),
        "epilogue": _("Epilogue"),
        "closed": _("Epilogue over"),
    }
    is_open = clock.phase == "office_hours"
    state_text = texts.get(clock.phase, clock.phase)
    is_played = clock.move > 0 and not clock.is_over
    ends = room.ends_at(wall_ms // 1000) if is_open else None
    jump = room.jump if is_open else None
    return ClockFace(
        heading=move_text(clock, room) if is_played else state_text,
        day_text=day_text(scenario, clock.day),
        state=STATES.get(clock.phase, "paused"),
        state_text=state_text if is_played else "",
        note=_("pause") if room.paused is not None else _("date stands still") if is_open else "",
        ends_at=None if ends is None or room.paused is not None else ends * 1000,
        now=wall_ms,
        jump_at=None if jump is None else jump.at * 1000,
        jump_text="" if jump is None else day_text(scenario, clock.day + jump.days),
        said=room.said,
        is_paused=room.paused is not None,
        went_back=day_text(scenario, room.went_back) if room.went_back else "",
    )


def desk_clock(view: TeamView, published: Published, member: Member, wall_ms: int) -> ClockFace:
    """The clock of a member's desk, with what only the people of this team are told."""
    return replace(
        clock_face(view.clock, published.scenario, published.room, wall_ms),
        check=answer_url(member, published.room.asked),
        is_taken_over=view.is_taken_over and not is_control(member),
        undone=published.room.undone.get(view.country, 0),
    )


def move_text(clock: ClockView, room: RoomTime) -> str:
    """The present move among those of the plan."""
    moves = clock.moves - room.left_out
    return _("Move %(move)s of %(moves)s", move=clock.move, moves=moves) if clock.move <= moves else after_the_last()


def after_the_last() -> str:
    """What office hours after the last move of the plan are called."""
    return _("After the last move")


def exists(endpoint: str) -> bool:
    """Whether this version has the page."""
    return endpoint in current_app.view_functions


def navigation(exercise: str, view: TeamView, offices: tuple[Office, ...]) -> tuple[NavItem, ...]:
    """The team's pages with what waits there."""
    read = read_keys()
    same = standing(view.board.merged)
    counts = {
        "desk": len(waiting(view.work, offices)),
        "requests": sum(request_.status not in FINISHED for request_ in view.requests),
        "procedures": sum(procedure.is_open for procedure in view.procedures),
        "board": len({same.get(key, key) for key, _claim in view.board.entities}),
        "measures": sum(not measure.result for measure in view.measures),
        "assets": sum(asset.state in {"frozen", "postponed"} for asset in view.assets),
        "reports": sum(not report.decision for report in view.reports),
        "case": len(view.charges),
        "documents": len(view.documents),
    }
    unread = {
        "documents": sum(f"document:{filed.document.key}" not in read for filed in view.documents),
        "messages": len(unread_messages(view, offices)),
    }
    pages = (
        *("desk", "requests", "procedures", "documents", "accounts", "board", "measures", "assets", "messages"),
        *("meetings", "reports", "case"),
    )
    return tuple(
        NavItem(key, url_for(endpoint, exercise=exercise), count=counts.get(key, 0), unread=unread.get(key, 0))
        for key in (*pages, "map")
        for endpoint in (f"desk.{'home' if key == 'desk' else key}",)
        if exists(endpoint)
    )


FINISHED = frozenset(
    {
        *("returned", "refused", "withdrawn", "lost", "answered", "answered_partly", "declined", "consented"),
    }
)
"""Statuses in which a request no longer waits for anybody."""


def team_chrome(
    exercise: ExerciseInfo, published: Published, member: Member, versions: Mapping[str, str], wall_ms: int
) -> TeamChrome:
    """The frame of a page of a member's team."""
    view = published.teams[member.country]
    offices = offices_of(view, member.id)
    scenario = published.scenario
    code = language()
    nav = navigation(exercise.id, view, offices)
    due = len(due_this_move(view, offices))
    seated = _("All seats") if is_control(member) else seat_label(offices)
    return TeamChrome(
        exercise=exercise.id,
        home_url=url_for("desk.home" if exists("desk.home") else "lobby.seats", exercise=exercise.id),
        exercise_title=scenario.text("title", code),
        exercise_subtitle=exercise.title,
        clock=desk_clock(view, published, member, wall_ms),
        clock_url=url_for("live.clock", exercise=exercise.id),
        clock_version=versions.get("clock", ""),
        due_text=ngettext("%(num)s due this move", "%(num)s due this move", due) if due else "",
        country_code=member.country,
        country_name=country_name(scenario, member.country),
        role=seated if member.post is SeatRole.PLAYER else post_name(member.post),
        role_short=seat_label(offices, is_short=True) if member.post is SeatRole.PLAYER and offices else "",
        person=member.name,
        has_pen=plays(published, member) or holds_pen(view, member.id),
        messages_url=url_for("desk.messages", exercise=exercise.id) if exists("desk.messages") else "",
        unread=sum(item.unread for item in nav if item.key == "messages"),
        nav=nav,
        reference=(
            *(
                (NavItem("judge", url_for("judge.observe", exercise=exercise.id)),)
                if member.post is SeatRole.OBSERVER and exists("judge.observe")
                else ()
            ),
            *(
                (NavItem("ahead", url_for("desk.ahead", exercise=exercise.id), count=len(view.ahead)),)
                if member.post is SeatRole.INTERPRETER and exists("desk.ahead")
                else ()
            ),
            *(
                NavItem(key, url_for(f"desk.{key}", exercise=exercise.id))
                for key in ("start", "briefing", "law", "glossary")
                if exists(f"desk.{key}")
            ),
        ),
        seats=team_seats(published, member),
        readers=team_readers(published, member),
        seats_url=url_for("live.seats", exercise=exercise.id),
        seats_version=versions.get("seats", ""),
        frame_version=versions.get("frame", ""),
        pens=pen_lines(published, member, exercise.pen_minutes),
        pen_url=url_for("live.pen", exercise=exercise.id),
        pen_version=versions.get("pen", ""),
        you=versions.get("you", ""),
    )


def preset_of(published: Published) -> Preset:
    """How long, how many moves, who shares a seat."""
    return next(p for p in published.scenario.play.presets if p.key == published.settings.preset)


def country_summary(scenario: Scenario, code: str) -> str:
    """What a country is in a few words: the heading of its card, after the name."""
    heading = scenario.text(f"country.{code}.card", language()).lstrip().partition("\n")[0]
    return heading.partition(": ")[2].strip()


def control_chrome(exercise: ExerciseInfo, store: Store) -> ControlChrome:
    """The frame of control's and the review's pages."""
    pages = (
        ("room", "control.home", _("Control room")),
        ("people", "control.people", _("People")),
        ("events", "control.events", _("Event list")),
        ("judge", "judge.home", _("Ratings")),
        ("requests", "control.requests", _("Requests")),
        ("messages", "control.messages", _("Messages")),
        ("needs", "control.needs", _("Needs")),
        ("trials", "control.trials", _("Trials")),
        ("journal", "control.journal", _("Journal")),
        ("lobby", "lobby.seats", _("Lobby")),
        ("review", "review.home", _("Review")),
    )
    title = exercise.scenario
    if not exercise.archived:
        title = store.published(exercise.id).scenario.text("title", language())
    return ControlChrome(
        home_url=url_for("lobby.exercises"),
        exercise_title=title,
        exercise_subtitle=exercise.title,
        nav=tuple(
            NavItem(key, url_for(endpoint, exercise=exercise.id), label=label)
            for key, endpoint, label in pages
            if exists(endpoint)
            and not (key == "review" and (exercise.rehearsal_of or not exercise.has_begun))
            and may_use(current_visit(), endpoint)
        ),
        meta_text=_("Archive") if exercise.archived else _("Rehearsal") if exercise.rehearsal_of else "",
        join_code=grouped(exercise.join_code),
    )


def grouped(code: str) -> str:
    """A join code as people read it out: two groups of three."""
    return f"{code[:3]} {code[3:]}"
