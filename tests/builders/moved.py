"""The small scenario with an organisation that recruits people in COA and holds them at two sites in MAR."""

from __future__ import annotations

from simulation.scenario.schema.crime import CastMember, Crime, Group, MemberStanding, OrganisationPlan
from simulation.scenario.schema.functions import Activity, Function
from simulation.scenario.schema.people import Exploitation, PeopleParameters, PlantedPerson, Recruitment, SitePlan
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.scenarios import small_frozen, with_crime


def people_numbers() -> PeopleParameters:
    """Numbers that let a year show every fate."""
    return PeopleParameters(
        fee_base_minor=40_000,
        fee_minor_per_km={"sea": 150, "road": 100, "rail": 100, "air": 250},
        fee_border_minor=60_000,
        paid_before=0.4,
        journey_cost=0.5,
        papers_minor=30_000,
        commission_minor=25_000,
        recognised_at_border=0.3,
        lost_on_leg={"sea": 0.01, "road": 0.002, "rail": 0.001, "air": 0.0},
        reported_missing=0.2,
        reported_after_days=(10.0, 25.0, 40.0, 70.0),
        upkeep_minor_per_day=400,
        charge_minor_per_day=500,
        escapes_yearly=0.6,
        speaks_up_yearly=0.3,
        helped_yearly=0.3,
        lost_yearly=0.05,
        drawn_back_yearly=1.0,
        inspection_finds=0.4,
        recognised_at_site=0.25,
        detection=dict.fromkeys(Exploitation, 1.0),
        detection_children=1.3,
        statement_days=(5.0, 15.0, 30.0, 45.0),
        speaks=0.4,
        speaks_protected=0.9,
        reachable_days=60,
        coercion_step=0.3,
        uncontrolled=0.5,
    )


def lantern() -> OrganisationPlan:
    """An organisation that recruits, moves and exploits people."""
    groups = (
        Group(function=Function.COORDINATOR, country="COA", place="bay", count=1),
        Group(function=Function.BROKER, country="COA", place="bay", count=1),
        Group(function=Function.RECRUITER, country="COA", place="bay", count=2),
        Group(function=Function.COURIER, country="COA", place="bay", count=3),
        Group(function=Function.COURIER, country="HUB", place="quay", count=3),
        Group(function=Function.FORGER, country="HUB", place="quay", count=1),
        Group(function=Function.CONTROLLER, country="MAR", place="square", count=2),
        Group(function=Function.LAUNDERER, country="FIN", place="bank_street", count=2),
        Group(function=Function.STRAW_OWNER, country="MAR", place="square", count=1),
    )
    return OrganisationPlan(
        key="lantern",
        activities=(Activity.EXPLOITATION,),
        groups=groups,
        treasury_minor=80_000_000,
        loss_tolerance=0.1,
        risk_aversion=1.0,
        security=0.2,
        corridors=("bay_quay", "quay_square"),
        people=Recruitment(every_days=(1.0, 3.0, 5.0, 8.0), origins=("bay",), exploited=0.8, women=0.4, children=0.1),
    )


def sites() -> tuple[SitePlan, ...]:
    """Two sites of the organisation and an honest one."""
    inspected = (40.0, 60.0, 90.0, 150.0)
    return (
        SitePlan(
            key="site/mill",
            place="square",
            organisation="lantern",
            exploitation=Exploitation.FORCED_LABOUR,
            capacity=40,
            held_at_start=12,
            profit_minor_per_day=15_000,
            coercion=0.5,
            secrecy=0.4,
            inspected_every_days=inspected,
        ),
        SitePlan(
            key="site/tower",
            place="square",
            organisation="lantern",
            company="company/line",
            exploitation=Exploitation.FORCED_CRIMINALITY,
            capacity=30,
            held_at_start=6,
            profit_minor_per_day=20_000,
            coercion=0.6,
            secrecy=0.6,
            inspected_every_days=inspected,
            defrauds="FIN",
        ),
        SitePlan(
            key="site/laundry",
            place="quay",
            company="company/line",
            exploitation=Exploitation.OTHER,
            capacity=20,
            inspected_every_days=inspected,
        ),
    )


def people_crime(crime: Crime) -> Crime:
    """A network with people's flow added to it."""
    legs = tuple(leg.model_copy(update={"person_check": 0.1}) for leg in crime.corridors)
    cast = (
        *crime.cast,
        CastMember(key="cast/sister", country="COA", place="bay", standing=MemberStanding.MOVED, at_risk=True),
        CastMember(key="cast/worker", country="COA", place="bay", standing=MemberStanding.MOVED, at_risk=True),
    )
    moved = (
        PlantedPerson(
            person="cast/sister",
            organisation="lantern",
            recruited_day=-60,
            corridors=("bay_quay", "quay_square"),
            site="site/tower",
            missing_day=-30,
            given_until_day=40,
        ),
        PlantedPerson(
            person="cast/worker",
            organisation="lantern",
            recruited_day=-80,
            corridors=("bay_quay", "quay_square"),
            site="site/mill",
            given_until_day=20,
            identified_day=-20,
        ),
    )
    return crime.model_copy(
        update={
            "corridors": legs,
            "organisations": (*crime.organisations, lantern()),
            "cast": cast,
            "sites": sites(),
            "moved": moved,
            "people": people_numbers(),
        }
    )


def moved_frozen(seed: int = 1) -> FrozenScenario:
    """The small scenario with people's flow."""
    frozen = small_frozen(seed)
    return with_crime(frozen, people_crime(frozen.scenario.crime))
