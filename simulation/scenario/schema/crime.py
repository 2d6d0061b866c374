"""The criminal network of a scenario: terrain, organisations, the planted cast and history."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from simulation.kernel.field_types import CountryCode, Day, FrozenModel, Key, Minor, Probability, Row, Share, later
from simulation.scenario.schema.functions import Activity, Function
from simulation.scenario.schema.money import BankAccount, Exchange, Laundering, PlantedReport, PlantedTransfer
from simulation.scenario.schema.parameters import Parameters
from simulation.scenario.schema.people import PeopleParameters, PlantedPerson, Recruitment, SitePlan
from simulation.scenario.schema.play import DocumentKind


class PlaceKind(StrEnum):
    """What a place is for the flows."""

    SOURCE = "source"
    PORT = "port"
    CROSSING = "crossing"
    TOWN = "town"
    MARKET = "market"


class MemberStanding(StrEnum):
    """What an uninvolved person of the cast is."""

    CLERK = "clerk"
    CARRIER = "carrier"
    NAMESAKE = "namesake"
    STRAW_OWNER = "straw_owner"
    WITNESS = "witness"
    LAWYER = "lawyer"
    HOLDER = "holder"
    MOVED = "moved"


class Place(FrozenModel):
    """A place on the map.

    Attributes:
        key: Its name.
        country: Its country.
        kind: What happens there to goods, people or money.
        x: Map units from the left.
        y: Map units from the top.
    """

    key: Key
    country: CountryCode
    kind: PlaceKind
    x: int
    y: int


class Corridor(FrozenModel):
    """A leg between two places, which goods or people may take.

    Attributes:
        key: Its name.
        origin: Place where the leg starts.
        destination: Place where the leg ends.
        km: Length in kilometres (for the price ladder, R4).
        mode: `sea`, `road`, `rail` or `air`.
        interception: Probability that a load is found on this leg without any request; organisations learn from this
            (R1).
        cost_minor_per_kg: Transport cost of a kilogram; not more than the highest price that a kilogram can reach on
            the scenario's corridors.
        travel_days: Quantiles of the days that the leg takes.
        capacity_g: Highest mass of one load in grams.
        person_check: Probability that a person is stopped without any request at the border where the leg ends.
    """

    key: Key
    origin: Key
    destination: Key
    km: Annotated[int, Field(ge=1, le=20_000)]
    mode: Annotated[str, Field(pattern="^(sea|road|rail|air)$")]
    interception: Probability
    cost_minor_per_kg: Minor
    travel_days: Row
    capacity_g: Annotated[int, Field(ge=1000, le=20_000_000)]
    person_check: Probability | None = None


class Group(FrozenModel):
    """Members with one function in one country; the program makes them when the exercise is made.

    Attributes:
        function: Function of these members.
        country: Where they live.
        place: Place of that country where they work.
        count: Number of members.
    """

    function: Function
    country: CountryCode
    place: Key
    count: Annotated[int, Field(ge=1, le=60)]


class OrganisationPlan(FrozenModel):
    """A criminal organisation.

    Only an organisation that trades in drugs needs loads, corridors, markets and a source. One that exploits people
    uses its corridors for journeys. A laundering service needs clients.

    Attributes:
        key: Its name, e.g. `northern`.
        activities: Its sources of income.
        groups: Members by function and country, in addition to the cast.
        treasury_minor: Money at the start of history.
        reserve: Account with its savings, separate from the treasury that it uses. Only payments of the story change
            it. When the organisation finds that another of its accounts in that country is held, it moves the savings
            away within two days (R8).
        reserve_minor: Money in this account when history begins, in addition to `treasury_minor`; payments of the story
            are added.
        loss_tolerance: Share of value lost, within the days that it remembers, from which on it opens further corridors
            (R3).
        risk_aversion: Weight of perceived risk in the choice of a corridor (R2).
        security: Level of security at the start, from 0 (open) to 1 (closed); R6 changes it.
        consignment_every_days: Quantiles of days between consignments.
        load_g: Quantiles of the mass of a load in grams.
        corridors: Corridors it uses at the start of history.
        markets: Places where it sells.
        source: Place where it buys.
        clients: Other organisations whose takings its launderers move for a fee (`service_fee`).
        people: How it recruits and moves people, if it does.
    """

    key: Key
    activities: Annotated[tuple[Activity, ...], Field(min_length=1)] = (Activity.DRUGS,)
    groups: tuple[Group, ...]
    treasury_minor: Minor
    reserve: Key | None = later(None)
    reserve_minor: Minor | None = later(None)
    loss_tolerance: Share
    risk_aversion: Annotated[float, Field(ge=0.0, le=20.0)]
    security: Share
    consignment_every_days: Row | None = None
    load_g: Row | None = None
    corridors: tuple[Key, ...] = ()
    markets: tuple[Key, ...] = ()
    source: Key | None = None
    clients: tuple[Key, ...] = ()
    people: Recruitment | None = None


class Spelling(FrozenModel):
    """How custodians write the name of a person whose identity papers they have not read.

    They write it as they hear it, in their `letters`. Documents of the kinds in `papers` contain the person under this
    name, and the reader sees a separate entity.

    Attributes:
        country: Country of the custodians.
        papers: Kinds of documents that use this spelling.
        slip: Whether one digit of the date of birth is wrong in these papers.
    """

    country: CountryCode
    papers: Annotated[tuple[DocumentKind, ...], Field(min_length=1)]
    slip: bool = False


class CastMember(FrozenModel):
    """A person whom the story needs; a keyed draw takes the name from the pool of the country of nationality.

    Attributes:
        key: E.g. `cast/port_official`.
        country: Country of residence.
        nationality: Country of nationality; the residence if left out.
        place: Where the person is.
        function: The person's function in the organisation; left out for uninvolved people.
        organisation: Organisation in which the person has this function.
        standing: Role of an uninvolved person in the story.
        age: Age in years at the start, if a text says how old the person is. Left out: the age is drawn, from 22 to 62,
            and from 19 to 26 for people who are moved (assumption). Nobody in a cast is a child.
        namesake_of: Cast key of the person whose printed name this uninvolved person shares.
        at_risk: Whether the person is threatened. Once a team's file shows this, the days count as known exposure until
            the person is protected.
        silent_from: Day from which a person at risk says nothing to anybody; if the person is heard earlier in play,
            the silence begins right after that hearing. A person whom an authority protects speaks, even if the silence
            had begun before.
        phone: Whether the person has a phone.
        phone_country: Country of the operator that has the phone as a subscriber and keeps its records; left out: the
            country of residence. Records of foreign networks in which the phone is used do not exist (assumption).
        written: Other spellings of the person's name.
        known_as: Names by which others speak of the person, e.g. `name/friday_lady`, with the words `name.<key>` in the
            language files. Each name is an entity of its own, and statements may be about it. No measure, request or
            charge can use such a name, and no paper says whose name it is.
    """

    key: Key
    country: CountryCode
    nationality: CountryCode | None = None
    place: Key
    function: Function | None = None
    organisation: Key | None = None
    standing: MemberStanding | None = None
    age: Annotated[int, Field(ge=18, le=90)] | None = later(None)
    namesake_of: Key | None = None
    at_risk: bool = False
    silent_from: Annotated[int, Field(ge=1, le=2000)] | None = later(None)
    phone: bool = True
    phone_country: CountryCode | None = later(None)
    written: tuple[Spelling, ...] = ()
    known_as: tuple[Key, ...] = later(())

    @property
    def phone_key(self) -> str:
        """Key of the person's phone, e.g. `phone/port_official` of `cast/port_official`."""
        return f"phone/{self.key.partition('/')[2] or self.key}"


class Company(FrozenModel):
    """A company: a front company or an honest one.

    Attributes:
        key: E.g. `company/quay_agent`.
        country: Where it is registered.
        director: Cast key of the registered director.
        owner: Cast key of the beneficial owner.
        honest: True for an uninvolved company.
        parent: Company that owns it. Its register and its banks name only this company as the owner, and no person
            behind it. Only the register and the banks of the parent company know that person.
    """

    key: Key
    country: CountryCode
    director: Key
    owner: Key
    honest: bool
    parent: Key | None = later(None)


class PlantedConsignment(FrozenModel):
    """A load in the story, moved by the same rules as all others.

    Attributes:
        key: E.g. `load/quay`.
        organisation: Organisation to which the load belongs.
        departs_day: Day on which it leaves the first place.
        corridors: Legs of its route, in order.
        grams: Mass of the load in grams.
        container: Key of its container, e.g. `container/quay`.
        carrier: Company key of the (often honest) carrier.
        consignee: Company key of the recipient.
        held_at: Place where it waits for a decision (seizure, or controlled delivery) until `held_until_day`; on that
            day it moves on.
        held_until_day: See `held_at`.
    """

    key: Key
    organisation: Key
    departs_day: Day
    corridors: Annotated[tuple[Key, ...], Field(min_length=1)]
    grams: Annotated[int, Field(ge=1000, le=20_000_000)]
    container: Key
    carrier: Key
    consignee: Key
    held_at: Key | None = None
    held_until_day: Day | None = None


class PlantedCalls(FrozenModel):
    """Calls between two people of the cast.

    Attributes:
        key: E.g. `calls/broker_official`.
        first_day: First day on which there may be a call.
        last_day: Last day on which there may be a call.
        caller: Cast key of the person who calls in most cases.
        called: Cast key of the person who is called in most cases.
        count: Number of calls.
    """

    key: Key
    first_day: Day
    last_day: Day
    caller: Key
    called: Key
    count: Annotated[int, Field(ge=1, le=200)]


class Knowledge(FrozenModel):
    """What a person of the cast can say when asked; the text is `statement.<key>` in the language files.

    Attributes:
        key: Its name.
        person: Cast key of the person who knows it.
        about: Keys of the entities that the knowledge is about.
        asserts: What a statement says (see the vocabulary below), e.g. `paid`, `threatened`, `owns`; `stated` means
            only that the person spoke of it, and `threatened_by_unknown` that he or she cannot say who made the threat.
        exculpates: Cast key of the person in whose favour it speaks, if there is one.
        shown: The person says it only to a country whose file names this entity, so that the country can show a
            photograph, or ask about a name or a number. For a request, this is the file of the requesting country.
        shown_that: The same, but the file has to contain a statement: an assertion, its subject and its object, `-` for
            any, e.g. `["subscribes", "cast/broker", "phone/broker"]`.
    """

    key: Key
    person: Key
    about: Annotated[tuple[Key, ...], Field(min_length=1)]
    asserts: Key
    exculpates: Key | None = None
    shown: Key | None = later(None)
    shown_that: tuple[str, str, str] | None = later(None)


class DepartureBar(StrEnum):
    """What keeps a person, besides being held or protected, where a row of `departures` says so."""

    HEARD = "heard"
    PRESERVED = "preserved"


class PlannedDeparture(FrozenModel):
    """A person in the cast leaves on a given day, unless he or she is held, protected or exploited on that day.

    From then on a request for the person's statement has to go to the new country. If the person is a member of an
    organisation, the post becomes vacant (R5).

    Attributes:
        key: E.g. `departure/seller`.
        person: Cast key.
        day: Day on which the person leaves.
        to: Place of the map where he or she goes; left out: nobody knows where the person is, and nobody can hear him
            or her any more.
        unless: Further reasons why the person stays: `heard`, somebody has written down a statement of the person since
            day 1; `preserved`, an order to keep records about the person is running.
    """

    key: Key
    person: Key
    day: Annotated[int, Field(ge=1, le=2000)]
    to: Key | None = None
    unless: tuple[DepartureBar, ...] = ()


class Crime(FrozenModel):
    """Everything about the network: `network.toml`.

    Attributes:
        history_days: Number of days that are simulated before the start.
    """

    history_days: Annotated[int, Field(ge=30, le=1000)]
    places: Annotated[tuple[Place, ...], Field(min_length=2)]
    corridors: Annotated[tuple[Corridor, ...], Field(min_length=1)]
    organisations: Annotated[tuple[OrganisationPlan, ...], Field(min_length=1)]
    cast: tuple[CastMember, ...] = ()
    companies: tuple[Company, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    accounts: tuple[BankAccount, ...] = ()
    consignments: tuple[PlantedConsignment, ...] = ()
    transfers: tuple[PlantedTransfer, ...] = ()
    calls: tuple[PlantedCalls, ...] = ()
    knowledge: tuple[Knowledge, ...] = ()
    reports: tuple[PlantedReport, ...] = ()
    sites: tuple[SitePlan, ...] = ()
    moved: tuple[PlantedPerson, ...] = ()
    departures: tuple[PlannedDeparture, ...] = later(())
    people: PeopleParameters | None = None
    laundering: Laundering
    parameters: Parameters
