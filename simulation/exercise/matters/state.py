"""What an exercise keeps of matters, and of procedures beside the letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulation.exercise.core.digest import HistoryLine
from simulation.exercise.matters.procedure import Procedure
from simulation.kernel.registers import Register, Watched
from simulation.matters.matter import Matter
from simulation.matters.proceeding import Proceeding


@dataclass
class MatterState[M: Matter](Watched):
    """A matter and what each side knows around it, whatever its kind.

    Attributes:
        matter: The matter itself.
        label: Number for people; while it is its own side's affair, a number of that side's.
        draft: The label that it had then, "" while it has it or when it never was.
        history: What happened, with the side that can know it ("" for both).
        due: When the holder's next step is due, None for none.
    """

    matter: M
    label: str
    draft: str = ""
    history: tuple[tuple[str, HistoryLine], ...] = ()
    due: int | None = None

    def remember(self, owner: str, line: HistoryLine) -> None:
        """Add a line to what happened, for the side that can know it ("" for both)."""
        self.history = (*self.history, (owner, line))


@dataclass
class ProcedureState(MatterState[Proceeding]):
    """A proceeding and what each side knows around it.

    Attributes:
        limit: When something follows by itself that a person can avert or has to expect, None for nothing.
        binds: An instrument between the two sets the day on which it is due; otherwise it is a benchmark.
    """

    limit: int | None = None
    binds: bool = False


@dataclass(slots=True)
class Procedures:
    """The procedures that can be begun here, by kind, and those that were, by key."""

    known: Mapping[str, Procedure] = field(default_factory=dict)
    begun: Register[str, ProcedureState] = field(default_factory=Register)
