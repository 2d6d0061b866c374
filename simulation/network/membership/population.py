"""Who and what exists at the start: made from the scenario by keyed draws, the same whatever the order of its lists.

Besides the cast of the story: banks and operators, members by groups, honest carriers, suppliers, front companies with
straw owners, the accounts through which organisations launder, and uninvolved people with accounts, some of whom share
a member's name. Most people in any record are uninvolved.
"""

from __future__ import annotations

from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Purpose
from simulation.kernel.entities import EntityKind
from simulation.kernel.traces import TraceKind
from simulation.network.membership.spellings import add_spellings
from simulation.network.money.account_opening import (
    add_account,
    choose_reserve,
    exchange_accounts,
    own_account,
    planned_accounts,
)
from simulation.network.world.accounts import Account, Keeping
from simulation.network.world.lawful_life import LawfulLife
from simulation.network.world.members import CLASSES, Member
from simulation.network.world.organisations import Organisation
from simulation.network.world.world import World
from simulation.scenario.schema.country import Country
from simulation.scenario.schema.crime import MemberStanding
from simulation.scenario.schema.functions import Function
from simulation.scenario.schema.scenario import text_key

HOLDERS = 14
"""Uninvolved persons with an account in each country. Assumption."""

FIRMS = 8
"""Uninvolved companies with an account in each country. Assumption."""

NAMESAKES = 4
"""Uninvolved persons for each organisation who share a member's name. Assumption."""

AGES_OF_THE_MOVED = (19, 27)
"""Ages at the start of people of the story who are moved: grown up, and young. Assumption."""


def populate(world: World) -> None:
    """Make everybody and everything that exists when history begins."""
    start = -world.crime.history_days * DAY
    _institutions(world)
    _places(world)
    for settings in sorted(world.crime.organisations, key=lambda settings: settings.key):
        world.membership.organisations[settings.key] = Organisation(world, settings)
    _cast(world, start)
    _groups(world, start)
    _companies(world)
    planned_accounts(world, start)
    for organisation in world.membership.organisations.values():
        _suppliers(world, organisation, start)
        _fronts(world, organisation, start)
        _namesakes(world, organisation, start)
        _ties(world, organisation)
        _treasury(world, organisation)
    _public(world, start)
    _carriers(world)
    add_spellings(world)
    world.money.lawful = LawfulLife(world.money.accounts, world.entities, world.chance.draws)


def add_person(
    world: World,
    key: str,
    country: str,
    label: str,
    *,
    nationality: str = "",
    phone: bool = True,
    phone_country: str = "",
    born: str = "",
) -> None:
    """A person with date of birth, address and, usually, a telephone with its subscriber record.

    The telephone is subscribed where the person lives, unless another country is named.
    """
    details = (
        ("born", born or world.labels.born(key)),
        ("address", world.labels.address(key, country)),
        ("nationality", nationality or country),
    )
    world.add_entity(key, EntityKind.PERSON, label, country, details)
    if not phone:
        return
    number, subscribed = f"phone/{key.removeprefix('cast/')}", phone_country or country
    world.identities.phones[key] = number
    world.add_entity(
        number,
        EntityKind.PHONE,
        world.labels.phone(number, world.terrain.countries[subscribed]),
        subscribed,
        (("holder", key),),
    )
    world.traces.add(
        f"{number}/subscriber",
        TraceKind.SUBSCRIBER,
        -400 * DAY - world.chance.draws.below(900, Purpose.NUMBER, number, "since") * DAY,
        subscribed,
        world.identities.operators[subscribed],
        None,
        (number, key),
    )


def add_member(world: World, member: Member) -> None:
    """Take somebody into an organisation; couriers have a vehicle."""
    if member.function is Function.COURIER:
        add_vehicle(world, member.key, member.country, member.joined)
    world.membership.enrol(member)


def add_vehicle(world: World, keeper: str, country: str, since: int) -> None:
    """A vehicle of a person or firm, with its entry in the register."""
    key = f"vehicle/{keeper.removeprefix('cast/')}"
    world.identities.vehicles[keeper] = key
    world.add_entity(key, EntityKind.VEHICLE, world.labels.vehicle(key, world.terrain.countries[country]), country)
    custodian = f"vehicles/{country.lower()}"
    world.traces.add(f"{key}/registered", TraceKind.VEHICLE_REGISTERED, since, country, custodian, None, (key, keeper))


def add_company(
    world: World, key: str, country: str, director: str, owner: str, registered: int, *, parent: str = ""
) -> None:
    """A company with its entry in the register: with its owner, or the company above it where there is one."""
    details = (("address", world.labels.address(key, country)), ("director", director), ("owner", owner))
    world.add_entity(key, EntityKind.COMPANY, world.labels.company(key, country), country, details)
    world.traces.add(
        f"{key}/registered",
        TraceKind.COMPANY_REGISTERED,
        registered,
        country,
        f"register/{country.lower()}",
        None,
        (key, director, parent or owner),
    )
    if parent:
        world.identities.parents[key] = parent


def _institutions(world: World) -> None:
    for code in world.terrain.countries:
        towns = sorted(world.frozen.names[code]["town"])
        first = world.chance.draws.below(len(towns), Purpose.STRUCTURE, code, "bank")
        names = [f"{towns[(first + index) % len(towns)]} Bank" for index in range(min(3, len(towns)))]
        world.money.banks[code] = tuple(names)
        world.identities.operators[code] = f"{towns[(first + 1) % len(towns)]} Telecom"
        for index, name in enumerate(names):
            world.add_entity(f"bank/{code.lower()}/{index}", EntityKind.COMPANY, name, code)
        world.add_entity(f"operator/{code.lower()}", EntityKind.COMPANY, world.identities.operators[code], code)
        world.money.exchanges[code] = _exchanges(world, code, towns)
        cash = f"cash/{code.lower()}"
        counter = Account(cash, code, names[0], "", "", None, -100_000 * DAY, 0.0, 0, keeping=Keeping.COUNTER)
        world.money.accounts[cash] = counter
        world.add_entity(cash, EntityKind.CASH, f"Cash ({code})", code)


def _exchanges(world: World, code: str, towns: list[str]) -> tuple[str, ...]:
    """Providers of virtual assets of a country, by the names of its towns."""
    keys = sorted(exchange.key for exchange in world.crime.exchanges if exchange.country == code)
    for index, key in enumerate(keys):
        world.add_entity(key, EntityKind.COMPANY, f"{towns[index % len(towns)]} Exchange", code)
    return tuple(world.entities[key].label for key in keys)


def _places(world: World) -> None:
    for key, place in world.terrain.places.items():
        words = world.frozen.scenario.text(f"place.{key}")
        label = key.replace("_", " ").title() if words == f"place.{key}" else words
        world.add_entity(key, EntityKind.PLACE, label, place.country, (("kind", place.kind.value),))


def _registered_at_home(world: World) -> dict[str, str]:
    """Countries of those who are reported missing and were never found: registers know them where they left from.

    Where they are is what a team has to find out, so nothing that anybody prints about them says it.
    """
    return {
        way.person: world.terrain.country_of(world.terrain.corridors[way.corridors[0]].origin)
        for way in world.crime.moved
        if way.missing_day is not None and way.identified_day is None and way.intercepted_at is None
    }


def _cast(world: World, start: int) -> None:
    registered = _registered_at_home(world)
    cast = sorted(world.crime.cast, key=lambda person: (person.namesake_of is not None, person.key))
    for person in cast:
        nationality = person.nationality or person.country
        label = (
            world.labels.own_name(person.key, nationality)
            if person.namesake_of is None
            else world.entities[person.namesake_of].label
        )
        born = ""
        if person.age is not None:
            born = world.labels.born_at_age(person.key, person.age)
        elif person.standing is MemberStanding.MOVED:
            born = world.labels.born(person.key, *AGES_OF_THE_MOVED)
        add_person(
            world, person.key, registered.get(person.key, person.country), label, nationality=nationality,
            phone=person.phone,
            phone_country=person.phone_country or "", born=born,
        )  # fmt: skip
        for name in person.known_as:
            world.add_entity(name, EntityKind.NAME, world.frozen.scenario.text(text_key(name)), person.country)
        if person.function is not None and person.organisation is not None:
            add_member(
                world,
                CLASSES[person.function](
                    world,
                    person.key,
                    position=person.key,
                    organisation=person.organisation,
                    country=person.country,
                    place=person.place,
                    joined=start,
                    start_quality=1.0,
                ),
            )


def _groups(world: World, start: int) -> None:
    for organisation in world.membership.organisations.values():
        counted: dict[tuple[Function, str], int] = {}
        countries: dict[tuple[Function, str], str] = {}
        for group in organisation.settings.groups:
            where = (group.function, group.place)
            counted[where] = counted.get(where, 0) + group.count
            countries[where] = group.country
        for function, place in sorted(counted):
            for index in range(1, counted[function, place] + 1):
                key = f"org/{organisation.key}/{function}/{place}/{index}"
                country = countries[function, place]
                add_person(world, key, country, world.labels.person(key, country))
                add_member(
                    world,
                    CLASSES[function](
                        world,
                        key,
                        position=key,
                        organisation=organisation.key,
                        country=country,
                        place=place,
                        joined=start,
                        start_quality=1.0,
                    ),
                )


def _companies(world: World) -> None:
    for company in sorted(world.crime.companies, key=lambda company: company.key):
        age = 500 + world.chance.draws.below(1500, Purpose.STRUCTURE, company.key, "age")
        add_company(
            world, company.key, company.country, company.director, company.owner, -age * DAY,
            parent=company.parent or "",
        )  # fmt: skip


def _suppliers(world: World, organisation: Organisation, start: int) -> None:
    if not organisation.source:
        return
    country = world.terrain.country_of(organisation.source)
    company = f"company/supplier/{organisation.key}"
    owner = f"{company}/owner"
    add_person(world, owner, country, world.labels.person(owner, country))
    add_company(world, company, country, owner, owner, -1200 * DAY)
    organisation.suppliers = f"account/supplier/{organisation.key}"
    add_account(world, organisation.suppliers, country, company, owner, None, -1100 * DAY, 0.1, 10, start)


def _fronts(world: World, organisation: Organisation, start: int) -> None:
    """Front companies: one for each launderer, with a straw owner who signs, and two accounts."""
    fronts: list[str] = [
        company.key
        for company in sorted(world.crime.companies, key=lambda company: company.key)
        if not company.honest
        and company.owner in world.membership.members
        and world.membership.members[company.owner].organisation == organisation.key
    ]
    launderers = organisation.crew.free(Function.LAUNDERER) or organisation.crew.free(Function.COORDINATOR)
    markets = sorted({world.terrain.country_of(market) for market in organisation.settings.markets})
    markets = markets or sorted({member.country for member in organisation.crew.members.values()})
    finance = [code for code, country in world.terrain.countries.items() if country.chain_role == "finance"] or markets
    signing = organisation.crew.free(Function.STRAW_OWNER)
    for index, launderer in enumerate(launderers):
        company = f"company/front/{launderer.key}"
        home = markets[index % len(markets)]
        straw = _straw_owner(world, company, home, signing[index] if index < len(signing) else None)
        age = 300 + world.chance.draws.below(700, Purpose.STRUCTURE, company, "age")
        add_company(world, company, home, straw, launderer.key, -age * DAY)
        fronts.append(company)
        for place, country in (("home", home), ("away", finance[index % len(finance)])):
            u = world.chance.draws.uniform(Purpose.ACCOUNT, company, place)
            opened = -int((age - 10) * (0.5 + 0.5 * u)) * DAY
            add_account(
                world,
                f"account/front/{launderer.key}/{place}",
                country,
                company,
                launderer.key,
                organisation.key,
                min(opened, start),
                0.2 + 0.3 * u,
                4 + int(u * 8),
                start,
            )
        exchange_accounts(world, organisation, company, launderer.key, start)
    world.money.fronts[organisation.key] = tuple(fronts)


def _straw_owner(world: World, company: str, home: str, member: Member | None) -> str:
    """Who signs for a front company: a member who lends the name knowingly, or somebody uninvolved."""
    if member is not None:
        world.membership.signatories[company] = member.position
        return member.key
    straw = f"{company}/straw"
    add_person(world, straw, home, world.labels.person(straw, home))
    return straw


def _namesakes(world: World, organisation: Organisation, start: int) -> None:
    """Uninvolved people who happen to share a member's name, each with an account."""
    others = [key for key in sorted(organisation.crew.members) if not key.startswith("cast/")]
    for index in range(min(NAMESAKES, len(others))):
        double = others[world.chance.draws.below(len(others), Purpose.STRUCTURE, organisation.key, f"namesake{index}")]
        key = f"person/namesake/{organisation.key}/{index + 1}"
        country = world.entities[double].country
        add_person(world, key, country, world.entities[double].label)
        own_account(world, key, country, start)


def _ties(world: World, organisation: Organisation) -> None:
    """Who works with whom: brokers with a coordinator, all others with a broker, couriers with another courier."""
    heads = organisation.crew.free(Function.COORDINATOR)
    brokers = organisation.crew.free(Function.BROKER) or heads
    couriers = organisation.crew.free(Function.COURIER)
    for key in sorted(organisation.crew.members):
        member = organisation.crew.members[key]
        if member.function is Function.COORDINATOR:
            above = [head for head in heads if head.key != key]
        elif member.function in {Function.BROKER, Function.LAUNDERER}:
            above = heads
        else:
            above = [broker for broker in brokers if broker.country == member.country] or brokers
        _tie(world, key, [other.key for other in above], "above")
        if member.function is Function.COURIER:
            _tie(world, key, [other.key for other in couriers if other.key != key], "beside")


def _tie(world: World, key: str, candidates: list[str], occasion: str) -> None:
    if not candidates:
        return
    other = candidates[world.chance.draws.below(len(candidates), Purpose.STRUCTURE, key, occasion)]
    world.membership.ties.setdefault(key, set()).add(other)
    world.membership.ties.setdefault(other, set()).add(key)


def _treasury(world: World, organisation: Organisation) -> None:
    """Most of the treasury lies in an account, preferably in the financial centre; thirty days of wages are cash.

    What the story has it put by lies in an account of its own.
    """
    treasury = organisation.settings.treasury_minor
    world.money.totals.opening += treasury
    organisation.treasury.cash = min(treasury, 30 * organisation.crew.daily_wages())
    organisation.treasury.reserve = choose_reserve(world, organisation, "")
    reserve = world.money.accounts.get(organisation.treasury.reserve)
    if reserve is None:
        organisation.treasury.cash = treasury
    else:
        _put_in(reserve, treasury - organisation.treasury.cash)
    if organisation.settings.reserve is not None:
        saved = organisation.settings.reserve_minor or 0
        organisation.treasury.savings = organisation.settings.reserve
        _put_in(world.money.accounts[organisation.treasury.savings], saved)
        world.money.totals.opening += saved


def _put_in(account: Account, amount: int) -> None:
    """What lies on an account when history begins; no record tells how it came there."""
    account.balance += amount
    account.booked += amount


def _public(world: World, start: int) -> None:
    for code in world.terrain.countries:
        for index in range(1, HOLDERS + 1):
            key = f"person/public/{code.lower()}/{index}"
            add_person(world, key, code, world.labels.person(key, code))
            own_account(world, key, code, start)
        for index in range(1, FIRMS + 1):
            _firm(world, world.terrain.countries[code], f"company/public/{code.lower()}/{index}", start)


def _firm(world: World, country: Country, key: str, start: int) -> None:
    director = f"{key}/director"
    add_person(world, director, country.code, world.labels.person(director, country.code))
    age = 600 + world.chance.draws.below(2400, Purpose.STRUCTURE, key, "age")
    add_company(world, key, country.code, director, director, -age * DAY)
    add_vehicle(world, key, country.code, -(age - 30) * DAY)
    u = world.chance.draws.uniform(Purpose.ACCOUNT, key, "lawful")
    account = f"account/{key}"
    add_account(world, account, country.code, key, director, None, -(age - 20) * DAY, 0.3, 10 + int(u * 30), start)


def _carriers(world: World) -> None:
    """Honest carriers: those of the scenario, and an ordinary firm of the country where it names none."""
    honest = sorted(company.key for company in world.crime.companies if company.honest)
    directors = {person.key for person in world.crime.cast if person.standing == "carrier"}
    named = [
        company.key
        for company in sorted(world.crime.companies, key=lambda company: company.key)
        if company.honest and company.director in directors
    ]
    for code in world.terrain.countries:
        own = [key for key in named if world.entities[key].country == code]
        world.goods.carriers[code] = tuple(
            own
            or [key for key in honest if world.entities[key].country == code and "carrier" in key]
            or [f"company/public/{code.lower()}/{index}" for index in (1, 2)]
        )
