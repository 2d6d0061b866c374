"""How people sit down, stand up and pass a pen."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.command import Command, Giver, SeatRole, command
from simulation.kernel.terms import Office


@command("TakeSeat", giver=Giver.MEMBER, reads_along=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class TakeSeat(Command):
    """Sit down at one or more offices of a country; the first player at an office gets its pen.

    Attributes:
        country: Where.
        offices: All offices at which the member sits from then on.
        post: What the member is there.
        besides: The offices at which the member played when further free ones were chosen: they must be the same still,
            and the further ones free. None where the seat is chosen anew.
    """

    country: str
    offices: tuple[Office, ...]
    post: SeatRole = SeatRole.PLAYER
    besides: tuple[Office, ...] | None = None


@command("LeaveSeat", giver=Giver.MEMBER, reads_along=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveSeat(Command):
    """Stand up; the pen goes to the next player at the office, or the office to its automatic player."""

    who: str


@command("PassPen", giver=Giver.MEMBER)
@dataclass(frozen=True, slots=True, kw_only=True)
class PassPen(Command):
    """Give an office's pen to another player there (control may do it for anybody)."""

    country: str
    office: Office
    to: str
