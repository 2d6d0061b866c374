"""Phases of an exercise, and who plays a country."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.event import Event, event


@event("PhaseChanged")
@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseChanged(Event):
    """The exercise entered a phase (`lobby`, `warm_up`, `office_hours`, `jump`, `running`, `ended`, `epilogue`)."""

    phase: str
    move: int
    until: int
    rate: int = 0


@event("CountryHanded")
@dataclass(frozen=True, slots=True, kw_only=True)
class CountryHanded(Event):
    """Control took a country over (`to_control`) or handed it back."""

    country: str
    to_control: bool


@event("AdversaryDialled")
@dataclass(frozen=True, slots=True, kw_only=True)
class AdversaryDialled(Event):
    """The adversary was held or let run."""

    held: bool


@event("Rewound")
@dataclass(frozen=True, slots=True, kw_only=True)
class Rewound(Event):
    """Play went back to just after a journal entry."""

    to: int
