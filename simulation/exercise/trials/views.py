"""What may be seen of a charge: by the team that brought it, and by whoever sits as court or defence at its trial."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import NamedTuple

from simulation.casework.documents.document import Document
from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.charges import Charge, RaisedPoint, Ruling
from simulation.casework.proof.defence import DefencePoint, defence_points
from simulation.casework.proof.proof import ElementState, assess_case, verdict
from simulation.casework.proof.sentencing import sentence, sentence_range
from simulation.casework.proof.usability import Usability
from simulation.exercise.core.derived import Made, Reading
from simulation.exercise.trials.sittings import Sitting
from simulation.kernel.entities import Entity
from simulation.scenario.schema.country import Country


@dataclass(frozen=True, slots=True)
class ChargeView:
    """A person charged: elements with their state (`proved`, `open`, `not_proved`), and the verdict when given.

    After a conviction the sentence in months and the ids of the rows of law that made it, and where an appeal
    stands: `term` and `lodged` until the verdict is final. Where people play the court (`heard`): what the defence has
    added, and the ruling once there is one. `because` is what whoever brought it named, by key, for the own team alone.
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
    because: tuple[str, ...] = ()
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


class Files(dict[str, tuple[CaseFile, Country]]):
    """The file and the law of each country by its code."""

    @property
    def revision(self) -> int:
        """How often anything in one of the files has changed."""
        return sum([file.revision for file, _ in self.values()])


def hearing_views(sittings: Reading[tuple[Sitting, ...]], files: Files) -> tuple[HearingView, ...]:
    """Trials as those who sit at them see them now."""
    return tuple(_hearing(sitting, *files[sitting.country]) for sitting in sittings())


def _hearing(sitting: Sitting, file: CaseFile, law: Country) -> HearingView:
    charge, absent = sitting.charge, sitting.absent
    assessed = assess_case(charge, file, law, absent)
    judged = {each.document: each for each in assessed.usability}
    labels = {filing.document.key: filing.label for filing in tuple(file.filed.values())}
    papers = file.chosen(charge.documents)
    known: dict[str, Entity] = {each.key: each for paper in papers for each in paper.mentions}
    accused = file.known.get(charge.person)
    if accused is not None:
        known.setdefault(accused.key, accused)
    offence = law.offence(charge.offence)
    proved = ElementState.PROVED.value
    return HearingView(
        country=sitting.country,
        number=sitting.number,
        charge=replace(
            _charge(charge, ()),
            because=(),
            elements=tuple(
                (proof.element, proved if proof.state is ElementState.PROVED else ElementState.NOT_PROVED.value)
                for proof in assessed.elements
            ),
        ),
        papers=tuple(CourtPaper(labels[paper.key], paper, judged[paper.key]) for paper in papers),
        entities=tuple(known.values()),
        absent=tuple(sorted(absent)),
        points=defence_points(charge, file, law, absent),
        rule=verdict(assessed).outcome.value,
        months=sentence_range(offence) if offence is not None else (0, 0),
        usual=sentence(charge.person, offence, file, assessed).months if offence is not None else 0,
        court=sitting.court,
        defence=sitting.defence,
    )


type OwnPapers = tuple[Charge, tuple[Document, ...]]
"""A charge, and its papers as they read with those who are one under one name."""


class Undecided(NamedTuple):
    """A charge as its own papers prove it; the rest only where other papers of the file may prove more.

    Attributes:
        own: What its own papers prove.
        charge: The charge; None once it is decided or all is proved, for other papers undo nothing.
        papers: How often papers came or changed their use.
        identities: With whom the team says the accused is one.
    """

    own: ChargeView
    charge: Charge | None = None
    papers: int = 0
    identities: Mapping[str, str] = MappingProxyType({})


def charges_in(file: CaseFile) -> Iterator[tuple[str, OwnPapers]]:
    """The charges of a file with their papers."""
    return ((charge.key, (charge, file.told(charge.documents, charge.person))) for charge in file.charges.all)


def proved_by_own(file: CaseFile, law: Country, source: OwnPapers) -> ChargeView:
    """A charge as its papers prove it."""
    assessed = assess_case(source[0], file, law)
    return _charge(source[0], tuple((proof.element, proof.state.value) for proof in assessed.elements))


def undecided_in(file: CaseFile, own: Made[tuple[ChargeView, ...]]) -> Iterator[tuple[str, Undecided]]:
    """The charges of a file with what else may prove them."""
    for charge, view in zip(file.charges.all, own(), strict=True):
        if charge.outcome or all(proof == ElementState.PROVED for _, proof in view.elements):
            yield charge.key, Undecided(view)
        else:
            yield charge.key, Undecided(view, charge, file.filed.revision, file.identities(charge.person))


def proved_by_all(file: CaseFile, law: Country, source: Undecided) -> ChargeView:
    """A charge with what other papers of the file bring within reach."""
    return source.own if source.charge is None else proved_by_own(file, law, (source.charge, ()))


def charge_in_outline(charge: Charge) -> ChargeView:
    """A charge without how its elements are proved."""
    return _charge(charge, ())


def _charge(charge: Charge, elements: tuple[tuple[str, str], ...]) -> ChargeView:
    return ChargeView(
        key=charge.key,
        person=charge.person,
        offence=charge.offence,
        charged=charge.at,
        trial_at=charge.trial_at,
        documents=charge.documents,
        because=charge.because,
        elements=elements,
        outcome=charge.outcome,
        reasons=charge.reasons,
        months=charge.months,
        grounds=charge.grounds,
        appeal=charge.appeal.value,
        appeal_until=charge.appeal_until,
        by_video=charge.by_video,
        heard=charge.heard,
        raised=charge.raised,
        ruling=charge.ruling,
        version=charge.version,
    )
