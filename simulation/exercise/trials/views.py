"""What may be seen of a charge: by the team that brought it, and by whoever sits as court or defence at its trial."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.casework.documents.document import Document
from simulation.casework.file.charges import RaisedPoint, Ruling
from simulation.casework.proof.defence import DefencePoint
from simulation.casework.proof.usability import Usability
from simulation.kernel.entities import Entity


@dataclass(frozen=True, slots=True)
class ChargeView:
    """A person charged: elements with their state (`proved`, `open`, `not_proved`), and the verdict when given.

    After a conviction the sentence in months and the ids of the rows of law that made it, and where an appeal
    stands: `term` and `lodged` until the verdict is final. Where people play the court (`heard`): what the defence has
    added, and the ruling once there is one.
    """

    key: str
    person: str
    offence: str
    charged: int
    trial_at: int
    documents: tuple[str, ...]
    elements: tuple[tuple[str, str], ...]
    outcome: str
    reasons: tuple[str, ...]
    months: int = 0
    grounds: tuple[str, ...] = ()
    appeal: str = ""
    appeal_until: int | None = None
    by_video: tuple[str, ...] = ()
    heard: bool = False
    raised: tuple[RaisedPoint, ...] = ()
    ruling: Ruling | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class CourtPaper:
    """A paper before the court, under the number that it has in the file of the side that charges."""

    label: str
    document: Document
    use: Usability


@dataclass(frozen=True, slots=True)
class HearingView:
    """A trial as the court sees it: what was put before it, what the defence raises, and what the rule would say today.

    Attributes:
        country: Whose court.
        number: Of the charge, among those of its country, from 1.
        charge: The charge; an element that other papers of the file might prove is one that is not proved.
        papers: Papers before the court, with what the forum lets them be used for.
        entities: Whom and what those papers name, and the accused.
        absent: Witnesses who do not come.
        points: What the defence raises by the rules, in order.
        rule: What the stated rule would decide.
        months: The mildest and the hardest sentence that the table allows.
        usual: The sentence by the stated rule, were the accused convicted.
        court: Member who sits as court, "" for control.
        defence: Member who plays the defence, "" for control.
    """

    country: str
    number: int
    charge: ChargeView
    papers: tuple[CourtPaper, ...]
    entities: tuple[Entity, ...]
    absent: tuple[str, ...]
    points: tuple[DefencePoint, ...]
    rule: str
    months: tuple[int, int]
    usual: int
    court: str
    defence: str
