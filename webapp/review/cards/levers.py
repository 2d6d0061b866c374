"""What a lever would have changed: the choice of one, and what was found, each effect with its band."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from simulation.exercise.clock.commands import Jump
from simulation.kernel.agenda import DAY
from simulation.review.pricing import LeverPrice
from simulation.review.record_reading import RecordReading
from simulation.review.what_if import Band
from webapp.pages.forms import Option
from webapp.review.charts.charts import number
from webapp.review.current_review import Here
from webapp.review.sentences import effect_unit, shown_effects
from webapp.text.law_texts import LeverText, lever_name, lever_texts
from webapp.text.say import say_code


@dataclass(frozen=True, slots=True)
class FoundLever:
    """What a lever would have changed, in words."""

    title: str
    rows: tuple[tuple[str, str], ...]
    note: str


@dataclass(frozen=True, slots=True)
class LeverCard:
    """The choices and what was found."""

    levers: tuple[LeverText, ...]
    countries: tuple[Option, ...]
    days: tuple[Option, ...]
    found: tuple[FoundLever, ...]


def lever_card(now: Here) -> LeverCard:
    """The card of the page of decisions."""
    scenario = now.reading.scenario
    return LeverCard(
        lever_texts(),
        tuple(Option(each.code, scenario.text(f"country.{each.code}.name")) for each in scenario.countries),
        days(now),
        tuple(_found(now.reading, price) for price in now.levers),
    )


def days(now: Here) -> tuple[Option, ...]:
    """When it could have been decided: long before the exercise, or at the beginning of each move that was played."""
    begins = {entry.at // DAY + 1 for entry in now.reading.record.entries if isinstance(entry.command, Jump)}
    moves = tuple(Option(str(day), _("decided on day %(day)s", day=day)) for day in sorted({1, *begins}))
    return (Option("0", _("in place from the start")), *moves)


def lever_title(reading: RecordReading, country: str, lever: str, day: int) -> str:
    """A lever as a list names it."""
    name, whose = lever_name(lever), reading.scenario.text(f"country.{country}.name")
    if not day:
        return _("%(lever)s in %(country)s, in place from the start", lever=name, country=whose)
    return _("%(lever)s in %(country)s, decided on day %(day)s", lever=name, country=whose, day=day)


def _found(reading: RecordReading, price: LeverPrice) -> FoundLever:
    kept = len(price.pairs) - price.diverged
    return FoundLever(
        lever_title(reading, price.country, price.lever, price.day),
        tuple(
            (say_code(f"effect.{effect}"), _said(band, effect_unit(reading, effect)))
            for effect, band in price.bands
            if effect in shown_effects(reading)
        ),
        _(
            "In this model, over %(kept)s replicates with the same decisions; %(diverged)s diverged and are left out.",
            kept=kept,
            diverged=price.diverged,
        ),
    )


def _said(band: Band, unit: int) -> str:
    low, median, high = (number(value / unit) for value in (band.p5, band.median, band.p95))
    if not (band.p5 or band.median or band.p95):
        return _("no effect")
    return _("%(median)s (%(low)s to %(high)s)", median=median, low=low, high=high)
