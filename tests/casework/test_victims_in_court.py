"""Whoever was identified as a victim is not punished for what was compelled; papers that say so are shown."""

from dataclasses import replace

from simulation.casework.documents.document import Document
from simulation.casework.file.charges import Charge
from simulation.casework.proof.proof import ACT_ON_PERSON, CaseAssessment, CourtOutcome, assess_case, verdict
from simulation.kernel.traces import TraceKind
from simulation.scenario.schema.country import Offence
from simulation.scenario.schema.play import DocumentKind
from tests.casework.builders import CLERK, OWNER, PORT, TRAFFICKING, a_country, a_file, a_paper, a_trace
from tests.casework.test_verdict import WHOLE

REPORT = a_paper(
    DocumentKind.INSPECTION_REPORT,
    PORT,
    a_trace(TraceKind.INSPECTION, PORT, OWNER, event="people_found", found=1),
    key="inspection",
)
REFERRED = a_paper(
    DocumentKind.VICTIM_STATEMENT, OWNER, a_trace(TraceKind.TESTIMONY, OWNER, PORT, event="identified"), key="referral"
)


def _case(*documents: Document, shown: tuple[Document, ...], offence: Offence = TRAFFICKING) -> CaseAssessment:
    file = a_file(*documents)
    keys = tuple(document.key for document in shown)
    return assess_case(Charge("c", OWNER, offence.key, offence.elements, 10**8, 10**8 + 90, keys), file, a_country())


def test_an_identified_victim_is_acquitted_of_what_was_compelled() -> None:
    assert verdict(_case(*WHOLE, shown=WHOLE)).outcome is CourtOutcome.CONVICTION
    for paper in (REPORT, REFERRED):
        found = verdict(_case(*WHOLE, paper, shown=(*WHOLE, paper)))
        assert (found.outcome, found.reasons) == (CourtOutcome.ACQUITTAL, ("compelled",))


def test_the_paper_that_shows_a_victim_must_not_be_withheld() -> None:
    case = _case(*WHOLE, REPORT, shown=WHOLE)
    assert case.withheld == (REPORT.key,)
    assert verdict(case).outcome is CourtOutcome.DISMISSAL


def test_having_been_a_victim_excuses_nobody_from_trafficking_others() -> None:
    offence = replace_elements(TRAFFICKING)
    assert not _case(*WHOLE, REPORT, shown=(*WHOLE, REPORT), offence=offence).compelled


def test_another_person_found_there_helps_the_accused_nothing() -> None:
    other = replace(
        a_paper(DocumentKind.INSPECTION_REPORT, PORT, a_trace(TraceKind.INSPECTION, PORT, CLERK, found=1)), key="other"
    )
    assert verdict(_case(*WHOLE, other, shown=(*WHOLE, other))).outcome is CourtOutcome.CONVICTION


def replace_elements(offence: Offence) -> Offence:
    """The same offence with the element of trafficking in persons."""
    return offence.model_copy(update={"elements": (*offence.elements, ACT_ON_PERSON)})
