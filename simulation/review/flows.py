"""When was played, and goods, money and known exposure by day; the three are never joined in one number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from simulation.exercise.clock.events import PhaseChanged
from simulation.exercise.core.event import Event
from simulation.exercise.outcome.exposure import exposures, known_exposure
from simulation.exercise.outcome.flows import Flows, flows_at
from simulation.kernel.agenda import DAY


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
    known_exposure_days: float


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
        FlowDay(day, flows, round(known_exposure(exposed, moment) / DAY, 2))
        for day, (flows, moment) in enumerate(zip(found, moments, strict=True), 1)
    )
