"""The commands by which a seat hands a matter to another seat of its country, and the event that tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from simulation.exercise.core.command import Command
from simulation.exercise.core.event import Event
from simulation.kernel.terms import Office


class Matter(StrEnum):
    """What can be handed over."""

    REQUEST = "request"
    PROCEDURE = "procedure"
    DOCUMENT = "document"
    ENTITY = "entity"
    MEASURE = "measure"
    PLAN = "plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Command):
    """Hand a matter to another seat at home, with a note. Its key is `COUNTRY/id`.

    Attributes:
        matter: What kind of thing it is.
        about: Its key.
        to: The seat that is to go on with it.
        text: What is to be done, and what has been.
    """

    matter: Matter
    about: str
    to: Office
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleHandOver(Command):
    """Take a matter that was handed over, or (`taken` False) give it back with a reason."""

    handover: str
    taken: bool
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverChanged(Event):
    """A matter was handed over, taken or given back (`change`) by one office of a country to another."""

    country: str
    handover: str
    matter: str
    about: str
    office: Office
    to: Office
    change: str
    text: str = ""
