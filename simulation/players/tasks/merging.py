"""Putting together on the board who stands in the papers twice."""

from __future__ import annotations

from simulation.exercise.board.commands import MergeEntities
from simulation.exercise.core.command import Command
from simulation.kernel.terms import Office
from simulation.players.turn.turn import Desk


def merges(desk: Desk) -> list[Command]:
    """Merge people whose particulars in the papers agree; whoever is threatened or spoken for stays alone.

    Where people sit at some of the offices the board is theirs.
    """
    if len(desk.offices) < len(Office):
        return []
    spared = desk.reading.threatened | desk.reading.cleared
    merged = frozenset(desk.view.board.merged)
    seat = desk.seat(desk.offices[0])
    return [
        MergeEntities(id=desk.name(f"merge/{a}/{b}"), by=seat, a=a, b=b)
        for a, b in desk.doubles()
        if (a, b) not in merged and spared.isdisjoint((a, b))
    ]
