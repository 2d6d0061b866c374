"""How a procedure is conducted in an exercise: what its table cannot know, as five functions over the state.

A procedure's module gives one `Conduct`; `procedures` asks it and never knows which procedure it has before it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulation.exercise.core.command import Seat
from simulation.exercise.core.state import State
from simulation.exercise.matters.commands import BeginProcedure
from simulation.kernel.shared import shared
from simulation.kernel.terms import Facts
from simulation.matters.declaration import Row, Table
from simulation.matters.machine import Act, Details, Procedure


@shared
@dataclass(frozen=True, slots=True)
class Conduct:
    """What the exercise has to know of one procedure.

    Attributes:
        table: Its table.
        letter: Letter of its labels, e.g. `E` in `VAL-KES-E1`.
        begun: Checks a beginning by the facts (raising `RuleViolation`); returns terms that the facts add to it.
        obstacle: Why the facts forbid a row now, as a code, whatever its inputs; None when they do not. Asked for the
            offers of a page, so it must be quick.
        judged: Checks the inputs of a row by the facts (raising `RuleViolation`); returns terms that the facts add.
        due: When the system's next step comes due, None while a person alone can move it. Asked when the procedure
            enters a status and after every act; asked again it gives the same.
        step: The system's step when it has come due, and the terms that it settles; None when nothing is to be done.
        follows: What an act brings about in the world and the files; gets the procedure before and after it.
        days: Days within which the holder is expected to act where the case and not the table says so; None: the table.
        before_court: Statuses in which a court has the subject before it, or an order on it waits to be given effect.
        is_abroad: It always needs another country; False where it can also be one at home.
    """

    table: Table
    letter: str
    begun: Callable[[State, BeginProcedure, Seat], Facts]
    obstacle: Callable[[State, Procedure, Row], str | None]
    judged: Callable[[State, Procedure, Row, Details, Seat], Facts]
    due: Callable[[State, Procedure], int | None]
    step: Callable[[State, Procedure], tuple[str, Facts] | None]
    follows: Callable[[State, Procedure | None, Procedure, Act], None]
    before_court: frozenset[str] = frozenset()
    is_abroad: bool = False
    days: Callable[[State, Procedure], int | None] | None = None
