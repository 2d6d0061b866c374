"""The whole clock: days of formal requests by whose they were and of what kind, adding up to all days on the clock.

Days between office hours are nobody's and stand apart, as do days of drafts that were never sent. What the law protects
is shown with its own sum and compared with nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Holder, TimeKind
from simulation.review.timelines import RequestLine
from simulation.scenario.schema.play import Route


@dataclass(frozen=True, slots=True)
class HolderDays:
    """Days of formal requests with one holder, each kind in whole days: what is shown anywhere adds up.

    Attributes:
        holder: Whose they were.
        decision: Waiting for a decision.
        system: In a queue, on the way, with a bank.
        protected: What the law itself takes.
        pace: Between office hours, before anybody could read what had come: nobody's.
    """

    holder: Holder
    decision: int
    system: int
    protected: int
    pace: int


@dataclass(frozen=True, slots=True)
class WholeClock:
    """The days of the formal requests of an exercise up to the end of play, those of drafts never sent left out.

    Attributes:
        holders: By holder, in a fixed order.
        requests: How many formal requests.
        drafts: How many of those begun were never sent.
        draft_days: Days of these, in no other figure.
    """

    holders: tuple[HolderDays, ...]
    requests: int
    drafts: int
    draft_days: int

    def total(self, kind: TimeKind) -> int:
        """Days of one kind with all holders."""
        return sum(int(getattr(each, kind.value)) for each in self.holders)

    @property
    def days(self) -> int:
        """All days on the clock but those between office hours."""
        return sum(self.total(kind) for kind in TimeKind if kind is not TimeKind.PACE)


def whole_clock(lines: Iterable[RequestLine]) -> WholeClock:
    """Add up the days of formal requests.

    Args:
        lines: Requests with their time up to the end of play.
    """
    formal = [line for line in lines if line.route is Route.MLA]
    left = [line for line in formal if line.left is not None or line.inherited]
    drafts = [line for line in formal if line.left is None and not line.inherited]
    seconds = {(holder, kind): 0 for holder in Holder for kind in TimeKind}
    for line in left:
        for stretch in line.stretches:
            seconds[stretch.holder, stretch.kind] += stretch.end - stretch.start
    return WholeClock(
        holders=tuple(
            HolderDays(holder, **{kind.value: round(seconds[holder, kind] / DAY) for kind in TimeKind})
            for holder in Holder
        ),
        requests=len(left),
        drafts=len(drafts),
        draft_days=round(sum(line.days for line in drafts)),
    )
