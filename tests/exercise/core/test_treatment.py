"""Factors on waits: each touches its holder's days alone, in order, and what is protected stays as it is."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from simulation.exercise.core.treatment import FACTORS, Treatment
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.statuses import STATUSES, LetterAction, LetterStatus
from simulation.exercise.procedures.letter.workflow import due, usual_days
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Holder, TimeKind
from simulation.players.runs import begin, policies_for
from simulation.scenario.schema.play import Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.assistance.builders import TO_RECEIVED, a_request, walk
from tests.exercise.procedures.letter.test_workflow import around, play

pytestmark = pytest.mark.acceptance("plays runs under each treatment")

BY_ITSELF = {
    "offices": (Holder.REQUESTING, Holder.REQUESTED),
    "channel": (Holder.CHANNEL,),
    "third": (Holder.THIRD_PARTY,),
}
"""Whose days a factor on what follows by itself is about."""


def every(factor: float) -> Treatment:
    return Treatment.of(dict.fromkeys(FACTORS, factor))


def days(request: Letter) -> Counter[tuple[Holder, TimeKind]]:
    """Seconds of a request by holder and kind of time."""
    found: Counter[tuple[Holder, TimeKind]] = Counter()
    for segment in request.segments(request.since):
        found[segment.holder, segment.kind] += segment.seconds
    return found


def planted(treatment: Treatment) -> Counter[tuple[Holder, TimeKind]]:
    """A request for a search that comes home, with an authorisation by a court on its way."""
    return days(play(a_request(Sought.SEARCH), replace(around(), treatment=treatment)))


@pytest.mark.parametrize("name", BY_ITSELF)
def test_a_factor_touches_the_days_of_its_holder_alone_and_in_order(name: str) -> None:
    plain = planted(Treatment())
    for holder, kind in plain:
        told = [planted(Treatment.of({name: factor}))[holder, kind] for factor in (0.0, 0.5, 1.0, 2.0)]
        if kind is TimeKind.SYSTEM and holder in BY_ITSELF[name]:
            assert told == sorted(set(told)), (holder, told)
            assert told[0] == 0
            # Desks that are reached at another time have other queues: about half and twice, not to the second.
            assert told[1] < 0.8 * told[2]
            assert told[3] > 1.5 * told[2]
        else:
            assert kind is not TimeKind.SYSTEM or holder not in BY_ITSELF[name]


@pytest.mark.parametrize("name", BY_ITSELF)
def test_at_reference_no_wait_of_a_holder_is_longer_than_usual_and_a_shorter_one_stays(name: str) -> None:
    def slow(treatment: Treatment) -> list[tuple[Holder, TimeKind, int, float | None]]:
        setting = replace(around(), treatment=treatment)
        request = play(a_request(Sought.SEARCH), setting)
        asking, asked = setting.requesting.archetype, setting.requested.archetype
        return [
            (
                part.holder,
                part.kind,
                part.seconds,
                usual_days(part.status, request.sought, asking, asked, setting.pair, setting.times),
            )
            for part in request.segments(request.since)
        ]

    was, capped = slow(Treatment()), slow(Treatment(at_reference=frozenset({name})))
    assert [each[:2] for each in was] == [each[:2] for each in capped]
    for (holder, kind, before, row), (_, _, after, _) in zip(was, capped, strict=True):
        if kind is TimeKind.SYSTEM and holder in BY_ITSELF[name] and row is not None:
            assert after <= row * DAY
        elif kind is TimeKind.PROTECTED or name == "third":
            assert after == before


def test_a_letter_is_not_lost_where_the_channel_is_as_usual() -> None:
    assert Treatment(at_reference=frozenset({"channel"})).loses_nothing
    assert not Treatment(at_reference=frozenset({"offices"})).loses_nothing


def test_courts_keep_their_time() -> None:
    request = walk(a_request(Sought.SEARCH), *TO_RECEIVED, LetterAction.ACKNOWLEDGE)
    for status in LetterStatus:
        if STATUSES[status].time_kind is not TimeKind.PROTECTED:
            continue
        stay = replace(request.stays[-1], status=status, holder=STATUSES[status].holder, time_kind=TimeKind.PROTECTED)
        held = request._replace(stays=(*request.stays, stay))
        assert every(0).ends(held, held.since, held.since + 90 * DAY) == held.since + 90 * DAY
    court = planted(Treatment())[Holder.COURT, TimeKind.PROTECTED]
    assert court > 0
    assert planted(every(0))[Holder.COURT, TimeKind.PROTECTED] == court


def test_no_factor_is_on_time_that_is_nobodys_wait() -> None:
    assert every(0).factor(None, None) == 1.0
    assert {every(0).factor(holder, TimeKind.PROTECTED) for holder in Holder} == {1.0}


def test_a_letter_is_not_lost_where_the_channel_takes_no_time() -> None:
    sent = walk(a_request(), *TO_RECEIVED[:-1])
    usual = around()
    lost = next(
        each
        for each in (sent._replace(key=f"ALB/c{number}") for number in range(1000))
        if (coming := due(each, usual)) is not None and coming.action is LetterAction.LOSE
    )
    for channel, action in ((0.5, LetterAction.LOSE), (0.0, LetterAction.ARRIVE)):
        coming = due(lost, replace(usual, treatment=Treatment(channel=channel)))
        assert coming is not None
        assert coming.action is action


def waits(blue_current: FrozenScenario, treatment: Treatment, status: LetterStatus) -> dict[str, int]:
    """Seconds that each matter in the first months of a run stood where an automatic office had to decide."""
    exercise = begin(blue_current, policies_for(blue_current.scenario, "auto", {}), 7, treatment=treatment)
    exercise.advance(200 * DAY)
    stood: dict[str, int] = {}
    for key, kept in exercise.state.part(Letters).requests.items():
        for segment in kept.matter.segments(exercise.now):
            if segment.status == status and segment.start > 0 and segment.end < exercise.now:
                stood[key] = stood.get(key, 0) + segment.seconds
    return stood


@pytest.mark.parametrize(
    ("name", "status", "factors"),
    [
        ("answering", LetterStatus.ASKED, (0.5, 1.0, 2.0)),
        ("answering", LetterStatus.DECIDING, (0.0, 0.5, 1.0)),
        ("answering", LetterStatus.CHECKING, (0.0, 0.5, 1.0)),
        ("asking", LetterStatus.CLARIFYING, (0.0, 0.5, 1.0)),
    ],
)
def test_an_automatic_office_takes_up_what_it_has_to_decide_sooner_or_later(
    blue_current: FrozenScenario, name: str, status: LetterStatus, factors: tuple[float, ...]
) -> None:
    runs = [waits(blue_current, Treatment.of({name: factor}), status) for factor in factors]
    both = [key for key in runs[0] if all(key in run for run in runs)]  # the same matters: fewer come in time otherwise
    assert len(both) >= 3
    for quick, slow in pairwise(runs):  # one that comes on a day on which the office is full may wait all the same
        longer, shorter = sum(slow[key] > quick[key] for key in both), sum(slow[key] < quick[key] for key in both)
        assert longer >= 2
        assert longer > 2 * shorter, (longer, shorter)


def test_factors_of_one_change_nothing(blue_current: FrozenScenario) -> None:
    one, other = (
        begin(blue_current, policies_for(blue_current.scenario, "textbook", {}), 7, treatment=treatment).advance(
            60 * DAY
        )
        for treatment in (Treatment(), every(1.0))
    )
    assert one == other


def test_what_is_withheld_never_reaches_who_asked(blue_current: FrozenScenario) -> None:
    """Of the answers of a run, one kind about one target is kept back in the next."""
    policies = policies_for(blue_current.scenario, "textbook", {})

    def returned(treatment: Treatment) -> dict[tuple[str, str, str, str], int]:
        exercise = begin(blue_current, policies, 7, treatment=treatment)
        exercise.advance(60 * DAY)
        found: Counter[tuple[str, str, str, str]] = Counter()
        for kept in exercise.state.part(Letters).requests.values():
            letter = kept.matter
            for target in letter.targets:
                found[letter.requesting, letter.requested, letter.sought.value, target] += len(kept.returned)
        return found

    usual = returned(Treatment())
    for sought in ("bank_records", "person_check"):
        chosen = next((each for each, papers in sorted(usual.items()) if papers and each[2] == sought), None)
        if chosen is not None:
            assert returned(Treatment(withheld=frozenset({chosen})))[chosen] == 0
    assert any(papers and each[2] in {"bank_records", "person_check"} for each, papers in usual.items())


def test_a_run_with_shorter_waits_gets_more_answers(blue_current: FrozenScenario) -> None:
    def answered(factor: float) -> int:
        exercise = begin(blue_current, policies_for(blue_current.scenario, "textbook", {}), 7, treatment=every(factor))
        exercise.advance(120 * DAY)
        return sum(bool(kept.returned) for kept in exercise.state.part(Letters).requests.values())

    assert answered(0.0) > answered(1.0) > answered(2.0)
