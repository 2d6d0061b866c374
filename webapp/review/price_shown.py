"""The price that a page or a paper begins with, and a price with its charts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from simulation.review.prices.prices import Price
from simulation.review.record_reading import RecordReading
from webapp.review.charts.charts import Chart
from webapp.review.price_said import (
    PeopleRow,
    Said,
    is_finding,
    people_heads,
    people_rows,
    price_dots,
    price_said,
    telling_order,
)


@dataclass(frozen=True, slots=True)
class PriceShown:
    """A priced decision with its charts."""

    said: Said
    title: str
    effects: Chart
    replicates: str
    people: tuple[PeopleRow, ...]
    people_heads: tuple[str, str]


def most_telling(reading: RecordReading, prices: Iterable[Price]) -> Price | None:
    """The price that a page begins with; None where none is clear."""
    return next((each for each in telling_order(reading, prices) if is_finding(reading, each)), None)


def price_shown(reading: RecordReading, price: Price, *, leads: bool = True) -> PriceShown:
    """A price with its charts in words; where the page begins with something else, its chart says what it is about."""
    said = price_said(reading, price, roles_only=False)
    return PriceShown(
        said=said,
        title=_("One dot for each run, compared with the same run as played") if leads else said.named,
        effects=price_dots(reading, price, said.headline),
        replicates=_("one dot for each run, %(count)s runs; ring: runs that did not change", count=len(price.runs)),
        people=people_rows(reading, price),
        people_heads=people_heads(price),
    )
