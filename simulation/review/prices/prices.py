"""Prices: what a decision taken otherwise changes by the end of play, as paired differences between runs.

Other chance events begin at the start of the move in which anything can first differ, so that the time that is gained
has them too, and runs as they were are shared by all prices of a move. All decisions are screened with the exercise's
own chance events; runs are played only where something moves. Runs by which decisions are chosen are never those that
are told, so that choosing the largest cannot flatter it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from threading import Event as Flag
from types import TracebackType
from typing import Self

from simulation.exercise.automation.player import Player
from simulation.kernel.agenda import DAY
from simulation.players.policies import players
from simulation.review.branches import ChanceKey, Move, Otherwise, Record, rerun
from simulation.review.figures import (
    BY_KEY,
    FIGURES,
    Compared,
    Subject,
    figures_of_case,
    horizons,
    least_worth_naming,
)
from simulation.review.prices.choices import Decision, Held, HeldBy, Room, all_choices
from simulation.review.prices.variants import (
    BY_VARIANT,
    ROUTINE,
    Altered,
    NoPrice,
    Variant,
    first_way,
    ways_for,
)
from simulation.review.strength import Clarity, Strength, strength
from simulation.review.workers import Again, Cluster, Workers, result_of, warm

LOOK = 8
"""Runs of a first look, and runs by which decisions are chosen."""

TOLD = 32
"""Runs that are told."""

TOLD_AFTER = 16
"""Of these, runs that are played on to the horizon: a second look, in one line."""

FIRST_TOLD = 101
"""Number of the first run that is told; those by which decisions are chosen begin at 1."""

LEVER = "lever"
"""The way in which a price of a lever is otherwise."""

type Lever = tuple[str, str, int]
"""Country, lever, and day of the decision; day 0: in place from the start."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one branch came to.

    Attributes:
        figures: Its figures at the end of play.
        applied: Acts of people that were done.
        skipped: Acts of people that no longer applied.
        is_refused: The rules did not allow what was to be otherwise.
        after: Its figures after the epilogue; None where that was not played.
    """

    figures: dict[str, float]
    applied: int
    skipped: int
    is_refused: bool = False
    after: dict[str, float] | None = None

    @property
    def is_another_story(self) -> bool:
        """More than a fifth of people's acts no longer applied."""
        return self.skipped * 5 > self.applied + self.skipped


@dataclass(frozen=True, slots=True)
class Pair:
    """One run as it was and with the decision taken otherwise.

    Attributes:
        number: The run; 0 has the exercise's own chance events.
        was: As it was.
        moved: With the decision otherwise.
    """

    number: int
    was: Result
    moved: Result

    @property
    def is_another_story(self) -> bool:
        """It is listed, and compared with nothing."""
        return self.was.is_another_story or self.moved.is_another_story

    def difference(self, figure: str) -> float:
        """Otherwise minus as it was."""
        return round(self.moved.figures.get(figure, 0.0) - self.was.figures.get(figure, 0.0), 4)

    @property
    def after(self) -> Pair | None:
        """The same after the epilogue; None where that was not played for both."""
        was, moved = self.was.after, self.moved.after
        if was is None or moved is None:
            return None
        return replace(self, was=replace(self.was, figures=was), moved=replace(self.moved, figures=moved))


@dataclass(frozen=True, slots=True)
class Price:
    """What one decision taken otherwise changes.

    Attributes:
        key: Key of the decision, and the way in which it is otherwise.
        decision: Which decision; None for a lever in place.
        variant: How it is otherwise; `lever` for a lever.
        held: How much earlier it really was, and what held it.
        pairs: Its runs; the one with the exercise's own chance events first where it is among them.
    """

    key: str
    decision: Decision | None
    variant: str
    held: Held
    pairs: tuple[Pair, ...]

    @property
    def runs(self) -> tuple[Pair, ...]:
        """The runs with other chance events that are compared."""
        return tuple(pair for pair in self.pairs if pair.number and not pair.is_another_story)

    @property
    def other_stories(self) -> int:
        """Runs left out because too many acts no longer applied."""
        return sum(pair.is_another_story for pair in self.pairs if pair.number)

    @property
    def own(self) -> Pair | None:
        """The run with the exercise's own chance events."""
        return next((pair for pair in self.pairs if not pair.number), None)

    @property
    def after(self) -> Price | None:
        """The same after the epilogue, over the runs that were played on; None without any."""
        pairs = tuple(pair.after for pair in self.pairs if pair.after is not None)
        return replace(self, pairs=pairs) if pairs else None

    def strength(self, figure: Compared) -> Strength:
        """What can be said of one figure over the runs."""
        least = least_worth_naming(figure, [pair.was.figures.get(figure.key, 0.0) for pair in self.runs])
        return strength([pair.difference(figure.key) for pair in self.runs], least)

    def moves(self) -> tuple[str, ...]:
        """Keys of the figures that differ in any run, the exercise's own chance events among them."""
        return tuple(
            each.key for each in FIGURES if any(pair.difference(each.key) for pair in self.pairs if _is_kept(pair))
        )


def _is_kept(pair: Pair) -> bool:
    return not pair.is_another_story


class Verdict(StrEnum):
    """What a price says of a decision."""

    MATTERED = "mattered"
    """Taken otherwise it would clearly have been better or worse in some figure."""
    WAITING_WAS_RIGHT = "waiting_was_right"
    """Earlier would clearly have been worse in a figure, and in none clearly better."""
    UNCLEAR = "unclear"
    """Something moves, and nothing clearly."""
    NOTHING = "nothing"
    """Nothing moves in any run."""


def verdict(price: Price, case: Sequence[Compared]) -> Verdict:
    """What a price says, over the figures of a case."""
    said = {each: price.strength(each) for each in case}
    clear = [each for each, found in said.items() if found.is_clear]
    if not clear:
        return Verdict.UNCLEAR if price.moves() else Verdict.NOTHING
    worse = [each for each in clear if is_worse(each, said[each])]
    better = [each for each in clear if is_better(each, said[each])]
    if price.variant == Variant.EARLIER and worse and not better:
        return Verdict.WAITING_WAS_RIGHT
    if price.variant == Variant.LATER and better and not worse:
        return Verdict.WAITING_WAS_RIGHT
    return Verdict.MATTERED


def is_better(figure: Compared, found: Strength) -> bool:
    """Whether a clear difference is what teams want."""
    return figure.more_is_good is not None and (found.clarity is Clarity.MORE) is figure.more_is_good


def is_worse(figure: Compared, found: Strength) -> bool:
    """Whether a clear difference is what teams do not want."""
    return figure.more_is_good is not None and (found.clarity is Clarity.MORE) is not figure.more_is_good


class CannotMoveError(Exception):
    """There is nothing to price: `why` says what held it."""

    def __init__(self, key: str, why: NoPrice) -> None:
        """Keep the reason."""
        super().__init__(f"{key}: {why}")
        self.why = why


def play(change: Altered | None, chance: ChanceKey, to_horizon: bool, again: Again) -> Result:  # noqa: FBT001 - sent in order
    """One branch to the end of play or through the epilogue, in a process of its own or in this one."""
    otherwise = replace(change.otherwise if change is not None else Otherwise(), to_horizon=to_horizon)
    move = change.move if change is not None else Move()
    since = change.since if change is not None else None
    branch, found = horizons(
        lambda at_end: again.trunk.branch(move, chance, otherwise, since, at_end), to_horizon=to_horizon
    )
    wanted = {command.id for command in otherwise.instead} | {command.id for _, command in otherwise.added}
    is_refused = not wanted.isdisjoint(branch.refused)
    return Result(found.play, branch.applied, len(branch.skipped), is_refused, found.after)


def with_lever(lever: Lever, chance: ChanceKey, to_horizon: bool, again: Again) -> Result:  # noqa: FBT001 - sent in order
    """One branch with a lever in place, from nothing: what rests on it moves from the first day on."""
    record = again.record
    settings = replace(record.settings, levers=(*record.settings.levers, lever))
    changed = replace(record, settings=settings)
    branch, found = horizons(
        lambda at_end: rerun(
            changed, again.players, chance=chance, otherwise=Otherwise(to_horizon=to_horizon), at_end=at_end
        ),
        to_horizon=to_horizon,
    )
    return Result(found.play, branch.applied, len(branch.skipped), after=found.after)


@dataclass(frozen=True, slots=True)
class Screened:
    """What a decision taken otherwise moves with the exercise's own chance events.

    Attributes:
        decision: Which.
        variant: How it was otherwise.
        held: How much earlier it really was, and what held it.
        why: Why nothing was played; None where it was.
        differences: By figure, what moved; empty where nothing did.
    """

    decision: Decision
    variant: Variant
    held: Held
    why: NoPrice | None
    differences: dict[str, float]


class Pricer:
    """Prices the decisions of one record, with processes that stay warm between them."""

    def __init__(
        self,
        record: Record,
        workers: int | None = None,
        policies: Mapping[str, Player] | None = None,
        cluster: Cluster | None = None,
    ) -> None:
        """Start the processes; they begin to play the exercise at once.

        Args:
            record: The exercise.
            workers: How many processes; as many as processors when left out, none (this process) for 0.
            policies: Policies by name; those that come with Rogatory when left out.
            cluster: Processes of other machines, used instead.
        """
        self.record = record
        self.room = Room(record)
        self.case = figures_of_case(record.frozen.scenario)
        self.workers = Workers(record, players() if policies is None else policies, workers, cluster)
        self._as_was: dict[tuple[ChanceKey, bool], Future[Result]] = {}
        for _ in range(self.workers.count):
            self.workers.submit(warm)

    def __enter__(self) -> Self:
        """For use in a with statement."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes."""
        self.close()

    def close(self) -> None:
        """End the processes, in the middle of a rerun too; may be called again."""
        self.workers.close()

    def change(self, decision: Decision, variant: Variant) -> Altered | NoPrice:
        """What is otherwise when a decision is taken in another way, or why nothing can be."""
        way = BY_VARIANT[variant]
        return way.changes(self.room, decision) if way.fits(decision) else NoPrice.NOT_POSSIBLE

    def price(
        self,
        decision: Decision,
        variant: Variant = Variant.EARLIER,
        runs: Iterable[int] = range(FIRST_TOLD, FIRST_TOLD + TOLD),
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        stop: Flag | None = None,
        after: int = 0,
    ) -> Price:
        """The price of a decision taken otherwise: the exercise's own chance events, and runs with other chance events.

        Args:
            decision: Which.
            variant: How it is otherwise.
            runs: Numbers of the runs; none for the exercise's own chance events alone.
            progress: Told of runs done and of their number.
            stop: When set, the work ends.
            after: The first so many of the runs are played on to the horizon as well.

        Raises:
            CannotMoveError: There is nothing to price.
            StoppedError: `stop` was set.
        """
        change = self.change(decision, variant)
        if isinstance(change, NoPrice):
            raise CannotMoveError(decision.key, change)
        begins = self.chance_begins(change.since)
        numbers = (0, *runs)
        planned = [
            (ChanceKey(number, begins if number else 0), 0 < place <= after) for place, number in enumerate(numbers)
        ]
        pairs = self._paired(planned, partial(play, change), progress, stop)
        if pairs[0].moved.is_refused:
            raise CannotMoveError(decision.key, NoPrice.NOT_POSSIBLE)
        return Price(price_key(decision, variant), decision, variant, change.held, pairs)

    def lever(
        self,
        country: str,
        lever: str,
        day: int,
        runs: Iterable[int] = range(FIRST_TOLD, FIRST_TOLD + TOLD),
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        stop: Flag | None = None,
        after: int = 0,
    ) -> Price:
        """What a lever would have changed: the exercise as it was against the same with the lever.

        Args:
            country: Which country pulls it.
            lever: Which.
            day: Day of the decision; 0: in place from the start.
            runs: Numbers of the runs.
            progress: Told of runs done and of their number.
            stop: When set, the work ends.
            after: The first so many of the runs are played on to the horizon as well.

        Raises:
            StoppedError: `stop` was set.
        """
        start = self.chance_begins(max(day - 1, 0) * DAY)
        chosen = (country, lever, day)
        planned = [
            (ChanceKey(number, start if number else 0), 0 < place <= after) for place, number in enumerate((0, *runs))
        ]
        pairs = self._paired(planned, partial(with_lever, chosen), progress, stop)
        return Price(lever_key(country, lever, day), None, LEVER, Held(0, HeldBy.WISH, start), pairs)

    def screen(
        self,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        stop: Flag | None = None,
    ) -> tuple[Screened, ...]:
        """Every choice taken otherwise with the exercise's own chance events; who has no room is told without a run.

        Args:
            progress: Told of choices done and of their number.
            stop: When set, the work ends.

        Raises:
            StoppedError: `stop` was set.
        """
        found: list[Screened] = []
        asked = [(each, first_way(each)) for each in all_choices(self.record) if each.action not in ROUTINE]
        changes = [(each, variant, self.change(each, variant)) for each, variant in asked]
        # The run as it was comes first: without it no other has a result.
        was = self._was(ChanceKey(), to_horizon=False)
        planned = [
            self.workers.submit(partial(play, change, ChanceKey(), False)) if isinstance(change, Altered) else None
            for _, _, change in changes
        ]
        begun = [was, *(each for each in planned if each is not None)]
        as_was = result_of(was, stop, begun)
        for done, ((decision, variant, change), run) in enumerate(zip(changes, planned, strict=True), 1):
            moved = result_of(run, stop, begun) if run is not None else None
            if isinstance(change, NoPrice) or moved is None:
                here = Held(0, HeldBy.WISH, decision.at)
                found.append(Screened(decision, variant, here, change if isinstance(change, NoPrice) else None, {}))
            elif moved.is_refused:
                found.append(Screened(decision, variant, change.held, NoPrice.NOT_POSSIBLE, {}))
            else:
                pair = Pair(0, as_was, moved)
                differences = {each.key: value for each in self.case if (value := pair.difference(each.key))}
                found.append(Screened(decision, variant, change.held, None, differences))
            progress(done, len(changes))
        return tuple(found)

    def chance_begins(self, since: int) -> int:
        """Where other chance events begin: the start of the move in which anything can first differ."""
        return max((at for at in self.room.hours.openings if at <= since), default=0)

    def _paired(
        self,
        planned: Sequence[tuple[ChanceKey, bool]],
        otherwise: Callable[[ChanceKey, bool, Again], Result],
        progress: Callable[[int, int], None],
        stop: Flag | None,
    ) -> tuple[Pair, ...]:
        """Each run as it was and otherwise, one right after the other, so that pairs are there as runs are played."""
        runs = [
            (self._was(chance, to_horizon=to_horizon), self.workers.submit(partial(otherwise, chance, to_horizon)))
            for chance, to_horizon in planned
        ]
        begun = [run for both in runs for run in both]
        pairs = []
        for (chance, _to_horizon), both in zip(planned, runs, strict=True):
            was, moved = (result_of(run, stop, begun) for run in both)
            pairs.append(Pair(chance.replicate, was, moved))
            progress(len(pairs), len(planned))
        return tuple(pairs)

    def _was(self, chance: ChanceKey, *, to_horizon: bool) -> Future[Result]:
        """The run as it was; what was played on to the horizon serves for the end of play as well."""
        for key in ((chance, True), (chance, to_horizon)):
            found = self._as_was.get(key)
            if found is not None and not found.cancelled():
                return found
        self._as_was[chance, to_horizon] = found = self.workers.submit(partial(play, None, chance, to_horizon))
        return found


def price_key(decision: Decision, variant: Variant) -> str:
    """The key of a price: of the decision, and how it is otherwise."""
    return f"{decision.key}#{variant}"


def lever_key(country: str, lever: str, day: int) -> str:
    """The key of the price of a lever."""
    return f"lever/{country}/{lever}/{day}"


ORDER = (Subject.PEOPLE, Subject.CASE, Subject.MONEY, Subject.GOODS, Subject.FILE)
"""Which figures a decision is chosen by, the first of them first; they are never joined in one number."""


def chosen(screened: Iterable[Screened], most: int) -> tuple[Screened, ...]:
    """The choices that moved most: by the subject of what they moved, then by days moved; never by an amount.

    Args:
        screened: All of them.
        most: How many at most.
    """

    def place(each: Screened) -> tuple[int, int, str]:
        subjects = {BY_KEY[key].subject for key in each.differences}
        first = next((rank for rank, subject in enumerate(ORDER) if subject in subjects), len(ORDER))
        return (first, -abs(each.held.seconds), each.decision.key)

    return tuple(sorted((each for each in screened if each.differences), key=place)[:most])


def others(price: Price, decision: Decision) -> tuple[Variant, ...]:
    """The other ways in which a decision can be taken."""
    return tuple(way.variant for way in ways_for(decision) if way.variant != price.variant)
