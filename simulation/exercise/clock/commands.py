"""What control may do with the exercise itself: phases, jumps, running clock, and who plays a country."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.command import Command, Giver, command


@command("StartExercise", giver=Giver.CONTROL, phases=("lobby",))
@dataclass(frozen=True, slots=True, kw_only=True)
class StartExercise(Command):
    """Open the exercise: warm-up first, or the first office hours at once."""

    warm_up: bool = True


@command("EndWarmUp", giver=Giver.CONTROL, phases=("warm_up",))
@dataclass(frozen=True, slots=True, kw_only=True)
class EndWarmUp(Command):
    """Close the warm-up; the first move's office hours begin."""


@command("Jump", giver=Giver.CONTROL, phases=("office_hours",))
@dataclass(frozen=True, slots=True, kw_only=True)
class Jump(Command):
    """Let so many days pass, up to office opening; `ends_move` opens the next move's office hours."""

    days: int
    ends_move: bool = True


@command("StartClock", giver=Giver.CONTROL, phases=("office_hours",))
@dataclass(frozen=True, slots=True, kw_only=True)
class StartClock(Command):
    """Let the clock run: simulated seconds for each wall second (solo play)."""

    rate: int


@command("StopClock", giver=Giver.CONTROL, phases=("running",))
@dataclass(frozen=True, slots=True, kw_only=True)
class StopClock(Command):
    """Stand the clock still."""


@command("EndExercise", giver=Giver.CONTROL, phases=("warm_up", "office_hours", "running"))
@dataclass(frozen=True, slots=True, kw_only=True)
class EndExercise(Command):
    """End play; nobody may act any more."""


@command("PlayEpilogue", giver=Giver.CONTROL, phases=("ended",))
@dataclass(frozen=True, slots=True, kw_only=True)
class PlayEpilogue(Command):
    """Hand all seats to automatic players until the scenario's horizon; shown apart from what teams did."""


@command("TakeOver", giver=Giver.CONTROL, ends_with_play=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOver(Command):
    """Control plays a country itself from now on."""

    country: str


@command("HandBack", giver=Giver.CONTROL)
@dataclass(frozen=True, slots=True, kw_only=True)
class HandBack(Command):
    """Give the country back to its people, or to its automatic player where seats are empty."""

    country: str


@command("SetAdversary", giver=Giver.CONTROL, ends_with_play=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class SetAdversary(Command):
    """The adversary dial: while held, the network decides nothing new; what is in motion goes on."""

    held: bool


@command("Rewind", giver=Giver.CONTROL)
@dataclass(frozen=True, slots=True, kw_only=True)
class Rewind(Command):
    """Undo: the exercise goes back to just after journal entry `to`; nothing is deleted."""

    to: int
