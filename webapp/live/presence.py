"""Who is here: kept in memory only, from the streams and pages that people open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock

QUIET_AFTER = 300.0
"""A member whose page is open but who has asked for nothing for so many wall seconds is quiet."""

AWAY_AFTER = 40.0
"""A member without a stream is away when no page or poll came for so many wall seconds."""


TYPING_FOR = 60.0
"""A member counts as typing for so many wall seconds after a page said so; pages say it again every 20 seconds."""


class Presence(StrEnum):
    """What a lamp shows."""

    HERE = "here"
    QUIET = "quiet"
    AWAY = "away"


@dataclass(slots=True)
class _Traces:
    streams: int = 0
    polled: float = float("-inf")
    acted: float = float("-inf")
    typed: float = float("-inf")
    joined: float = float("-inf")


@dataclass(slots=True)
class PresenceBook:
    """Presence of members by id."""

    wall_clock: Callable[[], float]
    _began: float = field(init=False)
    _traces: dict[str, _Traces] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        """Who never came is away since the server began."""
        self._began = self.wall_clock()

    def away_seconds(self, member: str) -> float | None:
        """For how many wall seconds a member has been away; None for somebody whose lamp does not say away."""
        traces = self._traces.get(member)
        now = self.wall_clock()
        if traces is None:
            return max(0.0, now - self._began)
        if traces.streams or now - traces.polled <= AWAY_AFTER:
            return None
        return now - max(traces.polled, traces.joined, self._began)

    def joined(self, member: str) -> None:
        """Somebody was let in, and may come from now on: no second before counts as absence."""
        with self._lock:
            self._traces.setdefault(member, _Traces()).joined = self.wall_clock()

    def is_expected(self, member: str) -> bool:
        """Whether somebody was let in and has not come yet."""
        traces = self._traces.get(member)
        return traces is not None and traces.joined > traces.polled and not traces.streams

    def opened(self, member: str) -> None:
        """A stream was opened."""
        with self._lock:
            self._traces.setdefault(member, _Traces()).streams += 1

    def closed(self, member: str) -> None:
        """A stream was closed."""
        with self._lock:
            traces = self._traces.setdefault(member, _Traces())
            traces.streams = max(0, traces.streams - 1)
            traces.polled = self.wall_clock()

    def polled(self, member: str) -> None:
        """A page asked whether there is news."""
        with self._lock:
            self._traces.setdefault(member, _Traces()).polled = self.wall_clock()

    def acted(self, member: str) -> None:
        """The member opened a page or did something."""
        with self._lock:
            traces = self._traces.setdefault(member, _Traces())
            traces.acted = traces.polled = self.wall_clock()

    def typed(self, member: str) -> None:
        """The member is writing something."""
        with self._lock:
            traces = self._traces.setdefault(member, _Traces())
            traces.typed = traces.acted = traces.polled = self.wall_clock()

    def sent(self, member: str) -> None:
        """The member has sent what was written."""
        with self._lock:
            self._traces.setdefault(member, _Traces()).typed = float("-inf")

    def is_typing(self, member: str) -> bool:
        """Whether the member is writing something now."""
        traces = self._traces.get(member)
        return traces is not None and self.wall_clock() - traces.typed <= TYPING_FOR

    def of(self, member: str) -> Presence:
        """What the member's lamp shows."""
        traces = self._traces.get(member)
        now = self.wall_clock()
        if traces is not None and traces.polled > now:  # the clock was set back: what lies ahead was just now
            traces.polled, traces.acted = now, min(traces.acted, now)
        if traces is None or (traces.streams == 0 and now - traces.polled > AWAY_AFTER):
            return Presence.AWAY
        return Presence.HERE if now - traces.acted <= QUIET_AFTER else Presence.QUIET
