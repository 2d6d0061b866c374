"""The world with its agents: organisations, members, loads; and what several rules need of them."""

from __future__ import annotations

from simulation.kernel.agenda import DAY, Agenda
from simulation.kernel.draws import Draws, Purpose
from simulation.kernel.entities import EntityKind
from simulation.kernel.traces import TraceKind
from simulation.network.world.consignments import Consignment, LoadStatus
from simulation.network.world.members import Broker, Coordinator, Member
from simulation.network.world.model import NetworkModel
from simulation.network.world.moved_people import PersonMoved
from simulation.network.world.organisations import Organisation, Post
from simulation.network.world.sites import Site
from simulation.scenario.schema.crime import Corridor
from simulation.scenario.schema.functions import Function
from simulation.scenario.schema.scenario import FrozenScenario

CARGO = ("cargo.fruit", "cargo.timber", "cargo.tiles", "cargo.textiles", "cargo.furniture", "cargo.machinery")
"""Goods that carriers declare. Assumption."""

LEADING = (Coordinator, Broker)
"""Members whose conviction removes an organiser: who leads, and who makes the deals (assumption)."""


class World(NetworkModel):
    """The ground with everybody on it.

    Attributes:
        organisations: By key, sorted.
        members: Everybody who works or worked for one, by key.
        posts: Places in organisations, by key.
        signatories: Front company to the post of the straw owner who signs for it.
        occupants: Position to the member who holds or held it last.
        ties: Position to the positions that it works with.
        consignments: Loads, by key.
        by_container: Container to the load that it holds or held last.
        carriers: Honest carriers, by country.
        detained: Uninvolved persons whom somebody holds.
        delivered_on: (time, grams) of deliveries, for the supply of the last month.
        activity: By day: (legs and payments made, calls and checks left).
        deferred: Decisions that wait while the adversary is held.
        held: Whether the adversary is held.
        last_used: When a load last set out on a corridor.
        rolls: Changes of membership so far.
        people: People who are moved, by key.
        sites: Sites of exploitation and honest ones, by key, sorted.
        spoke: People who made a statement.
        story_stops: Place at which the story has a person stopped, by person.
        shocks_met: Planned shocks that came: when, kind, and the keys that they met.
        shut: Front companies that are closed, with their organisation and the accounts that they held for it.
        warned: Organisations and causes of which they have heard.
        vehicles: Vehicle by its keeper.
    """

    def __init__(self, frozen: FrozenScenario, draws: Draws, agenda: Agenda, *, explain: bool) -> None:
        """Start with nobody."""
        super().__init__(frozen, draws, agenda, explain=explain)
        self.organisations: dict[str, Organisation] = {}
        self.members: dict[str, Member] = {}
        self.posts: dict[str, Post] = {}
        self.signatories: dict[str, str] = {}
        self.occupants: dict[str, str] = {}
        self.ties: dict[str, set[str]] = {}
        self.consignments: dict[str, Consignment] = {}
        self.by_container: dict[str, str] = {}
        self.carriers: dict[str, tuple[str, ...]] = {}
        self.fronts: dict[str, tuple[str, ...]] = {}
        self.detained: set[str] = set()
        self.delivered_on: list[tuple[int, int]] = []
        self.activity: dict[int, list[int]] = {}
        self.deferred: list[tuple[str, str, tuple[str | int, ...]]] = []
        self.held = False
        self.last_used: dict[str, int] = {}
        self.rolls = 0
        self.people: dict[str, PersonMoved] = {}
        self.sites: dict[str, Site] = {}
        self.spoke: set[str] = set()
        self.story_stops: dict[str, str] = {}
        self.shocks_met: list[tuple[int, str, tuple[str, ...]]] = []
        self.shut: dict[str, tuple[str, tuple[str, ...]]] = {}
        self.warned: set[tuple[str, str]] = set()
        self.vehicles: dict[str, str] = {}

    # --- money

    def funds(self, organisation: Organisation) -> int:
        """What the treasury can pay with now: cash, and the reserve account unless it is frozen."""
        reserve = self.accounts.get(organisation.reserve)
        return organisation.cash + (0 if reserve is None or reserve.frozen else reserve.balance)

    def raise_cash(self, organisation: Organisation, amount: int) -> bool:
        """Have an amount at hand, out of takings that lie in tills where the treasury falls short: whether there is."""
        for country in sorted(organisation.tills):
            short = amount - self.funds(organisation)
            if short <= 0:
                break
            brought = min(short, organisation.tills[country])
            organisation.tills[country] -= brought
            organisation.cash += brought
        return self.funds(organisation) >= amount

    def spend(self, organisation: Organisation, amount: int, *, reserve_first: bool = False) -> tuple[int, int]:
        """Take an amount out of the treasury; the caller books where it went.

        Returns:
            What came from cash and what from the reserve account.

        Raises:
            ValueError: The treasury does not have it; callers ask `funds` first.
        """
        if amount > self.funds(organisation):
            message = f"{organisation.key} cannot pay {amount}"
            raise ValueError(message)
        reserve = self.accounts.get(organisation.reserve)
        banked = 0 if reserve is None or reserve.frozen else reserve.balance
        from_reserve = min(amount, banked) if reserve_first else max(0, amount - organisation.cash)
        if reserve is not None:
            reserve.balance -= from_reserve
        organisation.cash -= amount - from_reserve
        return amount - from_reserve, from_reserve

    def treasury(self, organisation: Organisation) -> int:
        """All that the organisation owns and can reach: cash, takings, and what lies in its accounts unfrozen."""
        banked = sum(self.accounts[key].balance for key in organisation.channels if not self.accounts[key].frozen)
        return organisation.cash + sum(organisation.tills.values()) + banked

    def purchase_means(self, organisation: Organisation, now: int) -> int:
        """What a purchase can cost now: cash, and what is released of the reserve account."""
        banked = self.funds(organisation) - organisation.cash
        return organisation.cash + organisation.released(banked, now)

    def services_of(self, client: str) -> tuple[Organisation, ...]:
        """Laundering services that move the takings of an organisation, sorted by key."""
        return tuple(each for each in self.organisations.values() if client in each.settings.clients)

    # --- people

    def add_member(self, member: Member) -> None:
        """Take somebody into an organisation, on a post that is there or made for him or her."""
        self.members[member.key] = member
        if member.function is Function.COURIER:
            self.add_vehicle(member.key, member.country, member.joined)
        post = self.posts.get(member.position)
        if post is None:
            post = Post(member.position, member.organisation, member.function, member.country, member.place, member.key)
            self.posts[post.key] = post
            self.organisations[member.organisation].posts[post.key] = post
        post.holder, post.generation, post.vacant_since = member.key, member.generation, None
        self.occupants[member.position] = member.key
        self.organisations[member.organisation].enrol(member)
        self.rolls += 1

    def add_vehicle(self, keeper: str, country: str, since: int) -> None:
        """A vehicle of a person or firm, with its entry in the register."""
        key = f"vehicle/{keeper.removeprefix('cast/')}"
        self.vehicles[keeper] = key
        self.add_entity(key, EntityKind.VEHICLE, self.labels.vehicle(key, self.countries[country]), country)
        custodian = f"vehicles/{country.lower()}"
        self.traces.add(
            f"{key}/registered", TraceKind.VEHICLE_REGISTERED, since, country, custodian, None, (key, keeper)
        )

    def roll_changed(self, member: Member) -> None:
        """A member's status changed; whoever is not at liberty makes no more of the calls that were to come."""
        if not member.is_free and member.key in self.phones:
            self.traces.call_off(self.phones[member.key], TraceKind.CALL, member.taken_at)
        self.organisations[member.organisation].roll_changed()
        self.rolls += 1

    def is_filled(self, post: Post) -> bool:
        """Whether somebody at liberty holds a post; whoever moved up from it does not."""
        holder = self.members[post.holder]
        return holder.is_free and holder.position == post.key

    def partners(self, member: Member) -> tuple[Member, ...]:
        """Those who hold the positions that a member works with, or held them last, sorted by key."""
        near = {self.occupants[position] for position in self.ties.get(member.position, ())} - {member.key}
        return tuple(self.members[key] for key in sorted(near))

    def acquaintances(self, member: Member) -> tuple[Member, ...]:
        """Those two ties away from a member, sorted by key: partners of partners."""
        near = self.ties.get(member.position, set())
        around = {other for position in near for other in self.ties.get(position, ())} - near - {member.position}
        return tuple(self.members[key] for key in sorted(self.occupants[position] for position in around))

    # --- records

    def note_activity(self, now: int, real: int, visible: int) -> None:
        """Count acts and what can be seen of them, by day."""
        row = self.activity.get(now // DAY)
        if row is None:
            self.activity[now // DAY] = [real, visible]
        else:
            row[0] += real
            row[1] += visible

    def leave_port_movement(self, load: Consignment, place: str, event: str, time: int) -> None:
        """The record that a port or a crossing makes when a container passes, by the number and the seal alone."""
        country = self.terrain.country_of(place)
        self.traces.add(
            f"{load.key}/{place}/{event}",
            TraceKind.PORT_MOVEMENT,
            time,
            country,
            self.entities[place].label,
            time + self.countries[country].retention.port * DAY,
            (load.container, load.carrier, place, load.consignee),
            (("event", event), ("seal", self.seal(load))),
        )

    def leave_manifest(self, load: Consignment, leg: Corridor, time: int) -> None:
        """What a carrier declares of a container that it takes over; where it goes has a copy if that is abroad."""
        line, port = self.entities[load.carrier], self.entities[leg.destination]
        place = self.draws.below(len(CARGO), Purpose.NUMBER, load.key, "cargo")
        packages = 40 + self.draws.below(900, Purpose.NUMBER, load.key, "packages")
        facts = (
            ("bill", f"BL{self.entities[load.container].label[-6:]}{load.leg}"),
            ("goods", CARGO[place]),
            ("packages", packages),
            ("declared_g", packages * 18_000),
        )
        subjects = (load.container, load.carrier, load.consignee, leg.origin, leg.destination)
        for keeper in (line,) if line.country == port.country else (line, port):
            self.traces.add(
                f"{load.key}/{leg.key}/manifest/{keeper.country}",
                TraceKind.MANIFEST,
                time,
                keeper.country,
                keeper.label,
                time + self.countries[keeper.country].retention.port * DAY,
                subjects,
                facts,
            )

    def leave_border_check(self, load: Consignment, place: str, person: str, time: int, result: str) -> None:
        """The record of a check at a border, which needs no request."""
        country = self.terrain.country_of(place)
        driven = (person, self.vehicles[person]) if person in self.vehicles else (person,)
        subjects = (load.container, place, *driven) if person else (load.container, place)
        self.traces.add(
            f"{load.key}/{place}/check",
            TraceKind.BORDER_CHECK,
            time,
            country,
            self.entities[place].label,
            time + self.countries[country].retention.border * DAY,
            subjects,
            (("event", result),),
        )

    def seal(self, load: Consignment) -> str:
        """Number of the container's seal: changes where an official looked away."""
        digits = self.entities[load.container].label[-6:]
        return f"S{digits}{load.leg if load.odds < 1.0 else 0}"

    # --- totals

    def grams_in(self, status: LoadStatus) -> int:
        """Mass of all loads in a status."""
        return sum(load.grams for load in self.consignments.values() if load.status is status)

    def money_held(self) -> tuple[int, int]:
        """The network's money that is free, and that is frozen."""
        free = sum(organisation.cash + sum(organisation.tills.values()) for organisation in self.organisations.values())
        frozen = 0
        for account in self.accounts.values():
            if account.frozen:
                frozen += account.balance
            else:
                free += account.balance
        return free, frozen
