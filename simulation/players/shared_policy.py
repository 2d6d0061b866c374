"""A policy: lines of work in their order, each a function of the desk that writes commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from simulation.exercise.core.command import Command
from simulation.exercise.core.derived import DerivedValues
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.terms import Office
from simulation.players.letters.outgoing import QUERY_AFTER_DAYS
from simulation.players.procedures.all_procedures import ANSWERS
from simulation.players.turn.parameters import PolicyParameters
from simulation.players.turn.turn import Answer, Turn
from simulation.scenario.schema.play import Route
from simulation.scenario.schema.scenario import Scenario

type Line = Callable[[Turn], list[Command]]
"""One line of an office's work: what the desk shows, what is done about it."""


@dataclass(slots=True)
class Policy:
    """A player made of lines of work; it keeps nothing between turns.

    Attributes:
        name: Name of the policy.
        wake_every_days: Days between its own wake-ups, besides those on delivery; 0 for none.
        parameters: Pace and care.
        answering: Lines that are worked in every turn.
        acting: Lines that need the case file: worked on its own wake-ups, and when papers or results arrived.
        closing: Lines that are worked last in every turn: what an answer brings about is not ordered twice.
        answers: What is done with each kind of procedure; any other gets the first lawful act on its last day.
    """

    name: str
    wake_every_days: int
    parameters: PolicyParameters
    answering: tuple[Line, ...] = ()
    acting: tuple[Line, ...] = ()
    closing: tuple[Line, ...] = ()
    answers: Mapping[str, Answer] = field(default_factory=lambda: ANSWERS)

    @property
    def begins(self) -> bool:
        """Whether it begins anything of its own."""
        return bool(self.acting)

    @property
    def asks_first(self) -> bool:
        """Whether it waits for what contact points say."""
        return self.parameters.asks_first

    @property
    def patience_days(self) -> Mapping[Route, int]:
        """Days without a word after which it asks where a request stands."""
        return QUERY_AFTER_DAYS

    def decide(
        self,
        view: TeamView,
        scenario: Scenario,
        steps: tuple[str, ...],
        offices: tuple[Office, ...],
        memory: DerivedValues | None = None,
    ) -> tuple[Command, ...]:
        """What the country does now, for the offices that it plays."""
        if not offices:
            return ()
        memory = memory or DerivedValues()
        memory.left.clear()
        desk = Turn(view, scenario, offices, self.parameters, memory, self.answers)
        lines = self.answering + (() if steps else self.acting) + self.closing
        return tuple(command for line in lines for command in line(desk))
