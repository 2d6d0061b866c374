"""The policies by name."""

from __future__ import annotations

from simulation.exercise.automation.player import Player
from simulation.players.auto import AUTO, NONE
from simulation.players.textbook import EXPERT, NOVICE, TEXTBOOK

POLICIES: tuple[Player, ...] = (NONE, AUTO, NOVICE, TEXTBOOK, EXPERT)
"""All of them, the least active first."""


def players() -> dict[str, Player]:
    """The policies by their name, as an exercise takes them."""
    return {player.name: player for player in POLICIES}
