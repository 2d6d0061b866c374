"""The price of a decision: what moving it changes in this model, as paired differences over replicates.

Replicate 0 keeps the real luck; the others re-key chance from the start of the week in which the decision was taken, so
that as-was runs are shared by the decisions of a week. Goods, money and people are never joined in one number: each
effect stands alone, and known exposure has its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from simulation.exercise.automation.player import Player
from simulation.exercise.outcome.exercise_outcome import decided_on_merits, papers_that_stand
from simulation.exercise.outcome.exposure import exposures, known_exposure
from simulation.exercise.outcome.flows import flows_until
from simulation.kernel.agenda import DAY
from simulation.review.branches import Branch, Luck, Move, Record, rerun
from simulation.review.decisions import Decision, Room
from simulation.scenario.schema.functions import Activity
from simulation.scenario.schema.scenario import Scenario

WEEK = 7 * DAY


@dataclass(frozen=True, slots=True)
class Effects:
    """What an exercise came to at its horizon: figures of the outcome (`ExerciseOutcome`), and two more.

    Attributes:
        drugs_delivered_g: As in the outcome.
        money_laundered_minor: As in the outcome.
        money_frozen_minor: As in the outcome.
        money_confiscated_minor: As in the outcome.
        traces_expired: Records that were deleted unread.
        known_exposure_seconds: As the days in the outcome; never set against anything else.
        papers_that_stand: As in the outcome.
        cases_decided_on_merits: As in the outcome.
    """

    drugs_delivered_g: int
    money_laundered_minor: int
    money_frozen_minor: int
    money_confiscated_minor: int
    traces_expired: int
    known_exposure_seconds: int
    papers_that_stand: int
    cases_decided_on_merits: int


EFFECTS: tuple[str, ...] = tuple(each.name for each in fields(Effects))
"""Names of the effects, in the order of the pages."""

UNITS: dict[str, str] = {
    "drugs_delivered_g": "g",
    "money_laundered_minor": "minor units",
    "money_frozen_minor": "minor units",
    "money_confiscated_minor": "minor units",
    "traces_expired": "records",
    "known_exposure_seconds": "seconds",
    "papers_that_stand": "papers",
    "cases_decided_on_merits": "cases",
}
"""Unit of each effect."""


def moves_goods(scenario: Scenario) -> bool:
    """Whether anybody in the scenario deals in goods."""
    return any(Activity.DRUGS in each.activities for each in scenario.crime.organisations)


def effects_of_case(scenario: Scenario) -> tuple[str, ...]:
    """The effects that mean something in a case: no goods where nobody deals in them."""
    return tuple(effect for effect in EFFECTS if effect != "drugs_delivered_g" or moves_goods(scenario))


@dataclass(frozen=True, slots=True)
class Band:
    """Quantiles of one effect over the replicates that did not diverge: p5, p25, median, p75, p95."""

    p5: float
    p25: float
    median: float
    p75: float
    p95: float


@dataclass(frozen=True, slots=True)
class Pair:
    """One replicate: effects as it was and with the decision moved."""

    replicate: int
    as_was: Effects
    moved: Effects
    skipped: int
    is_diverged: bool

    def difference(self, effect: str) -> int:
        """Moved minus as it was."""
        return int(getattr(self.moved, effect)) - int(getattr(self.as_was, effect))


@dataclass(frozen=True, slots=True)
class Price:
    """The price of one decision.

    Attributes:
        decision: Which.
        seconds: How much earlier it was really taken in the branches.
        pairs: Same reaction, earlier: every replicate, replicate 0 first.
        as_acted: The exercise's own luck with all other times fixed: the lower bound.
        bands: By effect, over the replicates that did not diverge.
        diverged: How many are left out.
    """

    decision: Decision
    seconds: int
    pairs: tuple[Pair, ...]
    as_acted: Pair
    bands: tuple[tuple[str, Band], ...]
    diverged: int

    def band(self, effect: str) -> Band:
        """The band of one effect."""
        return dict(self.bands)[effect]


def effects_of(branch: Branch) -> Effects:
    """What a branch came to."""
    state = branch.exercise.state
    flows = flows_until(branch.events, state.now, state.network.money.accounts)
    return Effects(
        drugs_delivered_g=flows.drugs_delivered_g,
        money_laundered_minor=flows.money_laundered_minor,
        money_frozen_minor=flows.money_frozen_minor,
        money_confiscated_minor=flows.money_confiscated_minor,
        traces_expired=state.network.traces.expired(state.now),
        known_exposure_seconds=known_exposure(exposures(branch.events, state.now)),
        papers_that_stand=papers_that_stand(state),
        cases_decided_on_merits=decided_on_merits(branch.events),
    )


def week_of(at: int) -> int:
    """Start of the week in which something happened: where a replicate's luck begins."""
    return at // WEEK * WEEK


def price(
    record: Record,
    players: Mapping[str, Player],
    decision: Decision,
    seconds: int,
    replicates: int,
) -> Price:
    """Price a decision by reruns in this process; see `run_one` for doing it elsewhere.

    Args:
        record: The exercise.
        players: Policies by name.
        decision: Which decision.
        seconds: How much earlier.
        replicates: How many, the exercise's own luck among them; at least 1.
    """
    room = Room(record)
    move = room.earlier(decision, seconds)
    week = week_of(decision.at)
    pairs = tuple(run_one(record, players, move, week, number) for number in range(replicates))
    as_acted = run_one(record, players, room.earlier(decision, seconds, keeps_lag=False), week, 0)
    return summarise(decision, room.gained(decision, seconds), pairs, as_acted)


def run_one(record: Record, players: Mapping[str, Player], move: Move, rekey_from: int, replicate: int) -> Pair:
    """One replicate: as it was, and with the decision moved."""
    luck = Luck(replicate, rekey_from)
    as_was = rerun(record, players, luck=luck)
    moved = rerun(record, players, move=move, luck=luck)
    return Pair(
        replicate,
        effects_of(as_was),
        effects_of(moved),
        len(moved.skipped),
        moved.is_diverged or as_was.is_diverged,
    )


def summarise(decision: Decision, seconds: int, pairs: Sequence[Pair], as_acted: Pair) -> Price:
    """Bands over the replicates that did not diverge; when all did, over all, which the count shows."""
    diverged = sum(pair.is_diverged for pair in pairs)
    return Price(decision, seconds, tuple(pairs), as_acted, bands_of(pairs), diverged)


def bands_of(pairs: Sequence[Pair]) -> tuple[tuple[str, Band], ...]:
    """The band of each effect over the replicates that did not diverge; when all did, over all."""
    kept = [pair for pair in pairs if not pair.is_diverged] or list(pairs)
    return tuple((effect, band([pair.difference(effect) for pair in kept])) for effect in EFFECTS)


def band(values: Sequence[int]) -> Band:
    """Quantiles of a sample by linear interpolation."""
    row = sorted(values)
    return Band(*(_quantile(row, share) for share in (0.05, 0.25, 0.5, 0.75, 0.95)))


def _quantile(row: list[int], share: float) -> float:
    place = share * (len(row) - 1)
    low = int(place)
    high = min(low + 1, len(row) - 1)
    return row[low] + (row[high] - row[low]) * (place - low)
