"""What delay cost in worlds in which the truth is known, and that nothing but the waits of a bundle changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import pytest

from simulation.exercise.core.event import Event
from simulation.exercise.journal import encode_event
from simulation.exercise.procedures.letter.events import RequestMoved, RequestOpened
from simulation.exercise.restrained_assets.events import AssetsFrozen
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import TimeKind
from simulation.players.policies import players
from simulation.review.branches import ChanceKey, Otherwise, Record, office_hours_of, rerun
from simulation.review.bundles import (
    AFTER_RUNS,
    ALL,
    ALL_BUT,
    AS_PLAYED,
    BUNDLES,
    COMPONENTS,
    NOTHING_ASKED,
    ONLY,
    Bundle,
    Cost,
    ReplayRun,
    RunKey,
    WhoseActs,
    begins_abroad,
    costs,
    left_out_of,
    plan,
    play_again,
    play_run,
    without_any,
)
from simulation.review.clock import whole_clock
from simulation.review.figures import FIGURES, figures_of, figures_of_case
from simulation.review.flows import in_play
from simulation.review.strength import Clarity
from simulation.review.timelines import timelines
from simulation.review.workers import Workers
from tests.review.conftest import Planted
from tests.review.planted import HIDDEN, left_on_the_account

pytestmark = pytest.mark.acceptance("plays a planted exercise again under every bundle")


def again(record: Record, bundle: Bundle, number: int = 0) -> list[Event]:
    left_out = frozenset() if bundle.asks else left_out_of(record, begins_abroad)
    changed = Otherwise(bundle.treatment, left_out, to_horizon=False)
    return rerun(record, players(), chance=ChanceKey(number), otherwise=changed).events


def frozen_at(events: list[Event]) -> int | None:
    return next((each.at for each in events if isinstance(each, AssetsFrozen) and each.account == HIDDEN), None)


def table(record: Record, runs: int) -> list[ReplayRun]:
    return [play_run(record, players(), key) for key in plan(record, runs)]


def the(found: tuple[Cost, ...], key: str) -> Cost:
    return next(each for each in found if each.figure.key == key)


def test_as_played_with_its_own_chance_events_is_the_exercise_itself_in_play(day: Record, late: Planted) -> None:
    for record in (day, late[0]):
        played = [encode_event(event) for event in in_play(record.events)]
        assert [encode_event(event) for event in again(record, AS_PLAYED)] == played


@pytest.fixture(scope="module")
def freezes(late: Planted) -> Mapping[str, int]:
    """When the account is frozen under each bundle, with the exercise's own chance events."""
    found = {key: frozen_at(again(late[0], bundle)) for key, bundle in BUNDLES.items() if bundle.asks}
    return {key: at for key, at in found.items() if at is not None}


def test_every_wait_that_is_shortened_brings_the_freeze_earlier_and_no_other_does(freezes: Mapping[str, int]) -> None:
    as_played = freezes["as_played"]
    gained = {each: as_played - freezes[f"only/{each}"] for each in COMPONENTS}
    assert gained["answering"] == 30 * DAY, "one move was let pass before the decision"
    assert gained["offices"] > 0
    assert gained["third"] > 0
    assert gained["asking"] == gained["channel"] == 0
    assert freezes["all"] < min(freezes[f"only/{each}"] for each in COMPONENTS)


def test_a_bundle_is_worth_what_left_the_account_in_those_days(late: Planted, freezes: Mapping[str, int]) -> None:
    """To the minor unit, in every bundle, by the timetable of the account alone."""
    for key, at in freezes.items():
        found = play_run(late[0], players(), RunKey(0, WhoseActs.SAME_ACTS, key))
        assert found.figures["money_frozen_minor"] == left_on_the_account(at)
        assert found.skipped == 0


def test_what_nothing_was_asked_for_is_not_frozen(late: Planted) -> None:
    found = play_run(late[0], players(), RunKey(0, WhoseActs.SAME_ACTS, NOTHING_ASKED.key))
    assert found.figures["money_frozen_minor"] == 0
    assert found.figures["requests_answered"] == 0
    assert found.left_out > 0
    assert not found.is_another_story
    assert not [each for each in again(late[0], NOTHING_ASKED) if isinstance(each, RequestOpened)]


def test_shares_and_what_is_not_divisible_make_the_whole(late: Planted) -> None:
    """Shares told of two runs, and the same computed from the timetable alone."""
    rows = table(late[0], 2)
    cost = the(costs(late[0], rows), "money_frozen_minor")
    worth = {(each.key.number, each.key.bundle): each.figures["money_frozen_minor"] for each in rows}
    whole = [worth[n, ALL.key] - worth[n, AS_PLAYED.key] for n in (1, 2)]
    shares = {
        each: [
            (worth[n, ONLY[each].key] - worth[n, AS_PLAYED.key] + worth[n, ALL.key] - worth[n, ALL_BUT[each].key]) / 2
            for n in (1, 2)
        ]
        for each in COMPONENTS
    }
    for share in cost.shares:
        assert share.share is not None
        assert share.share.median == sum(shares[share.component]) / 2
    assert cost.together is not None
    left = [total - sum(each[n] for each in shares.values()) for n, total in enumerate(whole)]
    assert cost.together.median == sum(left) / 2
    assert cost.all.median == sum(whole) / 2
    assert cost.all.clarity is Clarity.UNCLEAR, "two runs are never clear"
    assert cost.other_stories == 0


def test_an_answer_that_nobody_used_costs_no_money(unused: Planted) -> None:
    rows = table(unused[0], 1)
    for each in costs(unused[0], rows):
        if each.figure.key in {"requests_answered", "papers_that_stand"} or each.figure.unit == "days":
            continue
        assert each.all.clarity is each.nothing_asked.clarity is Clarity.SAME, each.figure.key


def protected(events: list[Event]) -> list[tuple[str, int]]:
    stays = [line for line in timelines(events, 10**9) if not line.is_open]
    return [
        (part.status, part.end - part.start)
        for line in stays
        for part in line.stretches
        if part.kind is TimeKind.PROTECTED
    ]


def test_protected_time_stays_in_every_bundle(late: Planted) -> None:
    was = protected(list(in_play(late[0].events)))
    assert was
    for bundle in BUNDLES.values():
        if bundle.asks:
            assert protected(again(late[0], bundle)) == was, bundle.key


def test_nobody_decides_before_the_paper_can_be_read(late: Planted) -> None:
    """Days between office hours are nobody's: they stay in every bundle."""
    hours = office_hours_of(late[0].events)
    for bundle in (ALL, ONLY["answering"], ONLY["asking"]):
        events = [each for each in again(late[0], bundle) if isinstance(each, RequestMoved)]
        since = {"": 0}
        for each in events:
            if each.office and each.request in since:
                assert each.at >= hours.seen_from(since[each.request]), (bundle.key, each)
            since[each.request] = each.at


def test_a_run_that_goes_on_to_the_horizon_tells_the_end_of_play_all_the_same(late: Planted) -> None:
    record = late[0]
    for bundle in (AS_PLAYED, NOTHING_ASKED, ALL):
        found = play_run(record, players(), RunKey(1, WhoseActs.SAME_ACTS, bundle.key))
        first = play_run(record, players(), RunKey(AFTER_RUNS + 1, WhoseActs.SAME_ACTS, bundle.key))
        assert (first.after, first.through) == (None, {})
        left_out = frozenset() if bundle.asks else left_out_of(record, begins_abroad)
        if bundle.asks:
            played = again(record, bundle, 1)
            branch = rerun(record, players(), chance=ChanceKey(1), otherwise=Otherwise(bundle.treatment, left_out))
            assert encoded(branch.events[: len(played)]) == encoded(played)
            assert found.after == figures_of(branch.exercise.state, branch.events)
            ended = rerun(
                record,
                players(),
                chance=ChanceKey(1),
                otherwise=Otherwise(bundle.treatment, left_out, to_horizon=False),
            )
            assert found.figures == figures_of(ended.exercise.state, ended.events)
            assert found.skipped == len(ended.skipped)
        assert found.after is not None


def test_costs_after_the_epilogue_are_told_of_the_runs_that_went_on(late: Planted) -> None:
    rows = [play_run(late[0], players(), key) for key in plan(late[0], 2)]
    cut = [replace(each, after=None) if each.key.number == 2 else each for each in rows]
    for cost, fewer in zip(costs(late[0], rows), costs(late[0], cut), strict=True):
        assert cost.after is not None
        assert fewer.after is not None
        assert (cost.after.all.runs, fewer.after.all.runs) == (2, 1)
        assert replace(cost, after=None) == replace(fewer, after=None)
    assert all(each.after is None for each in costs(late[0], [replace(each, after=None) for each in rows]))


def encoded(events: list[Event]) -> list[str]:
    return [encode_event(event) for event in events]


def test_processes_give_the_same_rows(late: Planted) -> None:
    keys = [RunKey(1, WhoseActs.SAME_ACTS, AS_PLAYED.key), RunKey(1, WhoseActs.LIKE_THEM, ALL.key)]
    found = []
    for count in (0, 2):
        with Workers(late[0], players(), count) as workers:
            waiting = [workers.submit(partial(play_again, key)) for key in keys]
            found.append([each.result() for each in waiting])
    assert found[0] == found[1]


def made_up(worth: Mapping[frozenset[str], float], record: Record, runs: int = 10) -> tuple[Cost, ...]:
    """Runs in which one figure is so much for each set of components that is shortened, and all others are nothing."""
    rows = []
    for key in plan(record, runs):
        chosen = frozenset(COMPONENTS if key.bundle == ALL.key else ())
        kind, _, name = key.bundle.partition("/")
        chosen = (
            frozenset({name}) if kind == "only" else frozenset(COMPONENTS) - {name} if kind == "all_but" else chosen
        )
        value = worth[chosen & frozenset().union(*worth)]
        figures = dict.fromkeys((each.key for each in FIGURES), 0.0) | {"papers_that_stand": value}
        rows.append(ReplayRun(key, figures, applied=10, skipped=0, left_out=0))
    return costs(record, rows)


def sets(*names: str) -> list[frozenset[str]]:
    found = [frozenset[str]()]
    for name in names:
        found += [each | {name} for each in found]
    return found


@pytest.mark.parametrize(
    ("needed", "first", "last", "share", "together"), [(2, 0, 10, 5, 0), (1, 10, 0, 5, 0)], ids=["both", "either"]
)
def test_two_that_are_needed_both_or_either(
    planted: Planted, needed: int, first: int, last: int, share: int, together: int
) -> None:
    worth = {each: 10.0 if len(each) >= needed else 0.0 for each in sets("offices", "third")}
    cost = the(made_up(worth, planted[0]), "papers_that_stand")
    assert (cost.all.clarity, cost.all.median) == (Clarity.MORE, 10)
    assert cost.is_divisible
    assert cost.together is not None
    assert cost.together.median == together
    for each in cost.shares:
        has = each.component in {"offices", "third"}
        assert each.last is not None
        assert each.share is not None
        assert (each.first.median, each.last.median) == ((first, last) if has else (0, 0))
        assert each.share.median == (share if has else 0)


def test_three_that_work_only_together_are_not_divided(planted: Planted) -> None:
    worth = {each: 12.0 if len(each) == 3 else 0.0 for each in sets("offices", "third", "answering")}
    cost = the(made_up(worth, planted[0]), "papers_that_stand")
    assert cost.together is not None
    assert cost.together.median == 12 - 3 * 6
    assert not cost.is_divisible


def test_a_run_that_became_another_story_is_left_out_and_counted(planted: Planted) -> None:
    rows = [ReplayRun(key, dict.fromkeys((f.key for f in FIGURES), 1.0), 10, 0, 0) for key in plan(planted[0], 10)]
    odd = [replace(each, skipped=3) if each.key.number == 4 and each.key.bundle == ALL.key else each for each in rows]
    cost = the(costs(planted[0], odd), "papers_that_stand")
    assert (cost.pairs, cost.other_stories, cost.all.runs, cost.nothing_asked.runs) == (10, 1, 9, 9)


def test_where_nothing_is_asked_people_have_nothing_to_answer_and_that_is_no_other_story(planted: Planted) -> None:
    rows = [ReplayRun(key, dict.fromkeys((f.key for f in FIGURES), 1.0), 10, 0, 0) for key in plan(planted[0], 10)]
    quiet = [replace(each, skipped=6) if each.key.bundle == NOTHING_ASKED.key else each for each in rows]
    cost = the(costs(planted[0], quiet), "papers_that_stand")
    assert (cost.pairs, cost.other_stories, cost.all.runs, cost.nothing_asked.runs) == (10, 0, 10, 10)
    assert without_any(quiet) == 0


def test_runs_that_are_all_other_stories_say_nothing(planted: Planted) -> None:
    rows = [ReplayRun(key, dict.fromkeys((f.key for f in FIGURES), 1.0), 10, 9, 0) for key in plan(planted[0], 3)]
    assert costs(planted[0], rows) == ()
    assert without_any(rows) == 3


def test_runs_that_are_not_whole_yet_are_not_told(planted: Planted) -> None:
    rows = [ReplayRun(key, dict.fromkeys((f.key for f in FIGURES), 1.0), 10, 0, 0) for key in plan(planted[0], 3)]
    assert the(costs(planted[0], rows[:-1]), "papers_that_stand").pairs == 2
    assert costs(planted[0], rows[:5]) == ()


def test_each_figure_is_of_one_subject_and_people_are_told_apart(planted: Planted) -> None:
    case = figures_of_case(planted[0].frozen.scenario)
    assert [each.key for each in case] == [each.key for each in FIGURES if each in case]
    assert {each.unit for each in FIGURES if each.subject == "people"} <= {"days", "items"}


def test_the_days_of_the_whole_clock_add_up(day: Record) -> None:
    end = in_play(day.events)[-1].at
    lines = timelines(in_play(day.events), end)
    clock = whole_clock(lines)
    formal = [line for line in lines if line.route == "mla"]
    left = [line for line in formal if line.left is not None or line.inherited]
    for each in clock.holders:
        for kind in TimeKind:
            assert getattr(each, kind.value) == round(sum(line.days_of(each.holder, kind) for line in left)), (
                each,
                kind,
            )
    assert clock.days == sum(each.decision + each.system + each.protected for each in clock.holders)
    assert clock.draft_days == round(sum(line.days for line in formal if line not in left))
    assert clock.requests + clock.drafts == len(formal)
    assert clock.total(TimeKind.PACE) > 0
