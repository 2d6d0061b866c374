"""People who are moved: Mesa agents who are never members, never offenders and never counted as goods.

One by one they are recruited, travel, are held and exploited or go free, and act for themselves: they escape, come
forward, speak. Each is at one stage at a time; the stages of all add up to everybody who was ever recruited
(network.md d.4: arrived + intercepted + identified + escaped + in transit + dead or missing).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

import mesa

from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Purpose
from simulation.kernel.shared import shared
from simulation.network.world import exploitation_rules
from simulation.network.world.hazards import Hazard, next_due
from simulation.network.world.model import NetworkModel
from simulation.scenario.schema.people import Exploitation, PeopleParameters


class JourneyStage(StrEnum):
    """Where a person stands."""

    WAITING = "waiting"
    TRAVELLING = "travelling"
    HELD = "held"
    ARRIVED = "arrived"
    INTERCEPTED = "intercepted"
    IDENTIFIED = "identified"
    ESCAPED = "escaped"
    LOST = "lost"


LINES: dict[str, frozenset[JourneyStage]] = {
    "in_transit": frozenset({JourneyStage.WAITING, JourneyStage.TRAVELLING}),
    "in_exploitation": frozenset({JourneyStage.HELD}),
    "arrived": frozenset({JourneyStage.ARRIVED}),
    "intercepted": frozenset({JourneyStage.INTERCEPTED}),
    "identified": frozenset({JourneyStage.IDENTIFIED}),
    "escaped": frozenset({JourneyStage.ESCAPED}),
    "dead_or_missing": frozenset({JourneyStage.LOST}),
}
"""Lines of the ledger and the stages that they count."""

IN_TRANSIT = frozenset({JourneyStage.WAITING, JourneyStage.TRAVELLING})
"""On the way in the hands of an organisation."""

HELD_BY_OTHERS = frozenset({JourneyStage.WAITING, JourneyStage.TRAVELLING, JourneyStage.HELD, JourneyStage.LOST})
"""Not at liberty to act."""

OUT = frozenset({JourneyStage.INTERCEPTED, JourneyStage.IDENTIFIED, JourneyStage.ESCAPED})
"""Out of the organisation's hands, and at risk of being drawn back unless protected."""


@shared
@dataclass(frozen=True, slots=True)
class Traits:
    """What stays the same of a person.

    Attributes:
        home: Place where the person comes from.
        woman: Woman or girl.
        child: Under eighteen.
    """

    home: str
    woman: bool
    child: bool


@dataclass(slots=True)
class Debt:
    """What a person is said to owe for the journey, minor units.

    Attributes:
        fee: Fee asked for the journey.
        amount: What was owed at `since`.
        since: See `amount`.
    """

    since: int
    fee: int = 0
    amount: int = 0


@dataclass(slots=True)
class Risks:
    """What may come of a person by chance (R14).

    Attributes:
        running: Risks that run, by name.
        drawn: Times that they were laid out so far: the occasion of their draws.
    """

    running: dict[str, Hazard] = field(default_factory=dict)
    drawn: int = 0


class PersonMoved(mesa.Agent[NetworkModel]):
    """A person who is moved.

    Attributes:
        key: Causal key, which is also the person's entity.
        organisation: Key of the organisation that recruited the person.
        traits: What stays the same.
        place: Place where the person is, or set out from.
        route: Corridors of the journey.
        leg: Next leg.
        site: Site where the person is held, or is being taken; "" for somebody who is smuggled.
        form: What the person is made to do at the site.
        stage: Where the person stands.
        since: When the stage began.
        recruiter: Key of the member who recruited; "" for nobody known.
        guide: Key of the member who moves the person on this leg.
        controller: Key of the member who last held the person.
        papers: Quality of the papers carried, 0 for none.
        debt: What the person is said to owe.
        given_until: Until then the story holds and chance does nothing.
        protected: Whether an authority protects the person.
        held_at: (from, to) of every time of exploitation, the last end None while it lasts.
        risks: What may come of the person by chance.
        lived: What a statement can tell: (second, event, members or companies and places that it names).
    """

    def __init__(
        self,
        model: NetworkModel,
        key: str,
        *,
        organisation: str,
        traits: Traits,
        route: tuple[str, ...],
        site: str,
        form: Exploitation,
        now: int,
    ) -> None:
        """Be recruited; the entity is made by whoever calls."""
        super().__init__(model)
        self.key = key
        self.organisation = organisation
        self.traits = traits
        self.place = traits.home
        self.route = route
        self.leg = 0
        self.site = site
        self.form = form
        self.stage = JourneyStage.WAITING
        self.since = now
        self.recruiter = ""
        self.guide = ""
        self.controller = ""
        self.papers = 0.0
        self.debt = Debt(now)
        self.given_until = -1_000_000_000
        self.protected = False
        self.held_at: list[tuple[int, int | None]] = []
        self.risks = Risks()
        self.lived: list[tuple[int, str, tuple[str, ...]]] = []

    @property
    def country(self) -> str:
        """Code of the country where the person is."""
        return self.model.terrain.country_of(self.place)

    @property
    def numbers(self) -> PeopleParameters:
        """Numbers of the scenario.

        Raises:
            ValueError: The scenario moves people and gives none; the checks of a scenario rule it out.
        """
        found = self.model.crime.people
        if found is None:
            message = "this scenario has no numbers about people"
            raise ValueError(message)
        return found

    def enter(self, stage: JourneyStage, now: int) -> None:
        """Come to another stage; exploitation is timed."""
        if self.stage is JourneyStage.HELD:
            begun, _ = self.held_at[-1]
            self.held_at[-1] = (begun, now)
        if stage is JourneyStage.HELD:
            self.held_at.append((now, None))
        self.stage = stage
        self.since = now
        self.risks.running.clear()

    def held_seconds(self, start: int, now: int) -> int:
        """Seconds of exploitation between two moments."""
        return sum(max(0, min(now, now if end is None else end) - max(start, begun)) for begun, end in self.held_at)

    def owes(self, now: int) -> int:
        """Debt with what is added each day of exploitation."""
        days = (now - self.debt.since) // DAY if self.stage is JourneyStage.HELD else 0
        return self.debt.amount + days * self.numbers.charge_minor_per_day

    def detection(self) -> float:
        """F22: factor on being seen as a victim."""
        numbers = self.numbers
        return numbers.detection[self.form] * (numbers.detection_children if self.traits.child else 1.0)

    def notes(self, now: int, event: str, *named: str) -> None:
        """Live through something that a statement may tell later."""
        self.lived.append((now, event, tuple(name for name in named if name)))

    # --- what may come of it (R14)

    def rates_when_held(self, coercion: float, seen: float, now: int) -> dict[str, float]:
        """R14: hazards a year of somebody who is held.

        Args:
            coercion: How closely people at the site are held.
            seen: Factor on what helpers see of the site.
            now: When.
        """
        numbers = self.numbers
        free = 1.0 - exploitation_rules.grip(coercion, self.owes(now), self.debt.fee)
        detection = self.detection()
        return {
            "escape": numbers.escapes_yearly * free,
            "speak": numbers.speaks_up_yearly * free,
            "help": numbers.helped_yearly * seen * detection,
            "lost": numbers.lost_yearly * coercion,
        }

    def rates_when_out(self) -> dict[str, float]:
        """R14: hazards a year of somebody who is out: being drawn back unless protected, and coming forward."""
        numbers = self.numbers
        rates = {} if self.protected else {"back": numbers.drawn_back_yearly}
        if self.stage is not JourneyStage.IDENTIFIED:
            rates |= {"speak": numbers.speaks_up_yearly, "help": numbers.helped_yearly * self.detection()}
        return rates

    def face(self, rates: dict[str, float], now: int) -> tuple[int, str] | None:
        """Let hazards run at these rates; the first that comes, with its time.

        A risk that runs already keeps its threshold; a new one draws it from the person's own envelopes.
        """
        running = self.risks.running
        fresh = sorted(name for name in rates if name not in running)
        if fresh:
            self.risks.drawn += 1
        for name in fresh:
            threshold = self.model.chance.exponential(Purpose.FATE, self.key, f"{name}{self.risks.drawn}", now)
            running[name] = Hazard(threshold, max(now, self.given_until), 0.0)
        for name, hazard in running.items():
            hazard.change(rates.get(name, 0.0), max(now, self.given_until, hazard.since))
        return next_due(running)
