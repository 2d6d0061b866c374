"""The command that pulls a lever and the event that tells of it."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.command import Command
from simulation.exercise.core.event import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PullLever(Command):
    """A country decides on a lever; it works after its lead time."""

    country: str
    lever: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverPulled(Event):
    """A country decided on a lever (`change` `decided`), or it began to work (`works`), at second `works_at`."""

    country: str
    lever: str
    change: str
    works_at: int
