"""Goods, money and known exposure by day, from events alone; the three are never joined in one number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simulation.exercise.clock.events import PhaseChanged
from simulation.exercise.core.event import Event, WorldChanged
from simulation.exercise.evidence.events import ExposureKnown, PersonProtected
from simulation.kernel.agenda import DAY
from simulation.kernel.traces import Happening


@dataclass(frozen=True, slots=True)
class FlowDay:
    """What had come together by the end of a day, since day 1.

    Attributes:
        day: Day as people count it, 1 the first.
        delivered_g: Grams that reached a market.
        seized_g: Grams taken by authorities.
        gone_minor: Money that came to the organisers clean.
        held_minor: Money blocked now, later inflow on blocked accounts included.
        confiscated_minor: Money taken for good.
        known_exposure_days: Days of people whom a file shows to be at risk, and whom nobody protects.
    """

    day: int
    delivered_g: int = 0
    seized_g: int = 0
    gone_minor: int = 0
    held_minor: int = 0
    confiscated_minor: int = 0
    known_exposure_days: float = 0.0


_SUMS: dict[str, tuple[str, str]] = {
    "GoodsDelivered": ("delivered_g", "grams"),
    "GoodsSeized": ("seized_g", "grams"),
    "MoneyLaundered": ("gone_minor", "amount_minor"),
    "MoneyConfiscated": ("confiscated_minor", "amount_minor"),
}


def flows(events: Iterable[Event], until: int) -> tuple[FlowDay, ...]:
    """One value a day from day 1 to the day of a moment; what was held before counts as held.

    Args:
        events: What happened, in order.
        until: Second up to which is counted.
    """
    happened = [event for event in events if event.at <= until]
    exposed = exposures(happened, until)
    sums = dict.fromkeys(("delivered_g", "seized_g", "gone_minor", "confiscated_minor"), 0)
    held: dict[str, int] = {}
    days: list[FlowDay] = []
    for event in happened:
        if not isinstance(event, WorldChanged):
            continue
        while (len(days) + 1) * DAY <= event.at:
            days.append(_day(len(days) + 1, sums, held, exposed))
        _hold(held, event.happening)
        if event.at >= 0:
            _add(sums, event.happening)
    while len(days) * DAY <= until:
        days.append(_day(len(days) + 1, sums, held, exposed))
    return tuple(days)


def _day(day: int, sums: dict[str, int], held: dict[str, int], exposed: tuple[Exposure, ...]) -> FlowDay:
    end = day * DAY
    known = sum(max(0, min(each.end, end) - each.since) for each in exposed) / DAY
    return FlowDay(
        day=day,
        delivered_g=sums["delivered_g"],
        seized_g=sums["seized_g"],
        gone_minor=sums["gone_minor"],
        held_minor=sum(held.values()),
        confiscated_minor=sums["confiscated_minor"],
        known_exposure_days=known,
    )


def _add(sums: dict[str, int], happening: Happening) -> None:
    row = _SUMS.get(happening.code)
    if row is not None:
        total, name = row
        sums[total] += fact(happening, name)


def _hold(held: dict[str, int], happening: Happening) -> None:
    """Money held by account: what a lift or a court's order names can be more than what was frozen there."""
    match happening.code:
        case "MoneyFrozen":
            account = happening.subjects[0]
            held[account] = held.get(account, 0) + fact(happening, "amount_minor")
        case "FreezeLifted" | "MoneyConfiscated":
            held.pop(happening.subjects[0], None)
        case _:
            pass


def fact(happening: Happening, name: str) -> int:
    """A number of a happening; 0 when it has none of that name."""
    return next((value for key, value in happening.facts if key == name and isinstance(value, int)), 0)


@dataclass(frozen=True, slots=True)
class Exposure:
    """A person whom a country's file shows to be at risk, until protection.

    Attributes:
        country: Whose file.
        person: Key of the person.
        since: When the file first showed it.
        end: When protection began, or the moment up to which is counted.
        is_protected: Protection came.
    """

    country: str
    person: str
    since: int
    end: int
    is_protected: bool

    @property
    def days(self) -> float:
        """Days of known exposure."""
        return (self.end - self.since) / DAY


def exposures(events: Iterable[Event], until: int) -> tuple[Exposure, ...]:
    """Known exposure by country and person, in order of the file's knowledge."""
    since: dict[tuple[str, str], int] = {}
    ends: dict[tuple[str, str], int] = {}
    for event in events:
        if event.at > until:
            continue
        match event:
            case ExposureKnown(country=country, person=person):
                since.setdefault((country, person), event.at)
            case PersonProtected(country=country, person=person):
                ends.setdefault((country, person), event.at)
            case _:
                pass
    return tuple(
        Exposure(country, person, at, max(at, ends.get((country, person), until)), (country, person) in ends)
        for (country, person), at in since.items()
    )


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
