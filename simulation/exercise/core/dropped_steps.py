"""What was due and could not be done any more: left out, said to control, and play goes on.

The rules check what people and automatic players want before it is done. What was put on the agenda long ago is done
when its time comes, and the file may have moved since; such a refusal must not stop everybody's clock.
"""

from __future__ import annotations

from simulation.exercise.core.event import StepDropped
from simulation.exercise.core.state import State
from simulation.kernel.agenda import DAY, Entry
from simulation.kernel.errors import RuleViolation

SHOWN_SECONDS = 40 * DAY
"""For so long control is told of a step that was left out: about one move (assumption)."""


def drop(state: State, entry: Entry, violation: RuleViolation) -> None:
    """Leave out what was due, and remember it for control."""
    about = str(entry.payload[0]) if entry.payload else ""
    dropped = StepDropped(
        at=state.now, cause=state.cause, by=state.by, rule=entry.rule, about=about, code=violation.code
    )
    state.dropped.append(dropped)
    state.emit(dropped)
    state.touch()
