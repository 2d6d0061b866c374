"""The network before and after play: its places by function, who held each, and how soon somebody else did.

Members alone, told by their function; people who are moved or at risk are in no part of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from simulation.network.world.members import Member, MemberStatus
from simulation.scenario.schema.functions import Function


@dataclass(frozen=True, slots=True)
class NetworkPlace:
    """A place in an organisation.

    Attributes:
        position: Its key.
        organisation: Key of the organisation.
        function: What whoever holds it does.
        was_held: Whether somebody held it when day 1 began.
        is_held: Whether somebody free holds it at the end.
        removed: How many of its holders were arrested, fled or retired since day 1.
        replaced_after: Seconds from the first of these until a successor began; None where none did.
    """

    position: str
    organisation: str
    function: Function
    was_held: bool
    is_held: bool
    removed: int
    replaced_after: int | None

    @property
    def is_lost(self) -> bool:
        """It was held, and nobody holds it any more."""
        return self.was_held and not self.is_held


def places(members: Iterable[Member], end: int) -> tuple[NetworkPlace, ...]:
    """The places of all organisations, in the order of functions.

    Args:
        members: Everybody who works or worked for one.
        end: The moment after, in seconds.
    """
    held: dict[tuple[str, str], list[Member]] = {}
    for member in members:
        if member.joined <= end:
            held.setdefault((member.organisation, member.position), []).append(member)
    order = list(Function)
    found = [_place(holders) for holders in held.values()]
    return tuple(sorted(found, key=lambda each: (order.index(each.function), each.organisation, each.position)))


def _place(holders: list[Member]) -> NetworkPlace:
    ordered = sorted(holders, key=lambda member: (member.generation, member.joined, member.key))
    gone = [member for member in ordered if member.status is not MemberStatus.FREE]
    since = [member.taken_at for member in gone if member.taken_at >= 0]
    first = min(since, default=None)
    after = [member.joined for member in ordered if first is not None and member.joined >= first]
    return NetworkPlace(
        ordered[0].position,
        ordered[0].organisation,
        ordered[0].function,
        was_held=any(member.joined <= 0 and (member.is_free or member.taken_at >= 0) for member in ordered),
        is_held=any(member.is_free for member in ordered),
        removed=len(since),
        replaced_after=min(after) - first if first is not None and after else None,
    )
