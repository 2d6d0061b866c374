"""What every matter is made of: stretches of its age, each with one holder and one kind of time."""

from __future__ import annotations

from typing import NamedTuple

from simulation.kernel.terms import Holder, TimeKind


class Segment(NamedTuple):
    """A stretch of the age of a request or procedure with one holder and one kind, `start` to `end` in seconds."""

    holder: Holder
    kind: TimeKind
    status: str
    start: int
    end: int

    @property
    def seconds(self) -> int:
        """Its length."""
        return self.end - self.start
