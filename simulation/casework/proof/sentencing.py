"""The sentence after a conviction: a share of the offence's highest sentence by what the papers before the court show.

The rows are `data/sentences.toml`. People who were made to do it are not convicted (see `proof.verdict`) and never get
here. Whole months; nothing is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated

from pydantic import Field

from simulation.casework.documents.document import AssertionKind, Document
from simulation.casework.file.case_file import CaseFile
from simulation.casework.proof.elements import brings_gain
from simulation.casework.proof.proof import CaseAssessment
from simulation.casework.proof.usability import UsabilityStatus
from simulation.kernel.data_tables import table_rows
from simulation.kernel.field_types import FrozenModel
from simulation.scenario.schema.country import Offence

YEAR_MONTHS = 12


class SentencingFactor(StrEnum):
    """What a court finds that decides how long a sentence is."""

    LEADS = "leads"
    TAKES_PART = "takes_part"
    COOPERATES = "cooperates"


class SentenceRow(FrozenModel):
    """A row of the table; the meaning of each column stands at the top of `data/sentences.toml`."""

    id: SentencingFactor
    starts: bool
    share: tuple[Annotated[int, Field(ge=1)], Annotated[int, Field(ge=1)]]
    text: Annotated[str, Field(min_length=10)]
    source: Annotated[str, Field(min_length=10)]
    confidence: Annotated[str, Field(pattern="^[TSMP]$")]


@cache
def sentence_rows() -> tuple[SentenceRow, ...]:
    """The table, in its order."""
    return table_rows("simulation.casework", "sentences", "rows", SentenceRow)


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a court gives after a conviction.

    Attributes:
        months: Months of imprisonment.
        grounds: Ids of the rows that made it, in the table's order.
    """

    months: int
    grounds: tuple[str, ...]


def sentence(person: str, offence: Offence, file: CaseFile, assessed: CaseAssessment) -> Sentence:
    """Sentence a person who is convicted, by the stated rule.

    Args:
        person: Key of the convict.
        offence: What he or she is convicted of, as the forum's law has it.
        file: The file of the country whose court it is.
        assessed: How the charge stood before the court.
    """
    usable = (item.document for item in assessed.usability if item.status is UsabilityStatus.USABLE)
    found = _found(person, file.told(tuple(usable), person), file)
    months, grounds = offence.max_years * YEAR_MONTHS, list[str]()
    for row in sentence_rows():
        if row.id in found:
            part, whole = row.share
            months = months * part // whole
            grounds.append(row.id)
    return Sentence(months, tuple(grounds))


def sentence_range(offence: Offence) -> tuple[int, int]:
    """The mildest and the hardest sentence that the rows allow for an offence, in months: what a court may give."""
    longest = offence.max_years * YEAR_MONTHS
    starts = [longest * row.share[0] // row.share[1] for row in sentence_rows() if row.starts]
    mildest = min(starts)
    for row in sentence_rows():
        if not row.starts:
            mildest = min(mildest, mildest * row.share[0] // row.share[1])
    return mildest, max(starts)


def least_sentence(offences: Iterable[Offence]) -> int:
    """Months for who took part in the least of the offences by which one earns, where no case is played (assumption).

    Where a law has none by which one earns, it is the least of all its offences.

    Args:
        offences: Of the forum's law; at least one.
    """
    row = next(each for each in sentence_rows() if each.id is SentencingFactor.TAKES_PART)
    part, whole = row.share
    known = tuple(offences)
    gainful = tuple(offence for offence in known if brings_gain(offence.elements))
    years = min(offence.max_years for offence in gainful or known)
    return years * YEAR_MONTHS * part // whole


def _found(person: str, papers: tuple[Document, ...], file: CaseFile) -> frozenset[SentencingFactor]:
    """What usable papers before the court show; the convict's own word does not make him or her a leader.

    A promise is kept whether or not the prosecutor shows it: the convict was there and says so.
    """
    leads = any(
        said.kind is AssertionKind.INSTRUCTED and said.subject == person and said.source != person
        for paper in papers
        for said in paper.assertions
    )
    cooperates = any(paper.grants_benefit and paper.about == person for paper in file.naming(person))
    part = SentencingFactor.LEADS if leads else SentencingFactor.TAKES_PART
    return frozenset({part, SentencingFactor.COOPERATES} if cooperates else {part})
