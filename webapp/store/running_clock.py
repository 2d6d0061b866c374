"""A running clock: which simulated second the wall clock implies, without rushing anybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

PATIENCE_SECONDS = 240.0
"""No deadline of a seated human passes within so many wall seconds of its appearance (design.md 6)."""


@dataclass(slots=True)
class RunningClock:
    """Where the clock stood at a wall moment, and how fast it runs from there; rate 0 stands still.

    After a restart of the server it goes on from the second that was shown last: wall time that passed while nothing
    ran does not count.
    """

    rate: int = 0
    shown: int = 0
    since: float = 0.0
    first_seen: dict[str, float] = field(default_factory=dict)

    def settle(self, rate: int, shown: int, wall: float) -> None:
        """Says where the exercise stands now and how fast its clock runs."""
        if not rate or rate != self.rate or shown < self.shown:
            self.rate, self.shown, self.since = rate, shown, wall

    def implied(self, wall: float, deadlines: Mapping[str, int]) -> int:
        """The simulated second that the wall clock implies.

        Args:
            wall: A monotonic wall clock, in seconds.
            deadlines: Second of the deadline of each thing that waits for a seated human, by its key.
        """
        if not self.rate:
            return self.shown
        self.first_seen = {key: self.first_seen.get(key, wall) for key in deadlines}
        free = self.shown + int((wall - self.since) * self.rate)
        limits = [
            due - 1
            for key, due in deadlines.items()
            if due > self.shown and wall - self.first_seen[key] < PATIENCE_SECONDS
        ]
        if limits and min(limits) < free:
            self.shown, self.since = max(min(limits), self.shown), wall
            return self.shown
        return free
