"""What people and automatic players do with procedures that are no letters of request: to begin one, to act on one."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.command import Command, command
from simulation.kernel.terms import Facts


@command("BeginProcedure")
@dataclass(frozen=True, slots=True, kw_only=True)
class BeginProcedure(Command):
    """Begin a procedure that is no letter of request, with its first act. Its key is `COUNTRY/id`.

    Attributes:
        kind: Which procedure.
        requested: Code of the other country; the own one for a procedure at home.
        subjects: Keys of the persons, accounts or records that it is about.
        text: The words of the first act.
        documents: Papers of the own file that go with it.
        terms: What the first act settles, by name, as its row in the table asks.
    """

    kind: str
    requested: str
    subjects: tuple[str, ...]
    text: str = ""
    documents: tuple[str, ...] = ()
    terms: Facts = ()


@command("ActOnProcedure")
@dataclass(frozen=True, slots=True, kw_only=True)
class ActOnProcedure(Command):
    """Take an action of a procedure's table; which inputs are needed is in the seat's offer.

    Attributes:
        procedure: Key of the procedure.
        action: The action.
        text: Reasons, question, answer or note.
        documents: Papers of the own file that go with it.
        terms: What the act settles, by name.
    """

    procedure: str
    action: str
    text: str = ""
    documents: tuple[str, ...] = ()
    terms: Facts = ()
