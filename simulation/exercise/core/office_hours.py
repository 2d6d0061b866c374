"""When an automatic office goes through its post."""

from __future__ import annotations

from simulation.kernel.agenda import DAY, HOUR

MORNING = 10 * HOUR
"""Automatic offices act at ten, an hour after people's office hours begin."""

POST_DAYS = 3
"""Automatic offices go through what arrived every third day (assumption; keeps a year of play quick)."""


def next_post(now: int) -> int:
    """The second at which an automatic office reads what reaches it now: ten o'clock of every third day."""
    day = now // DAY + (1 if now % DAY >= MORNING else 0)
    return (day + -day % POST_DAYS) * DAY + MORNING
