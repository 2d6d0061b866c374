"""Every function does something: what is missing when nobody of it is at liberty."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from simulation.exercise.registry import load_scenario
from simulation.network import authorities, metrics
from simulation.network.world.members import CLASSES, Broker, Coordinator, Courier, Forger
from simulation.scenario.schema.crime import Group
from simulation.scenario.schema.functions import FACILITATORS, Function
from tests.network.changed import SMALL, with_groups, with_parameters, without
from tests.network.world_driver import Drive, state_of

SCENARIOS = Path(__file__).resolve().parents[2] / "scenarios"


def test_every_function_has_a_class_of_its_own() -> None:
    assert set(CLASSES) == set(Function)
    assert len(set(CLASSES.values())) == len(Function)


def test_couriers_are_paid_for_the_prison_they_risk() -> None:
    """Fact F21."""
    drive = Drive(SMALL).to(0)
    courier = drive.network.membership.members[drive.free_members(Function.COURIER)[0]]
    assert isinstance(courier, Courier)
    assert courier.price(0.0, 0.5) == drive.network.parameters.courier_pay_minor_per_leg
    assert courier.price(0.2, 0.5) > courier.price(0.1, 0.5) > courier.price(0.0, 0.5)
    harsh = (
        Drive(with_parameters(sentence_years=dict.fromkeys(Function, 12.0)))
        .to(0)
        .network.membership.members[courier.key]
    )
    assert isinstance(harsh, Courier)
    assert harsh.price(0.1, 0.5) > courier.price(0.1, 0.5)


def test_pay_for_legs_is_in_the_books() -> None:
    cheap = Drive(with_parameters(courier_pay_minor_per_leg=0, risk_pay_minor_per_year=0)).to(200)
    dear = Drive(SMALL).to(200)
    assert dear.network.money.totals.wages > cheap.network.money.totals.wages
    assert metrics.ledger(dear.network).balanced


def test_a_forger_covers_loads() -> None:
    drive = Drive(SMALL).to(100)
    assert {load.cover for load in drive.network.goods.consignments.values() if load.key.startswith("north/")} != {1.0}
    bare = Drive(without(Function.FORGER)).to(100)
    assert {load.cover for load in bare.network.goods.consignments.values() if load.key.startswith("north/")} == {1.0}
    forger = drive.network.membership.members[drive.free_members(Function.FORGER)[0]]
    assert isinstance(forger, Forger)
    assert forger.cover(drive.now) == pytest.approx(drive.network.parameters.forged_odds)


def test_without_its_financier_less_can_be_bought() -> None:
    drive = Drive(SMALL).to(20)
    organisation = drive.network.membership.organisations["north"]
    free = organisation.purchase_means(drive.now)
    assert free == organisation.treasury.funds()
    for key in drive.free_members(Function.FINANCIER):
        authorities.arrest(drive.network, key, drive.now)
    assert organisation.treasury.cash <= organisation.purchase_means(drive.now) < free


def test_an_organisation_that_never_had_a_financier_needs_none() -> None:
    drive = Drive(without(Function.FINANCIER)).to(20)
    organisation = drive.network.membership.organisations["north"]
    assert organisation.purchase_means(drive.now) == organisation.treasury.funds()


def test_without_its_straw_owner_a_front_moves_nothing_until_somebody_else_signs() -> None:
    drive = Drive(with_parameters(attrition_per_year=0.0)).to(20)
    network = drive.network
    straw = next(key for key in drive.free_members(Function.STRAW_OWNER) if "/north/" in key)
    organisation = network.membership.organisations["north"]
    signed = {company for company, post in network.membership.signatories.items() if post == straw}
    before = list(organisation.treasury.channels)
    assert any(network.money.accounts[key].holder in signed for key in before)
    authorities.arrest(network, straw, drive.now)
    assert not any(network.money.accounts[key].holder in signed for key in organisation.treasury.channels)
    assert organisation.treasury.channels
    drive.to(120)
    assert set(before) <= set(organisation.treasury.channels)
    assert metrics.ledger(network).balanced


def test_after_a_loss_an_official_is_looked_for_where_nobody_is_paid() -> None:
    bribed, refused = 0, 0
    for seed in range(1, 9):
        drive = Drive(without(Function.CORRUPT_OFFICIAL), seed=seed).to(300)
        bribed += len([each for each in drive.named("OfficialBribed") if each.subjects[1] == "north"])
        refused += len([each for each in drive.named("BribeRefused") if each.subjects[1] == "north"])
        for each in drive.named("OfficialBribed"):
            assert drive.network.membership.members[each.subjects[0]].function is Function.CORRUPT_OFFICIAL
        for each in drive.named("BribeRefused"):
            assert each.subjects[0] not in drive.network.membership.members
    assert bribed > 0
    assert refused > 0


def test_whoever_is_exposed_takes_no_job() -> None:
    drive = Drive(SMALL).to(20)
    courier = drive.network.membership.members[drive.free_members(Function.COURIER)[0]]
    assert not courier.refuses(drive.now)
    courier.becomes_exposed(drive.now, 6)
    assert courier.refuses(drive.now)
    assert not courier.refuses(drive.now + 400 * 86_400)
    organisation = drive.network.membership.organisations[courier.organisation]
    for member in organisation.crew.free(Function.COURIER):
        member.becomes_exposed(drive.now, 6)
    assert organisation.crew.rested(Function.COURIER, now=drive.now) is None
    assert organisation.crew.rested(Function.COURIER) is not None


def test_an_agent_type_that_is_not_used_changes_nothing() -> None:
    """CRN acceptance test 5: a controller has nothing to do where nobody is exploited, and is paid like nobody."""
    numbers = SMALL.scenario.crime.parameters.wage_minor_per_day | {Function.CONTROLLER: 0}
    calm = with_parameters(wage_minor_per_day=numbers, attrition_per_year=0.0)
    (north,) = [each for each in calm.scenario.crime.organisations if each.key == "north"]
    more = (*north.groups, Group(function=Function.CONTROLLER, country="OUT", place="pass", count=1))
    plain, other = Drive(calm).to(200), Drive(with_groups(more, frozen=calm)).to(200)
    kept = [each for each in other.happened if not any("controller/pass" in subject for subject in each.subjects)]
    assert [each for each in plain.happened if "south" in each.key] == [each for each in kept if "south" in each.key]
    assert state_of(plain.network)[4] == state_of(other.network)[4]


def test_without_coordinators_brokers_decide_and_dare_less() -> None:
    drive = Drive(with_parameters(attrition_per_year=0.0, cooperation_per_year=0.0)).to(20)
    organisation = drive.network.membership.organisations["north"]
    head = organisation.crew.leader(drive.now)
    assert isinstance(head, Coordinator)
    authorities.arrest(drive.network, head.key, drive.now)
    acting = organisation.crew.leader(drive.now)
    assert isinstance(acting, Broker)
    for key in drive.free_members(Function.BROKER):
        authorities.arrest(drive.network, key, drive.now)
    assert organisation.crew.leader(drive.now) is None


@pytest.mark.parametrize("name", ["blue-current", "glass-harbour"])
def test_facilitators_and_cells_of_shipped_networks_are_as_published(name: str) -> None:
    """Facts F16 (15 to 35 % of members) and F17 (most cells of 8 to 38)."""
    crime = load_scenario(SCENARIOS / name).crime
    people = Counter[Function]()
    cells = Counter[tuple[str, str]]()
    for organisation in crime.organisations:
        for group in organisation.groups:
            people[group.function] += group.count
            cells[organisation.key, group.country] += group.count
    for member in crime.cast:
        if member.function is not None and member.organisation is not None:
            people[member.function] += 1
            cells[member.organisation, member.country] += 1
    share = sum(people[function] for function in FACILITATORS) / people.total()
    assert 0.15 <= share <= 0.35
    assert set(people) >= set(Function) - {Function.CONTROLLER} or crime.sites
    in_cells = sum(count for count in cells.values() if 8 <= count <= 38)
    assert in_cells / people.total() > 0.5
