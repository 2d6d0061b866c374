"""The world with its agents: organisations and members, people who are moved, sites; and its day."""

from __future__ import annotations

from dataclasses import dataclass, field

from simulation.kernel.agenda import DAY, Agenda
from simulation.kernel.draws import Draws
from simulation.kernel.traces import TraceKind
from simulation.network.world.consignments import SUPPLY_DAYS
from simulation.network.world.ledger import PeopleTotals
from simulation.network.world.members import Broker, Coordinator, Member
from simulation.network.world.model import NetworkModel
from simulation.network.world.moved_people import LINES, JourneyStage, PersonMoved
from simulation.network.world.organisations import Organisation, Post
from simulation.network.world.sites import Site
from simulation.scenario.schema.scenario import FrozenScenario

LEADING = (Coordinator, Broker)
"""Members whose conviction removes an organiser: who leads, and who makes the deals (assumption)."""

FORGET_DAYS = 400

IN_HANDS = frozenset({JourneyStage.IDENTIFIED, JourneyStage.INTERCEPTED})
"""Identified as a victim, or stopped and held as something else."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Form of the graph of free members.

    Attributes:
        largest: Size of the largest group.
        size: Members.
        centralisation: Freeman's degree centralisation, 0 to 1.
        efficiency: Mean inverse distance between free members, 0 to 1.
    """

    largest: int
    size: int
    centralisation: float
    efficiency: float


@dataclass(slots=True)
class Presence:
    """Who has left by the story or was brought to another country, and who would stay (`departures` of the scenario).

    Attributes:
        gone: Person to the code of the country where he or she went or was brought, "" where nobody knows.
        brought: Those of them whom authorities brought there and hold.
        safe: People whom an authority keeps safe.
        heard: Person to the second at which he or she was last heard.
    """

    gone: dict[str, str] = field(default_factory=dict)
    brought: set[str] = field(default_factory=set)
    safe: set[str] = field(default_factory=set)
    heard: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Membership:
    """Who works for whom, and with whom.

    Attributes:
        organisations: By key, sorted.
        members: Everybody who works or worked for one, by key.
        posts: Places in organisations, by key.
        signatories: Front company to the post of the straw owner who signs for it.
        occupants: Position to the member who holds or held it last.
        ties: Position to the positions that it works with.
        warned: Organisations and causes of which they have heard.
        detained: Uninvolved persons whom somebody holds.
        presence: Who has left by the story, and who would stay.
        shape: Form of the graph of free members, None since membership changed.
    """

    organisations: dict[str, Organisation] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    signatories: dict[str, str] = field(default_factory=dict)
    occupants: dict[str, str] = field(default_factory=dict)
    ties: dict[str, set[str]] = field(default_factory=dict)
    warned: set[tuple[str, str]] = field(default_factory=set)
    detained: set[str] = field(default_factory=set)
    presence: Presence = field(default_factory=Presence)
    shape: Shape | None = None

    def enrol(self, member: Member) -> None:
        """Take somebody into an organisation, on a post that is there or made for him or her."""
        self.members[member.key] = member
        organisation = self.organisations[member.organisation]
        post = self.posts.get(member.position)
        if post is None:
            post = Post(member.position, member.organisation, member.function, member.country, member.place, member.key)
            self.posts[post.key] = organisation.crew.posts[post.key] = post
        post.holder, post.generation, post.vacant_since = member.key, member.generation, None
        self.occupants[member.position] = member.key
        organisation.crew.enrol(member)
        self.shape = None

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


@dataclass(slots=True)
class People:
    """The flow of people who are moved; they are never offenders, and never counted as goods.

    Attributes:
        persons: By key.
        sites: Sites of exploitation and honest ones, by key, sorted.
        spoke: People who made a statement.
        story_stops: Place at which the story has a person stopped, by person.
        totals: Running totals.
    """

    persons: dict[str, PersonMoved] = field(default_factory=dict)
    sites: dict[str, Site] = field(default_factory=dict)
    spoke: set[str] = field(default_factory=set)
    story_stops: dict[str, str] = field(default_factory=dict)
    totals: PeopleTotals = field(default_factory=PeopleTotals)

    def headcount(self) -> tuple[tuple[str, int], ...]:
        """Lines of the ledger: those who are held are counted by the sites' rolls, all others by where they stand."""
        stages: dict[JourneyStage, int] = dict.fromkeys(JourneyStage, 0)
        for person in self.persons.values():
            stages[person.stage] += 1
        rolls = sum(len(site.people) for site in self.sites.values())
        return tuple(
            (line, rolls if line == "in_exploitation" else sum(stages[stage] for stage in sorted(of)))
            for line, of in LINES.items()
        )

    def exploited_seconds(self, now: int) -> int:
        """Seconds of exploitation of all people since the scenario's start."""
        return sum(person.held_seconds(0, now) for person in self.persons.values())

    def found_at(self, site: str, country: str) -> tuple[str, ...]:
        """Keys of people who came out of a site and are in a country's hands, sorted: they can be protected there."""
        return tuple(
            key
            for key in sorted(self.persons)
            if (person := self.persons[key]).site == site and person.stage in IN_HANDS and person.country == country
        )


@dataclass(slots=True)
class Adversary:
    """The adversary dial: whether the network decides.

    Attributes:
        held: Whether it is held, and decides nothing.
        deferred: Decisions that wait meanwhile: key, rule and payload.
    """

    held: bool = False
    deferred: list[tuple[str, str, tuple[str | int, ...]]] = field(default_factory=list)


class World(NetworkModel):
    """The ground with everybody on it.

    Attributes:
        membership: Organisations and their members.
        people: People who are moved.
        adversary: Whether the network decides.
        shocks_met: Planned shocks that came: when, kind, and the keys that they met.
        midnight: Second at which the day of `step` begins.
    """

    def __init__(self, frozen: FrozenScenario, draws: Draws, agenda: Agenda, *, explain: bool) -> None:
        """Start with nobody."""
        super().__init__(frozen, draws, agenda, explain=explain)
        self.membership = Membership()
        self.people = People()
        self.adversary = Adversary()
        self.shocks_met: list[tuple[int, str, tuple[str, ...]]] = []
        self.midnight = 0

    def step(self) -> None:
        """The daily routine, steps 2 and 3 of `criminal_network`; Mesa counts the days."""
        now = self.midnight
        for organisation in self.membership.organisations.values():
            wages = organisation.crew.daily_wages()
            if organisation.treasury.funds() >= wages:
                organisation.treasury.spend(wages)
                self.money.totals.wages += wages
                organisation.wages_unpaid = 0
            else:
                organisation.wages_unpaid += 1
            while organisation.arrests and organisation.arrests[0] < now - FORGET_DAYS * DAY:
                organisation.arrests.popleft()
        self.goods.forget(now)
        day = now // DAY
        self.activity.by_day.pop(day - 2 * SUPPLY_DAYS, None)
        self.agenda.schedule(now + DAY, f"network/day/{day + 1}", "network.day")

    def set_hold(self, held: bool, now: int) -> None:  # noqa: FBT001 - the contract's signature
        """The adversary dial: while held, the network decides nothing; what waited is decided on release."""
        self.adversary.held = held
        if held:
            return
        for key, rule, payload in self.adversary.deferred:
            self.agenda.schedule(now, key, rule, payload)
        self.adversary.deferred.clear()

    def roll_changed(self, member: Member) -> None:
        """A member's status changed; whoever is not at liberty makes no more of the calls that were to come."""
        phone = self.identities.phones.get(member.key)
        if not member.is_free and phone is not None:
            self.traces.call_off(phone, TraceKind.CALL, member.taken_at)
        self.membership.organisations[member.organisation].crew.roll_changed()
        self.membership.shape = None
