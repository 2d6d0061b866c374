"""Hazards with a computed crossing time: no daily draw (network.md d.1).

One exponential threshold is drawn for a person and a risk; what has gathered since counts against it. A higher rate
makes the same event come earlier and never another one (network.md e.4).
"""

from __future__ import annotations

from dataclasses import dataclass

from simulation.kernel.agenda import DAY

YEAR = 365 * DAY


@dataclass(slots=True)
class Hazard:
    """One risk of one person.

    Attributes:
        threshold: Unit exponential number at which it happens.
        since: When the present rate began.
        yearly: Present rate a year, 0 for none.
        gathered: What had gathered by `since`.
    """

    threshold: float
    since: int
    yearly: float
    gathered: float = 0.0

    def due(self) -> int | None:
        """When it happens at the present rate, None if it never does; whole seconds, not before `since`."""
        left = max(0.0, self.threshold - self.gathered)
        if self.yearly <= 0.0 or left > self.yearly * 100.0:
            return None
        return self.since + 1 + int(left / self.yearly * YEAR)

    def change(self, yearly: float, now: int) -> None:
        """Go on at another rate."""
        self.gathered += self.yearly * (now - self.since) / YEAR
        self.since = now
        self.yearly = yearly


def next_due(hazards: dict[str, Hazard]) -> tuple[int, str] | None:
    """The hazard that comes first, by time and then by name; None if none comes."""
    due = [(when, name) for name in sorted(hazards) if (when := hazards[name].due()) is not None]
    return min(due, default=None)
