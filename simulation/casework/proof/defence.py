"""What the defence will raise against a charge: every point that the file of the side that charges leaves open.

The papers' defects are those of the forum's rule table; the other points are the rows of `data/defence.toml`, and each
is one that the stated rule of the verdict asks (see `proof.verdict`). Nothing is guessed beyond the file.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated

from pydantic import Field

from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.charges import Charge
from simulation.casework.proof.proof import ElementState, assess_case, witnesses_of
from simulation.casework.proof.usability import usability_rule
from simulation.kernel.data_tables import table_rows
from simulation.kernel.field_types import FrozenModel
from simulation.scenario.schema.country import Country


class PointKind(StrEnum):
    """What a point is about."""

    WITHHELD = "withheld"
    COMPELLED = "compelled"
    DEFECT = "defect"
    NOT_PROVED = "not_proved"
    DOUBT = "doubt"
    WITNESS = "witness"


@dataclass(frozen=True, slots=True)
class DefencePoint:
    """A point of the defence.

    Attributes:
        kind: What it is about.
        about: Key of the paper, the element or the person; "" for the accused.
        detail: For a defect, which one; else "".
        step: What makes a defect good, "" for nothing or where no paper is meant.
        rule: Id of the rule for papers, "" where the point has a row of its own.
        source: Where the rule stands.
        confidence: Mark of confidence of the row.
    """

    kind: PointKind
    about: str
    detail: str
    step: str
    rule: str
    source: str
    confidence: str


class PointRow(FrozenModel):
    """A row of the table."""

    id: PointKind
    source: Annotated[str, Field(min_length=10)]
    confidence: Annotated[str, Field(pattern="^[TSMP]$")]


@cache
def point_rows() -> dict[PointKind, PointRow]:
    """The table, by point."""
    return {row.id: row for row in table_rows("simulation.casework", "defence", "points", PointRow)}


def defence_points(
    charge: Charge, file: CaseFile, country: Country, absent: frozenset[str] = frozenset()
) -> tuple[DefencePoint, ...]:
    """The points against a charge as the file stands: what ends the case first, then papers, elements, witnesses.

    Args:
        charge: The charge.
        file: The file of the country that brought it.
        country: The forum.
        absent: People who do not come to court; before it sits nobody knows.

    Raises:
        RuleViolation: `file.unknown_document` when the charge names a paper that is not in the file.
    """
    assessed = assess_case(charge, file, country, absent)
    found = [_point(PointKind.WITHHELD, key) for key in assessed.withheld]
    if assessed.compelled:
        found.append(_point(PointKind.COMPELLED, ""))
    for judged in assessed.usability:
        for defect in judged.findings:
            rule = usability_rule(defect.rule)
            point = DefencePoint(
                PointKind.DEFECT,
                judged.document,
                defect.defect.value,
                defect.step,
                rule.id,
                rule.source,
                rule.confidence,
            )
            found.append(point)
    for proof in assessed.elements:
        if proof.state is not ElementState.PROVED:
            found.append(_point(PointKind.NOT_PROVED, proof.element))
        elif proof.has_doubt:
            found.append(_point(PointKind.DOUBT, proof.element))
    answered = absent | frozenset(charge.by_video)
    found += [_point(PointKind.WITNESS, person) for person in witnesses_of(charge, file) if person not in answered]
    return tuple(found)


def _point(kind: PointKind, about: str) -> DefencePoint:
    row = point_rows()[kind]
    return DefencePoint(kind, about, "", "", "", row.source, row.confidence)
