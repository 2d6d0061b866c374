"""Levers: documented changes in how a country cooperates, and what each changes in law, desks and stage times."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from simulation.law.rows import LawRow, Said, rows
from simulation.law.time.stage_times import OfficeQueue
from simulation.scenario.schema.country import Channel, Country, CountryPair
from simulation.scenario.schema.scenario import Scenario


class Lever(LawRow):
    """A change that a country can make.

    Attributes:
        id: Which.
        name: For pages.
        text: What it does.
        lead_days: Days from the decision until it works.
        desk: Desk that gets more people.
        more_percent: How many more, in percent of those it has.
        modifiers: Ids of the modifiers of stage times that it puts in place.
        with_partners: What changes between the country and every other one.
        short_freeze_days: Days for which its intelligence unit may hold money at least.
    """

    id: str
    name: Said
    text: Said
    lead_days: Annotated[int, Field(ge=0, le=1000)]
    desk: OfficeQueue | None = None
    more_percent: Annotated[int, Field(ge=0, le=400)] = 0
    modifiers: tuple[str, ...] = ()
    with_partners: Literal["", "electronic", "liaison", "agreement"] = ""
    short_freeze_days: Annotated[int, Field(ge=0, le=60)] = 0


@cache
def load_levers() -> dict[str, Lever]:
    """All levers by their id, in the order of the pages."""
    return {row.id: row for row in rows("levers", "levers", Lever)}


def with_lever(scenario: Scenario, lever: Lever, code: str) -> Scenario:
    """The scenario's law as a lever leaves it; desks and stage times are not law.

    Args:
        scenario: As it was.
        lever: What works from now on.
        code: In which country.
    """
    if not lever.with_partners and not lever.short_freeze_days:
        return scenario
    pairs = tuple(_pair(pair, lever) if code in {pair.a, pair.b} else pair for pair in scenario.pairs)
    countries = tuple(_country(each, lever) if each.code == code else each for each in scenario.countries)
    return scenario.model_copy(update={"pairs": pairs, "countries": countries})


def _pair(pair: CountryPair, lever: Lever) -> CountryPair:
    match lever.with_partners:
        case "electronic":
            return pair.model_copy(update={"electronic": True})
        case "liaison":
            return pair.model_copy(update={"liaison": True})
        case "agreement" if pair.channel is Channel.DIPLOMATIC:
            return pair.model_copy(update={"channel": Channel.CENTRAL})
        case _:
            return pair


def _country(country: Country, lever: Lever) -> Country:
    days = max(country.short_freeze_days, lever.short_freeze_days)
    return country.model_copy(update={"short_freeze_days": days})
