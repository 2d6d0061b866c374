"""Waits made longer or shorter by whoever holds a matter, to learn what time costs in a case.

A treatment is a factor on the days of one kind of holder, or a cap at the days that are usual there. Courts,
postponements for an own case and a person's time to recover are nobody's to shorten: no treatment touches what counts
as protected time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulation.kernel.terms import Holder, TimeKind
from simulation.matters.matter import Matter

_COMPONENTS: dict[tuple[Holder | None, TimeKind | None], str] = {
    (Holder.REQUESTING, TimeKind.DECISION): "asking",
    (Holder.REQUESTED, TimeKind.DECISION): "answering",
    (Holder.REQUESTING, TimeKind.SYSTEM): "offices",
    (Holder.REQUESTED, TimeKind.SYSTEM): "offices",
    (Holder.CHANNEL, TimeKind.SYSTEM): "channel",
    (Holder.THIRD_PARTY, TimeKind.SYSTEM): "third",
}
"""Which factor holds for whose time; for any other there is none."""


FACTORS = ("asking", "answering", "offices", "channel", "third")
"""Names of the factors."""

type Answer = tuple[str, str, str, str]
"""An answer by who asked, who was asked, for what and about what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """Factors on waits: 1 as it is, 0.5 half as long, 0 none; the pairs are the holders of a matter's days.

    They hold for letters of request, short questions, notices and the papers of an extradition, from day 1 on. Each
    office is asked as before, so that its queue and every other matter keep their times.

    Attributes:
        asking: Days until an automatic office of the asking side takes up what waits for its decision.
        answering: The same for the side that is asked: its post, its answers on the short ways and by contact points.
        offices: Stages of the offices on both sides, with their queues.
        channel: Days on the way and until a lost paper is missed; at 0 nothing is lost.
        third: Days with banks, operators, ports and whoever else carries a request out.
        at_reference: Names of factors whose waits are no longer than the usual ones of their rows; a shorter wait
            stays, and so does one without a row. With `channel` among them nothing is lost.
        only: Keys of the matters to which it is done; none for all.
        withheld: Answers whose papers never reach the asking side, to learn what each is worth.
    """

    asking: float = 1.0
    answering: float = 1.0
    offices: float = 1.0
    channel: float = 1.0
    third: float = 1.0
    at_reference: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    withheld: frozenset[Answer] = frozenset()

    @classmethod
    def of(cls, factors: Mapping[str, float]) -> Treatment:
        """The treatment with some factors by their names, the others 1."""
        asking, answering, offices, channel, third = (factors.get(name, 1.0) for name in FACTORS)
        return cls(asking=asking, answering=answering, offices=offices, channel=channel, third=third)

    def factor(self, holder: Holder | None, kind: TimeKind | None) -> float:
        """The factor on the time of a holder; 1 for protected time and for whatever is nobody's wait."""
        component = _COMPONENTS.get((holder, kind))
        return 1.0 if component is None else float(getattr(self, component))

    @property
    def loses_nothing(self) -> bool:
        """Whether every paper finds its way."""
        return not self.channel or "channel" in self.at_reference

    def is_about(self, matter: str) -> bool:
        """Whether it is done to a matter, by its key."""
        return not self.only or matter in self.only

    def ends(self, matter: Matter, began: int, at: int, usual: int | None = None) -> int:
        """When a wait of a matter where it stands is over.

        Args:
            matter: The matter.
            began: Second at which the wait began.
            at: Second at which it would be over as things are.
            usual: Seconds that such a wait usually takes; None where no row says.
        """
        stay = matter.stays[-1]
        if not self.is_about(matter.key):
            return at
        if usual is not None and _COMPONENTS.get((stay.holder, stay.time_kind)) in self.at_reference:
            at = min(at, began + usual)
        return began + int((at - began) * self.factor(stay.holder, stay.time_kind))

    def withholds(self, requesting: str, requested: str, sought: str, targets: tuple[str, ...]) -> bool:
        """Whether the papers of an answer are kept from the asking side."""
        return any((requesting, requested, sought, target) in self.withheld for target in targets)

    def reading(self, matter: Matter, country: str) -> float:
        """The factor on the time until an automatic office of a country reads its post about a matter."""
        return (
            self.factor(matter.stays[-1].holder, matter.stays[-1].time_kind)
            if matter.holding_country == country and self.is_about(matter.key)
            else 1.0
        )


AS_IT_IS = Treatment()
"""Every wait as the rows have it."""
