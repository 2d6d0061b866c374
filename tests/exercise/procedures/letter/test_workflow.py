"""What follows by itself: every status that waits for no person has an act and a time, and the way leads home."""

from dataclasses import replace
from itertools import pairwise

import pytest

from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.opening import inherited_request, open_request
from simulation.exercise.procedures.letter.play import routine
from simulation.exercise.procedures.letter.rules import RULES, advance
from simulation.exercise.procedures.letter.statuses import STATUSES, LetterAction, LetterStatus
from simulation.exercise.procedures.letter.workflow import SEARCH_DAYS, Due, Surroundings, due
from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Draws
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Holder, Side
from simulation.law.book.assistance_types import kind_of
from simulation.law.time.queues import Queues
from simulation.law.time.stage_times import load_stage_times
from simulation.scenario.schema.country import Archetype, Channel
from simulation.scenario.schema.play import Route, Sought
from tests.assistance.builders import FULL, ROWS, TO_RECEIVED, a_request, do, walk
from tests.assistance.jurisdictions import a_country, a_pair

TIMES = load_stage_times()


def around(*, channel: Channel = Channel.CENTRAL, languages: tuple[str, ...] = ("alban",)) -> Surroundings:
    asking, asked = a_country(languages=languages), a_country("BRV", Archetype.FINANCIAL_CENTRE)
    draws = Draws(9)
    pair = a_pair(channel=channel)
    return Surroundings(asking, asked, pair, TIMES, Queues((asking, asked), TIMES, draws), draws)


def play(request: Letter, where: Surroundings) -> Letter:
    """People act at once, the rest follows by itself."""
    people: dict[str, LetterAction] = {
        LetterStatus.DRAFTING: LetterAction.SUBMIT,
        LetterStatus.VETTING: LetterAction.APPROVE,
        LetterStatus.RECEIVED: LetterAction.ACKNOWLEDGE,
        LetterStatus.DECIDING: LetterAction.ACCEPT,
        LetterStatus.CHECKING: LetterAction.RETURN_FULL,
    }
    while not request.is_final:
        action = people.get(request.status)
        if action is not None:
            request = do(request, action, request.since)
            continue
        coming = due(request, where)
        assert coming is not None, request.status
        request = advance(request, coming.action, Side.SYSTEM, None, coming.time)
    return request


@pytest.mark.parametrize("sought", [sought for sought in Sought if kind_of(sought).route is Route.MLA])
def test_a_request_comes_home_by_itself(sought: Sought) -> None:
    done = play(a_request(sought), around())
    assert done.status is LetterStatus.RETURNED
    held = {segment.holder for segment in done.segments(done.since)}
    coercive = TIMES.of(sought).is_coercive
    assert held >= {Holder.REQUESTING, Holder.CHANNEL, Holder.REQUESTED, Holder.THIRD_PARTY}
    assert done.has_been(LetterStatus.AUTHORISING) is coercive


def test_what_follows_is_always_a_row_of_the_table() -> None:
    for status in LetterStatus:
        if STATUSES[status].holder is None or status is LetterStatus.LOST:
            continue
        if not RULES[Route.MLA].transitions_from(status):
            continue
        request = inherited_request(
            "ALB/m1", kind_of(Sought.SEARCH), "ALB", "BRV", ("a",), FULL, status, opened=-100 * DAY, since=-10 * DAY
        )
        coming = due(request, around())
        system = [
            row
            for row in RULES[Route.MLA].transitions_from(status)
            if row.side is Side.SYSTEM and row.changes_status and row.action != routine.ACTS.get(status)
        ]
        if status in {LetterStatus.POSTPONED, LetterStatus.RECOVERING}:  # both wait for a date of their own
            continue
        assert (coming is not None) is bool(system), status
        if coming is not None:
            assert (Route.MLA, status, coming.action, Side.SYSTEM) in ROWS
            assert coming.time > request.since


def test_translators_work_only_when_the_paper_is_not_in_their_own_language() -> None:
    assert not play(a_request(), around()).has_been(LetterStatus.TRANSLATING)
    assert play(a_request(), around(languages=("other", "alban"))).has_been(LetterStatus.TRANSLATING)


def test_asking_again_gives_the_same() -> None:
    where = around()
    request = walk(a_request(), *TO_RECEIVED, LetterAction.ACKNOWLEDGE)
    assert due(request, where) == due(request, where)


def test_a_lost_request_waits_for_a_query() -> None:
    request = walk(a_request(), *TO_RECEIVED[:-1], LetterAction.LOSE)
    assert due(request, around()) is None
    asked = do(request, LetterAction.QUERY_STATUS)
    assert due(asked, around()) == Due(LetterAction.FOUND_MISSING, asked.log[-1].time + SEARCH_DAYS * DAY)


def test_a_matter_in_flight_has_a_whole_past() -> None:
    matter = inherited_request(
        "matter/a",
        kind_of(Sought.BANK_RECORDS),
        "ALB",
        "BRV",
        ("a",),
        FULL,
        LetterStatus.ASSESSING,
        -90 * DAY,
        -5 * DAY,
    )
    assert matter.status is LetterStatus.ASSESSING
    assert matter.since == -5 * DAY
    assert matter.age(0) == 90 * DAY
    assert sum(segment.seconds for segment in matter.segments(0)) == 90 * DAY


def test_a_matter_cannot_stand_where_its_route_does_not_lead() -> None:
    with pytest.raises(RuleViolation) as wrong:
        inherited_request("m", kind_of(Sought.PERSON_CHECK), "ALB", "BRV", ("a",), FULL, LetterStatus.EXECUTING, -9, -5)
    assert wrong.value.code == "request.status_unknown"


def test_urgent_and_accepted_is_faster() -> None:
    urgent = {
        **{name: getattr(FULL, name) for name in type(FULL).__slots__},
        "urgent": True,
        "urgency_reason": "Money leaves",
        "urgent_by_day": 30,
    }
    content = type(FULL)(**urgent)
    request = walk(do(a_request(), LetterAction.SUBMIT, content=content), *TO_RECEIVED[1:])
    plain = walk(a_request(), *TO_RECEIVED)
    assert request.since == plain.since
    slow, fast = (play(each, around()) for each in (plain, request))
    assert fast.since < slow.since


@pytest.mark.parametrize("channel", [Channel.CENTRAL, Channel.DIPLOMATIC])
def test_an_urgent_letter_reaches_the_other_side_before_an_ordinary_one(channel: Channel) -> None:
    marked = replace(FULL, urgent=True, urgency_reason="Money leaves", urgent_by_day=30)
    arrived = []
    for content in (FULL, marked):
        where = around(channel=channel, languages=("brav", "alban"))
        request = do(do(a_request(), LetterAction.SUBMIT, content=content), LetterAction.APPROVE)
        hold = [request.since]
        while request.status in {LetterStatus.PREPARING, LetterStatus.TRANSLATING, LetterStatus.SENT}:
            coming = due(request, where)
            assert coming is not None
            request = advance(request, coming.action, Side.SYSTEM, None, coming.time)
            hold.append(request.since)
        arrived.append([later - earlier for earlier, later in pairwise(hold)])
    ordinary, urgent = arrived
    assert len(ordinary) == 3  # the fair copy, the translation and the way
    assert all(mine < usual for mine, usual in zip(urgent, ordinary, strict=True))


def test_a_draft_needs_a_target_and_another_country() -> None:
    for requested, targets, code in (("BRV", (), "request.targets_missing"), ("ALB", ("a",), "request.own_country")):
        with pytest.raises(RuleViolation) as refused:
            open_request("ALB/c1", kind_of(Sought.SEARCH), "ALB", requested, targets, 0)
        assert refused.value.code == code


def test_a_matter_cannot_stand_somewhere_before_it_was_opened() -> None:
    with pytest.raises(RuleViolation) as wrong:
        inherited_request("m", kind_of(Sought.SEARCH), "ALB", "BRV", ("a",), FULL, LetterStatus.SENT, -5, -9)
    assert wrong.value.code == "request.time_before"


def test_a_postponed_matter_ends_on_its_date() -> None:
    matter = inherited_request(
        "m",
        kind_of(Sought.SEARCH),
        "ALB",
        "BRV",
        ("a",),
        FULL,
        LetterStatus.POSTPONED,
        -90 * DAY,
        -5 * DAY,
        until=30 * DAY,
    )
    assert matter.ground == "R6"
    assert due(matter, around()) == Due(LetterAction.POSTPONEMENT_ENDS, 30 * DAY)
