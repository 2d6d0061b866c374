"""The ground that goods move over: countries, places, corridors, and the routes from a source to a market.

A route is a simple path of corridors. All routes of at most five legs are listed once; which of them an organisation
can take depends on the corridors that it uses (R2, R3).
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from simulation.network.world import rules
from simulation.scenario.schema.country import Country
from simulation.scenario.schema.crime import Corridor, Crime, Place
from simulation.scenario.schema.parameters import Parameters

MOST_LEGS = 5


@dataclass(frozen=True, slots=True)
class Itinerary:
    """A way from a source to a market.

    Attributes:
        key: The corridors joined by `>`: its causal key.
        corridors: Keys of its legs in order.
        market: Where it ends.
        capacity_g: Most grams that one load may hold on it.
        cost_minor_per_kg: Transport cost of all legs.
    """

    key: str
    corridors: tuple[str, ...]
    market: str
    capacity_g: int
    cost_minor_per_kg: int


class Terrain:
    """Countries, places and corridors of a scenario, sorted by key, and how the corridors stand.

    Attributes:
        countries: By code.
        places: By key.
        corridors: By key.
        campaigns: Factors of interdiction campaigns under way, by corridor.
        closed: Corridors that nobody can pass now, with how many closures are in force.
        last_used: When a load last set out on a corridor.
        surrender_bases: Number of instruments on which one country, the first, can ask another for a surrender.
    """

    def __init__(self, crime: Crime, countries: tuple[Country, ...]) -> None:
        """Index the countries, the places, the corridors and what leads out of each place."""
        self.countries: dict[str, Country] = {
            country.code: country for country in sorted(countries, key=lambda country: country.code)
        }
        self.places: dict[str, Place] = {
            place.key: place for place in sorted(crime.places, key=lambda place: place.key)
        }
        self.corridors: dict[str, Corridor] = {
            corridor.key: corridor for corridor in sorted(crime.corridors, key=lambda corridor: corridor.key)
        }
        self._out: dict[str, list[Corridor]] = {key: [] for key in self.places}
        for corridor in self.corridors.values():
            self._out[corridor.origin].append(corridor)
        self._routes: dict[tuple[str, tuple[str, ...]], tuple[Itinerary, ...]] = {}
        self.campaigns: dict[str, list[float]] = {}
        self.closed: dict[str, int] = {}
        self.last_used: dict[str, int] = {}
        self.surrender_bases: Mapping[tuple[str, str], int] = {}

    def pressure(self, corridor: str) -> float:
        """Factor on a corridor's interception from all campaigns under way, 1 in calm."""
        factor = 1.0
        for campaign in self.campaigns.get(corridor, ()):
            factor *= campaign
        return factor

    def country_of(self, place: str) -> str:
        """Code of the country in which a place lies."""
        return self.places[place].country

    def place_in(self, country: str) -> str | None:
        """The first place of a country, in the order of keys; None where the map has none."""
        return next((key for key, place in self.places.items() if place.country == country), None)

    def crosses_border(self, corridor: str) -> bool:
        """Whether a corridor leads from one country into another."""
        leg = self.corridors[corridor]
        return self.country_of(leg.origin) != self.country_of(leg.destination)

    def routes(self, source: str, markets: tuple[str, ...]) -> tuple[Itinerary, ...]:
        """Every route from a source to one of the markets, sorted by key."""
        asked = (source, markets)
        found = self._routes.get(asked)
        if found is None:
            paths: list[tuple[Corridor, ...]] = []
            self._walk(source, frozenset(markets), (), frozenset({source}), paths)
            found = tuple(sorted((_route(path) for path in paths), key=lambda route: route.key))
            self._routes[asked] = found
        return found

    def open_routes(self, source: str, markets: tuple[str, ...], active: Container[str]) -> tuple[Itinerary, ...]:
        """The routes whose corridors are all in use."""
        return tuple(
            route for route in self.routes(source, markets) if all(corridor in active for corridor in route.corridors)
        )

    def price(self, corridors: tuple[str, ...], parameters: Parameters, risk_of: Mapping[str, float] | None) -> int:
        """R4: price of a kilogram at the end of these legs, in minor units.

        Args:
            corridors: Legs in order.
            parameters: Numbers of the rule.
            risk_of: Perceived risk by corridor, for the premium; None leaves the premium out.
        """
        price = float(parameters.source_price_minor_per_kg)
        for key in corridors:
            leg = self.corridors[key]
            premium = 0.0 if risk_of is None else rules.risk_premium(risk_of[key], parameters.base_risk)
            price = rules.price_after_leg(
                price,
                leg.km,
                parameters.price_minor_per_kg_km,
                parameters.border_markup,
                premium,
                border=self.crosses_border(key),
            )
        return int(price)

    def _walk(
        self,
        place: str,
        markets: frozenset[str],
        path: tuple[Corridor, ...],
        seen: frozenset[str],
        paths: list[tuple[Corridor, ...]],
    ) -> None:
        if path and place in markets:
            paths.append(path)
            return
        if len(path) == MOST_LEGS:
            return
        for corridor in self._out[place]:
            if corridor.destination not in seen:
                self._walk(corridor.destination, markets, (*path, corridor), seen | {corridor.destination}, paths)


def _route(path: tuple[Corridor, ...]) -> Itinerary:
    keys = tuple(corridor.key for corridor in path)
    return Itinerary(
        key=">".join(keys),
        corridors=keys,
        market=path[-1].destination,
        capacity_g=min(corridor.capacity_g for corridor in path),
        cost_minor_per_kg=sum(corridor.cost_minor_per_kg for corridor in path),
    )
