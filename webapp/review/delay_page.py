"""What delay cost: the waterfall of one figure, the runs behind it, all figures in words, and the whole clock."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.kernel.terms import TimeKind
from simulation.review.bundles import ALL, FIRST_LOOK, RUNS, Cost, WhoseActs, costs, flows_apart, without_any
from simulation.review.clock import WholeClock, whole_clock
from simulation.review.figures import Subject
from simulation.review.flows import Apart
from simulation.review.record_reading import RecordReading
from simulation.review.strength import Strength
from webapp.pages.page import ReviewPage, back, review_page
from webapp.review.blueprint import blueprint
from webapp.review.charts import delay_charts
from webapp.review.charts.charts import Chart, day_of, number
from webapp.review.charts.delay_charts import COMPONENT_INK, DotRow, Step
from webapp.review.charts.drawing import Ink
from webapp.review.current_review import Here, Tab, here, tabs
from webapp.review.decision_pages import JobRow, go_on, job_rows
from webapp.review.delay_said import (
    ANSWERS,
    Part,
    alone,
    as_played_head,
    clock_headline,
    headline,
    leading,
    left_out_said,
    this_exercise,
    told_parts,
)
from webapp.review.pricing_jobs import DelayWanted
from webapp.review.runs_said import (
    amount,
    band_said,
    change,
    clarity_briefly,
    clarity_said,
    difference_said,
    figure_name,
    scaled,
    signed_amount,
)
from webapp.text.say import say_code
from webapp.visit.visitor import current_exercise


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure in the list of all."""

    key: str
    group: str
    label: str
    url: str
    is_shown: bool
    this_exercise: str
    as_played: str
    nothing_asked: str
    nothing_said: str
    shortened: str
    shortened_said: str
    this_exercise_after: str
    as_played_after: str
    nothing_after: str
    shortened_after: str


@dataclass(frozen=True, slots=True)
class DelayPage(ReviewPage):
    """What delay cost."""

    template: ClassVar[str] = "review/delay.html"
    key: ClassVar[str] = "review"

    tabs: tuple[Tab, ...]
    kicker: str
    headline: str
    text: str
    waterfall: Chart | None
    dots: Chart | None
    title: str
    trust: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    as_played_head: str
    as_played_after_head: str
    has_after: bool
    end_day: str
    last_day: str
    flows: tuple[Chart, ...]
    clock: Chart
    clock_title: str
    clock_note: str
    runs: int
    wanted: int
    first_look: int
    jobs: tuple[JobRow, ...]
    is_asked: bool
    can_play: bool
    exercise: str


@blueprint.get("/delay")
def delay() -> ResponseReturnValue:
    """What delay cost, as far as runs have been played."""
    exercise = current_exercise().id
    now = here()
    found = costs(now.reading.record, now.runs)
    shown = next((each for each in found if each.figure.key == request.args.get("figure")), None) or leading(found)
    days = whole_clock(now.reading.lines)
    jobs = tuple(row for row, job in zip(job_rows(now), now.jobs, strict=True) if isinstance(job.wanted, DelayWanted))
    runs = max((each.pairs for each in found), default=without_any(now.runs))
    return review_page(
        DelayPage(
            tabs=tabs(now, "delay"),
            kicker=_kicker(shown),
            headline=headline(now.reading, shown) if shown is not None else clock_headline(days),
            text=_text(now, shown),
            waterfall=_waterfall(now, shown) if shown is not None else None,
            dots=_dots(now, shown) if shown is not None else None,
            title=figure_name(shown.figure) if shown is not None else "",
            trust=_trust(shown) if shown is not None else (),
            rows=tuple(_row(now, each, shown) for each in found),
            as_played_head=as_played_head(each.as_played.runs for each in found),
            as_played_after_head=as_played_head(each.after.as_played.runs for each in found if each.after is not None),
            has_after=any(each.after is not None for each in found),
            end_day=number(day_of(now.reading.span.end)),
            last_day=number(now.reading.scenario.horizon_days + 1),
            flows=_flows(now, found),
            clock=delay_charts.clock(days, lambda holder: say_code(f"holder.{holder}"), clock_headline(days)),
            clock_title=clock_headline(days),
            clock_note=_clock_note(days),
            runs=runs,
            wanted=RUNS,
            first_look=FIRST_LOOK,
            jobs=jobs,
            is_asked=any(not row.failed for row in jobs),
            can_play=not current_exercise().archived and now.reading.span.is_ended and runs < RUNS,
            exercise=exercise,
        )
    )


@blueprint.post("/delay/play")
def play_lives() -> ResponseReturnValue:
    """Play the runs that are missing; those that are there are kept."""
    now = here()
    if not current_exercise().archived and now.reading.span.is_ended:
        go_on(now, DelayWanted())
    return back("review.delay")


def _clock_note(days: WholeClock) -> str:
    return _(
        "Formal requests: %(requests)s. Days between office hours, which are counted against nobody and "
        "are in no total: %(pace)s. Drafts never sent, counted separately: %(drafts)s (days: %(draft_days)s).",
        requests=number(days.requests),
        pace=number(days.total(TimeKind.PACE)),
        drafts=number(days.drafts),
        draft_days=number(days.draft_days),
    )


def _kicker(cost: Cost | None) -> str:
    if cost is None:
        return _("All requests together")
    runs = ngettext("%(num)s run", "%(num)s runs", cost.all.runs)
    look = _("first results") if cost.pairs <= FIRST_LOOK else ""
    parts = (_("What delay cost"), figure_name(cost.figure), _("end of play"), runs, look)
    return ", ".join(part for part in parts if part)


def _text(now: Here, cost: Cost | None) -> str:
    if cost is None:
        rule = _(
            "To find out what the waits cost, the exercise is played again with shorter waits. A run is "
            "this exercise played again by the computer with other chance events."
        )
        return " ".join(part for part in (rule, left_out_said(without_any(now.runs))) if part)
    currency = now.reading.scenario.currency
    asked = _("Nothing asked abroad: %(said)s.", said=clarity_said(cost.nothing_asked))
    if cost.figure.key == ANSWERS:
        asked = _("This counts all answers to requests and questions that were sent in play, on every channel.")
    elif cost.nothing_asked.is_clear:
        asked = _(
            "Asking nothing abroad goes with %(change)s, %(said)s.",
            change=change(cost.figure, cost.nothing_asked.median, currency),
            said=clarity_said(cost.nothing_asked),
        )
    rule = _(
        "A run is this exercise played again by the computer with other chance events. Each run is "
        "compared with the same run as played. Protected time and the days between office hours stay in every row."
    )
    return f"{asked} {rule}"


def waterfall_steps(reading: RecordReading, cost: Cost, *, on_wall: bool = False) -> list[Step]:
    """The rows of the waterfall of a figure, in words; on the wall in fewer. All are medians over the runs."""
    currency, figure = reading.scenario.currency, cost.figure

    def total(label: str, found: Strength | None, ink: Ink, *, is_left: bool = False) -> Step:
        if found is None:
            return Step(label, None, ink, amount(figure, cost.as_played.median, currency, short=False), is_total=True)
        told = amount(figure, cost.as_played.median + found.median, currency, short=False)
        return Step(label, found, ink, told, *said_of(found), is_total=True, is_left=is_left)

    def part(each: Part) -> Step:
        told = signed_amount(figure, each.value, currency)
        if each.found is None:
            return Step(each.label, None, Ink.EDGE, told, "", each.said, "", rest=each.value)
        return Step(each.label, each.found, COMPONENT_INK[each.component], told, *said_of(each.found))

    def said_of(found: Strength) -> tuple[str, str, str]:
        return band_said(figure, found, currency), clarity_said(found), clarity_briefly(found)

    parts = told_parts(cost, "wall_component" if on_wall else "component") if cost.is_divisible else ()
    asked = total(_("Nothing asked abroad"), cost.nothing_asked, Ink.EDGE)
    return [
        *(() if figure.key == ANSWERS else (asked,)),
        total(_("As played"), None, Ink.INK),
        *(part(each) for each in parts),
        total(_("Every wait shortened"), cost.all, Ink.INK, is_left=True),
    ]


def waterfall_head() -> tuple[str, ...]:
    """Headings of the waterfall's table."""
    return (_("What is different"), _("Amount, or difference"), _("Nine runs in ten"), _("In words"))


def _waterfall(now: Here, cost: Cost) -> Chart:
    steps = waterfall_steps(now.reading, cost)
    return delay_charts.waterfall(steps, cost.as_played.median, headline(now.reading, cost), waterfall_head())


def _dots(now: Here, cost: Cost) -> Chart:
    currency, figure = now.reading.scenario.currency, cost.figure
    rows = [
        *(() if figure.key == ANSWERS else ((_("Nothing asked abroad"), cost.nothing_asked, Ink.EDGE),)),
        *(
            (alone(say_code(f"component.{each.component}")), each.first, COMPONENT_INK[each.component])
            for each in cost.shares
        ),
        (_("Every wait shortened"), cost.all, Ink.ACCENT),
    ]
    told = [
        DotRow(
            label,
            found,
            ink,
            clarity_said(found),
            *(signed_amount(figure, value, currency) for value in (found.median, found.low, found.high)),
        )
        for label, found, ink in rows
    ]
    head = (_("What is different"), _("Median"), _("Nine runs in ten: from"), _("Nine runs in ten: to"), _("In words"))
    return delay_charts.dots("dots", told, headline(now.reading, cost), head)


def _trust(cost: Cost) -> tuple[str, ...]:
    """How far to trust it."""
    found = []
    if cost.played is WhoseActs.LIKE_THEM:
        found.append(
            _(
                "These figures are for rooms like this one: in each run an automatic player holds every seat "
                "from the first day. Acts that protect the people of one run would protect nobody in another, "
                "where other people are at risk."
            )
        )
    else:
        found.append(
            _(
                "With every wait shortened, %(low)s to %(high)s of %(acts)s acts of people no longer applied.",
                low=number(min(cost.skipped)),
                high=number(max(cost.skipped)),
                acts=number(cost.acts),
            )
        )
        found += [said for said in (left_out_said(cost.other_stories),) if said]
        if cost.is_divisible:
            found.append(
                _(
                    "In the first chart, the bar of each holder lies midway between two effects: its waits shortened "
                    "alone, and its waits shortened after all others. The second chart shows its waits shortened alone."
                )
            )
        else:
            found.append(
                _(
                    "In this exercise the waits have an effect only together, so no shares are given. Each row "
                    "shows one holder alone."
                )
            )
    if cost.figure.subject is Subject.GOODS:
        found.append(_("Goods come in a few large consignments, so chance changes their amount more than waits do."))
    return tuple(found)


def _row(now: Here, cost: Cost, shown: Cost | None) -> FigureRow:
    currency, figure = now.reading.scenario.currency, cost.figure
    return FigureRow(
        key=figure.key,
        group=say_code(f"subject.{figure.subject}"),
        label=figure_name(figure),
        url=url_for("review.delay", exercise=current_exercise().id, figure=figure.key),
        is_shown=shown is cost,
        this_exercise=this_exercise(now.reading, figure),
        as_played=amount(figure, cost.as_played.median, currency, short=False),
        nothing_asked=signed_amount(figure, cost.nothing_asked.median, currency),
        nothing_said=clarity_said(cost.nothing_asked),
        shortened=signed_amount(figure, cost.all.median, currency),
        shortened_said=clarity_said(cost.all),
        this_exercise_after=this_exercise(now.reading, figure, after=True),
        as_played_after=amount(figure, cost.after.as_played.median, currency, short=False) if cost.after else "",
        nothing_after=difference_said(figure, cost.after.nothing_asked, currency) if cost.after else "",
        shortened_after=difference_said(figure, cost.after.all, currency) if cost.after else "",
    )


def _flows(now: Here, found: tuple[Cost, ...]) -> tuple[Chart, ...]:
    """The flows of the case through time, with every wait shortened against as played."""
    of = {each.figure.key: each for each in found}
    return tuple(_flow(now, each, of.get(each.figure.key)) for each in flows_apart(now.reading.record, now.runs, ALL))


def _flow(now: Here, found: Apart, cost: Cost | None) -> Chart:
    """A flow through time; its title says of both moments what the table of all figures says of them."""
    figure, span, currency = found.figure, now.reading.span, now.reading.scenario.currency
    last = now.reading.scenario.horizon_days + 1
    parts = [
        _(
            "%(said)s by day %(day)s",
            said=difference_said(figure, told, currency) if told.is_clear else clarity_said(told),
            day=number(day),
        )
        for day, told in ((day_of(span.end), cost and cost.all), (last, cost and cost.after and cost.after.all))
        if told
    ]
    alt = ngettext(
        "%(figure)s with every wait shortened, compared with the exercise as played: %(said)s; line: %(num)s run",
        "%(figure)s with every wait shortened, compared with the exercise as played: %(said)s; line: medians of "
        "%(num)s runs",
        found.runs,
        figure=figure_name(figure),
        said="; ".join(parts),
    )
    drawn = found.days[-1]
    drawn_to = last if drawn == now.reading.scenario.horizon_days else drawn
    amount_of = partial(signed_amount, figure, currency=currency)
    return delay_charts.apart_by_day(found, span, partial(scaled, figure, currency=currency), amount_of, alt, drawn_to)
