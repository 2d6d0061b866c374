"""Goods and money of played exercises: nothing is negative, everything adds up, and the books of the world agree."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from simulation.exercise.core.event import Event
from simulation.exercise.engine import Exercise
from simulation.exercise.outcome.exercise_outcome import outcome_of
from simulation.exercise.outcome.flows import Flows, flows_at, flows_until, held_at_start
from simulation.exercise.registry import load_scenario
from simulation.kernel.agenda import DAY
from simulation.network import metrics
from simulation.network.world.ledger import Ledger
from simulation.players.runs import begin_told, policies_for
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze

pytestmark = pytest.mark.acceptance("plays runs of both scenarios under several policies")

PLAYED = [
    *(
        ("blue-current", policy, seed)
        for policy, seed in (("textbook", 1), ("textbook", 5), ("novice", 2), ("none", 3))
    ),
    *(("glass-harbour", policy, seed) for policy, seed in (("textbook", 1), ("expert", 4), ("none", 2))),
]
MOMENTS = (30, 90, 180, 300, 480)


class Run:
    """An exercise with the world's books at each of some days."""

    def __init__(self, scenario: str, policy: str, seed: int) -> None:
        loaded = load_scenario(directory_of(scenario))
        self.exercise, opened = begin_told(freeze(loaded, seed), policies_for(loaded, policy, {}), seed)
        network = self.exercise.state.network
        self.books_at_start = metrics.ledger(network)
        self.held_at_start = {key: each.balance for key, each in network.money.accounts.items() if each.frozen}
        self.events: list[Event] = list(opened)
        self.books: list[Ledger] = []
        self.outcomes = []
        for day in MOMENTS:
            self.events += self.exercise.advance(day * DAY)
            self.books.append(metrics.ledger(network))
            self.outcomes.append(asdict(outcome_of(self.exercise.state, self.events)))
        at_start = held_at_start(self.events, network.money.accounts)
        self.flows = flows_at(self.events, [day * DAY for day in MOMENTS], at_start)


@pytest.fixture(scope="module", params=PLAYED, ids=lambda each: "-".join(map(str, each)))
def run(request: pytest.FixtureRequest) -> Run:
    return Run(*request.param)


def test_what_was_held_at_the_start_is_found_from_its_end(run: Run) -> None:
    found = held_at_start(run.events, run.exercise.state.network.money.accounts)
    assert {key: held for key, held in found.items() if held} == {k: v for k, v in run.held_at_start.items() if v}


def test_nothing_is_negative_and_no_sum_falls(run: Run) -> None:
    before = dict.fromkeys(asdict(run.flows[0]), 0)
    for flows in run.flows:
        now = asdict(flows)
        assert min(now.values()) >= 0
        sums = [name for name in now if name != "money_frozen_minor"]
        assert all(now[name] >= before[name] for name in sums)
        before = now
    for outcome in run.outcomes:
        assert min(value for value in outcome.values() if value is not None) >= 0


def adds_up(flows: Flows) -> bool:
    came = flows.money_frozen_at_start_minor + flows.money_ever_frozen_minor
    taken = flows.money_confiscated_minor - flows.money_confiscated_free_minor
    return came == flows.money_released_minor + taken + flows.money_frozen_minor


def test_what_was_frozen_is_released_or_taken_or_frozen_still(run: Run) -> None:
    assert all(adds_up(flows) for flows in run.flows)


def test_money_is_what_the_books_say(run: Run) -> None:
    """What came in since day 1 was spent on the trade, taken, is frozen or is free."""
    start = run.books_at_start.money
    for flows, books, outcome in zip(run.flows, run.books, run.outcomes, strict=True):
        money = books.money
        assert outcome["money_frozen_minor"] == flows.money_frozen_minor == money.amount("frozen")
        assert outcome["money_free_minor"] == money.amount("free")
        assert flows.money_confiscated_minor == money.amount("confiscated") - start.amount("confiscated")
        came = sum(amount - start.amount(line) for line, amount in money.sources)
        paid = sum(
            amount - start.amount(line) for line, amount in money.sinks if line not in {"confiscated", "frozen", "free"}
        )
        left = came + start.amount("free") + start.amount("frozen") - paid
        assert left == outcome["money_free_minor"] + outcome["money_frozen_minor"] + outcome["money_confiscated_minor"]


def test_goods_that_were_sent_are_delivered_seized_lost_or_on_the_way(run: Run) -> None:
    start = run.books_at_start.drugs
    for books, outcome in zip(run.books, run.outcomes, strict=True):
        drugs = books.drugs
        on_the_way = sum(drugs.amount(line) - start.amount(line) for line in ("in_store", "in_transit"))
        bought = drugs.amount("bought") - start.amount("bought")
        gone = outcome["drugs_delivered_g"] + outcome["drugs_seized_g"] + outcome["drugs_lost_g"]
        assert bought == gone + on_the_way


def test_requests_add_up(run: Run) -> None:
    for outcome in run.outcomes:
        ends = ("requests_answered", "requests_withdrawn", "requests_open")
        assert outcome["requests_sent"] == sum(outcome[name] for name in ends)
        assert outcome["requests_refused"] <= outcome["requests_answered"]
        assert outcome["inherited_answered"] + outcome["inherited_open"] <= outcome["inherited_requests"]
    started = {outcome["inherited_requests"] for outcome in run.outcomes}
    assert len(started) == 1


def test_the_parts_of_a_day_by_day_table_are_those_of_each_moment(run: Run) -> None:
    """Whatever came later: a moment is the same seen from its own end."""
    accounts = run.exercise.state.network.money.accounts
    assert run.flows[-1] == flows_until(run.events, MOMENTS[-1] * DAY, accounts)


def test_an_archive_without_accounts_tells_nothing_below_zero(run: Run) -> None:
    for flows in flows_at(run.events, [day * DAY for day in MOMENTS], held_at_start(run.events, {})):
        assert min(asdict(flows).values()) >= 0


def exploited_of(exercise: Exercise) -> bool:
    return exercise.state.network.crime.people is not None


def test_figures_of_a_case_are_in_its_own_units(run: Run) -> None:
    for outcome in run.outcomes:
        has_people = exploited_of(run.exercise)
        assert (outcome["exploitation_person_days"] is not None) == has_people
        assert (outcome["money_defrauded_minor"] is not None) == has_people
        if has_people:
            assert outcome["drugs_delivered_g"] == outcome["drugs_seized_g"] == 0
            assert outcome["money_defrauded_minor"] > 0
