"""What the network does after arrests and warnings: replaces, closes up, goes dark, moves money, flees."""

import pytest

from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.network import authorities, questions
from simulation.scenario.schema.functions import Function, Search
from tests.builders.scenarios import small_frozen, with_crime
from tests.network.changed import with_parameters
from tests.network.world_driver import Drive

FROZEN = small_frozen()


@pytest.mark.parametrize("function", list(Function))
def test_an_arrested_member_is_replaced(function: Function) -> None:
    drive = Drive(FROZEN).to(20)
    person = drive.free_members(function)[0]
    assert authorities.arrest(drive.network, person, drive.now)
    assert not authorities.arrest(drive.network, person, drive.now)
    drive.to(20 + 60 + 60)
    (joined,) = [each for each in drive.named("MemberReplaced") if each.subjects[1] == person]
    successor = drive.network.membership.members[joined.subjects[0]]
    parameters = drive.network.parameters
    search = Search(str(dict(joined.facts)["search"]))
    assert joined.time - 20 * DAY >= 3 * DAY * parameters.replacement_pace[search]
    assert successor.position == drive.network.membership.members[person].position
    assert drive.network.identities.phone_of(successor.key) is not None
    assert successor.skill(joined.time) == pytest.approx(parameters.replacement_quality[search])
    assert successor.skill(joined.time + 90 * DAY) == 1.0


def test_an_arrested_member_does_nothing() -> None:
    drive = Drive(FROZEN).to(20)
    couriers = drive.free_members(Function.COURIER)
    jobs = {key: drive.network.membership.members[key].jobs for key in couriers[:6]}
    for key in jobs:
        authorities.arrest(drive.network, key, drive.now)
    drive.to(200)
    assert {key: drive.network.membership.members[key].jobs for key in jobs} == jobs
    phones = [drive.network.identities.phone_of(key) for key in jobs]
    for phone in phones:
        assert phone is not None
        calls = drive.network.traces.about(phone, (), 21 * DAY, 200 * DAY, 200 * DAY)
        assert calls == ()


def test_without_couriers_goods_stand_still() -> None:
    drive = Drive(FROZEN).to(20)
    for key in drive.free_members(Function.COURIER):
        authorities.arrest(drive.network, key, drive.now)
    moved = len([load for load in drive.network.goods.consignments.values() if load.status == "moving"])
    drive.to(22)
    assert len([each for each in drive.named("ConsignmentDeparted") if each.time > 20 * DAY]) == 0
    assert len([load for load in drive.network.goods.consignments.values() if load.status == "moving"]) <= moved


def test_a_released_member_works_again() -> None:
    drive = Drive(FROZEN).to(20)
    person = drive.free_members(Function.COORDINATOR)[0]
    authorities.arrest(drive.network, person, drive.now)
    assert authorities.release(drive.network, person, drive.now)
    assert not authorities.release(drive.network, person, drive.now)
    assert questions.is_free(drive.network, person)
    drive.to(100)
    assert not [each for each in drive.named("MemberReplaced") if each.subjects[1] == person]


def test_a_warned_organisation_goes_dark_and_moves_its_money() -> None:
    plain, warned = Drive(FROZEN).to(20), Drive(FROZEN).to(20)
    reserve = warned.network.membership.organisations["north"].treasury.reserve
    authorities.warn(warned.network, "cast/head", warned.now, "request/1")
    authorities.warn(warned.network, "north", warned.now, "request/1")
    assert len(warned.settle().named("OrganisationWarned")) == 1
    security = plain.network.membership.organisations["north"].security_now(plain.now)
    assert warned.network.membership.organisations["north"].security_now(warned.now) > security + 0.2
    warned.to(22.1)
    (moved,) = warned.named("AssetsMoved")
    assert moved.time - 20 * DAY >= 6 * 3600
    assert warned.network.money.accounts[reserve].balance == 0
    assert warned.network.membership.organisations["north"].treasury.reserve != reserve
    warned.to(20 + 20)
    deals = [load.key for load in warned.network.goods.consignments.values() if load.key.startswith("north/")]
    before = [load.key for load in plain.network.goods.consignments.values() if load.key.startswith("north/")]
    assert sorted(deals) == sorted(before)


def test_a_warning_leaves_the_other_organisation_alone() -> None:
    plain, warned = Drive(FROZEN).to(20), Drive(FROZEN).to(20)
    authorities.warn(warned.network, "cast/head", warned.now, "request/1")
    plain.to(150)
    warned.to(150)

    def south(drive: Drive) -> list[object]:
        return [each for each in drive.happened if any("south" in subject for subject in each.subjects)]

    assert south(plain) == south(warned)


def test_an_unknown_name_warns_nobody() -> None:
    drive = Drive(FROZEN).to(20)
    authorities.warn(drive.network, "person/nobody", drive.now, "request/1")
    authorities.warn(drive.network, "cast/clerk", drive.now, "request/1")
    assert not drive.settle().named("OrganisationWarned")


def test_partners_of_the_arrested_may_flee() -> None:
    fled = 0
    for seed in range(1, 15):
        drive = Drive(FROZEN, seed=seed).to(20)
        for key in drive.free_members(Function.COORDINATOR) + drive.free_members(Function.BROKER)[:2]:
            authorities.arrest(drive.network, key, drive.now)
        drive.to(60)
        for each in drive.named("MemberFled"):
            fled += 1
            person = each.subjects[0]
            assert not questions.is_free(drive.network, person)
            assert questions.whereabouts(drive.network, person) == "OUT"
            assert not authorities.arrest(drive.network, person, drive.now)
    assert fled > 0


def test_an_arrest_shakes_more_people_in_an_open_organisation_than_in_a_closed_one() -> None:
    """Fact F11: those who only hear of it desist, stay within reach, and hardly anybody hears in a closed one."""

    def left(security: float) -> int:
        crime = with_parameters(attrition_per_year=0.0, cooperation_per_year=0.0, flight_hazard=0.3).scenario.crime
        organisations = tuple(each.model_copy(update={"security": security}) for each in crime.organisations)
        frozen = with_crime(FROZEN, crime.model_copy(update={"organisations": organisations}))
        desisted = 0
        for seed in (1, 2, 3):
            drive = Drive(frozen, seed=seed).to(20)
            for key in drive.free_members(Function.COURIER)[:4]:
                authorities.arrest(drive.network, key, drive.now)
            retired = [each.subjects[0] for each in drive.to(31).named("MemberRetired")]
            assert not any(key.startswith("cast/") for key in retired)
            assert all(authorities.arrest(drive.network, key, drive.now) for key in retired)
            desisted += len(retired)
        return desisted

    assert left(0.1) > 3 * left(0.8)


def test_a_held_adversary_decides_nothing_and_goes_on_afterwards() -> None:
    drive = Drive(FROZEN).to(20)
    drive.network.set_hold(held=True, now=drive.now)
    known = len(drive.network.goods.consignments)
    drive.to(80)
    assert len(drive.network.goods.consignments) == known
    assert not [each for each in drive.named("ConsignmentDeparted") if each.time > 25 * DAY]
    drive.network.set_hold(held=False, now=drive.now)
    drive.to(140)
    assert len(drive.network.goods.consignments) > known


def test_who_is_let_go_abroad_goes_home() -> None:
    """And can be arrested there again."""
    drive = Drive(FROZEN).to(20)
    person = drive.free_members(Function.COURIER)[0]
    home = drive.network.membership.members[person].country
    abroad = next(code for code in drive.network.terrain.countries if code != home)
    assert authorities.arrest(drive.network, person, drive.now)
    assert authorities.hand_over(drive.network, person, abroad, drive.now)
    assert questions.whereabouts(drive.network, person) == abroad
    assert authorities.release(drive.network, person, drive.now)
    assert questions.whereabouts(drive.network, person) == home


def test_who_is_brought_back_home_has_not_left() -> None:
    """Also who is no member."""
    drive = Drive(FROZEN).to(20)
    world, terrain = drive.network, drive.network.terrain
    person = next(
        key
        for key, entity in world.entities.items()
        if entity.kind is EntityKind.PERSON and key not in world.membership.members and entity.country
    )
    home = questions.whereabouts(world, person)
    abroad = next(code for code in terrain.countries if code != home)
    assert authorities.arrest(world, person, drive.now)
    assert authorities.hand_over(world, person, abroad, drive.now)
    assert questions.has_left(world, person)
    assert authorities.hand_over(world, person, home, drive.now)
    assert not questions.has_left(world, person)
