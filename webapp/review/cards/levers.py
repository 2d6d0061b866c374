"""What a lever would have changed: the choice of one, and what was found, each effect with its band."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from simulation.exercise.clock.commands import Jump
from simulation.kernel.agenda import DAY
from simulation.review.figures import figures_of_case
from simulation.review.prices.prices import Price
from simulation.review.record_reading import RecordReading
from webapp.pages.forms import Option
from webapp.review.current_review import Here
from webapp.review.runs_said import clarity_said, figure_name, signed_amount
from webapp.text.law_texts import LeverText, lever_name, lever_texts


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
        tuple(_found(now.reading, key, price) for key, price in now.levers.items()),
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


def _found(reading: RecordReading, key: str, price: Price) -> FoundLever:
    _lever, country, lever, day = key.split("/")
    found = {figure: price.strength(figure) for figure in figures_of_case(reading.scenario)}
    currency = reading.scenario.currency
    return FoundLever(
        lever_title(reading, country, lever, int(day)),
        tuple(
            (figure_name(figure), f"{signed_amount(figure, each.median, currency)}; {clarity_said(each)}")
            for figure, each in found.items()
        ),
        _(
            "In this model, at the end of play, over %(kept)s runs with the same decisions. Runs left out "
            "because more than a fifth of their acts no longer applied: %(other)s.",
            kept=len(price.runs),
            other=price.other_stories,
        ),
    )
