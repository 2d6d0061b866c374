"""A small scenario for tests: four countries, two organisations, a story of a few people; and its frozen form."""

from __future__ import annotations

from datetime import date

from simulation.scenario.schema.country import (
    Archetype,
    ChainRole,
    Channel,
    Country,
    CountryPair,
    CourtUse,
    DualCriminality,
    Naming,
    Offence,
    Retention,
    Staff,
    Tradition,
)
from simulation.scenario.schema.crime import (
    CastMember,
    Company,
    Corridor,
    Crime,
    Group,
    Knowledge,
    MemberStanding,
    OrganisationPlan,
    Place,
    PlaceKind,
    PlantedCalls,
    PlantedConsignment,
)
from simulation.scenario.schema.functions import Function, Search
from simulation.scenario.schema.money import BankAccount, Exchange, HopMode, Laundering, PlantedTransfer
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.parameters import Parameters
from simulation.scenario.schema.play import Play, Preset
from simulation.scenario.schema.scenario import Currency, FrozenScenario, Scenario

CODES = (("COA", "coast"), ("HUB", "hub"), ("MAR", "market"), ("FIN", "finance"), ("OUT", "outline"))


def country(code: str, chain_role: str) -> Country:
    """A country with a plain law; all but the outline one are played."""
    letter = code[0]
    index = [known for known, _ in CODES].index(code)
    return Country(
        code=code,
        played=chain_role != "outline",
        archetype=Archetype.SPECIALISED,
        chain_role=ChainRole(chain_role),
        languages=("english",),
        tradition=Tradition.CIVIL,
        police_information_in_court=CourtUse.WITH_CONSENT,
        surrenders_nationals=True,
        death_penalty=False,
        appeal_right=True,
        short_freeze_days=5,
        freeze_review_days=0,
        bank_prefix=f"X{letter}",
        phone_prefix=f"+X{letter}",
        staff=Staff(
            lawyers=4, translators=2, registry=2, executors=6, surveillance_teams=2, investigators=6, analysts=3
        ),
        retention=Retention(bank=1825, calls=180, port=90, border=60),
        offences=(Offence(key="trafficking", elements=("goods_illicit",), max_years=15, limitation_years=15),),
        naming=Naming(
            given=tuple(f"{letter}given{number}" for number in range(16)),
            family=tuple(f"{letter}family{number}" for number in range(24)),
            towns=tuple(f"{letter}town{number}" for number in range(4)),
            streets=tuple(f"{letter}street{number}" for number in range(8)),
            companies=tuple(f"{letter}firm{number}" for number in range(20)),
            company_forms=("Trade Ltd", "Haulage Ltd", "Stores Ltd", "Works Ltd"),
        ),
        outline=((index * 100, 0), (index * 100 + 80, 0), (index * 100, 80)),
        label_at=(index * 100, 20),
    )


def parameters() -> Parameters:
    """Numbers that let a year show every rule."""
    return Parameters(
        risk_alpha=1.0,
        risk_beta=9.0,
        risk_memory_days=395,
        choice_noise=0.05,
        expand_max=2,
        source_price_minor_per_kg=150_000,
        price_minor_per_kg_km=446,
        border_markup=0.12,
        base_risk=0.4,
        replacement_days=dict.fromkeys(Function, (3.0, 5.0, 9.0, 20.0, 30.0)),
        replacement_quality={Search.TIES: 0.7, Search.BROKER: 0.6, Search.OPEN: 0.4},
        replacement_trust={Search.TIES: 0.9, Search.BROKER: 0.6, Search.OPEN: 0.3},
        replacement_pace={Search.TIES: 0.7, Search.BROKER: 1.0, Search.OPEN: 1.3},
        replacement_learning_days=90,
        wage_minor_per_day=dict.fromkeys(Function, 9000),
        attrition_per_year=0.05,
        courier_pay_minor_per_leg=60_000,
        risk_pay_minor_per_year=120_000,
        sentence_years=dict.fromkeys(Function, 6.0),
        forged_odds=0.85,
        unfinanced_share=0.5,
        unled_search=1.5,
        stand_in=0.5,
        service_fee=0.05,
        bribe_share=0.3,
        proceeds_to_launder=0.5,
        load_split=0.5,
        exposure_step=0.2,
        security_half_life_days=90,
        calls_per_deal=(3.0, 6.0, 9.0, 14.0),
        dark_days=21,
        leak_probability=0.2,
        cooperation_per_year=2.0,
        fear=0.8,
        flight_hazard=0.1,
    )


def laundering() -> Laundering:
    """Numbers of the flow of money."""
    return Laundering(
        fee=0.03,
        fee_risk=4.0,
        width=(2.0, 3.0, 4.0),
        depth=(2.0, 3.0, 5.0),
        first_hop_days=(0.05, 0.4, 0.95),
        hop_days={
            HopMode.BANK: (0.9, 1.6, 3.0, 4.5, 7.0),
            HopMode.TRADE: (5.0, 7.0, 12.0),
            HopMode.VIRTUAL: (0.02, 0.3, 2.0),
            HopMode.CASH: (1.0, 2.0, 4.0),
        },
        tranche_minor=25_000_000,
        report_rate=0.05,
        report_false_monthly=0.02,
        cash_control=0.1,
        cash_decision_days=(30.0, 90.0, 200.0),
        cash_confiscated=0.5,
    )


def corridor(key: str, origin: str, destination: str, mode: str, interception: float) -> Corridor:
    """A corridor of middling length."""
    return Corridor(
        key=key,
        origin=origin,
        destination=destination,
        km=600,
        mode=mode,
        interception=interception,
        cost_minor_per_kg=20_000,
        travel_days=(1.0, 2.0, 4.0, 7.0),
        capacity_g=1_500_000,
    )


def organisation(key: str, corridors: tuple[str, ...], couriers: int) -> OrganisationPlan:
    """An organisation with members of every function."""
    groups = (
        Group(function=Function.COORDINATOR, country="COA", place="bay", count=1),
        Group(function=Function.BROKER, country="COA", place="bay", count=2),
        Group(function=Function.COURIER, country="COA", place="bay", count=couriers),
        Group(function=Function.COURIER, country="HUB", place="quay", count=couriers),
        Group(function=Function.COURIER, country="MAR", place="square", count=couriers),
        Group(function=Function.STOREKEEPER, country="MAR", place="square", count=3),
        Group(function=Function.LAUNDERER, country="FIN", place="bank_street", count=2),
        Group(function=Function.CORRUPT_OFFICIAL, country="HUB", place="quay", count=1),
        Group(function=Function.RECRUITER, country="COA", place="bay", count=1),
        Group(function=Function.CONTROLLER, country="MAR", place="square", count=1),
        Group(function=Function.FORGER, country="HUB", place="quay", count=1),
        Group(function=Function.FINANCIER, country="FIN", place="bank_street", count=1),
        Group(function=Function.STRAW_OWNER, country="MAR", place="square", count=1),
        Group(function=Function.ENABLER, country="FIN", place="bank_street", count=1),
    )
    return OrganisationPlan(
        key=key,
        groups=groups,
        treasury_minor=200_000_000,
        loss_tolerance=0.1,
        risk_aversion=1.0,
        security=0.2,
        consignment_every_days=(5.0, 8.0, 12.0, 20.0),
        load_g=(40_000.0, 80_000.0, 150_000.0, 300_000.0),
        corridors=corridors,
        markets=("square",),
        source="bay",
    )


def crime(couriers: int = 6) -> Crime:
    """The network: two organisations over a coast, a hub port and a market, with money in a financial centre."""
    return Crime(
        history_days=120,
        places=(
            Place(key="bay", country="COA", kind=PlaceKind.SOURCE, x=0, y=0),
            Place(key="quay", country="HUB", kind=PlaceKind.PORT, x=100, y=0),
            Place(key="pass", country="OUT", kind=PlaceKind.CROSSING, x=100, y=90),
            Place(key="square", country="MAR", kind=PlaceKind.MARKET, x=200, y=0),
            Place(key="bank_street", country="FIN", kind=PlaceKind.TOWN, x=300, y=0),
        ),
        corridors=(
            corridor("bay_quay", "bay", "quay", "sea", 0.15),
            corridor("quay_square", "quay", "square", "road", 0.15),
            corridor("bay_pass", "bay", "pass", "road", 0.2),
            corridor("pass_square", "pass", "square", "road", 0.2),
        ),
        organisations=(
            organisation("north", ("bay_quay", "quay_square"), couriers),
            organisation("south", ("bay_pass", "pass_square"), max(1, couriers // 2)),
        ),
        cast=(
            CastMember(key="cast/head", country="COA", place="bay", function=Function.BROKER, organisation="north"),
            CastMember(key="cast/double", country="MAR", place="square", standing=MemberStanding.NAMESAKE,
                       namesake_of="cast/head"),
            CastMember(key="cast/carrier", country="HUB", place="quay", standing=MemberStanding.CARRIER),
            CastMember(key="cast/clerk", country="HUB", place="quay", standing=MemberStanding.CLERK, at_risk=True),
            CastMember(key="cast/keeper", country="FIN", place="bank_street", function=Function.LAUNDERER,
                       organisation="north"),
        ),
        companies=(
            Company(key="company/line", country="HUB", director="cast/carrier", owner="cast/carrier", honest=True),
            Company(key="company/shell", country="FIN", director="cast/clerk", owner="cast/keeper", honest=False),
        ),
        exchanges=(Exchange(key="exchange/fin", country="FIN", monitoring=0.3),),
        accounts=(
            BankAccount(key="account/shell", country="FIN", holder="company/shell", owner="cast/keeper",
                        laundering=True, opened_day=-400, monitoring=0.3, lawful_monthly=8),
            BankAccount(key="account/clerk", country="HUB", holder="cast/clerk", owner="cast/clerk",
                        laundering=False, opened_day=-900, monitoring=0.2, lawful_monthly=9),
        ),
        consignments=(
            PlantedConsignment(key="load/story", organisation="north", departs_day=-20,
                               corridors=("bay_quay", "quay_square"), grams=250_000, container="container/story",
                               carrier="company/line", consignee="company/shell", held_at="quay", held_until_day=12),
        ),
        transfers=(
            PlantedTransfer(key="transfer/gift", day=-15, origin="account/shell", destination="account/clerk",
                            amount_minor=1_200_000, purpose="loan"),
        ),
        calls=(
            PlantedCalls(key="calls/threat", first_day=-30, last_day=-10, caller="cast/head", called="cast/clerk",
                         count=6),
        ),
        knowledge=(
            Knowledge(key="clerk_seals", person="cast/clerk", about=("cast/head", "container/story"),
                      asserts="instructed"),
        ),
        laundering=laundering(),
        parameters=parameters(),
    )  # fmt: skip


def small_scenario(couriers: int = 6) -> Scenario:
    """A valid scenario small enough for a test, with everything that the rules of the network need."""
    codes = [code for code, _ in CODES]
    pairs = tuple(
        CountryPair(
            a=one,
            b=other,
            instruments=("UNTOC",) if "OUT" not in {one, other} else (),
            channel=Channel.CENTRAL,
            dual_criminality=DualCriminality.COERCIVE,
        )
        for index, one in enumerate(codes)
        for other in codes[index + 1 :]
    )
    return Scenario(
        format=1,
        name="small",
        version="1",
        start=date(2031, 3, 3),
        horizon_days=400,
        currency=Currency(code="XCR", minor_digits=2),
        map_size=(500, 300),
        countries=tuple(country(code, chain_role) for code, chain_role in CODES),
        pairs=pairs,
        crime=crime(couriers),
        play=Play(presets=(Preset(key="short", people=8, jumps=(30, 30), office_minutes=15),)),
        texts={"en": {}},
    )


def small_frozen(seed: int = 1, couriers: int = 6) -> FrozenScenario:
    """The small scenario with its pools of names."""
    return freeze(small_scenario(couriers), seed)


def with_crime(frozen: FrozenScenario, changed: Crime) -> FrozenScenario:
    """The same frozen scenario with another network."""
    scenario = frozen.scenario.model_copy(update={"crime": changed})
    return frozen.model_copy(update={"scenario": scenario})
