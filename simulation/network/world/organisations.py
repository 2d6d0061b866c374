"""An organisation: what it owns, believes and wants, and who works for it.

Mesa agents as well: they hold the treasury, the perceived risk of each corridor (R1), the security level (R6) and the
size of loads (R13), and they decide which corridors to use (R3).
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

import mesa

from simulation.kernel.agenda import DAY
from simulation.kernel.draws import quantile
from simulation.network.world import rules
from simulation.network.world.members import Financier, Leader, Member
from simulation.network.world.model import NetworkModel, Reasons
from simulation.network.world.money import Treasury
from simulation.network.world.terrain import Itinerary, Terrain
from simulation.scenario.schema.crime import OrganisationPlan as Settings
from simulation.scenario.schema.functions import Activity, Function
from simulation.scenario.schema.parameters import Parameters

RESERVE_LOADS = 3
"""The treasury keeps the means for so many ordinary loads; what is above it goes to the owners. Assumption."""

LOSS_DAYS = 120
"""R3: losses of so many days count against the loss tolerance. Assumption; NarcoLogic compares month by month."""

YEAR_DAYS = 365
"""Days in a year, for rates."""


NO_LOADS = (0.0, 0.0)
"""Loads of an organisation that does not trade in drugs."""


NO_PASSAGES: deque[tuple[int, bool, float]] = deque()
"""Passages of a corridor that was never used."""


@dataclass(slots=True)
class Post:
    """A place in an organisation, which successors inherit with its ties.

    Attributes:
        key: Its causal key: that of the first who held it.
        organisation: Key of the organisation.
        function: What is done there.
        country: Where.
        place: Where, exactly.
        holder: Who holds it, or held it last.
        generation: How many held it before.
        vacant_since: When it fell vacant; None while somebody holds it.
    """

    key: str
    organisation: str
    function: Function
    country: str
    place: str
    holder: str
    generation: int = 0
    vacant_since: int | None = None


class Crew:
    """Who works for an organisation, and the places that they hold.

    Attributes:
        members: Everybody who works or worked for it, by key.
        posts: Its places, by key.
    """

    def __init__(self, organisation: str, reasons: Reasons) -> None:
        """Start with nobody."""
        self.members: dict[str, Member] = {}
        self.posts: dict[str, Post] = {}
        self._organisation = organisation
        self._reasons = reasons
        self._free: dict[Function, list[Member]] = {}
        self._wages = 0
        self._counted = False

    def enrol(self, member: Member) -> None:
        """Take a member in."""
        self.members[member.key] = member
        self._counted = False

    def roll_changed(self) -> None:
        """A member's status changed: count anew when next asked."""
        self._counted = False

    def free(self, function: Function) -> list[Member]:
        """Free members of a function, sorted by key."""
        self._count()
        return self._free.get(function, [])

    def daily_wages(self) -> int:
        """What all free members are paid for a day."""
        self._count()
        return self._wages

    def rested(self, function: Function, country: str = "", now: int | None = None) -> Member | None:
        """The free member who has had nothing to do for longest, from a country if it has one there.

        Args:
            function: What is to be done.
            country: Where, empty for anywhere.
            now: When; those who are too exposed for a job then are passed over. None asks nobody.
        """
        crew = self.free(function)
        if now is not None:
            crew = [member for member in crew if not member.refuses(now)]
        near = [member for member in crew if member.country == country] or crew
        return min(near, key=lambda member: (member.last_job, member.key), default=None)

    def trusted(self, function: Function, country: str, now: int) -> Member | None:
        """R5: whom a deal is given to: least doubted after losses, near, rested; nobody who is too exposed.

        After seizures without arrests participants shift and work is decentralised (Morselli and Petit 2007, fact F7):
        who had a hand in what was lost is passed over for others, until the loss is forgotten.

        Args:
            function: What is to be done.
            country: Where; to be elsewhere weighs as much as a doubt of `rules.FAR`. Empty for anywhere.
            now: When.
        """
        able = [member for member in self.free(function) if not member.refuses(now)]
        scored = [
            (member.doubted_now(now) + (rules.FAR if country and member.country != country else 0.0), member)
            for member in able
        ]
        ranked = sorted(scored, key=lambda row: (row[0], row[1].last_job, row[1].key))
        if len(ranked) > 1 and ranked[-1][1].doubted:
            inputs = tuple((member.key, doubt) for doubt, member in ranked)
            self._reasons.add(
                now, self._organisation, "R5", inputs, 0.0, f"pass_on:{ranked[0][1].key}", ranked[1][1].key
            )
        return ranked[0][1] if ranked else None

    def _count(self) -> None:
        if self._counted:
            return
        self._counted = True
        self._free = {}
        self._wages = 0
        for key in sorted(self.members):
            member = self.members[key]
            if member.is_free:
                self._free.setdefault(member.function, []).append(member)
                self._wages += member.wage

    def has_posts(self, function: Function) -> bool:
        """Whether anybody ever did this for it, as a trade of its own."""
        return any(post.function is function for post in self.posts.values())

    def leader(self, now: int) -> Leader | None:
        """Who decides: a coordinator, and while none is at liberty the broker whom the others trust most."""
        head = self.trusted(Function.COORDINATOR, "", now)
        if isinstance(head, Leader):
            return head
        acting = [broker for broker in self.free(Function.BROKER) if not broker.refuses(now)]
        chosen = min(
            acting, key=lambda broker: (broker.doubted_now(now) - broker.trust, broker.joined, broker.key), default=None
        )
        return chosen if isinstance(chosen, Leader) else None

    def pace(self) -> float:
        """R5: factor on the time between its loads, journeys, and rounds of money, by the share of posts filled."""
        if not self.posts:
            return 1.0
        self._count()
        return rules.pace(sum(len(crew) for crew in self._free.values()) / len(self.posts))


class Experience:
    """What an organisation has lived through and goes by: passages and checks (R1), what was sent and lost (R3, R13).

    Attributes:
        load: Factor on loads at `load_at` (R13).
        load_at: See `load`.
    """

    def __init__(self, terrain: Terrain, parameters: Parameters) -> None:
        """Start with none."""
        self.load = 1.0
        self.load_at = 0
        self._terrain = terrain
        self._parameters = parameters
        self._passages: dict[str, deque[tuple[int, bool, float]]] = {}
        self._checks: dict[str, float] = {}
        self._sent: deque[tuple[int, int, int]] = deque()

    def passed(self, corridor: str, now: int, *, lost: bool) -> None:
        """R1: learn from a passage; under heavier checks it says as much as several in calm."""
        self._passages.setdefault(corridor, deque()).append((now, lost, self._terrain.pressure(corridor)))

    def hear_of_checks(self) -> None:
        """R1: a month's news of the checks on every corridor, from couriers, paid officials and others who use it."""
        for corridor in sorted(self._checks.keys() | self._terrain.campaigns.keys()):
            known = self._checks.get(corridor, 1.0)
            self._checks[corridor] = known + rules.CHECKS_LEARNT * (self._terrain.pressure(corridor) - known)

    def risk(self, corridor: str, now: int) -> float:
        """R1: perceived risk of a corridor from the passages within memory."""
        seen = self._passages.get(corridor, NO_PASSAGES)
        parameters = self._parameters
        horizon = now - parameters.risk_memory_days * DAY
        while seen and seen[0][0] < horizon:
            seen.popleft()
        losses = sum([lost for _, lost, _ in seen])
        passages = sum([checks for _, _, checks in seen])
        known = self._checks.get(corridor, 1.0)
        return rules.perceived_risk(losses, passages, parameters.risk_alpha, parameters.risk_beta, known)

    def sent(self, value: int, now: int) -> None:
        """R3: note the value of a load sent."""
        self._sent.append((now, value, 0))

    def lost(self, value: int, now: int) -> None:
        """R3, R13: note the value of a load lost; the next ones are smaller."""
        self._sent.append((now, 0, value))
        self.load = self.load_now(now) * self._parameters.load_split
        self.load_at = now

    def stopped_share(self, now: int) -> float:
        """R3 for people: share of border checks within the window that stopped somebody."""
        horizon = now - LOSS_DAYS * DAY
        seen = [lost for key in sorted(self._passages) for when, lost, _ in self._passages[key] if when >= horizon]
        return sum(seen) / len(seen) if seen else 0.0

    def loss_share(self, now: int) -> float:
        """R3: value lost over value sent within the window."""
        horizon = now - LOSS_DAYS * DAY
        while self._sent and self._sent[0][0] < horizon:
            self._sent.popleft()
        value = sum(row[1] for row in self._sent)
        return sum(row[2] for row in self._sent) / value if value else 0.0

    def load_now(self, now: int) -> float:
        """R13: factor on the size of loads."""
        return rules.load_factor(self.load, max(0, (now - self.load_at) // DAY))


class Organisation(mesa.Agent[NetworkModel]):
    """A criminal organisation.

    Attributes:
        key: Its name in the scenario.
        settings: What the scenario says about it.
        source: Place where it buys, empty when it does not trade.
        loads: Quantiles of a load in grams.
        treasury: What it owns.
        suppliers: Key of the account of those from whom it buys, empty when it does not trade.
        crew: Who works for it.
        experience: What it goes by.
        security: Level at `security_at` (R6).
        dark_until: Until when it strikes no new deal.
        corridors: Corridors in use, sorted.
        arrests: When its members were arrested, newest last.
        wages_unpaid: Days on which wages could not be paid.
        expanded_at: When it last opened corridors (R3, once a month at most).
        approached: When it last looked for an official to pay, by place (R9).
    """

    def __init__(self, model: NetworkModel, settings: Settings) -> None:
        """Found it, without members."""
        super().__init__(model)
        self.key = settings.key
        self.settings = settings
        self.source = settings.source or ""
        self.loads = settings.load_g or NO_LOADS
        self.treasury = Treasury(model.money.accounts)
        self.suppliers = ""
        self.crew = Crew(settings.key, model.reasons)
        self.experience = Experience(model.terrain, model.parameters)
        self.security = float(settings.security)
        self.security_at = 0
        self.dark_until = -1_000_000_000
        self.corridors: tuple[str, ...] = tuple(sorted(settings.corridors))
        self.arrests: deque[int] = deque()
        self.wages_unpaid = 0
        self.expanded_at = -1_000_000_000
        self.approached: dict[str, int] = {}

    def does(self, activity: Activity) -> bool:
        """Whether it lives on this."""
        return activity in self.settings.activities

    # --- means

    def purchase_means(self, now: int) -> int:
        """What a purchase can cost now: cash, and what is released of the reserve account."""
        cash = self.treasury.cash
        return cash + self.released(self.treasury.funds() - cash, now)

    def released(self, banked: int, now: int) -> int:
        """What a purchase may take of the money in the treasury's account: all with a financier, else a part."""
        if not self.crew.has_posts(Function.FINANCIER):
            return banked
        financier = self.crew.rested(Function.FINANCIER, now=now)
        if isinstance(financier, Financier):
            return financier.release(banked, now)
        return rules.share_of(banked, self.model.parameters.unfinanced_share)

    # --- security and load size

    def security_now(self, now: int) -> float:
        """R6: security level, relaxing towards the usual one."""
        days = max(0, (now - self.security_at) // DAY)
        return rules.relaxed_security(
            self.security, self.settings.security, days, self.model.parameters.security_half_life_days
        )

    def alarm(self, now: int, steps: int) -> None:
        """R6: close up after an arrest, a failed raid or a known request."""
        before = level = self.security_now(now)
        for _ in range(steps):
            level = rules.raised_security(level, self.model.parameters.exposure_step)
        self.security, self.security_at = level, now
        inputs = (("before", before), ("steps", float(steps)), ("after", level))
        self.model.reasons.add(now, self.key, "R6", inputs, 0.0, "close_up", "go_on")

    def go_dark(self, now: int) -> None:
        """R6: strike no new deal for a while."""
        days = self.model.parameters.dark_days
        self.dark_until = max(self.dark_until, now + days * DAY)
        inputs = (("days", float(days)), ("security", self.security_now(now)))
        self.model.reasons.add(now, self.key, "R6", inputs, 0.0, "go_dark", "go_on")

    def planned_grams(self, u: float, now: int) -> int:
        """How much the next load should hold, before capacity and money."""
        ordinary = quantile(self.loads, u)
        return max(1000, int(ordinary * self.experience.load_now(now) * rules.throughput(self.security_now(now))))

    # --- what it chooses among

    def open_routes(self) -> tuple[Itinerary, ...]:
        """Routes that it can take now: all legs in use and none closed."""
        terrain = self.model.terrain
        active = frozenset(self.corridors).difference(self.model.terrain.closed)
        return terrain.open_routes(self.source, self.settings.markets, active)

    def worth(self, route: Itinerary, grams: int, now: int) -> float:
        """R2: value of sending a load of this size over a route."""
        parameters = self.model.parameters
        stake = self.model.terrain.price(route.corridors, parameters, None) * grams / 1000
        cost = (parameters.source_price_minor_per_kg + route.cost_minor_per_kg) * grams / 1000
        risk = rules.path_risk([self.experience.risk(corridor, now) for corridor in route.corridors])
        return rules.route_value(stake, cost, risk, self.settings.risk_aversion)

    def ordinary_load(self) -> int:
        """Grams of a median load."""
        return int(quantile(self.loads, 0.5))

    def reserve_target(self) -> int:
        """What the treasury keeps: its opening, or the purchase of some ordinary loads if that is more."""
        price = self.model.parameters.source_price_minor_per_kg
        return max(self.settings.treasury_minor, RESERVE_LOADS * self.ordinary_load() * price // 1000)

    def use(self, corridors: tuple[str, ...]) -> None:
        """R3: change the set of corridors in use."""
        self.corridors = tuple(sorted(corridors))
