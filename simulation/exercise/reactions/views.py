"""What a team sees of reactions: those to its own acts, and no other team's."""

from __future__ import annotations

from simulation.exercise.reactions.state import Reaction


def reaction_view(reaction: Reaction, country: str) -> Reaction | None:
    """A reaction as the team that it reached sees it; None for every other team."""
    return reaction if reaction.country == country else None
