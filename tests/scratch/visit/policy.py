"""How an automatic office answers: whoever asks is welcome."""

from __future__ import annotations

from simulation.exercise.matters.views import ProcedureView
from simulation.players.turn.turn import Move, Turn

NIGHTS = 3


def visit(_turn: Turn, _procedure: ProcedureView, offered: frozenset[str]) -> Move | None:
    """Say yes, for three nights."""
    return ("welcome", "Come along", (), (("nights", NIGHTS),)) if "welcome" in offered else None
