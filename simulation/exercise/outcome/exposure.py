"""Known exposure: days of people whom a file shows to be at risk, and whom nobody protects.

Days are those of the calendar, from the day on which the file showed it to the day of protection, whatever the hour.
Each person is counted once, however many files show the risk. What one country's file shows stands beside the total as
its own; such figures overlap and are never added up, and nothing is set against them. Somebody who is brought to safety
before a paper shows the risk is known to be at risk from that second, as in the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simulation.exercise.core.event import Event
from simulation.exercise.evidence.events import ExposureKnown, PersonProtected
from simulation.kernel.agenda import DAY


@dataclass(frozen=True, slots=True)
class Exposure:
    """A person whom a country's file shows to be at risk, until protection, as in the view of its team.

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
    def days(self) -> int:
        """Days of known exposure."""
        return days_between(self.since, self.end)


def days_between(since: int, end: int) -> int:
    """Days of the calendar from one moment to another: from Monday to Thursday three, at whatever hour."""
    return max(0, end // DAY - since // DAY)


def exposures(events: Iterable[Event], until: int) -> tuple[Exposure, ...]:
    """Known exposure by country and person, in order of the file's knowledge.

    Args:
        events: What happened, in order.
        until: Second up to which is counted.
    """
    since: dict[tuple[str, str], int] = {}
    ends: dict[tuple[str, str], int] = {}
    for event in events:
        if event.at > until:
            continue
        match event:
            case ExposureKnown(country=country, person=person):
                since.setdefault((country, person), event.at)
            case PersonProtected(country=country, person=person):
                since.setdefault((country, person), event.at)
                ends.setdefault((country, person), event.at)
            case _:
                pass
    return tuple(
        Exposure(country, person, at, max(at, ends.get((country, person), until)), (country, person) in ends)
        for (country, person), at in since.items()
    )


def known_exposure(found: Iterable[Exposure], until: int | None = None) -> int:
    """Days of known exposure of all people, each day of a person once.

    Args:
        found: Known exposure by country and person.
        until: Second up to which is counted; the end of each when left out.
    """
    times: dict[str, list[tuple[int, int]]] = {}
    for each in found:
        end = each.end if until is None else min(each.end, until)
        times.setdefault(each.person, []).append((each.since // DAY, end // DAY))
    total = 0
    for stays in times.values():
        reached = min(stays)[0]
        for since, end in sorted(stays):
            total += max(0, end - max(since, reached))
            reached = max(reached, end)
    return total
