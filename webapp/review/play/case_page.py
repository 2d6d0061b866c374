"""The case: from letters to proof, how long answers waited, money that adds up, the network before and after."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import ClassVar

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.review.record_reading import RecordReading
from simulation.scenario.schema.functions import Function
from simulation.scenario.schema.play import Route
from webapp.pages.page import ReviewPage, review_page
from webapp.review.blueprint import blueprint
from webapp.review.charts import case_charts
from webapp.review.charts.case_charts import FunnelStep, held_in_all, taken_of_held
from webapp.review.charts.charts import Chart, day_of, number, shown_days
from webapp.review.current_review import Tab, here, tabs
from webapp.review.sentences import others_said
from webapp.text.formatting import round_money
from webapp.text.say import capital, say_code
from webapp.visit.visitor import current_exercise


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A row of the table of who asked whom: answered of those that left."""

    code: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CasePage(ReviewPage):
    """The case."""

    template: ClassVar[str] = "review/case.html"
    key: ClassVar[str] = "review"

    tabs: tuple[Tab, ...]
    end_day: int
    funnel: Chart | None
    funnel_title: str
    waiting: Chart | None
    waiting_title: str
    begun: int
    others: str
    held: Chart
    drawn_day: int
    held_title: str
    code: str
    network: Chart | None
    network_title: str
    heads: tuple[str, ...]
    asked: tuple[AskedRow, ...]
    exercise: str


@blueprint.get("/case")
def case() -> ResponseReturnValue:
    """Where the case was won and lost, in counts."""
    now = here()
    reading = now.reading
    steps = funnel_steps(reading)
    title = funnel_said(reading)
    currency = reading.scenario.currency
    drawn = shown_days(reading)
    functions = {each: capital(say_code(f"function.{each}").removeprefix("a ")) for each in Function}
    return review_page(
        CasePage(
            tabs=tabs(now, "case"),
            end_day=day_of(reading.span.end),
            funnel=case_charts.funnel(steps, title) if steps else None,
            funnel_title=title,
            waiting=case_charts.waiting_curve(reading.waiting_of_teams, waiting_said(reading))
            if reading.waiting_of_teams.sent
            else None,
            waiting_title=waiting_said(reading),
            begun=reading.waiting_of_teams.begun,
            others=others_said(reading),
            held=case_charts.held_money(drawn, currency.minor_digits, held_said(reading)),
            drawn_day=drawn[-1].day,
            held_title=held_said(reading),
            code=currency.code,
            network=case_charts.network(reading.network, functions, network_said(reading)) if reading.network else None,
            network_title=network_said(reading),
            heads=tuple(country.code for country in reading.scenario.played),
            asked=_asked(reading),
            exercise=current_exercise().id,
        )
    )


def funnel_steps(reading: RecordReading) -> tuple[tuple[FunnelStep, ...], ...]:
    """Letters of the teams from draft to answer, and what the answers came to, by the figures of the outcome."""
    if reading.outcome is None:
        return ()
    waited, outcome = reading.waiting_of_teams, asdict(reading.outcome)
    letters = (
        FunnelStep(_("Letters begun"), waited.begun, ""),
        FunnelStep(_("Letters sent"), waited.sent, _lost(waited.never_sent, _("never sent"))),
        FunnelStep(
            _("Letters answered"),
            waited.answered,
            ", ".join(
                part for part in (_lost(waited.open, _("open")), _lost(waited.withdrawn, _("withdrawn"))) if part
            ),
        ),
    )
    people = tuple(
        FunnelStep(say_code(f"outcome_key.{key}"), outcome[key], "")
        for key in ("members_arrested", "members_charged", "members_convicted")
    )
    ends = tuple(
        FunnelStep(say_code(f"outcome_key.{key}"), outcome[key], "")
        for key in ("papers_that_stand", "cases_decided_on_merits")
    )
    return letters, ends[:1], people, ends[1:]


def _lost(count: int, why: str) -> str:
    return f"{number(count)} {why}" if count else ""


def funnel_said(reading: RecordReading) -> str:
    """What the funnel says."""
    waited = reading.waiting_of_teams
    if not waited.begun:
        return _("The teams began no letter during play.")
    cases = reading.outcome.cases_decided_on_merits if reading.outcome is not None else 0
    return _(
        "Letters that the teams began: %(begun)s; sent: %(sent)s; answered: %(answered)s. %(cases)s.",
        begun=number(waited.begun),
        sent=number(waited.sent),
        answered=number(waited.answered),
        cases=ngettext("%(num)s case was decided on the merits", "%(num)s cases were decided on the merits", cases),
    )


def waiting_said(reading: RecordReading) -> str:
    """What the curve of waiting says."""
    waited = reading.waiting_of_teams
    if not waited.begun:
        return _("The teams began no letter during play.")
    if not waited.sent:
        return _("None of the letters that the teams began was sent, so none could be answered.")
    if waited.median_days is None:
        return _("Fewer than half of the letters that the teams began had an answer by the end of play.")
    return _(
        "Half of the letters that the teams began had an answer within %(days)s days of being sent.",
        days=number(waited.median_days),
    )


def held_said(reading: RecordReading) -> str:
    """What became of all money that authorities came to hold, at the end of play."""
    day = reading.flow_at(reading.span.end)
    currency = reading.scenario.currency
    if not held_in_all(day):
        return _("Authorities held no money.")
    return _(
        "Of %(all)s %(code)s that authorities held, %(frozen)s are still frozen, %(taken)s were "
        "confiscated and %(gone)s were released.",
        all=round_money(held_in_all(day), currency),
        code=currency.code,
        frozen=round_money(day.flows.money_frozen_minor, currency),
        taken=round_money(taken_of_held(day), currency),
        gone=round_money(day.flows.money_released_minor, currency),
    )


def network_said(reading: RecordReading) -> str:
    """What removals did to the network."""
    removed = [each for each in reading.network if each.removed]
    again = [each for each in removed if each.is_held]
    if not removed:
        return _("Nobody was removed from the network.")
    return ngettext(
        "%(num)s position in the network lost its holder; filled again: %(again)s.",
        "%(num)s positions in the network lost their holders; filled again: %(again)s.",
        len(removed),
        again=number(len(again)),
    )


def _asked(reading: RecordReading) -> tuple[AskedRow, ...]:
    """Letters answered of those that left, row asks column."""
    codes = [country.code for country in reading.scenario.played]
    rows = []
    for asking in codes:
        cells = []
        for asked in codes:
            found = [
                line
                for line in reading.lines
                if (line.requesting, line.requested) == (asking, asked)
                and line.route is Route.MLA
                and (line.left is not None or line.inherited)
            ]
            told = _(
                "%(answered)s of %(left)s",
                answered=number(sum(line.answered is not None for line in found)),
                left=number(len(found)),
            )
            cells.append("·" if asking == asked else told if found else _("none"))
        rows.append(AskedRow(asking, tuple(cells)))
    return tuple(rows)
