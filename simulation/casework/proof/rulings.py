"""What a ruling on the points of the defence changes in how a charge is read.

A court that people play may uphold or dismiss points. What it dismisses no longer counts, what it upholds counts as the
rule has it, and a point that the defence added takes the paper it is about out of the case. All else stays with the
rule, so that a verdict, what it takes and an appeal against it follow from one reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from simulation.casework.file.charges import Charge
from simulation.casework.proof.usability import Usability, UsabilityStatus, status_of

RAISED = "raised"
"""Kind of a point that whoever plays the defence has added."""

DEFECT = "defect"
WITNESS = "witness"


def is_dismissed(charge: Charge, kind: str, about: str, detail: str = "") -> bool:
    """Whether the court dismissed a point."""
    said = charge.ruling.on(kind, about, detail) if charge.ruling is not None else None
    return said is not None and not said.upheld


def unheard(charge: Charge, absent: Iterable[str]) -> frozenset[str]:
    """People whose statements count as those of witnesses who did not come: who is absent, or was to be examined."""
    points = charge.ruling.points if charge.ruling is not None else ()
    return frozenset(absent) | {each.about for each in points if each.kind == WITNESS and each.upheld}


def as_ruled(judged: Usability, charge: Charge) -> Usability:
    """What the court lets a paper be used for: by the forum's rules, as far as it did not rule otherwise."""
    if charge.ruling is None:
        return judged
    left = tuple(
        each for each in judged.findings if not is_dismissed(charge, DEFECT, judged.document, each.defect.value)
    )
    if judged.document in _struck_out(charge):
        return replace(judged, status=UsabilityStatus.EXCLUDED, findings=left)
    return Usability(judged.document, status_of(left), left)


def _struck_out(charge: Charge) -> frozenset[str]:
    """Papers about which a point of the defence was upheld that it added."""
    ruling = charge.ruling
    return frozenset(
        point.document
        for number, point in enumerate(charge.raised, start=1)
        if ruling is not None and (said := ruling.on(RAISED, str(number))) is not None and said.upheld
    )
