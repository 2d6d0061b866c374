"""The decision of a country on a lever."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.command import Command, Giver, command


@command("PullLever", giver=Giver.CONTROL, ends_with_play=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class PullLever(Command):
    """A country decides on a lever; it works after its lead time."""

    country: str
    lever: str
