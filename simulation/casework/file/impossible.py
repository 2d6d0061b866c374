"""Acts that make no sense in view of what they are aimed at: the table `data/impossible.toml`, read against a file.

The check of an order asks it, so that nobody orders such an act, by whatever way; pages leave such acts out.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Annotated

from pydantic import Field

from simulation.casework.file.case_file import CaseFile
from simulation.kernel.agenda import DAY
from simulation.kernel.data_tables import table_rows
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.field_types import FrozenModel
from simulation.scenario.schema.play import MeasureKind


class TargetState(StrEnum):
    """Where the target of an act stands, by the own measures of a file."""

    HELD = "held"
    SEIZED = "seized"


class ImpossibleAct(FrozenModel):
    """A row of the table; the meaning of each column stands at its top."""

    act: str
    kinds: tuple[EntityKind, ...] = ()
    state: TargetState | None = None
    source: Annotated[str, Field(min_length=10)]
    confidence: Annotated[str, Field(pattern="^[TSMP]$")]


_TAKEN: dict[EntityKind, tuple[MeasureKind, MeasureKind, TargetState]] = {
    EntityKind.CONTAINER: (MeasureKind.SEIZURE, MeasureKind.RELEASE_GOODS, TargetState.SEIZED),
    EntityKind.VEHICLE: (MeasureKind.SEIZURE, MeasureKind.RELEASE_GOODS, TargetState.SEIZED),
}
"""Which measure takes a thing of a kind, which gives it back, and what it is called in between."""


@cache
def impossible_acts() -> tuple[ImpossibleAct, ...]:
    """The table, in its order."""
    return table_rows("simulation.casework", "impossible", "impossible", ImpossibleAct)


@cache
def never_of_held() -> frozenset[str]:
    """Acts that cannot be aimed at a person whom the country holds."""
    return frozenset(row.act for row in impossible_acts() if row.state is TargetState.HELD)


def state_of(target: Entity, file: CaseFile, now: int) -> TargetState | None:
    """Where a person, container or vehicle stands; None when nothing is sure.

    A person is held by the rights in the file. What was taken on leads is given back by itself when no evidence comes
    in time; past that day it counts as taken no more.

    Args:
        target: Of the file.
        file: The country's file.
        now: Seconds since the scenario's start.
    """
    if target.kind is EntityKind.PERSON:
        return TargetState.HELD if file.detentions.is_held(target.key) else None
    taken = _TAKEN.get(target.kind)
    if taken is None:
        return None
    take, give, state = taken
    done = [
        each
        for each in file.measures.all
        if each.target == target.key and each.kind in {take, give} and each.result == "done"
    ]
    last = max(done, key=lambda each: each.since, default=None)
    if last is None or last.kind is not take:
        return None
    ends = last.since + last.rule.confirm_days * DAY
    return state if not last.is_provisional or now < ends else None


def obstacle_to(act: str, target: Entity, file: CaseFile, now: int) -> ImpossibleAct | None:
    """The row that says why an act cannot be aimed at a target now; None when none does."""
    state = state_of(target, file, now)
    return next(
        (
            row
            for row in impossible_acts()
            if row.act == act
            and (not row.kinds or target.kind in row.kinds)
            and (row.state is None or row.state is state)
        ),
        None,
    )


def require_possible(act: str, target: Entity | None, file: CaseFile, now: int) -> None:
    """Refuse an act that makes no sense.

    Args:
        act: Kind of measure or of procedure.
        target: What it is aimed at; None is left to the act's own check.
        file: The country's file.
        now: Seconds since the scenario's start.

    Raises:
        RuleViolation: `measure.target_held` or `measure.target_seized`; `measure.wrong_target` for a kind at which it
            cannot be aimed.
    """
    row = obstacle_to(act, target, file, now) if target is not None else None
    if row is None or target is None:
        return
    if row.state is None:
        raise RuleViolation("measure.wrong_target", measure=act, kind=target.kind)
    raise RuleViolation(f"measure.target_{row.state}", target=target.key)
