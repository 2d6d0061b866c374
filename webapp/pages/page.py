"""What views of every area use: the visitor's own view, pages in their frame, doing a command, words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import wraps
from hashlib import blake2b
from typing import ClassVar

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from simulation.exercise.clock import warm_up
from simulation.exercise.core.command import CONTROL, Command, Seat
from simulation.exercise.views.control_view import ControlView
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.scenario.schema.scenario import Scenario
from webapp.live.panels import Kind
from webapp.pages.alone import alone
from webapp.pages.frame import TeamChrome, control_chrome, day_text, exists, team_chrome
from webapp.pages.next_marks import guide
from webapp.pages.seat_rows import holds_pen, offices_of, seat_label
from webapp.store.published_views import Published, digest
from webapp.text.names import ScenarioNames
from webapp.visit.access import viewer_of
from webapp.visit.handles import handle_of
from webapp.visit.impersonation import Bar, is_control, plays
from webapp.visit.kept_words import rendered
from webapp.visit.languages import language, speaking
from webapp.visit.refusals import Refusal, status_of
from webapp.visit.visitor import current_exercise, current_member, current_visit, remembered, services

# --- what the visitor may see -----------------------------------------------------------------------------------------


def all_views() -> Published:
    """Every view of the exercise at its last committed moment, the same one for a whole request."""
    exercise = current_exercise().id
    return remembered(f"views/{exercise}", lambda: _moment(exercise))


def _moment(exercise: str) -> Published:
    """The views, and the versions of panels as they are now: what is read from here on is at least as new as these."""
    shown = services().store.published(exercise)
    viewer = viewer_of(current_visit(), own_kind())
    if viewer is not None:
        remembered(f"panels/{viewer}", lambda: services().panels.of(viewer, shown))
    return shown


def team_view() -> TeamView:
    """What the member's team sees."""
    return all_views().teams[current_member().country]


def control_view() -> ControlView:
    """What control sees."""
    return all_views().control


def scenario() -> Scenario:
    """The exercise's frozen scenario; on a team's page only its public part: countries, law, texts, map."""
    return all_views().scenario


def text(key: str) -> str:
    """Words of the scenario in the visitor's language."""
    return scenario().text(key, language())


def my_offices() -> tuple[Office, ...]:
    """The offices at which the member sits; those of the seat that a trainer looks at."""
    return looked_at() or offices_of(team_view(), current_member().id)


def looked_at() -> tuple[Office, ...]:
    """The offices of the one seat whose page a trainer reads, as the address names it; none otherwise."""
    asked = request.args.get("seat", "")
    if not asked or request.method != "GET" or not is_control(current_member()):
        return ()
    return tuple(seat.seat.office for seat in team_view().seats if seat.seat.office in asked.split("+"))


def my_seat(office: Office) -> Seat:
    """One of the member's seats.

    Raises:
        RuleViolation: The member does not sit there.
    """
    if office not in my_offices():
        raise RuleViolation("seat.wrong_office", office=office.value)
    return Seat(current_member().country, office)


def has_pen(office: Office | None = None) -> bool:
    """Whether the member holds the pen of an office, or of any; after the end nobody does."""
    member = current_member()
    if team_view().clock.is_over:
        return False
    return plays(all_views(), member) or holds_pen(team_view(), member.id, office)


def for_the_room[**P, T](make: Callable[P, T]) -> Callable[P, T]:
    """Makes what the whole room reads, on the wall or on paper: in the language of the exercise, whoever opened it."""

    @wraps(make)
    def told(*given: P.args, **named: P.kwargs) -> T:
        with speaking(current_exercise().language):
            return make(*given, **named)

    return told


# --- doing ------------------------------------------------------------------------------------------------------------


def new_command_id(form: str) -> str:
    """The id for a form's command.

    It stays the same until this person has done something in the exercise, so that a page shown twice is the same to
    the byte and a form sent twice is one command.

    Args:
        form: Names the form and what it is about, e.g. `message/KES`.
    """
    visit = current_visit()
    exercise = current_exercise().id
    member = visit.member.id if visit.member is not None else CONTROL
    done = all_views().commands.get(member, 0)
    if visit.member is not None and is_control(visit.member):
        member = f"{member} at {visit.member.country}"  # two desks of a trainer are two forms
    key = services().config.secret_key.encode()[:64]
    return blake2b(f"{exercise}|{member}|{done}|{form}".encode(), key=key, digest_size=8).hexdigest()


def do(command: Command, also: Callable[[Session], None] | None = None) -> Refusal | None:
    """Performs a command in the exercise of the address; None when it is done, also when it had been done before."""
    return do_all((command,), also)


def do_all(
    commands: Sequence[Command], also: Callable[[Session], None] | None = None, *, in_turn: bool = False
) -> Refusal | None:
    """Performs everything that one form asks for, or nothing of it; `in_turn` when each acts on what the last made."""
    try:
        services().store.execute_all(current_exercise().id, commands, also, in_turn=in_turn)
    except RuleViolation as violation:
        return refusal(violation)
    return None


def refusal(violation: RuleViolation) -> Refusal:
    """A rule that said no, in the visitor's words."""
    return Refusal(violation.code, _Refused(scenario(), language()).refused(violation), status_of(violation))


def back(endpoint: str, *, anchor: str | None = None, **values: str) -> Response:
    """After a success: on to a page of this exercise, or to a place on it."""
    address = url_for(
        endpoint, _anchor=anchor, _method=None, _scheme=None, _external=None, exercise=current_exercise().id, **values
    )
    return make_response(redirect(address, 303))


# --- words ------------------------------------------------------------------------------------------------------------


class _Refused(ScenarioNames):
    """What the values of a refusal are called."""

    __slots__ = ()

    def day(self, number: int) -> str:
        """Like `Day 63, Tue 4 Mar`."""
        return day_text(self.scenario, number)


# --- pages ------------------------------------------------------------------------------------------------------------


def wall_ms() -> int:
    """The wall clock in milliseconds since 1970, for the countdown of office hours only."""
    return int(services().wall_clock() * 1000)


def panel_versions(kind: Kind) -> dict[str, str]:
    """The version of each panel that the visitor sees."""
    viewer = viewer_of(current_visit(), kind)
    return remembered(f"panels/{viewer}", lambda: services().panels.of(viewer, all_views())) if viewer else {}


def own_kind() -> Kind:
    """Whether this page belongs to a team or to control."""
    return Kind.TEAM if current_visit().member is not None else Kind.CONTROL


def panel_version(name: str) -> str:
    """The version of a panel, for the macro `panel`."""
    return panel_versions(own_kind()).get(name, "")


HOMES = {Kind.TEAM: "desk.home", Kind.CONTROL: "control.home"}


def live_urls(kind: Kind) -> dict[str, str]:
    """Where the page hears of news, the moment that it shows, and where to go once it is there no more."""
    poll = url_for("live.poll", exercise=current_exercise().id, kind=kind.value)
    around = poll.removesuffix("poll")
    home = HOMES.get(kind, "lobby.seats")
    return {
        "stream_url": f"{around}stream",
        "poll_url": poll,
        "parts_url": f"{around}parts",
        "moment": panel_versions(kind).get("moment", ""),
        "undone": services().panels.undone(current_exercise().id),
        "is_warm_up": "yes" if all_views().control.clock.phase == warm_up.PHASE else "",
        "home_of_page": url_for(home if exists(home) else "lobby.seats", exercise=current_exercise().id),
        "home_of_page_text": _home_text(kind),
    }


def _home_text(kind: Kind) -> str:
    if kind is Kind.TEAM:
        return _("Go to your desk")
    return _("Go to the control room") if kind is Kind.CONTROL else _("Go to the lobby")


def plain_page(template: str, status: int = 200, **values: object) -> Response:
    """A page without a team's or control's frame."""
    return make_response(rendered(template, **values), status)


def own_chrome() -> TeamChrome:
    """The frame of the member's own pages."""
    return remembered(f"chrome/{current_member()}", _chrome)


def _chrome() -> TeamChrome:
    versions = panel_versions(Kind.TEAM)
    return team_chrome(current_exercise(), all_views(), current_member(), versions, wall_ms())


@dataclass(frozen=True, slots=True)
class Values:
    """What a template names, one field each; a field that is itself such values stands for its fields."""


@dataclass(frozen=True, slots=True)
class Page(Values):
    """A page: its template, its key in the frame, and what the template names besides the frame's values."""

    template: ClassVar[str]
    key: ClassVar[str]


@dataclass(frozen=True, slots=True)
class TeamPage(Page):
    """A page of a team."""

    @property
    def letter_fields(self) -> tuple[str, ...]:
        """Fields of a letter that it shows."""
        return ()


@dataclass(frozen=True, slots=True)
class ControlPage(Page):
    """A page of the control room."""


@dataclass(frozen=True, slots=True)
class ReviewPage(Page):
    """A page of the review."""


def named(values: Values) -> dict[str, object]:
    """The values by the names under which a template finds them."""
    found: dict[str, object] = {}
    for field in fields(values):
        value = getattr(values, field.name)
        found |= named(value) if isinstance(value, Values) else {field.name: value}
    return found


def thing(kind: str, key: str) -> str:
    """What a page is about, for the page itself: its address may lead to something else later.

    Raises:
        NotFound: An open page asks for its news, and now another thing has its number.
    """
    handle = handle_of(kind, key)
    if request.headers.get("X-Thing", handle) != handle:
        abort(404)
    return handle


def team_page(page: TeamPage, status: int = 200) -> Response:
    """A page of the member's team in its frame."""
    published = all_views()
    member = current_member()
    chrome = own_chrome()
    frame: dict[str, object] = {
        "chrome": chrome,
        "page_key": page.key,
        "view": published.teams[member.country],
        "member": member,
        "print_exercise": chrome.exercise_title,
        "pen_id": new_command_id("desk/pen"),
        "guide": guide(team_view(), scenario(), my_offices(), page.letter_fields) if has_pen() else None,
        "alone": alone(team_view(), scenario(), new_command_id) if has_pen() else None,
        "trainer_bar": Bar(member.country, chrome.country_name, chrome.has_pen, seat_label(looked_at()))
        if is_control(member)
        else None,
        **live_urls(Kind.TEAM),
    }
    return make_response(rendered(page.template, **{**frame, **named(page)}), status)


def control_page(page: ControlPage, status: int = 200, **parts: object) -> Response:
    """A page of the trainer in control's frame.

    Args:
        page: The page.
        parts: Values of parts of the page that ticks bring anew, as their own addresses give them.
    """
    exercise = current_exercise()
    chrome = control_chrome(exercise, services().store)
    frame: dict[str, object] = {"chrome": chrome, "page_key": page.key, "print_exercise": chrome.exercise_title}
    if not exercise.archived:
        frame |= {"view": control_view(), **live_urls(Kind.CONTROL)}
    return make_response(rendered(page.template, **{**frame, **named(page), **parts}), status)


def review_page(page: ReviewPage) -> Response:
    """A page of the review, for trainers in control's frame; it reads stored events, and offers to read newer ones."""
    exercise = current_exercise()
    chrome = control_chrome(exercise, services().store)
    frame: dict[str, object] = {"chrome": chrome, "page_key": page.key, "print_exercise": chrome.exercise_title}
    frame |= {} if exercise.archived else {**live_urls(Kind.CONTROL), "offers_news": True}
    return make_response(rendered(page.template, **{**frame, **named(page)}))


def panel_response(
    name: str,
    template: str,
    make: Callable[[], Mapping[str, object]],
    *,
    kind: Kind | None = None,
    shared: bool = False,
) -> Response:
    """A part of a page for a tick's fetch; 304 when the browser has this version already.

    Args:
        name: The panel.
        template: Renders the part.
        make: The values of the template, made only when the part is rendered.
        kind: Whose panel it is, where not the own team's or control's.
        shared: The part says nothing of who looks at it but what its values and its version say: it is rendered once
            for everybody of the team who has the same values.
    """
    version = panel_versions(kind or own_kind()).get(name, "")
    answer = make_response("")
    answer.set_etag(f"{name}-{version}-{language()}-{new_command_id(name)}", weak=True)
    answer.headers["Cache-Control"] = "private, no-cache"
    if request.if_none_match.contains_weak(answer.get_etag()[0] or ""):
        answer.make_conditional(request)
        return answer

    values = {"version": version, **make()}

    def render() -> str:
        return render_template(template, **values)

    answer.set_data(_kept(name, values, version, render) if shared else render())
    return answer


VERSION = "@version@"
"""Stands in a part that is kept where each viewer's version belongs."""

NAMELESS = " at 0x"
"""Python says this of a value that does not tell what it holds."""


def _kept(name: str, values: Mapping[str, object], version: str, render: Callable[[], str]) -> str:
    """A part that is rendered once for everybody of a team who is shown the same, each with the own version.

    It is found by all that it is made from, so nobody can be shown what is another's.
    """
    told = repr(values).replace(version, VERSION)
    if NAMELESS in told:
        return render()
    made_from = digest(told)
    key = (current_exercise().id, current_member().country, request.full_path, language(), name, made_from)
    kept = services().parts.get(key, lambda: render().replace(version, VERSION))
    return kept.replace(VERSION, version)
