"""On which way a request is sent, and what comes of one that the two countries have not agreed.

Every way can be chosen. A request on a way that is not agreed is taken all the same, passed on by an authority that is
not competent (days lost, and sometimes the paper), or may come back unexecuted; an oral one has to be confirmed.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Annotated

from pydantic import Field

from simulation.kernel.agenda import DAY, HOUR
from simulation.kernel.draws import Draws, Purpose, quantile
from simulation.law.book.content import Content
from simulation.law.rows import LawRow, Said, rows
from simulation.scenario.schema.country import Channel, CountryPair

ELECTRONIC = "electronic"
INTERPOL = "interpol"
"""Way by the police organisation, in urgent cases where it is agreed (UNTOC 18(13))."""

ORAL = "oral"
WAYS: tuple[str, ...] = (*(channel.value for channel in Channel), ELECTRONIC, ORAL)
"""Ways of sending: the formal channels, and two that are open where the pair agreed them (UNTOC 18(14))."""

ORAL_SECONDS = 4 * HOUR
"""An urgent oral request is made the same day, before the fair copy (UNTOC 18(14); the hours are an assumption)."""


class TransmissionResult(StrEnum):
    """What comes of the way that was chosen."""

    AGREED = "agreed"
    ACCEPTED = "accepted"
    FORWARDED = "forwarded"
    REFUSED = "refused"
    TO_CONFIRM = "to_confirm"


class WayRow(LawRow):
    """What comes of a way that is not the one agreed.

    Attributes:
        id: `agreed/sent`.
        agreed: Channel of the pair.
        sent: Way that was chosen.
        outcome: What comes of it.
        days: Quantiles (p0, p25, p50, p75, p100) of the days lost until it lies before the right authority.
        loss_percent: How many of a hundred are lost there besides.
        name: Short name.
        text: For the law book.
    """

    id: str
    agreed: Channel
    sent: str
    outcome: TransmissionResult
    days: Annotated[tuple[float, ...], Field(max_length=5)] = ()
    loss_percent: Annotated[int, Field(ge=0, le=100)] = 0
    name: Said
    text: Said


@cache
def load_ways() -> tuple[WayRow, ...]:
    """The rows, in the order of the book."""
    return rows("channels", "ways", WayRow)


def agreed_way(pair: CountryPair) -> str:
    """The way that the two have agreed and that is quickest."""
    return ELECTRONIC if pair.electronic else pair.channel.value


def way_of(content: Content, pair: CountryPair) -> str:
    """The way that a request takes: the one that it names, else the agreed one."""
    return content.channel or agreed_way(pair)


def outcome_of(content: Content, pair: CountryPair) -> TransmissionResult:
    """What comes of the way that a request takes between two countries."""
    way = way_of(content, pair)
    if way == pair.channel or (way == ELECTRONIC and pair.electronic):
        return TransmissionResult.AGREED
    if way == ORAL and pair.oral_urgent and content.urgent:
        return TransmissionResult.TO_CONFIRM
    found = _row(pair.channel, way)
    return TransmissionResult.REFUSED if found is None else found.outcome


def _row(agreed: Channel, way: str) -> WayRow | None:
    return next((row for row in load_ways() if row.agreed is agreed and row.sent == way), None)


def passing_on(content: Content, pair: CountryPair, draws: Draws, visit: str, now: int) -> tuple[int, bool]:
    """Seconds that an authority which is not competent keeps it, and whether it is lost there (ETS 30 article 18)."""
    row = _row(pair.channel, way_of(content, pair))
    if row is None or not row.days:
        return 0, False
    days = quantile(row.days, draws.uniform(Purpose.STAGE, visit, "forwarded", now))
    is_lost = draws.uniform(Purpose.LOSS, visit, "forwarded", now) * 100.0 < row.loss_percent
    return int(days * DAY), is_lost
