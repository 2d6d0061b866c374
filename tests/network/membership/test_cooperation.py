"""R10 and R7: who speaks after arrest and when, and what leaks."""

from __future__ import annotations

from simulation.kernel.agenda import DAY
from simulation.kernel.traces import TraceKind
from simulation.network import authorities, questions
from simulation.network.membership import custody, reactions
from simulation.network.world import rules
from simulation.scenario.schema.functions import Function
from tests.network.changed import SMALL, with_parameters
from tests.network.world_driver import Drive

SURE = with_parameters(cooperation_per_year=50.0, fear=0.0, leak_probability=0.0)


def due(drive: Drive, person: str) -> int:
    """When a person will begin to speak as things stand."""
    when = drive.network.agenda.when(f"network/speak/{person}")
    assert when is not None
    return when


def test_the_hazard_rises_with_evidence_and_sentence_and_falls_with_fear() -> None:
    assert rules.cooperation_hazard(1.5, 1.0, 10.0, 0.0) == 1.5
    assert rules.cooperation_hazard(1.5, 0.5, 10.0, 0.0) < 1.5
    assert rules.cooperation_hazard(1.5, 1.0, 5.0, 0.0) < 1.5
    assert rules.cooperation_hazard(1.5, 1.0, 10.0, 0.4) < 1.5
    assert rules.cooperation_hazard(1.5, 1.0, 10.0, 1.0) == 0.0


def test_who_speaks_names_those_he_or_she_worked_with() -> None:
    drive = Drive(SURE).to(20)
    person = drive.free_members(Function.BROKER)[0]
    authorities.arrest(drive.network, person, drive.now)
    drive.to(400)
    (spoke,) = [each for each in drive.named("MemberCooperated") if each.subjects[0] == person]
    member = drive.network.membership.members[person]
    said = drive.network.traces.about(person, (TraceKind.KNOWLEDGE,), spoke.time, spoke.time, drive.now)
    said = tuple(trace for trace in said if trace.subjects[0] == person)
    assert said
    assert len(said) == dict(spoke.facts)["named"]
    assert {trace.subjects[1] for trace in said} <= set(drive.network.membership.members)
    assert member.custody is not None
    assert member.custody.spoke_at == spoke.time
    assert len([each for each in drive.named("MemberCooperated") if each.subjects[0] == person]) == 1


def test_a_charge_makes_the_same_person_speak_earlier() -> None:
    drive = Drive(SMALL).to(20)
    person = drive.free_members(Function.STOREKEEPER)[0]
    authorities.arrest(drive.network, person, drive.now)
    plain = due(drive, person)
    authorities.charged(drive.network, person, drive.now)
    assert due(drive, person) < plain
    authorities.charged(drive.network, person, drive.now)
    assert due(drive, person) < plain


def test_the_arrest_of_a_partner_makes_speaking_likelier() -> None:
    drive = Drive(SMALL).to(20)
    network = drive.network
    person = drive.free_members(Function.BROKER)[0]
    authorities.arrest(network, person, drive.now)
    before = network.membership.members[person].custody
    assert before is not None
    evidence = before.evidence
    partner = next(each for each in network.membership.partners(network.membership.members[person]) if each.is_free)
    authorities.arrest(network, partner.key, drive.now)
    assert before.evidence > evidence


def test_somebody_released_in_time_does_not_speak() -> None:
    drive = Drive(SURE).to(20)
    person = drive.free_members(Function.BROKER)[0]
    authorities.arrest(drive.network, person, drive.now)
    authorities.release(drive.network, person, drive.now)
    drive.to(400)
    assert not [each for each in drive.named("MemberCooperated") if each.subjects[0] == person]


def test_who_fears_wholly_never_speaks() -> None:
    drive = Drive(with_parameters(cooperation_per_year=0.0)).to(20)
    for key in drive.free_members(Function.BROKER):
        authorities.arrest(drive.network, key, drive.now)
    drive.to(500)
    assert not drive.named("MemberCooperated")


def test_who_is_named_and_at_hand_is_looked_for_and_the_story_is_left_alone() -> None:
    found = 0
    for seed in range(1, 7):
        drive = Drive(SURE, seed=seed).to(20)
        for key in drive.free_members(Function.BROKER)[:3]:
            authorities.arrest(drive.network, key, drive.now)
        drive.to(300)
        for each in drive.named("MemberArrested"):
            cause = str(dict(each.facts)["cause"])
            if cause.startswith("named/"):
                found += 1
                assert not each.subjects[0].startswith("cast/")
                speaker = drive.network.membership.members[cause.removeprefix("named/")]
                assert speaker.custody is not None
                assert speaker.custody.spoke_at is not None
                assert each.time > speaker.custody.spoke_at
    assert found > 0


def test_nobody_begins_to_speak_when_the_case_is_before_the_court() -> None:
    drive = Drive(SMALL).to(20)
    for key in drive.free_members(Function.COURIER)[:8]:
        authorities.arrest(drive.network, key, drive.now)
    drive.to(900)
    for each in drive.named("MemberCooperated"):
        taken = drive.network.membership.members[each.subjects[0]].taken_at
        assert each.time <= taken + custody.BARGAIN_DAYS * DAY


def test_being_caught_with_a_load_proves_more_than_an_order() -> None:
    assert custody.ARRESTED < custody.CAUGHT_RED_HANDED < custody.CHARGED


def leaks(confidential: bool, probability: float, country: str, seeds: int = 60) -> int:  # noqa: FBT001 - a table of cases
    """How many of so many runs leak one request."""
    frozen = with_parameters(leak_probability=probability)
    count = 0
    for seed in range(1, seeds + 1):
        drive = Drive(frozen, seed=seed)
        count += authorities.seen_by_officials(
            drive.network, "cast/head", country, drive.now, "request/1", confidential=confidential
        )
        assert bool(drive.settle().named("OrganisationWarned")) == (
            count > 0 and drive.network.membership.warned != set()
        )
    return count


def test_requests_leak_where_officials_are_paid_and_less_when_confidential() -> None:
    paid, unpaid = leaks(confidential=False, probability=0.9, country="HUB"), leaks(False, 0.9, "FIN")
    assert paid > unpaid > 0
    assert leaks(confidential=True, probability=0.9, country="HUB") < paid
    assert leaks(confidential=False, probability=0.0, country="HUB") == 0


def test_nobody_learns_of_a_request_about_uninvolved_people() -> None:
    drive = Drive(with_parameters(leak_probability=1.0))
    assert not authorities.seen_by_officials(drive.network, "cast/clerk", "HUB", 0, "request/1", confidential=False)


def test_a_leak_needs_no_day_and_the_same_request_leaks_once() -> None:
    drive = Drive(with_parameters(leak_probability=1.0)).to(1)
    for day in (1, 30):
        authorities.seen_by_officials(drive.network, "cast/head", "HUB", day * DAY, "request/1", confidential=False)
    assert len(drive.settle().named("OrganisationWarned")) == 1


def test_who_is_charged_was_not_caught_with_a_load_by_that() -> None:
    """Only what he or she had on them at the arrest counts, the last one."""
    drive = Drive(SMALL).to(20)
    person, partner = drive.free_members(Function.COURIER)[:2]
    authorities.arrest(drive.network, person, drive.now)
    authorities.charged(drive.network, person, drive.now)
    assert not questions.was_caught_red_handed(drive.network, person)
    member = drive.network.membership.members[partner]
    reactions.arrest_member(drive.network, member, drive.now, "found", custody.CAUGHT_RED_HANDED)
    assert questions.was_caught_red_handed(drive.network, partner)
    authorities.release(drive.network, partner, drive.now)
    authorities.arrest(drive.network, partner, drive.now)
    assert not questions.was_caught_red_handed(drive.network, partner)
