"""The case plan: whom a team works to convict of what, before anybody is charged.

It says nothing of anybody: what the file proves of it is read off the file (`proof.assess_case`), as for a charge.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass

from simulation.casework.file.changes import Change, ChangeCode, Rows
from simulation.casework.file.known import Known
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation


@dataclass(frozen=True, slots=True)
class Plan:
    """A suspect and an offence in the plan.

    Attributes:
        key: `plan/<person>/<offence>`.
        person: Key of the suspect.
        offence: Key in the country's offence table.
        since: When the team put it there, in seconds since the start.
    """

    key: str
    person: str
    offence: str
    since: int


def plan_key(person: str, offence: str) -> str:
    """The key of a suspect and an offence in a plan."""
    return f"plan/{person}/{offence}"


class CasePlan(Rows[Plan]):
    """Suspects and offences, in the order in which they were put there."""

    def __init__(self, concerned: list[str], known: Known) -> None:
        """Start empty; only who is known can be put there."""
        super().__init__(concerned)
        self._known = known

    def for_trial(self) -> CasePlan:
        """The plan on which somebody tries what may be done."""
        trial = copy(self)
        trial.rows = copy(self.rows)
        return trial

    def put(self, person: str, offence: str, now: int, *, planned: bool) -> tuple[Change, ...]:
        """Put a suspect and an offence into the case plan, or take them out; what is so already changes nothing.

        Raises:
            RuleViolation: `board.unknown_entity`, `charge.not_a_person`.
        """
        key = plan_key(person, offence)
        if planned and self._known.needed(person).kind is not EntityKind.PERSON:
            raise RuleViolation("charge.not_a_person", person=person)
        if planned == (key in self.rows):
            return ()
        if planned:
            self.rows[key] = Plan(key, person, offence, now)
        else:
            del self.rows[key]
        return (Change(ChangeCode.PLAN_MADE if planned else ChangeCode.PLAN_DROPPED, key),)
