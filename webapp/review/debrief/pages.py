"""The debrief on two screens: the wall, which follows, and the trainer's view with notes, clock and buttons."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.exceptions import NotFound

from simulation.exercise.procedures.letter.events import RequestMoved
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office, TimeKind
from simulation.review.timelines import RequestLine
from webapp.pages.page import ReviewPage, back, for_the_room, named, plain_page, review_page
from webapp.review.blueprint import blueprint
from webapp.review.charts.charts import day_of, number
from webapp.review.current_review import Tab, here, tabs
from webapp.review.debrief.clock_slides import clock_slide, request_slide
from webapp.review.debrief.cost_slides import cost_slide, decisions_slide
from webapp.review.debrief.monday_slide import monday_slide
from webapp.review.debrief.slide import Slide
from webapp.review.debrief.standing import (
    LONGEST_NOTE,
    LONGEST_PLAN,
    MINUTE,
    MINUTES,
    SLIDES,
    Plan,
    Standing,
    change_standing,
    standing_of,
)
from webapp.review.sentences import request_title
from webapp.text.say import say_code
from webapp.visit.visitor import current_exercise, services


def slide_of(standing: Standing, place: int, step: int) -> Slide:
    """A slide of the exercise in the address, so far shown."""
    now, exercise = here(), current_exercise().id
    picks = standing.picks
    match place:
        case 1:
            return request_slide(now.reading, exercise, picks.get("request", ""), step)
        case 2:
            return clock_slide(now.reading, exercise, step)
        case 3:
            return cost_slide(now, exercise, picks.get("figure", ""), step)
        case 4:
            return decisions_slide(now, exercise, picks, step)
        case _:
            return monday_slide(now.reading, exercise, standing.plans)


WHOLE = (99, 0, 99, 99, 0)
"""The step at which each slide shows most: what the trainer sees of the next one."""


def wall_clock() -> int:
    """Wall seconds since 1970."""
    return int(services().wall_clock())


@dataclass(frozen=True, slots=True)
class MinutesRow:
    """A slide in the line of minutes.

    Attributes:
        number: Its place.
        minutes: Planned.
        share: Of them, the part used, 0 to 100.
        is_current: Whether it is on the wall.
        is_over: Whether more than planned were used.
    """

    number: int
    minutes: int
    share: int
    is_current: bool
    is_over: bool


@dataclass(frozen=True, slots=True)
class NoteRow:
    """What the room said."""

    place: int
    slide: int
    text: str


@dataclass(frozen=True, slots=True)
class TableForm:
    """What a table does from Monday, to be typed."""

    office: str
    name: str
    plan: Plan


@dataclass(frozen=True, slots=True)
class Presenter(ReviewPage):
    """What the trainer sees beside the wall."""

    template: ClassVar[str] = "review/debrief.html"
    key: ClassVar[str] = "review"

    tabs: tuple[Tab, ...]
    slide: Slide
    next_slide: Slide | None
    standing: Standing
    minutes: tuple[MinutesRow, ...]
    planned: int
    used: str
    pace: str
    is_late: bool
    ends_ms: int
    now_ms: int
    notes: tuple[NoteRow, ...]
    forms: tuple[TableForm, ...]
    longest_note: int
    longest_plan: int
    next_label: str
    next_step: int
    next_place: int
    skips_to: int
    is_over: bool
    exercise: str


@blueprint.get("/debrief")
def debrief() -> ResponseReturnValue:
    """The trainer's view."""
    return review_page(_presenter())


def _presenter() -> Presenter:
    exercise = current_exercise().id
    standing = standing_of(services().database, exercise)
    wall = wall_clock()
    slide = slide_of(standing, standing.slide, standing.step)
    used = standing.used(wall)
    is_last_step = slide.step >= slide.steps
    following = slide_of(standing, standing.slide + 1, WHOLE[standing.slide]) if standing.slide < SLIDES else None
    label = slide.then if not is_last_step else ""
    if is_last_step and following is not None:
        label = _("Next: %(topic)s", topic=following.topic)
    elif not is_last_step:
        label = _("Next: %(what)s", what=slide.then)
    ahead = standing.ahead(wall)
    return Presenter(
        tabs=tabs(here(), "debrief"),
        slide=slide,
        next_slide=following,
        standing=standing,
        minutes=tuple(
            MinutesRow(
                place,
                planned,
                min(100, 100 * spent // (planned * MINUTE)),
                place == standing.slide,
                spent > planned * MINUTE,
            )
            for place, (planned, spent) in enumerate(zip(MINUTES, used, strict=True), 1)
        ),
        planned=MINUTES[standing.slide - 1],
        used=f"{used[standing.slide - 1] // MINUTE}:{used[standing.slide - 1] % MINUTE:02}",
        pace=_pace(ahead),
        is_late=ahead < 0,
        ends_ms=standing.ends_at() * 1000,
        now_ms=wall * 1000,
        notes=tuple(NoteRow(place, each.slide, each.text) for place, each in enumerate(standing.notes)),
        forms=tuple(
            TableForm(office.value, say_code(f"wall_table.{office}"), standing.plans.get(office, Plan()))
            for office in Office
        ),
        longest_note=LONGEST_NOTE,
        longest_plan=LONGEST_PLAN,
        next_label=label,
        next_step=0 if is_last_step else slide.step + 1,
        next_place=min(standing.slide + 1, SLIDES) if is_last_step else standing.slide,
        skips_to=_skips_to(standing) if following is not None and following.is_empty else 0,
        is_over=current_exercise().is_over,
        exercise=exercise,
    )


def _skips_to(standing: Standing) -> int:
    """The first slide after the next that shows something; 0 for none."""
    further = range(standing.slide + 2, SLIDES + 1)
    return next((place for place in further if not slide_of(standing, place, 0).is_empty), 0)


def _pace(ahead: int) -> str:
    if ahead > 0:
        return ngettext("%(num)s min ahead of plan", "%(num)s min ahead of plan", ahead)
    if ahead < 0:
        return ngettext("%(num)s min behind plan", "%(num)s min behind plan", -ahead)
    return _("as planned")


@blueprint.get("/debrief/wall")
@for_the_room
def debrief_wall() -> ResponseReturnValue:
    """The slide alone, for the projector: it follows the trainer."""
    return plain_page("review/debrief_wall.html", 200, **_wall())


@blueprint.get("/debrief/wall/part")
@for_the_room
def debrief_wall_part() -> ResponseReturnValue:
    """The slide, when it is another than the one that is shown; nothing otherwise."""
    standing = standing_of(services().database, current_exercise().id)
    if request.args.get("seen", "") == str(standing.changes):
        return "", 204
    return plain_page("review/parts/debrief_wall.html", 200, **_wall())


def _wall() -> dict[str, object]:
    exercise = current_exercise().id
    standing = standing_of(services().database, exercise)
    is_over = current_exercise().is_over
    return {
        "slide": slide_of(standing, standing.slide, standing.step) if is_over and not standing.is_blank else None,
        "slides": SLIDES,
        "is_blank": standing.is_blank,
        "version": standing.changes,
        "exercise": exercise,
    }


# --- what the trainer does --------------------------------------------------------------------------------------------


@blueprint.post("/debrief/begin")
def begin_debrief() -> ResponseReturnValue:
    """The first slide comes, and the clock runs."""
    return _changed(lambda standing: standing.begins(wall_clock()))


@blueprint.post("/debrief/end")
def end_debrief() -> ResponseReturnValue:
    """The debrief is over; what was said and agreed stays."""
    change_standing(services().database, current_exercise().id, Standing.ends)
    return back("review.home")


@blueprint.post("/debrief/turn")
def turn() -> ResponseReturnValue:
    """Another slide, or another step of it."""
    place, step = request.form.get("slide", 1, type=int), request.form.get("step", 0, type=int)
    return _changed(lambda standing: standing.goes_to(place, min(step, 99), wall_clock()))


@blueprint.post("/debrief/blank")
def blank() -> ResponseReturnValue:
    """The wall goes blank, or shows the slide again."""
    return _changed(Standing.blanks)


@blueprint.post("/debrief/pick")
def pick() -> ResponseReturnValue:
    """Something else on a slide."""
    slot, key = request.form.get("slot", ""), request.form.get("key", "")
    if slot not in {"request", "figure", "mattered", "waiting"}:
        raise NotFound
    return _changed(lambda standing: standing.shows(slot, key))


@blueprint.post("/debrief/note")
def note_down() -> ResponseReturnValue:
    """What the room said."""
    text = request.form.get("text", "")
    return _changed(lambda standing: standing.notes_down(text))


@blueprint.post("/debrief/drop")
def drop_note() -> ResponseReturnValue:
    """A note is taken out again."""
    place = request.form.get("place", -1, type=int)
    return _changed(lambda standing: standing.drops(place))


@blueprint.post("/debrief/agree")
def agree() -> ResponseReturnValue:
    """What a table does from Monday."""
    office = request.form.get("office", "")
    if office not in set(Office):
        raise NotFound
    plan = Plan(*(request.form.get(name, "") for name in ("what", "who", "by")))
    return _changed(lambda standing: standing.agrees(office, plan))


def _changed(change: Callable[[Standing], Standing]) -> ResponseReturnValue:
    """The trainer's view anew: the part alone for a script, the page otherwise. Before the end of play nothing is."""
    if current_exercise().is_over:
        change_standing(services().database, current_exercise().id, change)
    if request.headers.get("HX-Request"):
        return plain_page("review/parts/presenter.html", 200, **named(_presenter()))
    return back("review.debrief")


# --- down to the events -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something that happened on a request; days between office hours are counted against nobody."""

    day: int
    what: str
    status: str
    holder: str
    days: str
    pace: str


@dataclass(frozen=True, slots=True)
class EventsPage(ReviewPage):
    """The events behind the bars of one request."""

    template: ClassVar[str] = "review/events_behind.html"
    key: ClassVar[str] = "review"

    tabs: tuple[Tab, ...]
    title: str
    label: str
    rows: tuple[EventRow, ...]
    back_url: str


def _pace_days(line: RequestLine, begins: int, until: int) -> float:
    """Days between office hours in a time of a request."""
    pace = [each for each in line.stretches if each.kind is TimeKind.PACE]
    return sum(max(0, min(each.end, until) - max(each.start, begins)) for each in pace) / DAY


@blueprint.get("/events")
def events_behind() -> ResponseReturnValue:
    """What happened on one request, event by event, to the end of play."""
    now = here()
    wanted = request.args.get("request", "")
    line = next((each for each in now.reading.lines if each.label == wanted), None)
    if line is None:
        raise NotFound
    end = now.reading.span.end
    moves = [
        event
        for event in now.reading.record.events
        if isinstance(event, RequestMoved) and event.request == line.key and event.at <= end
    ]
    rows = []
    for place, move in enumerate(moves):
        until = moves[place + 1].at if place + 1 < len(moves) else end
        begins = max(move.at, 0)
        days, pace = (until - begins) / DAY, _pace_days(line, begins, until)
        rows.append(
            EventRow(
                day_of(begins),
                say_code(f"action.{move.action}"),
                say_code(f"status.{move.status}"),
                say_code(f"holder.{move.holder}") if move.holder else "",
                number(days, 1) if move.holder else "",
                number(pace, 1) if pace else "",
            )
        )
    return review_page(
        EventsPage(
            tabs=tabs(now, "debrief"),
            title=request_title(now.reading, line),
            label=line.label,
            rows=tuple(rows),
            back_url=url_for("review.debrief", exercise=current_exercise().id),
        )
    )
