"""R5 and fact F14: who takes a vacant post, when, and for what."""

from __future__ import annotations

from collections import Counter

import pytest

from simulation.kernel.agenda import DAY
from simulation.network import authorities, questions
from simulation.network.membership.recruiting import _unled, insiders
from simulation.network.world.members import Broker
from simulation.scenario.schema.functions import Function, Search
from tests.network.changed import SMALL, with_parameters
from tests.network.world_driver import Drive

STEADY = with_parameters(attrition_per_year=0.0)


def test_whoever_is_best_by_skill_and_trust_moves_up_and_leaves_a_vacancy() -> None:
    drive = Drive(STEADY).to(20)
    network = drive.network
    head = drive.free_members(Function.COORDINATOR)[0]
    organisation = network.membership.organisations[network.membership.members[head].organisation]
    authorities.arrest(network, head, drive.now)
    candidates = insiders(network.membership, organisation, network.membership.posts[head], drive.now)
    assert candidates
    standing = [member.skill(drive.now) * member.trust for member in candidates]
    assert standing == sorted(standing, reverse=True)
    left = candidates[0].position
    drive.to(60)
    (filled,) = [each for each in drive.named("MemberReplaced") if each.subjects[1] == head]
    risen = network.membership.members[filled.subjects[0]]
    assert dict(filled.facts)["search"] == Search.TIES
    assert (risen.key, risen.position, risen.function) == (candidates[0].key, head, Function.COORDINATOR)
    assert risen.trust == candidates[0].trust
    assert network.membership.posts[left].vacant_since is not None or network.membership.posts[left].holder != risen.key
    assert [key for key in organisation.crew.members if organisation.crew.members[key] is risen] == [risen.key]


def test_specialists_come_from_outside() -> None:
    for function in (Function.LAUNDERER, Function.FORGER, Function.ENABLER, Function.CORRUPT_OFFICIAL):
        drive = Drive(STEADY).to(20)
        gone = drive.free_members(function)[0]
        authorities.arrest(drive.network, gone, drive.now)
        drive.to(140)
        (filled,) = [each for each in drive.named("MemberReplaced") if each.subjects[1] == gone]
        assert dict(filled.facts)["search"] in {Search.BROKER, Search.OPEN}


def test_a_broker_vouches_for_one_newcomer_at_a_time() -> None:
    drive = Drive(STEADY).to(20)
    for key in drive.free_members(Function.BROKER):
        broker = drive.network.membership.members[key]
        assert isinstance(broker, Broker)
        broker.vouched_at = None
    for key in [key for key in drive.free_members(Function.COURIER) if "/north/" in key][:8]:
        authorities.arrest(drive.network, key, drive.now)
    wanted = Counter(
        entry.payload[1]
        for entry in drive.network.agenda.pending()
        if entry.rule == "network.replace" and "/north/" in str(entry.payload[0])
    )
    brokers = len([key for key in drive.free_members(Function.BROKER) if "north" in key or key == "cast/head"])
    assert 0 < wanted[Search.BROKER] <= brokers
    assert wanted[Search.OPEN] > 0


def test_newcomers_are_trusted_less_and_know_less() -> None:
    drive = Drive(SMALL).to(20)
    for key in drive.free_members(Function.COURIER)[:9]:
        authorities.arrest(drive.network, key, drive.now)
    drive.to(300)
    parameters = drive.network.parameters
    for each in drive.named("MemberReplaced"):
        search = Search(str(dict(each.facts)["search"]))
        if search is Search.TIES:
            continue
        new = drive.network.membership.members[each.subjects[0]]
        if new.joined != each.time:
            continue
        assert new.trust == parameters.replacement_trust[search]
        assert new.skill(each.time) == pytest.approx(parameters.replacement_quality[search])


def test_takings_pay_for_newcomers_where_the_treasury_falls_short() -> None:
    drive = Drive(STEADY).to(60)
    network = drive.network
    organisation = network.membership.organisations["north"]
    owned = organisation.treasury.total()
    organisation.treasury.tills["VAL"] = organisation.treasury.tills.get("VAL", 0) + organisation.treasury.cash
    organisation.treasury.cash = 0
    reach = organisation.treasury.funds() + sum(organisation.treasury.tills.values())
    assert not organisation.treasury.raise_cash(reach + 1)
    assert organisation.treasury.raise_cash(reach)
    assert organisation.treasury.total() == owned
    organisation.treasury.spend(reach)
    assert not organisation.treasury.raise_cash(1)


def test_slower_replacement_shrinks_the_network_and_twice_the_arrests_do_not() -> None:
    """Fact F14 on the small scenario: size under attrition, mean of two years."""
    usual = SMALL.scenario.crime.parameters.replacement_days

    def size(pace: float, arrests: int) -> int:
        total = 0
        days = {function: tuple(value * pace for value in row) for function, row in usual.items()}
        for seed in (1, 2, 3):
            drive = Drive(with_parameters(replacement_days=days, attrition_per_year=0.3), seed=seed)
            for round_ in range(8):
                drive.to(90 * round_)
                for key in drive.free_members(Function.COURIER)[:arrests]:
                    authorities.arrest(drive.network, key, drive.now)
                drive.to(90 * round_ + 80)
                total += sum(member.is_free for member in drive.network.membership.members.values())
        return total

    ample = size(1.0, 1)
    assert size(4.0, 1) < 0.95 * ample
    assert size(1.0, 2) > 0.9 * ample


def test_who_leaves_is_replaced_and_can_still_be_arrested() -> None:
    drive = Drive(with_parameters(attrition_per_year=0.5)).to(200)
    left = [each.subjects[0] for each in drive.named("MemberRetired")]
    assert left
    assert not any(key.startswith("cast/") for key in left)
    gone = next(key for key in left if drive.network.membership.members[key].status == "retired")
    assert not questions.is_free(drive.network, gone)
    assert authorities.arrest(drive.network, gone, drive.now)
    assert not [
        each for each in drive.to(400).named("MemberReplaced") if each.subjects[1] == gone and each.time > drive.now
    ]


def test_a_recruiter_in_custody_slows_open_recruitment() -> None:
    def due(*, recruiters: bool) -> dict[str, int]:
        drive = Drive(STEADY).to(20)
        for key in () if recruiters else drive.free_members(Function.RECRUITER):
            authorities.arrest(drive.network, key, drive.now)
        gone = [key for key in drive.free_members(Function.COURIER) if "/north/" in key][:8]
        for key in gone:
            authorities.arrest(drive.network, key, drive.now)
        return {
            str(entry.payload[0]): entry.time - drive.now
            for entry in drive.network.agenda.pending()
            if entry.rule == "network.replace" and entry.payload[1] == Search.OPEN and entry.payload[0] in gone
        }

    helped, alone = due(recruiters=True), due(recruiters=False)
    both = helped.keys() & alone.keys()
    assert both
    assert all(alone[post] > 1.3 * helped[post] for post in both)


def test_a_post_is_held_by_one_at_a_time_in_history() -> None:
    drive = Drive(SMALL)
    for day in range(0, 400, 40):
        drive.to(day)
        for key in drive.free_members(Function.COURIER)[:2]:
            authorities.arrest(drive.network, key, drive.now)
        for post in drive.network.membership.posts.values():
            assert (post.vacant_since is None) == drive.network.membership.is_filled(post)


def test_a_search_takes_longer_where_those_who_lead_are_gone_too() -> None:
    waited = []
    for longer in (0.0, 5.0):
        drive = Drive(with_parameters(attrition_per_year=0.0, unled_search=longer)).to(20)
        network = drive.network
        organisation = network.membership.organisations["north"]
        gone = next(key for key in drive.free_members(Function.COURIER) if "/north/" in key)
        leaders = [*organisation.crew.free(Function.BROKER), *organisation.crew.free(Function.COORDINATOR)]
        authorities.arrest(network, gone, drive.now)
        assert _unled(network.membership, organisation, network.membership.posts[gone]) == 0.0
        for index, leader in enumerate(leaders, 1):
            authorities.arrest(network, leader.key, drive.now)
            assert _unled(network.membership, organisation, network.membership.posts[gone]) == index / len(leaders)
        assert _unled(network.membership, organisation, network.membership.posts[leaders[0].key]) == 1.0
        drive.to(300)
        waited.append(next(each.time for each in drive.named("MemberReplaced") if each.subjects[1] == gone))
    assert waited[1] - 20 * DAY > 2 * (waited[0] - 20 * DAY)
