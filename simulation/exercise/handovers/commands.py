"""How a seat hands a matter to another seat of its country."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from simulation.exercise.core.command import Command, command
from simulation.kernel.terms import Office


class HandedItem(StrEnum):
    """What can be handed over."""

    REQUEST = "request"
    PROCEDURE = "procedure"
    DOCUMENT = "document"
    ENTITY = "entity"
    MEASURE = "measure"
    PLAN = "plan"


@command("HandOver")
@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Command):
    """Hand a matter to another seat at home, with a note. Its key is `COUNTRY/id`.

    Attributes:
        matter: What kind of thing it is.
        about: Its key.
        to: The seat that is to go on with it.
        text: What is to be done, and what has been.
    """

    matter: HandedItem
    about: str
    to: Office
    text: str


@command("SettleHandOver")
@dataclass(frozen=True, slots=True, kw_only=True)
class SettleHandOver(Command):
    """Take a matter that was handed over, or (`taken` False) give it back with a reason."""

    handover: str
    taken: bool
    text: str = ""
