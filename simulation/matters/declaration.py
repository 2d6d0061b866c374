"""A row of the table of what may happen to a request."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.procedures.letter.statuses import Action, Side, Status
from simulation.kernel.entities import Office
from simulation.scenario.schema.play import Route


@dataclass(frozen=True, slots=True)
class Transition:
    """A row of the table.

    Attributes:
        route: On which route.
        origin: From which status.
        action: What is done.
        target: Status that follows; the same as `origin` when the act changes no status.
        side: Who does it.
        offices: Seats that may do it; empty for the system.
        needs: Inputs without which it is not possible: text, until, choices, content, conditions, ground.
        may: Inputs that can be given besides.
        is_decision: The act is one of two or more defensible options (design.md 10).
        basis: Source of the rule.
    """

    route: Route
    origin: Status
    action: Action
    target: Status
    side: Side
    offices: tuple[Office, ...]
    needs: tuple[str, ...]
    may: tuple[str, ...]
    is_decision: bool
    basis: str

    @property
    def changes_status(self) -> bool:
        """Whether it moves the request, or only adds to its log."""
        return self.origin is not self.target
