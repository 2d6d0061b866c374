"""What the wall shows after a jump: counts and sums over all teams, made from their files and never from the world.

A line is shown where the files of two teams or more hold something of it, so that no number on the wall is one team's
secret. What only one file holds stands on that team's desk alone, unless that team has released it: then the line
counts what was released and nothing else. No line names anybody or anything.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from simulation.casework.file.restrained_assets import BLOCKED, AssetState
from simulation.exercise.restrained_assets.views import AssetView
from simulation.exercise.views.letter_stories import CAME_BACK
from simulation.exercise.views.team_view import TeamView
from simulation.exercise.views.work_list import waiting
from simulation.kernel.agenda import DAY

FILES = 2
"""So many teams' files have to hold something of a line that nobody has released (a choice of this project)."""


class Beat(StrEnum):
    """The four parts of the sixty seconds, in order: people, money that went, money that stands, answers."""

    PEOPLE = "people"
    LOST = "lost"
    HELD = "held"
    ANSWERS = "answers"


@dataclass(frozen=True, slots=True)
class WallLine:
    """A number for everybody.

    Attributes:
        beat: Which part it is.
        number: People, money in minor units, or answers.
        days: Of people the longest time without protection, of money held the next day on which some of it lapses
            (0 for none), of answers the days of the fastest.
        slowest: Of answers, the days of the slowest.
        waiting: Of answers that several files hold, how many matters wait for all teams now; else None.
        abroad: Of people, how many are in another country by all files that count them.
        told: How many of those are in a country that has been told of them.
    """

    beat: Beat
    number: int
    days: int = 0
    slowest: int = 0
    waiting: int | None = None
    abroad: int = 0
    told: int = 0


type _Things = Mapping[str, tuple[int, int]]
"""What one team's file holds of a line: things by key, each with its size and its days."""


def wall(
    views: Sequence[TeamView], since: int, released: Mapping[str, Collection[str]] = MappingProxyType({})
) -> tuple[WallLine, ...]:
    """The lines that may stand on the wall.

    Args:
        views: What each team may see, of all that are played.
        since: From which second it tells.
        released: By country, the names of things (see `things`) that its team lets the wall show of its file alone.
    """
    found = []
    for beat, share in _BEATS.items():
        shares = [(view, held) for view in views if (held := share(view, since))]
        is_shared = len(shares) >= FILES
        shown = [
            (view, key, value)
            for view, held in shares
            for key, value in held.items()
            if is_shared or _name(beat, key) in released.get(view.country, ())
        ]
        counted = {key: value for _view, key, value in shown}
        if counted:
            count = sum(len(waiting(view.work, None)) for view in views) if is_shared else None
            line = _line(beat, tuple(counted.values()), count)
            people = [(view, key) for view, key, _value in shown if beat is Beat.PEOPLE]
            abroad = _told_abroad(people)
            found.append(replace(line, abroad=len(abroad), told=sum(abroad)))
    return tuple(found)


def alone(views: Sequence[TeamView], since: int, released: Mapping[str, Collection[str]] = MappingProxyType({})) -> int:
    """How many lines are not on the wall, or not whole, because one team alone has them on file and keeps them.

    Args:
        views: What each team may see, of all that are played.
        since: From which second the wall tells.
        released: As for the lines.
    """
    found = 0
    for beat, share in _BEATS.items():
        shares = [(view, held) for view in views if (held := share(view, since))]
        kept = any(_name(beat, key) not in released.get(view.country, ()) for view, held in shares for key in held)
        found += len(shares) < FILES and kept
    return found


def things(view: TeamView, since: int) -> tuple[str, ...]:
    """Names of all that the wall counts of a team's file, each with the part of the wall on which it counts."""
    return tuple(_name(beat, key) for beat, share in _BEATS.items() for key in share(view, since))


def _name(beat: Beat, key: str) -> str:
    return f"{beat}:{key}"


def _line(beat: Beat, counted: Sequence[tuple[int, int]], waiting: int | None) -> WallLine:
    """A line of all things, each counted once: several teams may know the same person or account."""
    number, days = sum(size for size, _day in counted), [day for _size, day in counted]
    if beat is Beat.ANSWERS:
        return WallLine(beat, number, min(days), max(days), waiting)
    nearest = max(days) if beat is Beat.PEOPLE else min((day for day in days if day), default=0)
    return WallLine(beat, number, nearest)


def _exposed(view: TeamView, _since: int) -> _Things:
    now = view.clock.now
    return {person: (1, now // DAY - known // DAY) for person, known, until in view.at_risk if until is None}


def _told_abroad(people: Iterable[tuple[TeamView, str]]) -> list[bool]:
    """Of people who are abroad by every file that counts them, whether any of these teams has told the country there.

    Args:
        people: People at risk, each with a file that counts them.
    """
    files: dict[str, list[bool | None]] = {}
    for view, person in people:
        away = next((each for each in view.risk_abroad if each.person == person), None)
        files.setdefault(person, []).append(None if away is None else away.told is not None)
    return [any(said) for said in files.values() if None not in said]


def _lost(view: TeamView, since: int) -> _Things:
    return _money(each for each in view.assets if each.state == AssetState.LAPSED and each.since >= since)


def _held(view: TeamView, _since: int) -> _Things:
    return _money(each for each in view.assets if each.state in BLOCKED)


def _money(assets: Iterable[AssetView]) -> _Things:
    return {
        each.account: (each.amount_minor, 0 if each.until is None else each.until // DAY + 1)
        for each in assets
        if each.amount_minor
    }


def _answers(view: TeamView, since: int) -> _Things:
    return {
        each.key: (1, max(0, each.since - each.opened) // DAY)
        for each in view.requests
        if not each.incoming and each.status in CAME_BACK and each.since >= since
    }


_BEATS: Mapping[Beat, Callable[[TeamView, int], _Things]] = {
    Beat.PEOPLE: _exposed,
    Beat.LOST: _lost,
    Beat.HELD: _held,
    Beat.ANSWERS: _answers,
}
