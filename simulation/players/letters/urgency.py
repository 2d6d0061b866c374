"""Urgency with a reason and a day: what is lost when an answer takes its usual time, by what an office can know.

More than three in ten of the own requests marked urgent, and nobody believes it (law.md 6.4).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from simulation.casework.documents.document import AssertionKind as Says
from simulation.casework.documents.kinds.all_kinds import BY_KIND
from simulation.exercise.restrained_assets.views import AssetView
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import Entity
from simulation.law.periods.restraint import RestraintGround, restraint_row
from simulation.players.turn.turn import Turn
from simulation.scenario.schema.country import Retention
from simulation.scenario.schema.play import Sought

URGENT_TENTHS = 3
"""At most so many tenths of the own requests are marked urgent: from more on nobody believes it (law.md 6.4)."""

USUAL_DAYS = 150
"""Days that a letter takes when nobody hurries (law.md 6.2 to 6.5 put most between three and eight months; assumption):
what is lost later than that makes nothing urgent."""

SOONEST_DAYS = 14
"""Nothing is asked for sooner than in so many days: less no office abroad can do (assumption)."""

NUMBER_DAYS = 60
"""Days for which a number that is used for orders stays in use (assumption; sellers drop numbers within weeks)."""

FOUND_DAYS = 150
"""Days in which money that was paid may still lie where it was paid to (assumption)."""

_KEPT: Mapping[Sought, Callable[[Retention], int]] = {
    Sought.BANK_RECORDS: lambda kept: kept.bank,
    Sought.CALL_RECORDS: lambda kept: kept.calls,
    Sought.CONNECTION_RECORDS: lambda kept: kept.connections,
    Sought.PORT_RECORDS: lambda kept: kept.port,
    Sought.EXAMINATION: lambda kept: kept.port,
    Sought.TRAVEL_RECORDS: lambda kept: kept.border,
}
"""For how many days the country that is asked keeps what each of these requests is for, by its country card."""


@dataclass(frozen=True, slots=True)
class LossToCome:
    """Something that is lost if the answer does not come before.

    Attributes:
        day: Day of it.
        because: Why, in words of a letter.
    """

    day: int
    because: str


def urgency(desk: Turn, loss: LossToCome | None) -> LossToCome | None:
    """A loss that makes a request urgent: near enough, not past, and while few enough others are; None otherwise."""
    if loss is None or not desk.today < loss.day <= desk.today + USUAL_DAYS or not _may_be_urgent(desk):
        return None
    return LossToCome(max(loss.day, desk.today + SOONEST_DAYS), loss.because)


def records_lost(desk: Turn, sought: Sought, requested: str, target: Entity) -> LossToCome | None:
    """When the last act that papers tell of a target is deleted there, by the days for which the country keeps it.

    Where only people speak of it, who seldom give a day, half of these days may have passed.
    """
    kept = _KEPT.get(sought)
    if kept is None:
        return None
    days = kept(desk.scenario.country(requested).retention)
    written = (paper.key for paper in desk.reading.naming(target.key) if not BY_KIND[paper.kind].is_spoken)
    known = desk.reading.period(tuple(written))
    if known is None:
        because = (
            f"Your country keeps such records for {days} days, and we do not know how many of these days have passed"
        )
        return LossToCome(desk.today + days // 2, because)
    because = (
        f"Your country keeps such records for {days} days: the last record that our documents mention will be deleted"
        " on that day"
    )
    return LossToCome(known[1] // DAY + 1 + days, because)


def number_dropped(desk: Turn, number: Entity) -> LossToCome:
    """When a number abroad may be out of use by which somebody unknown works: such numbers are not kept for long."""
    because = f"We know the user of {number.label} only by this number, and such numbers are used for a few weeks only"
    return LossToCome(desk.today + NUMBER_DAYS, because)


def money_leaves(desk: Turn, account: Entity) -> LossToCome | None:
    """When the next payment leaves an account, if it goes on as statements show it: after the usual days."""
    times = sorted(
        {
            said.at
            for paper in desk.reading.naming(account.key)
            for said in paper.assertions
            if said.kind is Says.PAID and said.subject == account.key and said.at is not None
        }
    )
    if len(times) < 2:
        return None
    gap = max((times[-1] - times[0]) // (len(times) - 1), DAY)
    coming = times[-1] + gap * (max(desk.now - times[-1], 0) // gap + 1)
    because = f"Money leaves {account.label} every {max(gap // DAY, 1)} days: we expect the next payment on that day"
    return LossToCome(coming // DAY + 1, because)


def money_gone(desk: Turn, account: Entity) -> LossToCome | None:
    """Until when what went through an account can be found where it was paid to; None when no paper shows a payment."""
    last = desk.reading.last_moved(account.key)
    if last is None:
        return None
    because = (
        f"Money that passed through {account.label} moves on within months: only these records show where it is now"
    )
    return LossToCome(last // DAY + 1 + FOUND_DAYS, because)


def freeze_ends(asset: AssetView) -> LossToCome | None:
    """When money is let go unless proof comes: at the end of its time, or of what the law gives its ground."""
    days = restraint_row(asset.ground).days if asset.ground else None
    ends = asset.until if asset.until is not None or days is None else asset.began + days * DAY
    if ends is None:
        return None
    return LossToCome(
        ends // DAY + 1,
        "The money is frozen. It will be released on that day if no proof of the offence arrives",
    )


def freeze_would_end(desk: Turn) -> LossToCome:
    """When a freeze that is asked for would end again, if no proof came: after the days that suspicion gives it."""
    days = restraint_row(RestraintGround.SUSPICION).days or 0
    return LossToCome(
        desk.today + days,
        f"We have asked you to freeze this money. On suspicion, it stays frozen for {days} days: these records can show"
        " the offence, and where the rest of the money is",
    )


def _may_be_urgent(desk: Turn) -> bool:
    """Whether one more urgent request keeps their share small enough to be believed, those of this turn counted."""
    urgent, own = desk.letter_list.urgent + desk.workload.urgent, desk.letter_list.own + len(desk.workload.sent)
    return not urgent or (urgent + 1) * 10 <= (own + 1) * URGENT_TENTHS
