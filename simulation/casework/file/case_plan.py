"""The case plan: whom a team works to convict of what, before anybody is charged.

It says nothing of anybody: what the file proves of it is read off the file (`proof.assess_case`), as for a charge.
"""

from __future__ import annotations

from dataclasses import dataclass


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
