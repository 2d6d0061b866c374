"""When was played, and goods, money and known exposure by day; the three are never joined in one number.

Between runs, goods and money are told through time as the difference of one run from itself: two absolute curves of
different chance events say nothing. People are in none of these lines: they are told in words, on their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from simulation.exercise.clock.events import PhaseChanged
from simulation.exercise.core.event import Event
from simulation.exercise.outcome.exposure import exposures, known_exposure
from simulation.exercise.outcome.flows import Flows, flows_at, held_at_start
from simulation.kernel.agenda import DAY
from simulation.kernel.draws import quantile
from simulation.review.branches import Branch
from simulation.review.figures import BY_KEY, Compared, moves_goods
from simulation.review.strength import BAND
from simulation.scenario.schema.scenario import Scenario


@dataclass(frozen=True, slots=True)
class PlayedSpan:
    """When was played, in seconds.

    Attributes:
        moves: Start of the office hours of each move.
        end: End of play by people; the present moment while they play.
        horizon: Where the record ends: the epilogue's end, or the present moment.
        is_ended: People have stopped playing.
    """

    moves: tuple[int, ...]
    end: int
    horizon: int
    is_ended: bool

    @property
    def days(self) -> int:
        """Days from the first to the day on which play ended: from day 1 to day 173 there are 172."""
        return self.end // DAY

    @property
    def has_epilogue(self) -> bool:
        """Something was played after the end."""
        return self.horizon > self.end


def span(events: Iterable[Event], now: int) -> PlayedSpan:
    """When was played.

    Args:
        events: What happened, in order.
        now: Second to which the exercise has come.
    """
    moves: dict[int, int] = {}
    end = None
    for event in events:
        if isinstance(event, PhaseChanged):
            if event.phase == "office_hours":
                moves.setdefault(event.move, event.at)
            elif event.phase == "ended":
                end = event.at
    return PlayedSpan(tuple(moves.values()), now if end is None else end, max(now, end or 0), end is not None)


def in_play(events: Sequence[Event]) -> Sequence[Event]:
    """What happened before the epilogue: automatic players begin it in the very second in which people stop."""
    begins = (
        index for index, event in enumerate(events) if isinstance(event, PhaseChanged) and event.phase == "epilogue"
    )
    return events[: next(begins, len(events))]


@dataclass(frozen=True, slots=True)
class FlowDay:
    """What had come together by the end of a day; the day on which play ended stands at that moment.

    Attributes:
        day: Day as people count it, 1 the first.
        flows: Goods and money since day 1.
        known_exposure_days: Days of people whom a file shows to be at risk, and whom nobody protects.
    """

    day: int
    flows: Flows
    known_exposure_days: int


def by_day(events: Sequence[Event], played: PlayedSpan, at_start: Mapping[str, int]) -> tuple[FlowDay, ...]:
    """One value a day, from day 1 to the last.

    Args:
        events: What happened, in order.
        played: When was played.
        at_start: Money held when day 1 began, by account (`held_at_start`).
    """
    moments = [min((day + 1) * DAY - 1, played.horizon) for day in range(played.horizon // DAY + 1)]
    found = list(flows_at(events, moments, at_start))
    if played.is_ended:
        day = played.end // DAY
        moments[day] = played.end
        (found[day],) = flows_at(in_play(events), (played.end,), at_start)
    exposed = exposures(events, played.horizon)
    return tuple(
        FlowDay(day, flows, known_exposure(exposed, moment))
        for day, (flows, moment) in enumerate(zip(found, moments, strict=True), 1)
    )


STEP = 10
"""Days between two points of a line (our own choice: 30 to 60 points a line)."""

FLOWING = ("drugs_delivered_g", "money_laundered_minor")
"""What is told through time: what networks earn by. What is held or taken stands in the table at both ends."""


def flowing(scenario: Scenario) -> tuple[Compared, ...]:
    """The flows that mean something in a case."""
    return tuple(BY_KEY[key] for key in FLOWING if key != "drugs_delivered_g" or moves_goods(scenario))


def through(scenario: Scenario, branch: Branch) -> dict[str, tuple[float, ...]]:
    """What the flows of a branch had come to by the end of day 10, 20 and so on.

    Args:
        scenario: The scenario.
        branch: The branch.
    """
    moments = range(STEP * DAY - 1, branch.exercise.now + 1, STEP * DAY)
    at = flows_at(branch.events, moments, held_at_start(branch.events, {}))
    return {each.key: tuple(float(getattr(flows, each.key)) for flows in at) for each in flowing(scenario)}


@dataclass(frozen=True, slots=True)
class Apart:
    """How far apart runs are from themselves as they were, by day.

    Attributes:
        figure: Of which figure.
        days: The days, 10 the first.
        medians: Median over the runs by each day.
        low: Lower end of nine runs in ten.
        high: Their upper end.
        runs: How many runs.
    """

    figure: Compared
    days: tuple[int, ...]
    medians: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    runs: int

    def at(self, day: int) -> float:
        """The median at the last point that is no later than a day; 0 before the first."""
        place = min(day // STEP, len(self.medians))
        return self.medians[place - 1] if place else 0.0


type Flowed = Mapping[str, Sequence[float]]
"""What `through` found, by figure."""


def apart(figure: Compared, pairs: Iterable[tuple[Flowed, Flowed]]) -> Apart | None:
    """The difference of one flow through time.

    Args:
        figure: Which flow.
        pairs: For each run what `through` found otherwise, and as it was.

    Returns:
        None where no run was played to the horizon.
    """
    rows = [
        [one - other for one, other in zip(moved[figure.key], was[figure.key], strict=False)]
        for moved, was in pairs
        if moved.get(figure.key) and was.get(figure.key)
    ]
    if not rows:
        return None
    count = min(map(len, rows))
    spread = [sorted(row[place] for row in rows) for place in range(count)]
    spread = [each if len(each) > 1 else each * 2 for each in spread]
    low, medians, high = (tuple(quantile(each, share) for each in spread) for share in (BAND[0], 0.5, BAND[1]))
    return Apart(figure, tuple(STEP * (place + 1) for place in range(count)), medians, low, high, len(rows))
