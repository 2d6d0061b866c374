"""From papers to a verdict: what is proved, open or not proved, and the stated rule of the court."""

from dataclasses import replace

import pytest

from simulation.casework.documents.document import Consent, Document, Origin, Use
from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.charges import Charge
from simulation.casework.proof.proof import (
    DISCLOSE_DAYS,
    CaseAssessment,
    CourtOutcome,
    ElementState,
    assess_case,
    to_disclose,
    verdict,
    witnesses_of,
)
from simulation.kernel.agenda import DAY
from simulation.kernel.traces import TraceKind
from simulation.scenario.schema.country import Country, CourtUse, Offence, Tradition
from simulation.scenario.schema.play import DocumentKind
from tests.casework.builders import (
    AT_HOME,
    BOX,
    CLERK,
    LEAD,
    NOMINEE,
    OWNER,
    PORT,
    QUAY,
    TRAFFICKING,
    a_country,
    a_file,
    a_note,
    a_paper,
    a_trace,
    knowledge,
    says,
)

SEIZED = a_paper(
    DocumentKind.SEIZURE_RECORD, BOX, a_trace(TraceKind.SEIZURE, BOX, PORT, n=3, grams=90_000), key="seized"
)
MOVED = a_paper(
    DocumentKind.PORT_LOG, BOX, a_trace(TraceKind.PORT_MOVEMENT, BOX, QUAY, PORT, n=2, event="loaded"), key="log"
)
DIRECTOR = a_paper(
    DocumentKind.ANSWER_NOTE, QUAY, a_trace(TraceKind.COMPANY_REGISTERED, QUAY, OWNER, OWNER), key="register"
)
CLERK_SAYS = a_paper(
    DocumentKind.INTERVIEW, CLERK, knowledge(CLERK, OWNER, CLERK, BOX, asserts="instructed"), key="clerk"
)
NOMINEE_SAYS = a_paper(DocumentKind.INTERVIEW, NOMINEE, knowledge(NOMINEE, OWNER, BOX, asserts="knew"), key="nominee")
FOR_HIM = a_note(says("at", OWNER, PORT), key="abroad", exculpates=(OWNER,))
WHOLE = (SEIZED, MOVED, DIRECTOR, CLERK_SAYS)


def charged(file: CaseFile, *documents: Document, at: int = 1000 * 86_400, offence: Offence = TRAFFICKING) -> Charge:
    keys = tuple(document.key for document in documents)
    return Charge("c", OWNER, offence.key, offence.elements, at, at + 90, keys)


def assessed(*documents: Document, before_court: tuple[Document, ...] | None = None) -> CaseAssessment:
    file = a_file(*documents)
    return assess_case(charged(file, *(before_court or documents)), file, a_country())


def states(assessment: CaseAssessment) -> list[str]:
    return [proof.state.value for proof in assessment.elements]


def test_a_whole_case_ends_in_conviction() -> None:
    case = assessed(*WHOLE)
    assert states(case) == ["proved", "proved", "proved"]
    assert case.challenges == ()
    assert verdict(case).outcome is CourtOutcome.CONVICTION
    assert verdict(case).reasons[0] == "proved.goods_illicit"


def test_each_missing_paper_means_acquittal() -> None:
    for missing in WHOLE:
        case = assessed(*(paper for paper in WHOLE if paper is not missing))
        decision = verdict(case)
        assert decision.outcome is CourtOutcome.ACQUITTAL, missing.key
        assert all(reason.startswith("not_proved.") for reason in decision.reasons)


def test_what_lies_in_the_file_but_not_before_the_court_leaves_an_element_open() -> None:
    case = assessed(*WHOLE, before_court=WHOLE[:3])
    assert states(case) == ["proved", "proved", "open"]
    assert case.elements[2].documents == ("clerk",)
    assert verdict(case).outcome is CourtOutcome.ACQUITTAL


def test_a_lead_leaves_an_element_open() -> None:
    case = assessed(SEIZED, MOVED, DIRECTOR, CLERK_SAYS.with_use(LEAD))
    assert states(case) == ["proved", "proved", "open"]
    assert verdict(case).reasons == ("not_proved.knowledge",)


def test_police_information_becomes_proof_by_consent_where_the_forum_allows() -> None:
    asked = Use(is_evidence=False, origin=Origin.POLICE, consent=Consent.NEEDED, formalities=("F2",))
    for court, before, after in (
        (CourtUse.WITH_CONSENT, ElementState.OPEN, ElementState.PROVED),
        (CourtUse.NEVER, ElementState.OPEN, ElementState.OPEN),
    ):
        file = a_file(SEIZED, MOVED, DIRECTOR, CLERK_SAYS.with_use(asked))
        forum = a_country(court_use=court)
        assert assess_case(charged(file, *WHOLE), file, forum).elements[2].state is before
        file.record_consent("clerk", Consent.GIVEN)
        assert assess_case(charged(file, *WHOLE), file, forum).elements[2].state is after


def test_a_cure_in_time_decides() -> None:
    file = a_file(SEIZED.with_use(Use(is_evidence=True, origin=Origin.MLA)), MOVED, DIRECTOR, CLERK_SAYS)
    forum = a_country(Tradition.COMMON)
    open_case = assess_case(charged(file, *WHOLE), file, forum)
    assert open_case.challenges == (("seized", "V6.chain.common"),)
    assert verdict(open_case).outcome is CourtOutcome.ACQUITTAL
    file.cure("seized", "F4")
    assert verdict(assess_case(charged(file, *WHOLE), file, forum)).outcome is CourtOutcome.CONVICTION


def test_what_goes_to_weight_needs_a_second_source() -> None:
    weak = Use(is_evidence=True, origin=Origin.MLA)
    alone = assessed(SEIZED.with_use(weak), MOVED, DIRECTOR, CLERK_SAYS)
    assert states(alone) == ["open", "proved", "proved"]
    other = replace(SEIZED, key="second", custodian="Customs of Brava", use=weak)
    assert states(assessed(SEIZED.with_use(weak), other, MOVED, DIRECTOR, CLERK_SAYS))[0] == "proved"
    same = replace(SEIZED, key="second", use=weak)
    assert states(assessed(SEIZED.with_use(weak), same, MOVED, DIRECTOR, CLERK_SAYS))[0] == "open"


def test_withholding_what_speaks_for_the_accused_ends_the_case() -> None:
    case = assessed(*WHOLE, FOR_HIM, before_court=WHOLE)
    decision = verdict(case)
    assert case.withheld == ("abroad",)
    assert (decision.outcome, decision.findings) == (CourtOutcome.DISMISSAL, ("withheld_exculpatory/abroad",))


@pytest.mark.parametrize(("days_before", "withheld"), [(DISCLOSE_DAYS, ("abroad",)), (DISCLOSE_DAYS - 1, ())])
def test_what_came_shortly_before_the_court_sat_was_not_withheld(days_before: int, withheld: tuple[str, ...]) -> None:
    file = a_file(*WHOLE)
    charge = replace(charged(file, *WHOLE, at=500), trial_at=100 * DAY)
    file.add(FOR_HIM, (100 - days_before) * DAY)
    case = assess_case(charge, file, a_country())
    assert (case.exculpatory, case.withheld) == (("abroad",), withheld)
    assert to_disclose(charge, file) == ("abroad",)
    assert to_disclose(replace(charge, documents=(*charge.documents, "abroad")), file) == ()


def test_disclosed_doubt_is_overcome_by_a_second_source_only() -> None:
    doubted = assessed(*WHOLE, FOR_HIM)
    assert verdict(doubted).outcome is CourtOutcome.ACQUITTAL
    assert verdict(doubted).reasons == ("doubt.knowledge",)


def test_a_second_source_overcomes_doubt() -> None:
    second = a_note(says("instructed", OWNER, CLERK, source=NOMINEE), key="second", custodian="Customs of Alba")
    case = assessed(*WHOLE, second, FOR_HIM)
    assert case.elements[2].sources == 2
    assert verdict(case).outcome is CourtOutcome.CONVICTION


def test_a_witness_who_stays_away_takes_the_statement_along() -> None:
    file = a_file(*WHOLE)
    charge = charged(file, *WHOLE)
    assert witnesses_of(charge, file) == (CLERK,)
    for tradition in Tradition:
        there = assess_case(charge, file, a_country(tradition))
        away = assess_case(charge, file, a_country(tradition), frozenset({CLERK}))
        assert verdict(there).outcome is CourtOutcome.CONVICTION
        assert verdict(away).outcome is CourtOutcome.ACQUITTAL
        assert away.absent == (CLERK,)


def test_nothing_usable_means_dismissal() -> None:
    case = assessed(*(paper.with_use(LEAD) for paper in WHOLE))
    assert (verdict(case).outcome, verdict(case).reasons) == (CourtOutcome.DISMISSAL, ("no_usable_paper",))


def test_the_word_of_the_accused_does_not_prove_that_others_took_orders() -> None:
    boasts = a_paper(DocumentKind.INTERVIEW, OWNER, knowledge(OWNER, OWNER, CLERK, asserts="instructed"), key="boast")
    assert states(assessed(SEIZED, MOVED, DIRECTOR, boasts))[2] == "not_proved"
    assert states(assessed(SEIZED, MOVED, DIRECTOR, NOMINEE_SAYS))[2] == "proved"


def test_an_element_that_no_rule_knows_is_not_proved() -> None:
    file = a_file(*WHOLE)
    offence = Offence(key="odd", elements=("unheard_of",), max_years=5, limitation_years=5)
    assert states(assess_case(charged(file, *WHOLE, offence=offence), file, a_country())) == ["not_proved"]


def test_use_for_another_offence_needs_consent() -> None:
    limited = replace(AT_HOME, origin=Origin.MLA, purposes=("laundering",), formalities=("F4",))
    file = a_file(SEIZED.with_use(limited), MOVED, DIRECTOR, CLERK_SAYS)
    forum: Country = a_country()
    case = assess_case(charged(file, *WHOLE), file, forum)
    assert (states(case)[0], case.challenges) == ("open", (("seized", "V3.purpose"),))
    laundering = replace(charged(file, *WHOLE), offence="laundering")
    assert states(assess_case(laundering, file, forum))[0] == "proved"
