"""The after-action page: finding, requests by holder, stages against references, flows, exposure, outcome."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import make_response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.exceptions import NotFound

from simulation.exercise.outcome.exposure import Exposure, known_exposure
from simulation.review.bundles import ALL, costs, flows_apart
from simulation.review.figures import moves_goods
from simulation.review.prices.prices import Price
from simulation.review.record_reading import RecordReading
from simulation.review.tables import NAMES, csv_text, delay_table, flows_apart_table, price_table, table
from simulation.review.timelines import RequestLine, StageDelay, net_over
from simulation.scenario.schema.play import Route
from webapp.pages.page import ReviewPage, review_page
from webapp.review.blueprint import blueprint
from webapp.review.cards.judgments import JudgmentRow, judgment_rows
from webapp.review.cards.leaks import LeakRow, leak_rows
from webapp.review.cards.lessons import LessonCard, lesson_card
from webapp.review.cards.outcome import OutcomeRow, outcome_rows
from webapp.review.cards.pairs import PairRow, pairs
from webapp.review.charts import charts
from webapp.review.charts.charts import Chart, day_of, number, signed
from webapp.review.charts.gantt_chart import GanttRow, gantt
from webapp.review.current_review import Here, Tab, here, tabs, ticket
from webapp.review.findings import Found, Ready, findings, what_is_ready
from webapp.review.price_said import price_said, telling_order
from webapp.review.price_shown import PriceShown, most_telling, price_shown
from webapp.review.sentences import (
    decision_title,
    delay_headline,
    price_hint,
    request_number,
    request_title,
)
from webapp.text.formatting import days_text
from webapp.text.say import say_code
from webapp.visit.languages import country_name
from webapp.visit.visitor import current_exercise

MOST_ROWS = 12
"""Requests in the chart of a first look; all are a click away, and all are in the table to download."""


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage beside its reference."""

    label: str
    holder: str
    days: int
    reference: float | None
    over_text: str
    protected: bool


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages of one request."""

    title: str
    rows: tuple[StageRow, ...]
    total_days: str
    total_text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a short list or table."""

    url: str
    title: str
    text: str


def played_lines(reading: RecordReading) -> tuple[RequestLine, ...]:
    """Requests of which a played country is a side and that took time in play, formal ones first."""
    played = {country.code for country in reading.scenario.played}
    found = [
        line
        for line in reading.lines
        if line.requesting in played and line.stretches and (line.left is not None or line.inherited or line.days >= 1)
    ]
    return tuple(sorted(found, key=lambda line: (line.route is not Route.MLA, -line.days, line.number)))


@dataclass(frozen=True, slots=True)
class ReviewHome(ReviewPage):
    """The after-action page."""

    template: ClassVar[str] = "review/home.html"
    key: ClassVar[str] = "review"

    reading: RecordReading
    tabs: tuple[Tab, ...]
    headline: str
    kicker: str
    text: str
    can_price: bool
    decision: PriceShown | None
    gantt: Chart
    shown: int
    requests: int
    everything: bool
    links: tuple[Line, ...]
    stages: Stages | None
    pair_heads: tuple[str, ...]
    pairs: tuple[PairRow, ...]
    goods: Chart | None
    money: Chart
    exposure: tuple[ExposureLine, ...]
    exposure_total: str
    outcome: tuple[OutcomeRow, ...]
    lessons: LessonCard
    judgments: tuple[JudgmentRow, ...]
    leaks: tuple[LeakRow, ...]
    has_after: bool
    end_day: int
    drawn_day: int
    last_day: int
    others: tuple[Line, ...]
    hours: tuple[tuple[str, str, int], ...]
    tables: tuple[tuple[str, str], ...]
    exercise_id: str
    hot_wash_url: str
    findings: tuple[Found, ...]
    ready: tuple[Ready, ...]


@blueprint.get("/")
def home() -> ResponseReturnValue:
    """Everything on one page, for the trainer."""
    exercise = current_exercise().id
    now = here()
    reading = now.reading
    lines = played_lines(reading)
    everything = request.args.get("show") == "all"
    wanted = request.args.get("request", "")
    chosen = next((line for line in reading.lines if line.label == wanted), None) or telling_line(reading, lines)
    leading = _priced(now, request.args.get("decision", "")) or most_telling(reading, now.prices.values())
    priced = leading or next(iter(telling_order(reading, now.prices.values())), None)
    shown = first_lines(lines, everything=everything)
    if chosen is not None and chosen not in shown:
        shown = (*shown[: MOST_ROWS - 1], chosen) if not everything else (*shown, chosen)
    headline, text = delay_headline(reading)
    can_price = bool(reading.decisions) and not current_exercise().archived
    decision = price_shown(reading, priced, leads=leading is not None) if priced is not None else None
    found = decision if leading is not None else None
    hint = price_hint() if can_price and decision is None else ""
    days = charts.shown_days(reading)
    is_over = reading.span.is_ended and bool(reading.moves_played)
    return review_page(
        ReviewHome(
            reading=reading,
            tabs=tabs(now, "review"),
            headline=found.said.named if found is not None else headline,
            kicker=_("Price of one decision, end of play") if found is not None else _kicker(reading),
            text=found.said.text if found is not None else f"{text} {hint}".strip(),
            can_price=can_price,
            decision=decision,
            gantt=gantt_of(reading, shown, chosen),
            shown=len(shown),
            requests=len(lines),
            everything=everything,
            links=tuple(
                Line(
                    url_for("review.home", exercise=exercise, request=line.label, _anchor="stages"),
                    line.label,
                    request_title(reading, line),
                )
                for line in shown
            ),
            stages=stages_of(reading, chosen) if chosen is not None else None,
            pair_heads=tuple(country.code for country in reading.scenario.played),
            pairs=pairs(reading),
            goods=charts.goods(days, reading.span) if moves_goods(reading.scenario) else None,
            money=charts.money(days, reading.span, reading.scenario.currency),
            exposure=_exposure(reading),
            exposure_total=number(known_exposure(reading.exposures)),
            end_day=day_of(reading.span.end),
            drawn_day=days[-1].day,
            last_day=day_of(reading.span.horizon),
            outcome=outcome_rows(reading),
            lessons=lesson_card(reading),
            judgments=judgment_rows(reading),
            leaks=leak_rows(reading),
            has_after=reading.outcome_after is not None,
            others=_others(now, priced),
            hours=tuple(
                (country_name(reading.scenario, code), say_code(f"office.{office}"), spent)
                for code, office, spent in reading.hours
                if any(each.code == code for each in reading.scenario.played)
            ),
            tables=tuple((name, say_code(f"table.{name}")) for name in NAMES),
            exercise_id=exercise,
            hot_wash_url=url_for("control.projector", exercise=exercise),
            findings=findings(now, exercise) if is_over else (),
            ready=what_is_ready(now) if is_over else (),
        )
    )


def _kicker(reading: RecordReading) -> str:
    """How much was played, above the headline."""
    if reading.moves_played:
        return span_text(reading)
    return _("No move was played.") if reading.span.is_ended else _("The first move has not been opened yet.")


def span_text(reading: RecordReading) -> str:
    """How much was played: `6 moves, 133 days`; words for a line with others, without a full stop."""
    if not reading.moves_played:
        return _("no move") if reading.span.is_ended else _("not yet")
    moves = ngettext("%(num)s move", "%(num)s moves", reading.moves_played)
    return f"{moves}, {days_text(reading.span.days)}"


def first_lines(lines: tuple[RequestLine, ...], *, everything: bool) -> tuple[RequestLine, ...]:
    """The requests of a first look: those that left their country, the longest first."""
    if everything:
        return lines
    return tuple(line for line in lines if line.left is not None or line.inherited)[:MOST_ROWS]


def telling_line(reading: RecordReading, lines: tuple[RequestLine, ...]) -> RequestLine | None:
    """The request that is furthest over its references, the longest when none can be compared."""
    gone = [line for line in lines if line.left is not None or line.inherited]
    return max(gone, key=lambda line: (net_over(reading.stages[line.key]) or -1e9, line.days), default=None)


def over_text(over: float | None) -> str:
    """Days over or under a reference."""
    return signed(over) if over is not None else ""


def gantt_of(reading: RecordReading, lines: Iterable[RequestLine], chosen: RequestLine | None) -> Chart:
    """The chart of requests."""
    rows = [
        GanttRow(
            line,
            request_number(line, roles_only=False),
            request_title(reading, line),
            over_text(net_over(reading.stages[line.key])),
            chosen is not None and line.key == chosen.key,
        )
        for line in lines
    ]
    return gantt(rows, reading.span, lambda holder: say_code(f"holder.{holder}"))


def stages_of(reading: RecordReading, line: RequestLine) -> Stages:
    """One request by stage against the references of the offices that held it."""
    stages = reading.stages[line.key]
    net = net_over(stages)
    counted = sum(stage.days for stage in stages if not stage.protected)
    return Stages(
        title=_("%(number)s by stage, days", number=request_number(line, roles_only=False)),
        rows=tuple(
            StageRow(
                say_code(f"stage_group.{stage.group}"),
                stage.holder.value,
                round(stage.days),
                stage.reference,
                _stage_text(stage),
                stage.protected,
            )
            for stage in stages
        ),
        total_days=number(counted),
        total_text=signed(net) if net is not None else "",
    )


def _stage_text(stage: StageDelay) -> str:
    if stage.protected:
        return _("protected")
    if stage.over is not None:
        return signed(stage.over)
    return _("running") if not stage.ended else ""


@dataclass(frozen=True, slots=True)
class ExposureLine:
    """Known exposure in one country's file; in those of all countries that nobody plays together."""

    country: str
    is_code: bool
    people: int
    days: str
    open: int


def _exposure(reading: RecordReading) -> tuple[ExposureLine, ...]:
    rows = []
    for country in reading.scenario.played:
        found = [each for each in reading.exposures if each.country == country.code]
        if found:
            rows.append(_exposure_line(country.code, found, is_code=True))
    played = {country.code for country in reading.scenario.played}
    others = [each for each in reading.exposures if each.country not in played]
    if others:
        rows.append(_exposure_line(_("countries that nobody plays"), others, is_code=False))
    return tuple(rows)


def _exposure_line(country: str, found: Sequence[Exposure], *, is_code: bool) -> ExposureLine:
    """The days of some files; a day on which several of them show a person counts once."""
    people = {each.person for each in found}
    safe = {each.person for each in found if each.is_protected}
    return ExposureLine(country, is_code, len(people), number(known_exposure(found)), len(people - safe))


def _priced(now: Here, wanted: str) -> Price | None:
    return next((found for key, found in now.prices.items() if ticket(key) == wanted), None)


def _others(now: Here, shown: Price | None) -> tuple[Line, ...]:
    exercise = current_exercise().id
    ranked = telling_order(now.reading, now.prices.values())
    return tuple(
        Line(
            url_for("review.decision", exercise=exercise, ticket_of=ticket(each.decision.key), how=each.variant),
            decision_title(now.reading, each.decision, roles_only=False),
            price_said(now.reading, each, roles_only=False).effect,
        )
        for each in ranked
        if each.decision is not None and (shown is None or each.key != shown.key)
    )[:4]


PRICES, DELAY, FLOWS_APART = "prices", "delay", "flows_apart"


@blueprint.get("/table/<name>.csv")
def table_file(name: str) -> ResponseReturnValue:
    """One table; the byte order mark lets spreadsheets see that it is UTF-8."""
    exercise = current_exercise().id
    if name not in {*NAMES, PRICES, DELAY, FLOWS_APART}:
        raise NotFound
    now = here()
    if name == PRICES:
        found = price_table(now.reading, now.prices.values())
    elif name == DELAY:
        found = delay_table(costs(now.reading.record, now.runs))
    elif name == FLOWS_APART:
        apart = flows_apart(now.reading.record, now.runs, ALL)
        found = flows_apart_table(apart, now.reading.scenario.horizon_days)
    else:
        found = table(now.reading, name)
    answer = make_response("\ufeff" + csv_text(found))
    answer.headers["Content-Type"] = "text/csv; charset=utf-8"
    answer.headers["Content-Disposition"] = f'attachment; filename="rogatory-{exercise}-{name}.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
