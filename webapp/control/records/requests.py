"""Every request of the exercise, and one with its history, its days by holder and what can be ruled on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from flask import abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.core.command import CONTROL
from simulation.exercise.core.digest import HistoryLine
from simulation.exercise.procedures.letter.commands import RuleOnPoint
from simulation.exercise.procedures.letter.play.views import PointView, RequestView
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.law.assessment.findings import Finding, FindingVerdict
from simulation.law.book.content import Content
from webapp.control.blueprint import blueprint
from webapp.control.room import request_board
from webapp.control.room.pages import Choice
from webapp.control.room.request_board import days_in_stage, formal, is_late, is_own
from webapp.control.value_names import asked_for, country, date_at, day, office, reader
from webapp.desk.requests.checks import finding_rows
from webapp.desk.requests.short_way import asked_in
from webapp.pages.forms import command_id, one_of, text_field
from webapp.pages.page import (
    ControlPage,
    all_views,
    back,
    control_page,
    control_view,
    do,
    do_all,
    new_command_id,
    refusal,
)
from webapp.text.law_texts import ground_text
from webapp.text.retold import retold
from webapp.text.say import say_code, wording_of
from webapp.text.signing import signature_for_control
from webapp.visit.handles import handle_of
from webapp.visit.refusals import Refusal

VERDICTS = ("stands", "does_not_stand", "either_way")


@dataclass(frozen=True, slots=True)
class Held:
    """Days in one pair of hands."""

    holder: str
    kind: str
    days: int


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A line of the list."""

    number: str
    url: str
    what: str
    pair: str
    stage: str
    holder: str
    tone: str
    days: int
    in_stage: int
    limit: str
    late: bool
    segments: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the history."""

    day_text: str
    who: str
    text: str
    words: str
    signed: str


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point that can be ruled on."""

    handle: str
    request: str
    finding: str
    number: str
    url: str
    title: str
    text: str
    ground: str
    verdict: str
    options: str
    ruled: str
    command: str


def held(shown: RequestView, now: int) -> tuple[Held, ...]:
    """Its time by holder up to now, in whole days that add up to its age."""
    found = []
    start = shown.opened
    for segment in shown.segments(now):
        days = (segment.end - start) // DAY - (segment.start - start) // DAY
        found.append(Held(segment.holder.value, segment.kind.value, days))
    return tuple(found)


def stage_of(shown: RequestView) -> tuple[str, str]:
    """The stage's words and the tone of its chip."""
    tone = (
        "refused" if shown.status in {"refused", "declined", "consent_refused"} else ("" if shown.is_open else "none")
    )
    text = say_code(f"status.{shown.status}")
    if shown.status == "lost":
        text = _("Lost on the way")
    return text, tone


def request_row(shown: RequestView) -> RequestRow:
    """A request as a line."""
    view = control_view()
    text, tone = stage_of(shown)
    return RequestRow(
        number=shown.label,
        url=url_for("control.request_page", number=shown.label),
        what=asked_for(shown),
        pair=_("%(asking)s asks %(asked)s", asking=country(shown.requesting), asked=country(shown.requested)),
        stage=text,
        holder=shown.holder,
        tone=tone,
        days=sum(each.days for each in held(shown, view.clock.now)),
        in_stage=days_in_stage(shown, view.clock.now),
        limit=day(shown.due_day) if shown.due_day is not None and shown.is_open else "",
        late=is_late(shown, view),
        segments=held(shown, view.clock.now),
    )


@dataclass(frozen=True, slots=True)
class RequestsPage(ControlPage):
    """All letters."""

    template: ClassVar[str] = "control/requests.html"
    key: ClassVar[str] = "requests"

    rows: list[RequestRow]
    tabs: tuple[Choice, ...]
    stage: str
    all_url: str


@blueprint.get("/requests")
def requests() -> ResponseReturnValue:
    """All requests: formal ones by stage or as a list, and the open questions of the fast channels."""
    view = control_view()
    route = request.args.get("route", "mla")
    stage = request.args.get("stage", "")
    if route in {"police", "fiu"}:
        shown = tuple(each for each in view.requests if each.route == route)
    else:
        route, shown = "mla", formal(view)
    if stage in {name for name, _holder, _statuses in request_board.STAGES}:
        shown = request_board.in_stage(shown, stage)
    else:
        stage = ""
    rows = [request_row(each) for each in shown]
    rows.sort(key=lambda row: (not row.late, row.tone in {"none", "refused"}, -row.in_stage))
    tabs = tuple(
        Choice(name, label, url=url_for("control.requests", route=name), current=route == name)
        for name, label in (
            ("mla", _("Formal requests")),
            ("police", _("Police checks")),
            ("fiu", _("Questions between financial intelligence units")),
        )
    )
    return control_page(
        RequestsPage(
            rows=rows,
            tabs=tabs,
            stage=request_board.stage_label(stage) if stage else "",
            all_url=url_for("control.requests", route=route),
        )
    )


def find(number: str) -> RequestView:
    """The request with this number."""
    found = next((each for each in control_view().requests if number in {each.label, each.draft}), None)
    if found is None:
        abort(404)
    return found


@blueprint.get("/requests/<number>")
def request_page(number: str) -> ResponseReturnValue:
    """One request."""
    return show_request(find(number))


@dataclass(frozen=True, slots=True)
class RequestPage(ControlPage):
    """A letter as both sides keep it."""

    template: ClassVar[str] = "control/request.html"
    key: ClassVar[str] = "requests"

    row: RequestRow
    what: str
    targets: tuple[str, ...]
    facts: str
    purpose: str
    is_urgent: bool
    urgency: str
    steps: tuple[Step, ...]
    points: tuple[PointRow, ...]
    conditions: tuple[str, ...]


def show_request(shown: RequestView) -> ResponseReturnValue:
    """One request with everything that both sides know of it."""
    mine = [point for point in control_view().points if point.request == shown.key]
    content = _content(shown)
    return control_page(
        RequestPage(
            row=request_row(shown),
            what=asked_for(shown),
            targets=tuple(entity.label for entity in shown.targets),
            facts=content.facts,
            purpose=content.purpose,
            is_urgent=content.urgent,
            urgency=content.urgency_reason,
            steps=tuple(step(line) for line in history(shown)),
            points=tuple(point_row(point) for point in mine),
            conditions=tuple(say_code(f"condition.{each}") for each in shown.conditions),
        )
    )


def _content(shown: RequestView) -> Content:
    """What the request says, in the words that its sides read (see `asked_in`)."""
    sides = [each for each in (shown.requesting, shown.requested) if each in all_views().teams]
    return asked_in(shown, shown.content, reader(sides[0])) if sides else shown.content


def history(shown: RequestView) -> tuple[HistoryLine, ...]:
    """What happened on it as either side knows it, in order."""
    lines = dict.fromkeys(shown.history)
    for code in (shown.requesting, shown.requested):
        team = all_views().latest.get(code)
        seen = team.request(shown.key) if team is not None else None
        lines |= dict.fromkeys(seen.history if seen is not None else ())
    return tuple(sorted(lines, key=lambda line: line.at))


def step(line: HistoryLine) -> Step:
    """A line of the history in words."""
    who = ", ".join(part for part in (office(line.office), country(line.country)) if part)
    reason = wording_of(f"ground.{line.reason}") if line.reason else ""
    words = " ".join(part for part in (reason, retold(line.text)) if part)
    return Step(
        date_at(line.at), who, say_code(f"action.{line.action}"), words, signature_for_control(line.by, line.at)
    )


# --- rulings ----------------------------------------------------------------------------------------------------------


def point_handle(point: PointView) -> str:
    """What addresses call a point: its request, the finding and what the finding is about."""
    return handle_of("point", f"{point.request}|{point.finding}|{point.item}")


def point_named(point: PointView) -> str:
    """The point as a ruling names it: the finding, with what it is about where it is about something."""
    return f"{point.finding}/{point.item}" if point.item else point.finding


def point_row(point: PointView) -> PointRow:
    """A point in the words that the requested side reads."""
    shown = next((each for each in control_view().requests if each.key == point.request), None)
    finding = Finding(point.finding, point.item, FindingVerdict(point.verdict), point.options, point.params, "")
    words = finding_rows((finding,), reader(point.requested))[0]
    options = ", ".join(say_code(f"action.{option}").lower() for option in point.options)
    return PointRow(
        handle=point_handle(point),
        request=point.request,
        finding=point.finding,
        number=point.label,
        url=url_for("control.request_page", number=point.label) if shown is not None else "",
        title=asked_for(shown) if shown is not None else say_code(f"procedure_kind.{point.procedure}"),
        text=words.text,
        ground=ground_name(point.item),
        verdict=say_code(f"verdict.{point.verdict}"),
        options=options,
        ruled=say_code(f"verdict.{point.ruled}") if point.ruled else "",
        command=f"rule/{point.request}/{point.finding}",
    )


def ground_name(item: str) -> str:
    """The ground of the law book that a point is about, "" when it is about a content of the request."""
    return ground_text(item)


@blueprint.get("/points")
def points() -> ResponseReturnValue:
    """Points that people may see differently, and those that were ruled on."""
    return points_page()


@dataclass(frozen=True, slots=True)
class PointsPage(ControlPage):
    """Points to be ruled on, and the rulings."""

    template: ClassVar[str] = "control/points.html"
    key: ClassVar[str] = "room"

    refused: Refusal | None
    refused_at: str
    given: str
    points: tuple[PointRow, ...]
    kinds: tuple[PointKind, ...]
    ids: Mapping[str, str]
    verdicts: tuple[Choice, ...]
    rulings: tuple[RulingRow, ...]
    is_play_over: bool


@dataclass(frozen=True, slots=True)
class RulingRow:
    """A ruling: when, on which request, on which ground ("" where it names none), which way, and why."""

    when: str
    number: str
    ground: str
    verdict: str
    reasons: str


def ruling_rows() -> tuple[RulingRow, ...]:
    """The rulings so far, the latest first.

    A team reads every ruling, but the number only of a request that it sees: the number is in one of its sides' views.
    """
    found = []
    for same in zip(*(view.rulings for view in all_views().teams.values()), strict=True):
        ruling = next((each for each in same if each.request), same[0])
        found.append(
            RulingRow(
                date_at(ruling.at),
                ruling.request,
                ground_name(ruling.finding.partition("/")[2]),
                say_code(f"verdict.{ruling.verdict}"),
                ruling.reasons,
            )
        )
    return tuple(reversed(found))


def points_page(
    status: int = 200, refused: Refusal | None = None, at: str = "", given: str = ""
) -> ResponseReturnValue:
    """The list with a form for each point."""
    found = control_view().points
    return control_page(
        PointsPage(
            refused=refused,
            refused_at=at,
            given=given,
            points=tuple(point_row(point) for point in found),
            kinds=point_kinds(),
            ids={
                point_handle(each): new_command_id(f"rule/{each.request}/{each.finding}/{each.item}") for each in found
            },
            verdicts=tuple(Choice(each, say_code(f"verdict.{each}")) for each in VERDICTS),
            rulings=ruling_rows(),
            is_play_over=control_view().clock.is_over,
        ),
        status,
    )


@dataclass(frozen=True, slots=True)
class PointKind:
    """Points of one kind: the same finding about the same ground or content, in several requests."""

    handle: str
    title: str
    points: tuple[PointRow, ...]
    open_count: int
    own_count: int
    command: str


def kind_handle(point: PointView) -> str:
    """What addresses call the kind of a point."""
    return handle_of("kind", f"{point.finding}|{point.item}")


def point_kinds() -> tuple[PointKind, ...]:
    """The points by kind: those on the teams' own decisions first, then those with most open ones."""
    groups: dict[str, list[PointView]] = {}
    for point in sorted(control_view().points, key=lambda each: not is_own(each)):
        groups.setdefault(kind_handle(point), []).append(point)
    kinds = []
    for handle, points in groups.items():
        listed = tuple(map(point_row, points))
        kinds.append(
            PointKind(
                handle=handle,
                title=listed[0].ground or listed[0].text,
                points=listed,
                open_count=sum(not point.ruled for point in points),
                own_count=sum(not point.ruled and is_own(point) for point in points),
                command=new_command_id(f"rule/kind/{handle}"),
            )
        )
    return tuple(sorted(kinds, key=lambda kind: (not kind.own_count, -kind.open_count)))


@blueprint.post("/points/kind/<handle>")
def rule_kind(handle: str) -> ResponseReturnValue:
    """Control rules on every open point of a kind at once, with one reason: all of them, or none."""
    given = request.form.get("reasons", "")[:8000]
    points = [point for point in control_view().points if kind_handle(point) == handle and not point.ruled]
    if not points:
        gone = Refusal("gone", _("No point of this kind is open any more. No ruling was made."), 410)
        return points_page(gone.status, gone, "", given)
    try:
        verdict = one_of("verdict", VERDICTS, label=_("Ruling"))
        reasons = text_field("reasons", label=_("Reasons"), required=True)
        first = command_id()
        refused = do_all(
            [
                RuleOnPoint(
                    id=f"{first}{number or ''}",
                    member=CONTROL,
                    request=point.request,
                    finding=point_named(point),
                    verdict=verdict,
                    reasons=reasons,
                )
                for number, point in enumerate(points)
            ]
        )
    except RuleViolation as violation:
        refused = refusal(violation)
    if refused is not None:
        return points_page(refused.status, refused, "", given)
    flash(ngettext("Ruled on %(num)s point.", "Ruled on %(num)s points of this kind.", len(points)))
    return back("control.points")


@blueprint.post("/points/<handle>")
def rule(handle: str) -> ResponseReturnValue:
    """Control rules on a point, with reasons that everybody reads."""
    given = request.form.get("reasons", "")[:8000]
    point = next((each for each in control_view().points if point_handle(each) == handle), None)
    if point is None:
        gone = Refusal("gone", _("This point is not open any more. No ruling was made; your reasons are below."), 410)
        return points_page(gone.status, gone, "", given)
    try:
        command = RuleOnPoint(
            id=command_id(),
            member=CONTROL,
            request=point.request,
            finding=point_named(point),
            verdict=one_of("verdict", VERDICTS, label=_("Ruling")),
            reasons=text_field("reasons", label=_("Reasons"), required=True),
        )
        refused = do(command)
    except RuleViolation as violation:
        refused = refusal(violation)
    if refused is not None:
        return points_page(refused.status, refused, handle, given)
    flash(_("%(number)s: your ruling is made. Every team reads it with its reasons.", number=point.label))
    return back("control.points")
