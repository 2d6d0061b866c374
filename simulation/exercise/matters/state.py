"""What an exercise keeps of procedures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulation.exercise.core.digest import HistoryLine
from simulation.exercise.matters.procedure import Procedure
from simulation.matters.proceeding import Proceeding


@dataclass(slots=True)
class Procedures:
    """The procedures that can be begun here, by kind, and those that were, by key."""

    known: Mapping[str, Procedure] = field(default_factory=dict)
    begun: dict[str, ProcedureState] = field(default_factory=dict)


@dataclass(slots=True)
class ProcedureState:
    """A procedure and what each side knows around it.

    Attributes:
        procedure: The procedure itself.
        label: Number for people; while it is its own side's affair, a number of that side's.
        draft: The label that it had then, "" while it has it or when it never was.
        history: What happened, with the side that can know it ("" for both).
        due: When the holder's next step is due, None for none.
        limit: When something follows by itself that a person can avert or has to expect, None for nothing.
    """

    procedure: Proceeding
    label: str
    draft: str = ""
    history: tuple[tuple[str, HistoryLine], ...] = ()
    due: int | None = None
    limit: int | None = None
