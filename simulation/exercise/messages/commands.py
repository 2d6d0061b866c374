"""The message to a seat or to exercise control."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.command import Command, Giver, Seat, command


@command("SendMessage", giver=Giver.SEAT_OR_CONTROL, in_warm_up=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class SendMessage(Command):
    """Write to a seat at home or abroad, or (`to` None) to exercise control.

    Attributes:
        to: Seat that gets it.
        persona: Whom control plays when it writes (`minister`, `press`, ...).
        text: The message.
        about: Key of what it is about.
        answers: Id of the message it answers.
        warns: Keys of people of whom the words say that they are at risk. Rules go by these and never by the words,
            which a file without names hides.
    """

    to: Seat | None
    text: str
    persona: str = ""
    about: str = ""
    answers: str = ""
    warns: tuple[str, ...] = ()
