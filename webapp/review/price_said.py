"""A price in words: how a decision was otherwise, what that goes with at the end of play, and what held it.

Roles are named, never delegations; a country's code stands only in the number of a request on the trainer's own page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.kernel.agenda import DAY
from simulation.review.figures import Compared, Subject, figures_of_case
from simulation.review.prices.choices import Held, HeldBy
from simulation.review.prices.prices import ORDER, Price, Verdict, verdict
from simulation.review.prices.variants import Variant
from simulation.review.record_reading import RecordReading
from simulation.review.strength import Strength
from simulation.scenario.schema.scenario import Currency
from webapp.review.charts.charts import Chart, day_of, number
from webapp.review.charts.delay_charts import DotRow, dots
from webapp.review.charts.drawing import Ink, holder_ink
from webapp.review.runs_said import (
    amount,
    change,
    clarity_said,
    difference_said,
    figure_name,
    signed_amount,
    unchanged_said,
)
from webapp.review.sentences import decision_title, side_of
from webapp.text.say import capital, say_code


@dataclass(frozen=True, slots=True)
class Said:
    """A price in words.

    Attributes:
        title: What was done, without who.
        headline: How it was otherwise, and what that goes with, in this model.
        text: In how many runs, what else moved or did not, and whether waiting was right.
        effect: The effect alone.
    """

    title: str
    headline: str
    text: str
    effect: str

    @property
    def named(self) -> str:
        """The headline after the name of the decision, where nothing else says which it is."""
        return _("%(title)s. %(headline)s", title=self.title, headline=self.headline)


def days_earlier(seconds: int) -> str:
    """How much earlier a decision was really taken: `30 days earlier`, `less than a day earlier`."""
    days = round(seconds / DAY)
    return ngettext("%(num)s day earlier", "%(num)s days earlier", days) if days else _("less than a day earlier")


def otherwise_said(price: Price) -> str:
    """How a decision was otherwise: `Taken 22 days earlier`."""
    match price.variant:
        case Variant.EARLIER:
            return _("Taken %(earlier)s", earlier=days_earlier(price.held.seconds))
        case Variant.ALONE:
            return _(
                "Taken %(earlier)s, with all other acts at the same times as during play",
                earlier=days_earlier(price.held.seconds),
            )
        case Variant.LATER:
            days = round(-price.held.seconds / DAY)
            return ngettext("Taken %(num)s day later", "Taken %(num)s days later", days)
        case _:
            return say_code(f"variant.{price.variant}")


def held_said(held: Held) -> str:
    """What held a decision where it stands."""
    return say_code(f"held.{held.by}", day=number(day_of(held.at)))


def leading(reading: RecordReading, price: Price) -> Compared:
    """The figure that is told: the first that is clear, else the first that moved, else the case's own."""
    case = figures_of_case(reading.scenario)
    ranked = sorted(case, key=lambda figure: ORDER.index(figure.subject))
    said = {figure: price.strength(figure) for figure in ranked}
    moved = (figure for figure in ranked if said[figure].less + said[figure].more)
    clear = (figure for figure in ranked if said[figure].is_clear)
    own = next((figure for figure in case if figure.subject in {Subject.GOODS, Subject.PEOPLE}), case[0])
    return next(clear, None) or next(moved, None) or own


def price_said(reading: RecordReading, price: Price, *, roles_only: bool) -> Said:
    """A price in words."""
    figure = leading(reading, price)
    found = price.strength(figure)
    day = number(day_of(reading.span.end))
    how = otherwise_said(price)
    effect = _effect(reading, price, figure, found)
    if found.is_clear:
        headline = _("%(how)s: %(effect)s by day %(day)s, in this model.", how=how, effect=effect, day=day)
    else:
        headline = _("%(how)s: %(effect)s.", how=how, effect=effect)
    title = decision_title(reading, price.decision, roles_only=roles_only) if price.decision is not None else ""
    return Said(title, headline, _text(reading, price, figure), capital(effect))


def _effect(reading: RecordReading, price: Price, figure: Compared, found: Strength) -> str:
    currency = reading.scenario.currency
    if found.is_clear:
        return change(figure, found.median, currency)
    if not price.runs:
        own = price.own
        difference = own.difference(figure.key) if own is not None else 0.0
        if not difference:
            return _("nothing changes with the chance events of this exercise")
        return _(
            "%(change)s, but only with the chance events of this exercise", change=change(figure, difference, currency)
        )
    if not price.moves():
        return unchanged_said(len(price.runs))
    return _("no clear effect on any figure")


def _text(reading: RecordReading, price: Price, figure: Compared) -> str:
    case = figures_of_case(reading.scenario)
    said = {each: price.strength(each) for each in case}
    parts = []
    if price.runs and price.moves():
        parts.append(f"{figure_name(figure)}: {clarity_said(said[figure])}.")
        others = [each for each in case if each.subject is not Subject.PEOPLE]
        still = [figure_name(each).lower() for each in others if not said[each].less + said[each].more]
        if still:
            parts.append(_("No effect in any run: %(figures)s.", figures=", ".join(still)))
    if (later := after_said(reading, price, figure)) is not None:
        parts.append(later)
    if verdict(price, case) is Verdict.WAITING_WAS_RIGHT:
        parts.append(_("Waiting was right, in this model."))
    if price.other_stories:
        parts.append(
            ngettext(
                "In %(num)s run, more than a fifth of the acts no longer applied; this run is left out.",
                "In %(num)s runs, more than a fifth of the acts no longer applied; these runs are left out.",
                price.other_stories,
            )
        )
    parts.append(
        _("Counted to the end of play. A run is this exercise played again by the computer with other chance events.")
    )
    return " ".join(parts)


def after_said(reading: RecordReading, price: Price, figure: Compared) -> str | None:
    """What the figure that is told came to after automatic play, in one line; None where no run was played on."""
    later = price.after
    if later is None or not later.runs:
        return None
    return _(
        "After automatic play, by day %(day)s, %(figure)s: %(said)s.",
        figure=figure_name(figure).lower(),
        day=number(reading.scenario.horizon_days + 1),
        said=difference_said(figure, later.strength(figure), reading.scenario.currency),
    )


@dataclass(frozen=True, slots=True)
class HorizonRow:
    """A figure under a decision taken otherwise, at the end of play and after automatic play."""

    key: str
    group: str
    label: str
    play: str
    after: str


def horizon_rows(reading: RecordReading, price: Price) -> tuple[HorizonRow, ...]:
    """All figures of the case, each on its own, at both moments; none where no run was played on."""
    later = price.after
    if later is None or not later.runs:
        return ()
    currency = reading.scenario.currency
    return tuple(
        HorizonRow(
            figure.key,
            say_code(f"subject.{figure.subject}"),
            figure_name(figure),
            difference_said(figure, price.strength(figure), currency),
            difference_said(figure, later.strength(figure), currency),
        )
        for figure in figures_of_case(reading.scenario)
    )


def price_dots(reading: RecordReading, price: Price, alt: str) -> Chart:
    """The differences of each figure, one dot a run; figures about people stand in words beside it, in no drawing."""
    currency = reading.scenario.currency
    side = side_of(reading, price.decision) if price.decision is not None else "home"
    ink = Ink.ACCENT if side == "home" else holder_ink(side)
    rows = [
        DotRow(
            figure_name(figure),
            found,
            ink,
            clarity_said(found),
            signed_amount(figure, found.median, currency),
            signed_amount(figure, found.low, currency),
            signed_amount(figure, found.high, currency),
            ends=_scale_ends(figure, found, currency),
        )
        for figure in figures_of_case(reading.scenario)
        if figure.subject is not Subject.PEOPLE
        for found in (price.strength(figure),)
    ]
    head = (_("Figure"), _("Median"), _("Nine runs in ten: from"), _("Nine runs in ten: to"), _("In words"))
    return dots("price", rows, alt, head, one_scale=False)


def _scale_ends(figure: Compared, found: Strength, currency: Currency) -> tuple[str, str]:
    """What the two ends of a figure's scale mean: its largest difference, less and more."""
    most = max((abs(each) for each in found.differences), default=0.0)
    return signed_amount(figure, -most, currency), signed_amount(figure, most, currency)


@dataclass(frozen=True, slots=True)
class PeopleRow:
    """A figure about people under a decision taken otherwise: as it was, otherwise, and in words."""

    label: str
    as_was: str
    otherwise: str
    said: str


def people_rows(reading: RecordReading, price: Price) -> tuple[PeopleRow, ...]:
    """The figures about people, on their own; medians over the runs, or this exercise itself without any."""
    rows = []
    pairs = price.runs or tuple(pair for pair in price.pairs if not pair.number)
    for figure in figures_of_case(reading.scenario):
        if figure.subject is not Subject.PEOPLE or not all(figure.key in pair.was.figures for pair in pairs):
            continue
        was, moved = (_median([getattr(pair, side).figures[figure.key] for pair in pairs]) for side in ("was", "moved"))
        currency = reading.scenario.currency
        rows.append(
            PeopleRow(
                figure_name(figure),
                amount(figure, was, currency, short=False),
                amount(figure, moved, currency, short=False),
                clarity_said(price.strength(figure)) if price.runs else "",
            )
        )
    return tuple(rows)


def people_heads(price: Price) -> tuple[str, str]:
    """What the two columns of figures about people are: medians over runs, which are not this exercise itself."""
    if not price.runs:
        return _("As it was"), _("Alternative")
    runs = len(price.runs)
    return (
        ngettext("As played, in %(num)s run", "As played, median of %(num)s runs", runs),
        ngettext("Alternative, in %(num)s run", "Alternative, median of %(num)s runs", runs),
    )


def _median(values: list[float]) -> float:
    row = sorted(values)
    middle = len(row) // 2
    return row[middle] if len(row) % 2 else (row[middle - 1] + row[middle]) / 2 if row else 0.0


def is_finding(reading: RecordReading, price: Price) -> bool:
    """Whether a page may begin with a price: only with one that is clear."""
    return verdict(price, figures_of_case(reading.scenario)) in {Verdict.MATTERED, Verdict.WAITING_WAS_RIGHT}


def telling_order(reading: RecordReading, found: Iterable[Price]) -> list[Price]:
    """Prices, the most telling first: what is clear, by the subject of its figure; never by an amount."""
    case = figures_of_case(reading.scenario)
    verdicts = (Verdict.MATTERED, Verdict.WAITING_WAS_RIGHT, Verdict.UNCLEAR, Verdict.NOTHING)

    def place(price: Price) -> tuple[int, int, int, str]:
        figure = leading(reading, price)
        said = price.strength(figure)
        return (
            verdicts.index(verdict(price, case)),
            ORDER.index(figure.subject),
            -abs(said.less - said.more),
            price.key,
        )

    return sorted(found, key=place)


def held_note(held: Held | None) -> str:
    """Why a decision could not have been taken earlier than it would be; "" where nothing more was asked."""
    return "" if held is None or held.by is HeldBy.WISH else held_said(held)
