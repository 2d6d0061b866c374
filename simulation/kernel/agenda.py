"""The exercise's one calendar of things to come: plain entries in a heap, ordered by time and key.

An entry names a rule and holds keys, never functions, so that a snapshot of the agenda means the same in any process.
Order is (time, key); the key is unique for every event that can happen, so insertion order never decides.
"""

from __future__ import annotations

import heapq
from typing import NamedTuple

DAY = 86_400
"""Seconds in a day; all simulated time is integer seconds since the scenario's start (negative before it)."""

HOUR = 3_600
"""Seconds in an hour."""


class Entry(NamedTuple):
    """Something due.

    Attributes:
        time: When, in seconds since the scenario's start.
        key: Causal key, unique among all pending entries; breaks ties.
        rule: Which rule handles it; the part before the first dot names the package (`network.depart`).
        payload: Keys and integers that the rule needs.
    """

    time: int
    key: str
    rule: str
    payload: tuple[str | int, ...] = ()


class Agenda:
    """A heap of entries; cancelled and moved entries are skipped when they surface."""

    def __init__(self) -> None:
        """Start empty."""
        self._heap: list[Entry] = []
        self._live: dict[str, Entry] = {}

    def schedule(self, time: int, key: str, rule: str, payload: tuple[str | int, ...] = ()) -> None:
        """Put an entry in; an entry with the same key is replaced (this is how something due is moved)."""
        entry = Entry(time, key, rule, payload)
        self._live[key] = entry
        heapq.heappush(self._heap, entry)

    def cancel(self, key: str) -> bool:
        """Take the entry with this key out; False if there was none."""
        return self._live.pop(key, None) is not None

    def when(self, key: str) -> int | None:
        """The time at which the entry with this key is due, None if it is not pending."""
        entry = self._live.get(key)
        return None if entry is None else entry.time

    def pop_due(self, until: int) -> Entry | None:
        """The next entry with time <= until, removed; None when there is none."""
        while self._heap and self._heap[0].time <= until:
            entry = heapq.heappop(self._heap)
            if self._live.get(entry.key) is entry:
                del self._live[entry.key]
                return entry
        return None

    def next_time(self) -> int | None:
        """When the next entry is due, None when there is none."""
        while self._heap and self._live.get(self._heap[0].key) is not self._heap[0]:
            heapq.heappop(self._heap)
        return self._heap[0].time if self._heap else None

    def pending(self) -> tuple[Entry, ...]:
        """All entries still due, in order."""
        return tuple(sorted(self._live.values()))

    def __len__(self) -> int:
        """Number of entries still due."""
        return len(self._live)
