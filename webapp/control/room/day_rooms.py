"""Rooms of one day: exercises of one case and seed beside each other while they are played, and one word to several.

Rows and scale are the same for all. Differences come from decisions, not from chance; no room wins, and no price stands
here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import sqlalchemy as sa
from flask import flash, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import defer

from simulation.exercise.injects.views import InjectLine
from simulation.exercise.procedures.letter.play.visibility import BEFORE_SENDING
from simulation.exercise.views.due import due_this_move
from simulation.kernel.errors import RuleViolation
from webapp.control.blueprint import blueprint
from webapp.control.event_list.rows import title_of
from webapp.control.room.day_plan import Planning
from webapp.control.room.jumping import SAID_LIMIT, STEP_MINUTES
from webapp.control.value_names import country, names
from webapp.live.presence import Presence
from webapp.pages.forms import Option, int_field, one_of, some_of, text_field
from webapp.pages.frame import grouped, move_text, preset_of
from webapp.pages.page import ControlPage, back, control_page, refusal
from webapp.store.exercise_rows import days_of
from webapp.store.published_views import Published, digest
from webapp.store.room_time import MINUTE, Announcement, RoomTime
from webapp.store.tables import ExerciseRecord, TrainerRecord
from webapp.text.formatting import round_money
from webapp.text.names import choice_words
from webapp.text.say import state_name
from webapp.visit.access import exercise_info
from webapp.visit.refusals import Refusal
from webapp.visit.roles import may_use
from webapp.visit.visitor import ExerciseInfo, current_exercise, current_trainer, current_visit, services

MOST_ROOMS = 6
"""Columns that are read beside each other (assumption); the newest stand here."""

MOST_EVENTS = 8
"""Events of which the answers stand here: the last that reached more than one room."""

AHEAD_MINUTES = 2
SHOWN_ROUTES = ("mla", "police", "fiu")
HELD = frozenset({"postponed", "frozen", "confiscated"})
"""States of money that the network cannot use any more."""


@dataclass(frozen=True, slots=True)
class RoomHead:
    """A room at the head of its column."""

    title: str
    trainer: str
    code: str
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a row under a room: the figure or words, and a second line."""

    text: str
    note: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row over all rooms."""

    label: str
    note: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Rows under one heading."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """The rooms beside each other, as they stand now."""

    heads: tuple[RoomHead, ...]
    groups: tuple[RowGroup, ...]
    seen: tuple[tuple[str, int], ...]
    """For each room, how often its time has been changed: the form that tells rooms names what was seen."""

    @property
    def version(self) -> str:
        """Changes with whatever is shown; no stream tells of other rooms, so the page asks for it."""
        return digest(repr(self))


@dataclass(frozen=True, slots=True)
class RoomsPage(ControlPage):
    """Rooms of one day."""

    template: ClassVar[str] = "control/rooms.html"
    key: ClassVar[str] = "room"

    refused: Refusal | None
    seed: int
    beside: Beside
    rooms_version: str
    copy_url: str
    compare_url: str
    more_minutes: int
    ahead_minutes: int
    to: tuple[Option, ...]
    """Every room that the trainer runs, also those without a column; ticked are the own ones in office hours."""


@dataclass(frozen=True, slots=True)
class OneRoom:
    """An exercise with what it shows now."""

    info: ExerciseInfo
    trainer: str
    shown: Published


@blueprint.get("/rooms")
def rooms() -> ResponseReturnValue:
    """The page."""
    return _page()


@blueprint.get("/rooms/poll")
def rooms_poll() -> ResponseReturnValue:
    """Whether anything is otherwise in any of the rooms."""
    version = beside(rooms_of_the_day()).version
    answer = jsonify(panels={"rooms": version}, sum=version)
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


@blueprint.get("/rooms/part")
def rooms_part() -> ResponseReturnValue:
    """The rooms beside each other alone, for a page that lags behind."""
    now = beside(rooms_of_the_day())
    return render_template("control/parts/rooms.html", beside=now, rooms_version=now.version)


@blueprint.post("/rooms")
def tell_rooms() -> ResponseReturnValue:
    """More minutes, an announced jump, or words on every screen, in each room that is ticked; it tells of each."""
    may = current_trainer().may_run
    found = {room.info.id: room for room in rooms_of_the_day() if may(room.info)}
    try:
        change, chosen = _asked(), some_of("room", found, label=_("Rooms"))
    except RuleViolation as violation:
        said = refusal(violation)
        return _page(said.status, said)
    told = []
    for room in map(found.__getitem__, chosen):
        try:
            seen = int_field(f"seen-{room.info.id}", lowest=0, highest=10**9)
            services().store.retime(room.info.id, seen, change(room))
            told.append(room.info.title)
        except RuleViolation as violation:
            flash(_("Not done in %(room)s: %(why)s", room=room.info.title, why=refusal(violation).text))
    if told:
        flash(_("Done in: %(rooms)s.", rooms=", ".join(told)))
    return back("control.rooms")


def _asked() -> Callable[[OneRoom], Callable[[RoomTime], RoomTime]]:
    """What the form asks of every room.

    Raises:
        RuleViolation: It asks for nothing, or the words are missing or too long.
    """
    what = one_of("what", ("minutes", "jump", "say"), label=_("What"))
    wall = int(services().wall_clock())
    if what == "minutes":
        return lambda _room: lambda time: time.changed_by(STEP_MINUTES, wall)
    if what == "jump":
        return lambda room: (
            lambda time: time.announced(
                Announcement(
                    wall + AHEAD_MINUTES * MINUTE,
                    room.shown.control.clock.next_jump_days,
                    True,  # the planned jump opens the next move
                    room.shown.control.clock.now,
                )
            )
        )
    said = text_field("said", label=_("Message for every screen"), limit=SAID_LIMIT, required=True)
    return lambda _room: lambda time: time.says(said)


def rooms_of_the_day() -> tuple[OneRoom, ...]:
    """This exercise and those of its case, seed and day that the trainer may see, newest first; no rehearsals."""
    here, trainer = current_exercise(), current_trainer()
    with services().database.reading() as session:
        own = session.get_one(ExerciseRecord, here.id)
        rows = session.scalars(
            sa.select(ExerciseRecord)
            .options(defer(ExerciseRecord.frozen))
            .where(ExerciseRecord.digest == own.digest)
            .order_by(ExerciseRecord.created_at.desc())
        ).all()
        seed, names = _seed(own), {row.id: row.name for row in session.scalars(sa.select(TrainerRecord))}
        same = [row for row in rows if row.rehearsal_of is None and _seed(row) == seed]
        found = [exercise_info(row) for row in same if not days_of(row).isdisjoint(days_of(own))]
    seen = [each for each in found if trainer.may_see(each) and not each.archived and not each.put_away]
    return tuple(OneRoom(each, names.get(each.owner or 0, ""), services().store.published(each.id)) for each in seen)


def _columns(rooms: Sequence[OneRoom]) -> list[OneRoom]:
    """The rooms that stand beside each other: this one and the newest of the others, oldest first."""
    here_first = sorted(rooms, key=lambda room: room.info.id != current_exercise().id)
    return sorted(here_first[:MOST_ROOMS], key=lambda room: room.info.created_at)


def _boxes(rooms: Sequence[OneRoom]) -> tuple[Option, ...]:
    """A box for each room; a form that comes back keeps its ticks."""
    sent = request.form.getlist("room") if request.method == "POST" else None
    return tuple(
        Option(
            value=room.info.id,
            label=room.info.title,
            hint=" · ".join(filter(None, (room.trainer, grouped(room.info.join_code), state_name(room.info.phase)))),
            selected=room.info.id in sent
            if sent is not None
            else room.info.phase == "office_hours" and room.info.owner in {None, current_trainer().id},
        )
        for room in rooms
        if current_trainer().may_run(room.info)
    )


def _seed(row: ExerciseRecord) -> int:
    return int(json.loads(row.settings)["seed"])


def beside(every: Sequence[OneRoom]) -> Beside:
    """What stands beside each other."""
    found, here = _columns(every), current_exercise()
    return Beside(
        heads=tuple(
            RoomHead(
                room.info.title,
                room.trainer,
                grouped(room.info.join_code),
                url_for("control.home", exercise=room.info.id),
                room.info.id == here.id,
            )
            for room in found
        ),
        groups=(
            RowGroup("", (_clock(found), _people(found), _due(found))),
            RowGroup(_("The same event, each room’s answer"), _events(found)),
            RowGroup(_("The same world, each room’s results"), (_at_risk(found), _money(found), _asked_abroad(found))),
        ),
        seen=tuple((f"seen-{room.info.id}", room.shown.room.changes) for room in every),
    )


def _page(status: int = 200, refused: Refusal | None = None) -> ResponseReturnValue:
    every, here = rooms_of_the_day(), current_exercise()
    over, now = [room for room in every if room.info.is_over], beside(every)
    return control_page(
        RoomsPage(
            refused=refused,
            seed=every[0].shown.settings.seed if every else 0,
            beside=now,
            rooms_version=now.version,
            copy_url=url_for("lobby.shelf_page", exercise=here.id)
            if may_use(current_visit(), "lobby.shelf_page")
            else "",
            compare_url=url_for("review.compare_rooms", exercise=here.id) if here.is_over and len(over) > 1 else "",
            more_minutes=STEP_MINUTES,
            ahead_minutes=AHEAD_MINUTES,
            to=_boxes(every),
        ),
        status,
        stream_url="",
        poll_url=url_for("control.rooms_poll"),
    )


def _clock(found: Sequence[OneRoom]) -> Row:
    return Row(_("Clock"), _("by the wall clock"), tuple(_clock_cell(room) for room in found))


def _clock_cell(room: OneRoom) -> Cell:
    clock, time, wall = room.shown.control.clock, room.shown.room, int(services().wall_clock())
    if clock.phase != "office_hours":
        return Cell(state_name(clock.phase), _("day %(day)s", day=clock.day))
    move = _("%(move)s, day %(day)s", move=move_text(clock, time), day=clock.day)
    if time.paused is not None:
        return Cell(_("pause"), move)
    ends = time.ends_at(wall)
    if ends is None:
        return Cell(_("no limit"), move)
    late = Planning(clock, preset_of(room.shown), time, wall).plan()
    note = f"{move} · {late.off_text}" if late.off_text else move
    if ends <= wall:
        return Cell(_("time is up"), note, "amber")
    left = -(-(ends - wall) // MINUTE)
    return Cell(ngettext("%(num)s min left", "%(num)s min left", left), note, "amber" if late.tone == "late" else "")


def _people(found: Sequence[OneRoom]) -> Row:
    book = services().presence
    cells = []
    for room in found:
        members = {member for view in room.shown.teams.values() for seat in view.seats for member in seat.members}
        here = sum(book.of(member) is not Presence.AWAY for member in members)
        cells.append(Cell(_("%(here)s of %(all)s", here=here, all=len(members))))
    return Row(_("People at seats"), _("here now, of those who joined"), tuple(cells))


def _due(found: Sequence[OneRoom]) -> Row:
    cells = tuple(Cell(str(sum(len(due_this_move(view)) for view in room.shown.teams.values()))) for room in found)
    return Row(_("Due now"), _("before the next jump"), cells)


def _events(found: Sequence[OneRoom]) -> tuple[Row, ...]:
    """The last events that reached more than one room and want an answer, the newest first."""
    came: dict[str, list[InjectLine]] = {}
    for room in found:
        for line in room.shown.control.injects:
            if line.fired_at is not None and line.answer_days and not line.key.startswith("added/"):
                came.setdefault(line.key, []).append(line)
    common = [lines for lines in came.values() if len(lines) > 1]
    common.sort(key=lambda lines: (-max(line.fired_at or 0 for line in lines), lines[0].key))
    return tuple(_event(lines, found) for lines in common[:MOST_EVENTS])


def _event(lines: Sequence[InjectLine], found: Sequence[OneRoom]) -> Row:
    """An event under each title that a room gave it, with each room's answer."""
    titles = dict.fromkeys(title_of(line) for line in lines)
    days = " / ".join(dict.fromkeys(str(line.day) for line in lines))
    to = ", ".join(country(code) for code in dict.fromkeys(code for line in lines for code in line.countries))
    cells = tuple(_answers(room, lines[0].key) for room in found)
    return Row(" / ".join(titles), _("day %(day)s, to %(to)s", day=days, to=to), cells)


def _answers(room: OneRoom, key: str) -> Cell:
    got = [(code, each) for code, view in room.shown.teams.items() for each in view.injects if each.key == key]
    if not got:
        return Cell(_("has not come"))
    said, words = [], []
    for code, each in got:
        if not each.answered:
            said.append(_("%(country)s: not answered yet", country=code))
            continue
        who = "" if each.answered_by.is_person else _(" (not by people)")
        said.append(f"{code}: {choice_words(names(), key, each.answered)}{who}")
        if each.words:
            words.append(f"“{each.words}”")
    return Cell("; ".join(said), " ".join(words))


def _at_risk(found: Sequence[OneRoom]) -> Row:
    cells = []
    for room in found:
        now = room.shown.control.clock.now
        known: dict[str, int] = {}
        safe: set[str] = set()
        for view in room.shown.teams.values():
            for person, since, until in view.at_risk:
                known[person] = min(since, known.get(person, since))
                safe |= {person} if until is not None else set()
        days = [(now - since) // 86_400 for person, since in known.items() if person not in safe]
        text = ngettext("%(num)s person", "%(num)s people", len(days))
        note = ngettext("for up to %(num)s day", "for up to %(num)s days", max(days)) if days else ""
        cells.append(Cell(text, note, "red" if days else ""))
    return Row(_("People known to be at risk, not protected"), _("in all files together"), tuple(cells))


def _money(found: Sequence[OneRoom]) -> Row:
    cells = []
    for room in found:
        held = {
            asset.account: asset.amount_minor
            for view in room.shown.teams.values()
            for asset in view.assets
            if asset.state in HELD
        }
        currency = room.shown.scenario.currency
        note = ngettext("%(num)s account", "%(num)s accounts", len(held))
        cells.append(Cell(round_money(sum(held.values()), currency), note))
    unit = found[0].shown.scenario.currency.code if found else ""
    return Row(_("Money held"), _("%(unit)s, suspended, frozen or confiscated", unit=unit), tuple(cells))


def _asked_abroad(found: Sequence[OneRoom]) -> Row:
    cells = []
    for room in found:
        count = dict.fromkeys(SHOWN_ROUTES, 0)
        for each in room.shown.control.requests:
            if each.route in count and each.status not in BEFORE_SENDING:
                count[each.route] += 1
        text = _("%(mla)s formal, %(police)s police, %(fiu)s FIU", **count)
        cells.append(Cell(text))
    return Row(_("Requests sent abroad"), _("including those under way at the start"), tuple(cells))
