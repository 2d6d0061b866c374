"""What did you know on this day? The world as it was beside what each file held, and a branch from there."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import ClassVar

from flask import current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.exceptions import NotFound

from simulation.casework.documents.document import AssertionKind
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.review.figures import moves_goods
from simulation.review.record_reading import RecordReading
from simulation.review.replay import Moment, branch, moment, opening_before
from simulation.scenario.schema.scenario import Scenario
from webapp.desk.board.map_layer import team_map
from webapp.desk.readable import Reader
from webapp.pages.page import ReviewPage, review_page
from webapp.pages.region_map import SMALL, RegionMap
from webapp.pages.world_map import world_map
from webapp.review.blueprint import blueprint
from webapp.review.charts.charts import day_of, number
from webapp.review.current_review import Here, Tab, here, tabs
from webapp.store.branching import store_branch
from webapp.text.formatting import round_money
from webapp.text.names import ScenarioNames
from webapp.text.say import plain
from webapp.visit.languages import country_name, language
from webapp.visit.roles import may_use
from webapp.visit.visitor import current_exercise, current_trainer, current_visit, services

_KEY = "rogatory_replay"
LONGEST_TITLE = 120


class Moments:
    """The days that were looked at last; one is played again by one page at a time."""

    KEPT = 24

    def __init__(self) -> None:
        """Start empty."""
        self._kept: OrderedDict[tuple[str, int, int], Moment] = OrderedDict()
        self._guard = Lock()

    def of(self, key: tuple[str, int, int], make: Callable[[], Moment]) -> Moment:
        """The moment of a key: exercise, number of its last journal entry, second."""
        with self._guard:
            found = self._kept.pop(key, None) or make()
            self._kept[key] = found
            while len(self._kept) > self.KEPT:
                self._kept.popitem(last=False)
            return found


def _moments() -> Moments:
    found: Moments = current_app.extensions.setdefault(_KEY, Moments())
    return found


@dataclass(frozen=True, slots=True)
class FileLine:
    """What a team's file held that day."""

    country: str
    papers: str
    stand: str
    letters: str
    routes: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What the world and the files had, side by side, in words."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayLink:
    """A day to go to."""

    url: str
    label: str
    current: bool


@dataclass(frozen=True, slots=True)
class ReplayPage(ReviewPage):
    """A day of the exercise."""

    template: ClassVar[str] = "review/replay.html"
    key: ClassVar[str] = "review"

    tabs: tuple[Tab, ...]
    headline: str
    day: int
    last_day: int
    team: str
    teams: tuple[DayLink, ...]
    moves: tuple[DayLink, ...]
    end: DayLink
    before: str
    after: str
    world: RegionMap | None
    file: RegionMap | None
    hidden: bool
    hide_url: str
    gaps: tuple[Gap, ...]
    lines: tuple[FileLine, ...]
    facts: tuple[tuple[str, str], ...]
    branch_day: int
    can_branch: bool
    exercise: str


@blueprint.get("/replay")
def replay() -> ResponseReturnValue:
    """The exercise as it stood on a day."""
    exercise = current_exercise().id
    now = here()
    reading = now.reading
    last = day_of(reading.span.end)
    day = min(max(request.args.get("day", (last + 1) // 2, type=int), 1), last)
    codes = [country.code for country in reading.scenario.played]
    team = request.args.get("team", codes[0])
    team = team if team in codes else codes[0]
    hidden = request.args.get("hide") == "world"
    can_play = bool(reading.files)
    shown = _moment(now, day) if can_play else None
    openings = _openings(reading)
    opening = opening_before(openings, end_of(day))

    def address(to: int, country: str = team, *, hide: bool = hidden) -> str:
        return url_for("review.replay", exercise=exercise, day=to, team=country, hide="world" if hide else None)

    days = [day_of(each) for each in openings]
    gaps = _gaps(reading, shown, team) if shown is not None else ()
    return review_page(
        ReplayPage(
            tabs=tabs(now, "replay"),
            headline=_headline(reading, shown, day),
            day=day,
            last_day=last,
            team=team,
            teams=tuple(
                DayLink(address(day, each), country_name(reading.scenario, each), each == team) for each in codes
            ),
            moves=tuple(
                DayLink(address(each), number(each), each == day) for each in dict.fromkeys(days) if each != last
            ),
            end=DayLink(
                address(last),
                _("day %(day)s, end of play", day=last) if reading.span.is_ended else _("day %(day)s, today", day=last),
                last == day,
            ),
            before=address(max((each for each in days if each < day), default=1)),
            after=address(min((each for each in days if each > day), default=last)),
            world=world_map(shown.control, _names(reading)) if shown is not None and not hidden else None,
            file=team_map(Reader(reading.scenario, language(), shown.teams[team], ()), SMALL)
            if shown is not None
            else None,
            hidden=hidden,
            hide_url=address(day, hide=not hidden),
            gaps=gaps if not hidden else (),
            lines=tuple(_line(reading.scenario, code, shown.teams[code]) for code in codes)
            if shown is not None
            else (),
            facts=_facts(reading, day) if not hidden else (),
            branch_day=day_of(opening),
            can_branch=can_play
            and not current_exercise().archived
            and bool(openings)
            and may_use(current_visit(), "review.branch_off", "POST"),
            exercise=exercise,
        )
    )


def _moment(now: Here, day: int) -> Moment:
    record, players = now.reading.record, services().store.players
    at = min(end_of(day), now.reading.span.end)
    return _moments().of((current_exercise().id, now.sequence, at), lambda: moment(record, players, at))


def end_of(day: int) -> int:
    """The last second of a day, as people count days; a move opens in the morning of its day."""
    return day * DAY - 1


def _openings(reading: RecordReading) -> tuple[int, ...]:
    """Seconds at which the moves opened."""
    return reading.span.moves[: reading.moves_played] or reading.span.moves


def _names(reading: RecordReading) -> ScenarioNames:
    return ScenarioNames(reading.scenario, language())


# --- the gap in words -------------------------------------------------------------------------------------------------


def routes_seen(scenario: Scenario, view: TeamView) -> frozenset[str]:
    """Corridors of which a file shows both ends: papers that place a container at one and at the other.

    Args:
        scenario: The scenario.
        view: What a team could see.
    """
    seen: dict[str, set[str]] = {}
    for filed in view.documents:
        for said in filed.document.assertions:
            if said.kind in {AssertionKind.AT, AssertionKind.FOUND}:
                seen.setdefault(said.subject, set()).add(said.object)
    return frozenset(
        corridor.key
        for corridor in scenario.crime.corridors
        if any({corridor.origin, corridor.destination} <= places for places in seen.values())
    )


def _gaps(reading: RecordReading, shown: Moment, team: str) -> tuple[Gap, ...]:
    scenario, names = reading.scenario, _names(reading)
    used = {key for key, is_used in shown.control.routes if is_used}
    own = routes_seen(scenario, shown.teams[team])
    others = frozenset().union(*(routes_seen(scenario, view) for code, view in shown.teams.items() if code != team))

    def words(keys: frozenset[str] | set[str]) -> tuple[str, ...]:
        ordered = [each.key for each in scenario.crime.corridors if each.key in keys]
        return tuple(names.written(f"corridor.{key}") or plain(key) for key in ordered)

    found = (
        Gap(_("In the world, in no file"), words(used - own - others)),
        Gap(_("In another team’s file"), words((used & others) - own)),
        Gap(_("In this file, and in use by the network"), words(used & own)),
        Gap(_("In this file, out of date"), words(own - used)),
    )
    return tuple(Gap(each.title, each.lines or (_("nothing"),)) for each in found)


def _headline(reading: RecordReading, shown: Moment | None, day: int) -> str:
    if shown is None:
        return _("The exercise was played under other rules, so none of its days can be played again.")
    used = {key for key, is_used in shown.control.routes if is_used}
    seen = frozenset().union(*(routes_seen(reading.scenario, view) for view in shown.teams.values()))
    unseen = len(used - seen)
    if not used:
        return _("On day %(day)s the network used no route.", day=number(day))
    if not unseen:
        return _("On day %(day)s every route in use was in at least one file.", day=number(day))
    return ngettext(
        "On day %(day)s, %(num)s of %(used)s routes in use was in no file.",
        "On day %(day)s, %(num)s of %(used)s routes in use were in no file.",
        unseen,
        day=number(day),
        used=number(len(used)),
    )


def _line(scenario: Scenario, code: str, view: TeamView) -> FileLine:
    stand = sum(filed.document.use.stands for filed in view.documents)
    waiting = [each for each in view.requests if each.is_open]
    return FileLine(
        country_name(scenario, code),
        number(len(view.documents)),
        number(stand),
        number(len(waiting)),
        number(len(routes_seen(scenario, view))),
    )


def _facts(reading: RecordReading, day: int) -> tuple[tuple[str, str], ...]:
    """What had happened in the world by that day: the figures of the flows."""
    flows = reading.flow_at(end_of(day)).flows
    currency = reading.scenario.currency
    goods = (
        (_("Goods delivered"), _("%(kg)s kg", kg=number(flows.drugs_delivered_g / 1000))),
        (_("Goods seized"), _("%(kg)s kg", kg=number(flows.drugs_seized_g / 1000))),
    )
    return (
        *(goods if moves_goods(reading.scenario) else ()),
        (_("Money laundered"), round_money(flows.money_laundered_minor, currency)),
        (_("Money frozen"), round_money(flows.money_frozen_minor, currency)),
    )


# --- from there on ----------------------------------------------------------------------------------------------------


@blueprint.post("/replay/branch")
def branch_off() -> ResponseReturnValue:
    """Makes a new exercise that goes on from the opening of a move; this one stays as it is."""
    info = current_exercise()
    now = here()
    openings = _openings(now.reading)
    if info.archived or not now.reading.files or not openings:
        raise NotFound
    day = request.form.get("day", 1, type=int)
    opening = opening_before(openings, end_of(max(day, 1)))
    title = _("%(title)s, from day %(day)s", title=info.title, day=day_of(opening))[:LONGEST_TITLE]
    store = services().store
    made = store_branch(
        store.database,
        now.reading.record,
        branch(now.reading.record, store.players, opening),
        title=title,
        trainer=current_trainer().id,
        registry=store.registry,
    )
    flash(
        _("The branch is made. It has its own code and empty seats; the exercise from which it comes stays as it is.")
    )
    return redirect(url_for("lobby.seats", exercise=made), 303)
