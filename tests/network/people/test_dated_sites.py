"""Sites that the story opens and gives up: who is there is moved on, and nobody is taken there before or after."""

from simulation.kernel.agenda import DAY
from simulation.network import authorities, metrics
from simulation.network.shocks import shocks
from simulation.network.world.moved_people import JourneyStage
from simulation.scenario.schema.scenario import FrozenScenario
from simulation.scenario.schema.shocks import Shock, ShockKind
from tests.builders.moved import moved_frozen
from tests.builders.scenarios import with_crime
from tests.network.world_driver import Drive, state_of

FROZEN = moved_frozen()
MILL, TOWER = "site/mill", "site/tower"
DAYS = (30, 60, 75)


def dated(changes: dict[str, dict[str, object]]) -> FrozenScenario:
    """The small scenario with something said of its sites."""
    crime = FROZEN.scenario.crime
    sites = tuple(site.model_copy(update=changes.get(site.key, {})) for site in crime.sites)
    return with_crime(FROZEN, crime.model_copy(update={"sites": sites}))


def came(drive: Drive, site: str, first: int, last: int) -> int:
    """How many were taken to a site between two days."""
    happened = (each for each in drive.named("PersonExploited") if each.subjects[1] == site)
    return sum(first * DAY <= each.time < last * DAY for each in happened)


def test_a_site_is_given_up_and_its_people_are_moved_on() -> None:
    drive = Drive(dated({TOWER: {"given_up_day": 20}})).to(20)
    site = drive.network.people.sites[TOWER]
    there = {key for key in site.people if drive.network.people.persons[key].given_until <= 20 * DAY}
    assert len(there) > 5
    drive.to(20.5)
    moved = {each.subjects[0] for each in drive.named("PersonMovedOn") if each.time >= 20 * DAY}
    assert moved == there
    assert not there & site.people
    assert {drive.network.people.persons[key].site for key in there} == {MILL}
    assert [each.subjects for each in drive.named("SiteEmptied") if each.time >= 20 * DAY] == [(TOWER, "lantern")]
    drive.to(200)
    assert came(drive, TOWER, 20, 200) == 0
    assert came(drive, MILL, 21, 200) > len(there) / 2
    assert site.people == site.expected == set()
    assert metrics.ledger(drive.network).balanced


def test_a_site_around_the_corner_that_opens_that_night_takes_its_people() -> None:
    frozen = dated({TOWER: {"given_up_day": 20}})
    crime = frozen.scenario.crime
    tower = next(site for site in crime.sites if site.key == TOWER)
    annex = tower.model_copy(update={"key": "site/annex", "opens_day": 20, "given_up_day": None, "held_at_start": 0})
    drive = Drive(with_crime(frozen, crime.model_copy(update={"sites": (*crime.sites, annex)}))).to(20)
    sites, persons = drive.network.people.sites, drive.network.people.persons
    there = {key for key in sites[TOWER].people if persons[key].given_until <= 20 * DAY}
    assert len(there) > 5
    assert sites[MILL].room > len(there), "elsewhere there would be room too"
    drive.to(20.5)
    assert {persons[key].site for key in there} == {"site/annex"}


def test_without_room_elsewhere_they_are_moved_on_as_room_comes() -> None:
    drive = Drive(dated({TOWER: {"given_up_day": 20}, MILL: {"capacity": 14}})).to(20.5)
    network = drive.network
    site, other = network.people.sites[TOWER], network.people.sites[MILL]
    left = len(site.people)
    assert left > 5
    assert other.room <= 0
    assert authorities.inspect(network, MILL, drive.now) is not None
    assert other.room > 5
    drive.to(26)
    assert len(site.people) > left - 4
    drive.to(28)
    assert len(site.people) <= left - 5
    assert metrics.ledger(network).balanced


def test_who_was_found_before_is_not_moved_on() -> None:
    drive = Drive(dated({TOWER: {"given_up_day": 20}})).to(18)
    assert authorities.inspect(drive.network, TOWER, drive.now)
    found = {each.subjects[0] for each in drive.settle().named("PersonIdentified") if each.time == drive.now}
    drive.to(21)
    moved = {each.subjects[0] for each in drive.named("PersonMovedOn") if each.time > drive.now - 2 * DAY}
    assert found
    assert not found & moved


def test_nobody_is_taken_to_a_site_before_it_opens() -> None:
    drive = Drive(dated({MILL: {"held_at_start": 0, "opens_day": 40}})).to(40)
    story = {"cast/worker"}
    early = {each.subjects[0] for each in drive.named("PersonExploited") if each.subjects[1] == MILL}
    assert early <= story
    drive.to(120)
    assert came(drive, MILL, 40, 120) > 3
    assert metrics.ledger(drive.network).balanced


def test_without_days_nothing_is_other() -> None:
    plain, named = Drive(FROZEN), Drive(dated({MILL: {"given_up_day": 100}}))
    for day in DAYS:
        assert state_of(plain.to(day).network) == state_of(named.to(day).network)
    assert not [
        each for each in plain.network.people.persons.values() if each.stage is JourneyStage.HELD and not each.site
    ]


def test_a_leak_about_a_site_empties_it_on_the_next_day() -> None:
    drive = Drive(FROZEN).to(20)
    assert len(drive.network.people.sites[TOWER].people) > 5
    shocks.apply(drive.network, Shock(kind=ShockKind.LEAK, target=TOWER), 20 * DAY)
    drive.to(22)
    assert [each.subjects[0] for each in drive.named("OrganisationWarned") if each.time >= 20 * DAY] == ["lantern"]
    assert [each.time // DAY for each in drive.named("SiteEmptied") if each.time >= 20 * DAY] == [21]
    assert metrics.ledger(drive.network).balanced
