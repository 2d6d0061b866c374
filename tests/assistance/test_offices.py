"""Desks are real queues: in order, nothing lost, more hands never later, and deaf to who asks about something else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Draws
from simulation.law.time.queues import Queues
from simulation.law.time.stage_times import OfficeQueue, load_stage_times
from simulation.scenario.schema.country import Archetype
from tests.assistance.jurisdictions import a_country

TIMES = load_stage_times()
JOBS = st.lists(
    st.tuples(st.integers(0, 300 * DAY), st.integers(1, 90 * DAY), st.booleans()), min_size=1, max_size=25
).map(lambda jobs: sorted(jobs, key=lambda job: job[0]))


def desks(lawyers: int = 3, *, seed: int = 7, percent: int = 100) -> Queues:
    countries = (a_country(lawyers=lawyers), a_country("BRV", Archetype.FINANCIAL_CENTRE))
    return Queues(countries, TIMES, Draws(seed), percent)


def ends(at: Queues, jobs: list[tuple[int, int, bool]]) -> list[int]:
    return [
        at.finish("ALB", OfficeQueue.LAWYERS, f"job/{number}", now, work, urgent=urgent)
        for number, (now, work, urgent) in enumerate(jobs)
    ]


@given(JOBS)
def test_no_matter_ends_before_its_own_work_is_done(jobs: list[tuple[int, int, bool]]) -> None:
    assert all(end >= now + work for end, (now, work, _) in zip(ends(desks(), jobs), jobs, strict=True))


@given(JOBS)
def test_first_come_first_served_among_equally_urgent(jobs: list[tuple[int, int, bool]]) -> None:
    starts = [end - work for end, (_, work, _) in zip(ends(desks(), jobs), jobs, strict=True)]
    for urgency in (False, True):
        mine = [start for start, (_, _, urgent) in zip(starts, jobs, strict=True) if urgent is urgency]
        assert mine == sorted(mine)


@given(JOBS, st.integers(0, 24))
def test_one_matter_more_never_helps_and_touches_no_other_desk(jobs: list[tuple[int, int, bool]], place: int) -> None:
    """Where nothing is urgent: the next test shows how an urgent matter can change that."""
    crowded, other = desks(), desks()
    jobs = [(now, work, False) for now, work, _ in jobs]
    place = min(place, len(jobs) - 1)
    found = []
    for number, (now, work, urgent) in enumerate(jobs):
        if number == place:
            crowded.finish("ALB", OfficeQueue.LAWYERS, "extra", now, 40 * DAY)
        found.append(crowded.finish("ALB", OfficeQueue.LAWYERS, f"job/{number}", now, work, urgent=urgent))
    before = ends(other, jobs)
    assert found[:place] == before[:place]
    assert all(now_later >= was for now_later, was in zip(found, before, strict=True))
    end = crowded.finish("BRV", OfficeQueue.LAWYERS, "there", 300 * DAY, DAY)
    assert end == other.finish("BRV", OfficeQueue.LAWYERS, "there", 300 * DAY, DAY)


def test_one_matter_more_can_send_an_urgent_one_to_the_hand_that_is_kept_for_it() -> None:
    work = 45 * DAY
    jobs = [(0, work, False), (0, work, False), (0, work, False), (0, work, True), (work - 1, 1, False)]
    assert ends(desks(), [(0, 40 * DAY, False), *jobs])[-1] < ends(desks(), jobs)[-1]


@given(JOBS, st.lists(st.integers(-300 * DAY, 0), max_size=5))
def test_asking_for_the_backlog_changes_nothing(jobs: list[tuple[int, int, bool]], looks: list[int]) -> None:
    looked = desks()
    for look in sorted(looks):
        looked.backlog("ALB", OfficeQueue.LAWYERS, look)
    assert ends(looked, jobs) == ends(desks(), jobs)


def test_an_urgent_matter_is_never_later_than_the_same_one_without_hurry() -> None:
    for seed in range(20):
        urgent, plain = desks(seed=seed), desks(seed=seed)
        end = urgent.finish("ALB", OfficeQueue.LAWYERS, "x", 100 * DAY, DAY, urgent=True)
        assert end <= plain.finish("ALB", OfficeQueue.LAWYERS, "x", 100 * DAY, DAY)


def test_the_same_key_gives_the_same_answer_and_is_served_once() -> None:
    at = desks()
    first = at.finish("ALB", OfficeQueue.LAWYERS, "x", 0, DAY)
    assert at.finish("ALB", OfficeQueue.LAWYERS, "x", 5 * DAY, DAY) == first


def test_arrivals_never_go_back() -> None:
    at = desks()
    at.finish("ALB", OfficeQueue.LAWYERS, "x", 5 * DAY, DAY)
    with pytest.raises(ValueError, match="after"):
        at.finish("ALB", OfficeQueue.LAWYERS, "y", 4 * DAY, DAY)


def test_matters_in_flight_may_come_in_any_order_of_their_dates() -> None:
    at = desks()
    later = at.finish("ALB", OfficeQueue.LAWYERS, "x", -5 * DAY, DAY)
    earlier = at.finish("ALB", OfficeQueue.LAWYERS, "y", -30 * DAY, DAY)
    assert later >= -4 * DAY
    assert earlier >= -29 * DAY
    assert at.finish("ALB", OfficeQueue.LAWYERS, "z", -900 * DAY, DAY) == -899 * DAY


def test_a_preset_scales_hands_and_never_to_none() -> None:
    assert desks().servers("ALB", OfficeQueue.LAWYERS) == 9
    assert desks(percent=200).servers("ALB", OfficeQueue.LAWYERS) == 18
    assert desks(lawyers=1, percent=25).servers("ALB", OfficeQueue.LAWYERS) == 1


def test_desks_are_busy_without_the_exercise() -> None:
    waits = [desks(seed=seed).backlog("BRV", OfficeQueue.LAWYERS, 100 * DAY) for seed in range(40)]
    assert any(waits)
    assert not all(waits)


def test_other_chance_events_change_only_what_comes_after() -> None:
    countries = (a_country(),)
    was = Queues(countries, TIMES, Draws(3))
    other = Queues(countries, TIMES, Draws(3).with_chance(5, 50 * DAY))
    early = [d.finish("ALB", OfficeQueue.REGISTRY, "x", 49 * DAY, DAY) for d in (was, other)]
    assert early[0] == early[1]
    late = [tuple(d.backlog("ALB", OfficeQueue.REGISTRY, day * DAY) for day in range(60, 400, 5)) for d in (was, other)]
    assert late[0] != late[1]
