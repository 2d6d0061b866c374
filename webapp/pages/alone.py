"""What somebody who plays a tutorial alone does in the trainer's place: let days pass, and end play."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulation.exercise.views.team_view import TeamView
from simulation.scenario.schema.scenario import Scenario

FIRST_LETTER = "firstletter"
"""Id of the command that opens the first letter of a tutorial. The chance events of a letter follow from its key, which
is made of it: so what a letter comes to is the same for everybody who plays the tutorial."""


@dataclass(frozen=True, slots=True)
class Alone:
    """The strip of a tutorial.

    Attributes:
        days: Days that pass next.
        may_end: A letter has brought something, or the last move has come.
        onward_id: Id of the command that lets them pass.
        end_id: Id of the command that ends play.
    """

    days: int
    may_end: bool
    onward_id: str
    end_id: str


def alone(view: TeamView, scenario: Scenario, command: Callable[[str], str]) -> Alone | None:
    """The strip; None where a trainer leads, and once play is over.

    Args:
        view: What the person may see.
        scenario: The scenario.
        command: Makes the id of a form's command from its name.
    """
    if not scenario.is_tutorial or view.clock.phase != "office_hours":
        return None
    return Alone(
        view.clock.next_jump_days,
        may_end(view),
        command(f"alone/onward/{view.clock.now}"),
        command(f"alone/end/{view.clock.now}"),
    )


def may_end(view: TeamView) -> bool:
    """Whether there is something to compare: a letter has brought something, or the last move has come."""
    return view.clock.move >= view.clock.moves or any(each.results for each in view.requests if not each.incoming)


def opens_letter(
    view: TeamView, scenario: Scenario, command: Callable[[str], str], is_used: Callable[[str], bool]
) -> str:
    """Id of the command that opens a letter (see `FIRST_LETTER`); another one where a first letter was taken back.

    Args:
        view: What its team may see.
        scenario: The scenario.
        command: Makes the id of a form's command from its name.
        is_used: Whether the journal has a command of this id.
    """
    has_letter = any(not each.incoming for each in view.requests)
    is_first = scenario.is_tutorial and not has_letter and not is_used(FIRST_LETTER)
    return FIRST_LETTER if is_first else command("open-request")
