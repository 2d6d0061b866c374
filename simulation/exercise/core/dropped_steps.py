"""What was due and could not be done any more: left out, said to control, and play goes on.

The rules check what people and automatic players want before it is done. What was put on the agenda long ago is done
when its time comes, and the file may have moved since; such a refusal must not stop everybody's clock.
"""

from __future__ import annotations

from simulation.exercise.core.event import StepDropped
from simulation.exercise.core.state import State
from simulation.exercise.views.control_view import AlertView
from simulation.kernel.agenda import DAY, Entry
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Phrase

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


def alerts(state: State) -> tuple[AlertView, ...]:
    """What control should look at because a step was left out lately."""
    since = state.now - SHOWN_SECONDS
    return tuple(_alert(state, each, number) for number, each in enumerate(state.dropped) if each.at >= since)


def _alert(state: State, dropped: StepDropped, number: int) -> AlertView:
    kept = state.requests.get(dropped.about)
    country = dropped.about.partition("/")[0]
    key = f"dropped/{number}"
    if kept is not None:
        what = Phrase("alert.dropped.request", (("label", kept.label),))
        return AlertView(key, "amber", what, Phrase("alert.dropped.why", ()), "request", dropped.about)
    if country in state.countries:
        what = Phrase("alert.dropped.country", (("country", country),))
        return AlertView(key, "amber", what, Phrase("alert.dropped.why", ()), "country", country)
    return AlertView(key, "amber", Phrase("alert.dropped", ()), Phrase("alert.dropped.why", ()), "exercise", "")
