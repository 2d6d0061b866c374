"""A procedure in an exercise: its rules, and what they cannot know, as functions over the state.

A procedure's module gives one `Procedure`; `handlers` asks it and never knows which one it has before it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from simulation.exercise.core.command import Seat
from simulation.exercise.core.event import Event
from simulation.exercise.core.state import State
from simulation.exercise.matters.commands import BeginProcedure
from simulation.exercise.matters.deadlines import DaysGiven
from simulation.kernel.shared import shared
from simulation.kernel.terms import Facts, Side
from simulation.law.assessment.findings import Finding
from simulation.matters.declaration import Transition
from simulation.matters.matter import Act, LogEntry
from simulation.matters.proceeding import Proceeding, ProceedingRules


def _adds_nothing(*_: object) -> Facts:
    return ()


def _nothing(*_: object) -> None:
    return None


class Argued(Protocol):
    """A proceeding whose last deciding act is an argument."""

    def shown(self, side: Side) -> tuple[Finding, ...]:
        """What a side reads of what was found of it."""


@shared
@dataclass(frozen=True, slots=True)
class Procedure:
    """What the exercise has to know of one procedure; a function that is not given adds, forbids and brings nothing.

    Attributes:
        rules: Its rules.
        label_letter: Letter of its labels, e.g. `E` in `VAL-KES-E1`.
        check_opening: Checks a beginning by the facts (raising `RuleViolation`); returns terms that the facts add.
        obstacle: Why the facts forbid a transition now, as a code, whatever its inputs; None when they do not. Asked
            for the offers of a page, so it must be quick.
        check_act: Checks the inputs of an act by the facts (raising `RuleViolation`); returns terms that the facts add.
        next_due: When the system's next act comes due, None while a person alone can move it. Asked when the proceeding
            enters a status and after every act; asked again it gives the same.
        next_act: The system's act when it has come due, and the terms that it settles; None when nothing is to be done.
        after_act: What an act brings about in the world and the files; gets the proceeding before and after it.
        before_court: Statuses in which a court has the subject before it, or an order on it waits to be given effect.
        listens: Follows what has happened elsewhere: on another procedure, a measure, a trial, money. Procedures
            hear of each event in the order in which they are listed.
        is_abroad: It always needs another country; False where it can also be one at home.
        days: Days within which the holder is expected to act where the case and not the rules say so, and whether an
            instrument sets them; None: those of the rules, a benchmark of the exercise.
        argued: Reads a proceeding whose last deciding act is an argument; None where there is none.
        package: The package in which its words lie, as `words.toml`; "" for none.
    """

    rules: ProceedingRules
    label_letter: str
    check_opening: Callable[[State, BeginProcedure, Seat], Facts] = _adds_nothing
    obstacle: Callable[[State, Proceeding, Transition], str | None] = _nothing
    check_act: Callable[[State, Proceeding, Transition, Act, Seat], Facts] = _adds_nothing
    next_due: Callable[[State, Proceeding], int | None] = _nothing
    next_act: Callable[[State, Proceeding], tuple[str, Facts] | None] = _nothing
    after_act: Callable[[State, Proceeding | None, Proceeding, LogEntry], None] = _nothing
    before_court: frozenset[str] = frozenset()
    listens: Callable[[State, Event], None] | None = None
    is_abroad: bool = False
    days: Callable[[State, Proceeding], DaysGiven | None] = _nothing
    argued: Callable[[State, Proceeding], Argued] | None = None
    package: str = ""
