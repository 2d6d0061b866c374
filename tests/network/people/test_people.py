"""People who are moved: conserved one by one, never priced, and what authorities do changes what becomes of them."""

from __future__ import annotations

import pytest

from simulation.kernel.agenda import DAY
from simulation.kernel.traces import TraceKind
from simulation.network import authorities, metrics, questions
from simulation.network.world import exploitation_rules
from simulation.network.world.hazards import Hazard
from simulation.network.world.moved_people import OUT, JourneyStage
from tests.builders.moved import moved_frozen, people_crime, people_numbers
from tests.builders.scenarios import small_frozen, with_crime
from tests.network.world_driver import Drive, state_of


def _changed(**numbers: object) -> Drive:
    frozen = moved_frozen()
    people = people_numbers().model_copy(update=numbers)
    crime = frozen.scenario.crime.model_copy(update={"people": people})
    return Drive(with_crime(frozen, crime))


def _stage(drive: Drive, person: str) -> JourneyStage:
    return drive.network.people.persons[person].stage


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_people_money_and_goods_balance_on_every_day(seed: int) -> None:
    drive = Drive(moved_frozen(), seed)
    ledger = metrics.ledger(drive.network)
    for day in range(-120, 300, 7):
        ledger = metrics.ledger(drive.to(day).network)
        assert ledger.balanced
        counted = dict(ledger.people.sinks)
        held = [each for each in drive.network.people.persons.values() if each.stage is JourneyStage.HELD]
        assert counted["in_exploitation"] == len(held)
        assert sum(counted.values()) == len(drive.network.people.persons)
    assert min(value for line, value in ledger.people.sinks if line in {"arrived", "identified", "escaped"}) > 0


def test_a_person_is_at_one_site_or_none() -> None:
    drive = Drive(moved_frozen()).to(200)
    for person in drive.network.people.persons.values():
        rolls = [site.key for site in drive.network.people.sites.values() if person.key in site.people]
        assert rolls == ([person.site] if person.stage is JourneyStage.HELD else [])


def test_a_scenario_without_people_moves_nobody() -> None:
    drive = Drive(small_frozen()).to(100)
    assert not drive.network.crime.people is not None
    assert {value for _, value in metrics.ledger(drive.network).people.sinks} == {0}
    assert not [each for each in drive.happened if each.code.startswith("Person")]


def test_two_runs_are_the_same_and_the_order_of_the_scenario_decides_nothing() -> None:
    frozen = moved_frozen()
    crime = frozen.scenario.crime
    turned = crime.model_copy(update={"sites": crime.sites[::-1], "moved": crime.moved[::-1]})
    first, second = Drive(frozen).to(150), Drive(with_crime(frozen, turned)).to(150)
    assert state_of(first.network) == state_of(second.network)
    stages = [
        {key: (each.stage, each.since, each.place) for key, each in drive.network.people.persons.items()}
        for drive in (first, second)
    ]
    assert stages[0] == stages[1]


def test_nobody_is_checked_where_nothing_is_checked_and_nobody_gets_through_where_everybody_is() -> None:
    frozen = moved_frozen()
    crime = frozen.scenario.crime
    for check, expected in ((0.0, False), (1.0, True)):
        legs = tuple(leg.model_copy(update={"person_check": check}) for leg in crime.corridors)
        drive = Drive(with_crime(frozen, crime.model_copy(update={"corridors": legs}))).to(120)
        stopped = [each for each in drive.happened if each.code == "PersonIntercepted"]
        assert bool(stopped) is expected
        through = {
            each.subjects[0]
            for each in drive.named("PersonExploited")
            if each.subjects[0].startswith("person/lantern") and each.time > -100 * DAY
        }
        stopped_before = {each.subjects[0] for each in (*stopped, *drive.named("PersonIdentified"))}
        assert bool(through - stopped_before) is not expected


def test_hazards_keep_their_threshold_and_come_earlier_when_they_rise() -> None:
    slow, fast = Hazard(0.5, 0, 1.0), Hazard(0.5, 0, 1.0)
    fast.change(4.0, 10 * DAY)
    slow.change(1.0, 10 * DAY)
    assert fast.due() is not None
    assert slow.due() is not None
    assert (fast.due() or 0) < (slow.due() or 0)
    assert Hazard(0.5, 0, 0.0).due() is None


def test_without_any_hazard_nobody_comes_out_by_chance() -> None:
    drive = _changed(
        escapes_yearly=0.0,
        speaks_up_yearly=0.0,
        helped_yearly=0.0,
        lost_yearly=0.0,
        inspection_finds=0.0,
        lost_on_leg=dict.fromkeys(("sea", "road", "rail", "air"), 0.0),
    ).to(200)
    assert not drive.named("PersonEscaped")
    assert not drive.named("PersonLost")
    assert {dict(each.facts)["channel"] for each in drive.named("PersonIdentified")} <= {"border", "ngo"}
    assert {each.subjects[0] for each in drive.named("PersonIdentified") if dict(each.facts)["channel"] == "ngo"} == {
        "cast/worker"
    }


def test_an_ordered_inspection_brings_everybody_out_and_not_all_are_seen_as_victims() -> None:
    drive = Drive(moved_frozen()).to(60)
    site = drive.network.people.sites["site/mill"]
    present = set(site.people)
    before = drive.network.people.exploited_seconds(drive.now)
    found = authorities.inspect(drive.network, "site/mill", drive.now)
    drive.settle()
    assert found
    assert not site.people
    stages = {drive.network.people.persons[key].stage for key in present}
    assert stages <= OUT
    assert set(found) == {key for key in present if drive.network.people.persons[key].stage is JourneyStage.IDENTIFIED}
    noted = drive.network.traces.about("site/mill", (TraceKind.INSPECTION,), drive.now, drive.now, drive.now)
    named = {subject for trace in noted for subject in trace.subjects if subject != "site/mill"}
    assert named == present
    assert set(drive.network.people.found_at("site/mill", "MAR")) >= present
    assert metrics.ledger(drive.network).balanced
    assert drive.network.people.exploited_seconds(drive.now) == before
    assert authorities.inspect(drive.network, "bay", drive.now) is None


def test_an_honest_site_has_nobody_to_find() -> None:
    drive = Drive(moved_frozen()).to(30)
    assert authorities.inspect(drive.network, "site/laundry", drive.now) == ()
    assert questions.organisation_of(drive.network, "site/laundry") is None
    assert questions.organisation_of(drive.network, "site/mill") == "lantern"


def test_protection_reaches_people_only_where_they_are_and_keeps_them_from_being_drawn_back() -> None:
    drive = Drive(moved_frozen()).to(45)
    network = drive.network
    assert not authorities.protect(network, "cast/sister", "COA", drive.now)
    assert _stage(drive, "cast/sister") is JourneyStage.HELD
    assert authorities.protect(network, "cast/sister", "MAR", drive.now)
    assert _stage(drive, "cast/sister") is JourneyStage.IDENTIFIED
    assert "back" not in network.people.persons["cast/sister"].risks.running
    assert authorities.protect(network, "cast/clerk", "HUB", drive.now)


def test_many_unprotected_people_are_drawn_back_and_no_protected_one() -> None:
    loose = _changed(drawn_back_yearly=20.0).to(60)
    found = authorities.inspect(loose.network, "site/mill", loose.now) or ()
    protected = set(found[::2])
    for key in found[::2]:
        assert authorities.protect(loose.network, key, "MAR", loose.now)
    loose.to(200)
    back = {each.subjects[0] for each in loose.named("PersonDrawnBack") if each.time > 60 * DAY}
    assert protected
    assert back
    assert not back & protected


def test_a_person_of_the_story_goes_the_way_of_the_story() -> None:
    drive = Drive(moved_frozen()).to(0)
    network = drive.network
    assert network.people.persons["cast/worker"].stage is JourneyStage.IDENTIFIED
    told = network.traces.about("cast/worker", (TraceKind.TESTIMONY,), -400 * DAY, drive.now, drive.now)
    assert {trace.fact("event") for trace in told} >= {"recruited", "travelled", "held", "identified"}
    assert network.people.persons["cast/sister"].stage is JourneyStage.HELD
    reported = network.traces.about("cast/sister", (TraceKind.MISSING_REPORT,), -400 * DAY, drive.now, drive.now)
    assert [trace.country for trace in reported] == ["COA"]
    assert questions.whereabouts(network, "cast/sister") == "MAR"
    assert not questions.is_free(network, "cast/sister")


def test_what_an_unprotected_witness_could_say_is_gone_when_the_person_is_out_of_reach() -> None:
    drive = Drive(moved_frozen()).to(0)

    def told(now: int) -> int:
        return len(drive.network.traces.about("cast/worker", (TraceKind.TESTIMONY,), -400 * DAY, now, now))

    full = told(drive.now)
    later = drive.now + 70 * DAY
    assert full > told(later) >= 1
    assert authorities.protect(drive.network, "cast/worker", "MAR", drive.now)
    assert told(later) == full


def test_fees_rise_with_distance_borders_and_mode() -> None:
    numbers = people_numbers()
    land = exploitation_rules.journey_fee([("road", 800, False)], numbers)
    longer = exploitation_rules.journey_fee([("road", 1600, False)], numbers)
    border = exploitation_rules.journey_fee([("road", 800, True)], numbers)
    air = exploitation_rules.journey_fee([("air", 800, False)], numbers)
    assert land < longer
    assert land < border
    assert 1.5 <= air / land <= 4.0


def test_coercion_rises_with_security_and_falls_without_a_controller() -> None:
    calm = exploitation_rules.coercion(0.5, 0.0, 0.4, 0.5, controlled=True)
    closed = exploitation_rules.coercion(0.5, 1.0, 0.4, 0.5, controlled=True)
    alone = exploitation_rules.coercion(0.5, 1.0, 0.4, 0.5, controlled=False)
    assert calm < closed <= 1.0
    assert alone < closed
    assert exploitation_rules.grip(0.5, 0, 100) < exploitation_rules.grip(0.5, 1000, 100) <= 1.0


def test_takings_are_exact_over_any_division_of_time() -> None:
    whole, rest = exploitation_rules.earned(17, 10_000_000, 0)
    amount, left = 0, 0
    for part in (1, 999_999, 5_000_000, 4_000_000):
        got, left = exploitation_rules.earned(17, part, left)
        amount += got
    assert (amount, left) == (whole, rest)


def test_no_happening_puts_a_price_on_a_person() -> None:
    drive = Drive(moved_frozen()).to(200)
    for happening in drive.happened:
        if happening.code.startswith(("Person", "Site")):
            assert not [name for name, _ in happening.facts if "minor" in name or name == "grams"]
            assert all(not key.startswith(("load/", "container/")) for key in happening.subjects)


def test_lines_of_the_ledger_hold_every_stage_once() -> None:
    network = Drive(moved_frozen()).to(10).network
    assert sum(count for _, count in network.people.headcount()) == len(network.people.persons)
    assert people_crime(small_frozen().scenario.crime).people is not None


def test_people_who_are_stopped_make_the_organisation_open_other_ways() -> None:
    frozen = moved_frozen()
    crime = frozen.scenario.crime

    def ways(check: float) -> set[str]:
        legs = tuple(
            leg.model_copy(update={"person_check": check if leg.key == "quay_square" else 0.0})
            for leg in crime.corridors
        )
        drive = Drive(with_crime(frozen, crime.model_copy(update={"corridors": legs}))).to(150)
        return set(drive.network.membership.organisations["lantern"].corridors)

    assert ways(0.0) == {"bay_quay", "quay_square"}
    assert ways(0.9) > {"bay_quay", "quay_square"}


def test_a_site_that_hears_of_an_inspection_is_emptied_as_far_as_there_is_room() -> None:
    frozen = moved_frozen()
    crime = frozen.scenario.crime
    parameters = crime.parameters.model_copy(update={"leak_probability": 1.0})
    roomy = tuple(site.model_copy(update={"capacity": 200}) for site in crime.sites)
    changed = crime.model_copy(update={"parameters": parameters, "sites": roomy})
    drive = Drive(with_crime(frozen, changed)).to(60)
    assert drive.network.people.sites["site/mill"].people
    told = [
        authorities.seen_by_officials(
            drive.network, "site/mill", "MAR", drive.now, f"measure/{number}", confidential=False
        )
        for number in range(40)
    ]
    assert any(told)
    drive.to(63)
    assert drive.named("SiteEmptied")
    assert not drive.network.people.sites["site/mill"].people
    assert metrics.ledger(drive.network).balanced


def test_a_guide_who_is_taken_at_a_border_is_held_there() -> None:
    frozen = moved_frozen()
    legs = tuple(leg.model_copy(update={"person_check": 1.0}) for leg in frozen.scenario.crime.corridors)
    drive = Drive(with_crime(frozen, frozen.scenario.crime.model_copy(update={"corridors": legs}))).to(200)
    stops = {
        (each.time, dict(each.facts)["country"])
        for each in drive.happened
        if each.code in {"PersonIntercepted", "PersonIdentified"}
    }
    moved = tuple(f"{key}/" for key in drive.network.people.persons)
    guides = [each for each in drive.named("MemberArrested") if str(dict(each.facts)["cause"]).startswith(moved)]
    assert guides
    for each in guides:
        assert (each.time, dict(each.facts)["country"]) in stops
