"""How long requests wait: the estimate against a walk over every risk set, and what gaming it would bring."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from simulation.exercise.outcome.requests import Fate, RequestEnd
from simulation.exercise.outcome.waiting import MOST_SPOKEN_FOR, Waiting, waiting
from simulation.kernel.agenda import DAY
from simulation.scenario.schema.play import Route

UNTIL = 40 * DAY


def sent(day: int, end: RequestEnd | None = None, after: int = 0, *, route: Route = Route.MLA) -> Fate:
    ended = None if end is None else min((day + after) * DAY, UNTIL)
    return Fate("request", route, inherited=False, left=day * DAY, ended=ended, how=end)


NEVER_SENT = Fate("request", Route.MLA, inherited=False)
ENDS = st.one_of(st.none(), st.sampled_from(list(RequestEnd)))
FATES = st.lists(
    st.one_of(
        st.just(NEVER_SENT),
        st.tuples(st.integers(0, 39), ENDS, st.integers(0, 20)).map(lambda each: sent(*each)),
    ),
    max_size=14,
)


def share_by_hand(fates: list[Fate], days: int, ends: set[RequestEnd]) -> Fraction:
    """A unit of mass goes from the first day on; each day it is divided among those still at risk, unless too few."""
    waits = [
        (0, "never")
        if each.left is None
        else ((UNTIL if each.ended is None else each.ended) // DAY - each.left // DAY, each.how or "open")
        for each in fates
    ]
    mass, found = Fraction(1), Fraction(0)
    for day in range(days + 1):
        at_risk = [end for length, end in waits if length >= day]
        today = [end for length, end in waits if length == day and end != "open"]
        if today and mass * len(waits) > MOST_SPOKEN_FOR * len(at_risk):
            break
        if today:
            found += mass * Fraction(sum(end in ends for end in today), len(at_risk))
            mass *= 1 - Fraction(len(today), len(at_risk))
    return found


@given(FATES)
def test_shares_are_those_of_a_walk_over_the_days(fates: list[Fate]) -> None:
    found = waiting(fates, UNTIL)
    for day in range(41):
        answered = share_by_hand(fates, day, {RequestEnd.ANSWERED, RequestEnd.REFUSED})
        assert found.share_answered(day) == answered
    for step in found.steps:
        day = step.seconds // DAY
        assert step.refused == share_by_hand(fates, day, {RequestEnd.REFUSED})
        assert step.withdrawn == share_by_hand(fates, day, {RequestEnd.WITHDRAWN})
    reached = [day for day in range(41) if found.share_answered(day) >= Fraction(1, 2)]
    assert found.median_days == (reached[0] if reached else None)


@given(FATES)
def test_shares_rise_and_never_exceed_the_whole(fates: list[Fate]) -> None:
    found = waiting(fates, UNTIL)
    before = Fraction(0)
    for step in found.steps:
        assert 0 <= step.refused <= step.answered
        assert step.answered >= before
        assert step.answered + step.withdrawn + step.never_sent <= 1
        before = step.answered
    assert found.begun == found.sent + found.never_sent
    assert found.sent == found.answered + found.open + sum(each.how is RequestEnd.WITHDRAWN for each in fates)


def median(*fates: Fate) -> float | None:
    return waiting(fates, UNTIL).median_days


def of_those_answered(found: Waiting) -> Fraction:
    return found.steps[-1].answered


def test_a_hard_one_left_open_withdrawn_or_unsent_never_shortens_the_wait() -> None:
    """Four answered after 2, 4, 6 and 8 days and a hard one; answered in the end, it makes five."""
    easy = [sent(0, RequestEnd.ANSWERED, after) for after in (2, 4, 6, 8)]
    assert median(*easy, sent(0, RequestEnd.ANSWERED, 30)) == 6
    for left in (sent(0), sent(0, RequestEnd.WITHDRAWN, 1), NEVER_SENT):
        assert median(*easy, left) == 6
    assert median(*easy, *[NEVER_SENT] * 4) == 8
    assert median(*easy, *[NEVER_SENT] * 5) is None
    assert median(*easy, *[sent(0, RequestEnd.WITHDRAWN, 1)] * 5) is None


def test_without_other_ends_it_is_the_estimate_of_kaplan_and_meier() -> None:
    """Answers after 3, 5, 5 and 9 days, one open after 4: 1 - 4/5 * 1/3 after five days."""
    fates = [
        sent(0, RequestEnd.ANSWERED, 3),
        *[sent(0, RequestEnd.ANSWERED, 5)] * 2,
        sent(36),
        sent(0, RequestEnd.REFUSED, 9),
    ]
    found = waiting(fates, UNTIL)
    assert found.share_answered(3) == Fraction(1, 5)
    assert found.share_answered(5) == 1 - Fraction(4, 5) * Fraction(1, 3)
    assert of_those_answered(found) == 1
    assert (found.answered, found.open) == (4, 1)


def test_an_answer_to_the_only_one_that_waited_so_long_says_nothing_of_all_others() -> None:
    """Eight of forty answered, most of the others begun a few days ago: the ninth answer is no half of forty."""
    early = [sent(0, RequestEnd.ANSWERED, after) for after in range(5, 13)]
    late = [sent(25)] * 31
    found = waiting([*early, *late, sent(0, RequestEnd.ANSWERED, 30)], UNTIL)
    assert (found.begun, found.answered) == (40, 9)
    assert found.median_days is None
    assert found.share_answered(40) < Fraction(1, 4)


def test_questions_and_matters_in_flight_are_no_formal_requests_of_the_play() -> None:
    inherited = Fate("request", Route.MLA, inherited=True, ended=DAY, how=RequestEnd.ANSWERED)
    found = waiting([sent(0, RequestEnd.ANSWERED, 1, route=Route.POLICE), inherited], UNTIL)
    assert (found.begun, found.steps, found.median_days) == (0, (), None)
