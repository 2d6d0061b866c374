"""What the registry of an authority does by itself with letters that come in, and what the authority keeps."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.offices import OfficeTask
from simulation.kernel.terms import Office
from webapp.desk.current_view import known_offices, may_send
from webapp.desk.readable import Reader
from webapp.pages.forms import Option
from webapp.pages.page import new_command_id
from webapp.text.say import say_code

ROUTINE = (LetterAction.ACKNOWLEDGE, LetterAction.ACCEPT, LetterAction.RETURN_FULL)
"""The acts that a registry takes, in the order in which a letter meets them."""


@dataclass(frozen=True, slots=True)
class RegistryCard:
    """The acts that a registry can take; those ticked it takes."""

    acts: tuple[Option, ...]
    can_change: bool
    command: str


def authority() -> tuple[Office, ...]:
    """The offices that decide on letters."""
    return known_offices().leading(OfficeTask.CENTRAL_AUTHORITY)


def registry_card(reading: Reader) -> RegistryCard | None:
    """For whoever sits at the seat that decides on letters; None for others."""
    if not set(authority()) & set(reading.offices):
        return None
    kept = reading.view.own_acts
    return RegistryCard(
        acts=tuple(
            Option(act.value, say_code(f"registry.{act}"), say_code(f"registry.{act}.unless"), act not in kept)
            for act in ROUTINE
        ),
        can_change=may_send(*authority()),
        command=new_command_id("registry"),
    )
