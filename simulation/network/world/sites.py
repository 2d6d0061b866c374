"""Sites of exploitation: Mesa agents that know who is held there and how closely; honest ones hold nobody."""

from __future__ import annotations

import mesa

from simulation.network.world import exploitation_rules
from simulation.network.world.model import NetworkModel
from simulation.scenario.schema.people import PeopleParameters
from simulation.scenario.schema.people import SitePlan as Settings


class Site(mesa.Agent[NetworkModel]):
    """A place where people are held and exploited, or an honest one that looks like it.

    Attributes:
        key: Causal key, which is also the entity.
        settings: What the scenario says about it.
        people: Keys of those held there.
        expected: Keys of those on their way to it.
        coercion: How closely they are held now (R14).
        seen: Factor on what inspectors and helpers see of it now.
        seconds: Seconds of exploitation not yet turned into takings.
        carried: What was left over of them, in minor units times seconds.
        counted_at: Until when they are counted.
        rounds: Weeks so far.
        inspections: Inspections so far.
        found_at: When an inspection last found what goes on.
        is_open: Whether people are taken there: not before the story opens it, nor after it is given up.
    """

    def __init__(self, model: NetworkModel, settings: Settings, start: int) -> None:
        """Open it, with nobody there."""
        super().__init__(model)
        self.key = settings.key
        self.settings = settings
        self.people: set[str] = set()
        self.expected: set[str] = set()
        self.coercion = float(settings.coercion)
        self.seen = 1.0 - settings.secrecy
        self.seconds = 0
        self.carried = 0
        self.counted_at = start
        self.rounds = 0
        self.inspections = 0
        self.found_at: int | None = None
        self.is_open = settings.opens_day is None

    @property
    def country(self) -> str:
        """Code of the country where it lies."""
        return self.model.terrain.country_of(self.settings.place)

    @property
    def room(self) -> int:
        """How many more people it can take, those on their way counted; none where it is not open."""
        return self.settings.capacity - len(self.people) - len(self.expected) if self.is_open else 0

    def count(self, now: int) -> None:
        """Count the seconds of those who are there up to now; called before anybody comes or goes."""
        self.seconds += len(self.people) * (now - self.counted_at)
        self.counted_at = now

    def takings(self, now: int) -> int:
        """R14: what it brought in since the last time this was asked, minor units."""
        self.count(now)
        amount, self.carried = exploitation_rules.earned(self.settings.profit_minor_per_day, self.seconds, self.carried)
        self.seconds = 0
        return amount

    def tighten(self, security: float, openness: float, numbers: PeopleParameters, *, controlled: bool) -> bool:
        """R14: set how closely people are held from the organisation's security; True when it changed much."""
        level = exploitation_rules.coercion(
            self.settings.coercion, security, numbers.coercion_step, numbers.uncontrolled, controlled=controlled
        )
        seen = exploitation_rules.seen(self.settings.secrecy, openness)
        changed = abs(level - self.coercion) > 0.02 or abs(seen - self.seen) > 0.02
        if changed:
            self.coercion, self.seen = level, seen
        return changed
