"""How long formal requests wait for an answer, with the ends that compete with one (Aalen-Johansen).

The clock of a request starts when it leaves. Of all that were begun in play, the share that has an answer by day N
counts an open request as far as it has come; one that was withdrawn gets no answer any more, and one that was never
sent ends on day 0. So neither a draft left lying nor a withdrawal makes a wait look shorter. Without such ends it is
one minus the estimate of Kaplan and Meier (Aalen and Johansen 1978). Shares are fractions, exact at any size.

Where many wait and few have waited long, the estimate rests on those few. It ends where one of them would speak for
more than a handful: an answer to the only one that has waited so long says nothing of all the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from simulation.exercise.outcome.requests import Fate, RequestEnd
from simulation.kernel.agenda import DAY
from simulation.scenario.schema.play import Route

HALF = Fraction(1, 2)

MOST_SPOKEN_FOR = 5
"""The estimate ends where one request would speak for more than so many, itself among them (our own choice)."""


@dataclass(frozen=True, slots=True)
class WaitStep:
    """The shares from a wait on, of all formal requests that were begun in play.

    Attributes:
        seconds: Seconds since a request left.
        at_risk: How many had waited as long without an end.
        answered: Share that has an answer, a refusal among them.
        refused: Share that was refused.
        withdrawn: Share that was withdrawn after leaving.
        never_sent: Share that was never sent.
    """

    seconds: int
    at_risk: int
    answered: Fraction
    refused: Fraction
    withdrawn: Fraction
    never_sent: Fraction


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long formal requests wait.

    Attributes:
        begun: Formal requests that were begun in play.
        sent: Of these, those that left.
        answered: Of these, those with an answer, a refusal among them.
        open: Of those sent, those that wait.
        never_sent: Of those begun, those that were never sent.
        steps: The shares, from each wait at which one changes, as far as the estimate reaches.
        lengths: Seconds that each request waited for its end or up to the moment; 0 for one that was never sent.
    """

    begun: int
    sent: int
    answered: int
    open: int
    never_sent: int
    steps: tuple[WaitStep, ...]
    lengths: tuple[int, ...]

    @property
    def longest(self) -> int:
        """Seconds of the longest wait."""
        return max(self.lengths, default=0)

    def followed(self, seconds: float) -> int:
        """How many waited at least so long: the estimate rests on them there."""
        return sum(each >= seconds for each in self.lengths)

    @property
    def withdrawn(self) -> int:
        """Of those sent, those that were withdrawn before an answer."""
        return self.sent - self.answered - self.open

    @property
    def median_days(self) -> float | None:
        """First day by which half have an answer; None when fewer than half do as far as the estimate reaches."""
        return next((round(step.seconds / DAY, 2) for step in self.steps if step.answered >= HALF), None)

    def share_answered(self, days: float) -> Fraction:
        """Share that has an answer so many days after it left."""
        reached = [step.answered for step in self.steps if step.seconds <= days * DAY]
        return reached[-1] if reached else Fraction(0)


def waiting(found: Iterable[Fate], until: int) -> Waiting:
    """How long formal requests wait that were begun in play.

    Args:
        found: What became of requests by a moment.
        until: That moment.
    """
    formal = [each for each in found if each.route is Route.MLA and not each.inherited]
    sent = [each for each in formal if each.left is not None]
    waits = [_wait(each, until) for each in formal]
    return Waiting(
        begun=len(formal),
        sent=len(sent),
        answered=sum(each.is_answered for each in sent),
        open=sum(each.how is None for each in sent),
        never_sent=len(formal) - len(sent),
        steps=_steps(waits),
        lengths=tuple(sorted(seconds for seconds, _end in waits)),
    )


_NEVER_SENT = "never_sent"


def _wait(fate: Fate, until: int) -> tuple[int, str]:
    """How long a request waited, and which end that had; "" while it waits."""
    if fate.left is None:
        return 0, _NEVER_SENT
    if fate.ended is None or fate.how is None:
        return until - fate.left, ""
    return fate.ended - fate.left, fate.how.value


def _steps(waits: Iterable[tuple[int, str]]) -> tuple[WaitStep, ...]:
    by_length: dict[int, Counter[str]] = {}
    for seconds, end in waits:
        by_length.setdefault(seconds, Counter())[end] += 1
    begun = at_risk = sum(ends.total() for ends in by_length.values())
    waits_on = Fraction(1)
    share = dict.fromkeys((*RequestEnd, _NEVER_SENT), Fraction(0))
    steps = []
    for seconds, ends in sorted(by_length.items()):
        came = Counter({end: count for end, count in ends.items() if end})
        if came and waits_on * begun > MOST_SPOKEN_FOR * at_risk:
            break
        for end, count in came.items():
            share[end] += waits_on * Fraction(count, at_risk)
        if came:
            waits_on *= Fraction(at_risk - came.total(), at_risk)
            refused = share[RequestEnd.REFUSED]
            steps.append(
                WaitStep(
                    seconds,
                    at_risk,
                    share[RequestEnd.ANSWERED] + refused,
                    refused,
                    share[RequestEnd.WITHDRAWN],
                    share[_NEVER_SENT],
                )
            )
        at_risk -= ends.total()
    return tuple(steps)
