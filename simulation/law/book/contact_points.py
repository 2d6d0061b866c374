"""Contact points: who can be asked between two countries about a request, for what, and how soon they answer.

A liaison magistrate or officer, or a network's contact point, helps and never proves: what they say is no paper of any
file (law.md 3; Lausanne guideline 9).
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Draws, Purpose, quantile
from simulation.law.rows import LawRow, Said, rows
from simulation.scenario.schema.country import Country, CountryPair
from simulation.scenario.schema.play import Route

REVIEW_DRAFT = "review_draft"
"""Act of a contact point that reads the draft: the other side has then seen it."""

FIND_ADDRESS = "find_address"
ASK_STATUS = "ask_status"
NOT_ARRIVED = "not_arrived"
"""What a contact point says of a request that nobody there has."""


class ContactRow(LawRow):
    """A contact point.

    Attributes:
        id: Which.
        channel: Row of the informal channels that it belongs to.
        route: Requests that it can be asked about.
        needs: `liaison`, or the network that the pair's row has to name.
        acts: What it can be asked to do.
        days: Quantiles (p0, p25, p50, p75, p100) of days from question to answer.
        hours: Hours of the office that asks.
        name: For pages.
        text: What it is, in our words.
    """

    id: str
    channel: str
    route: Route
    needs: Literal["liaison", "EJN", "WACAP"]
    acts: tuple[Literal["review_draft", "find_address", "ask_status"], ...]
    days: Annotated[tuple[float, ...], Field(min_length=5, max_length=5)]
    hours: Annotated[int, Field(ge=1, le=16)]
    name: Said
    text: Said


@cache
def load_contacts() -> dict[str, ContactRow]:
    """All contact points by their id, in the order of the pages."""
    return {row.id: row for row in rows("contacts", "contacts", ContactRow)}


def contacts_of(pair: CountryPair, route: Route) -> tuple[ContactRow, ...]:
    """The contact points that a pair has for requests on a route."""
    return tuple(
        row
        for row in load_contacts().values()
        if row.route is route and (pair.liaison if row.needs == "liaison" else row.needs in pair.networks)
    )


def answer_seconds(row: ContactRow, draws: Draws, visit: str, now: int) -> int:
    """Seconds from the question to the answer."""
    return max(1, int(quantile(row.days, draws.uniform(Purpose.ANSWER, visit, "contact", now)) * DAY))


def address_of(requested: Country, pair: CountryPair) -> tuple[str, ...]:
    """The right address as codes: the channel, what else is agreed, and the languages."""
    more = (("electronic", pair.electronic), ("oral", pair.oral_urgent))
    return (
        pair.channel.value,
        *(name for name, is_agreed in more if is_agreed),
        *(f"language.{language}" for language in requested.languages),
    )
