"""The file: numbers in order of receipt, what is known, who is at risk, what papers may be used for."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from simulation.casework.documents.document import Consent, Document, Origin, Use
from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.changes import ChangeCode
from simulation.casework.file.known import shows_force
from simulation.kernel.traces import TraceKind
from simulation.scenario.schema.play import DocumentKind
from tests.casework.builders import (
    ALBA,
    BROKER,
    CLERK,
    LEAD,
    NOMINEE,
    OWNER,
    PORT,
    QUAY,
    QUAY_ACCOUNT,
    TRADING_ACCOUNT,
    TRAFFICKING,
    WORLD,
    a_file,
    a_note,
    a_paper,
    a_trace,
    refused,
    says,
    transfer,
)

MONEY = TRAFFICKING.model_copy(update={"key": "laundering", "elements": ("proceeds", "knowledge")})

PAPERS = [
    a_note(says("directs", OWNER, QUAY), key="n1"),
    a_note(says("threatened", CLERK, BROKER), key="n2", about=CLERK),
    a_paper(DocumentKind.BANK_STATEMENT, QUAY_ACCOUNT, transfer(QUAY_ACCOUNT, TRADING_ACCOUNT), key="s1"),
    a_note(says("at", OWNER, PORT), key="n3", use=LEAD),
]


def everything(file: CaseFile) -> tuple[object, ...]:
    return (
        dict(file.filed), file.known.all, file.links(), file.risks.all, file.reports.all, file.measures.all,
        file.assets.all, file.charges.all, file.board.claims, file.board.merged, file.board.version,
    )  # fmt: skip


@given(st.lists(st.sampled_from(PAPERS)))
def test_filing_twice_changes_nothing_and_numbers_stay(papers: list[Document]) -> None:
    file = CaseFile(ALBA)
    labels: dict[str, str] = {}
    for place, paper in enumerate(papers):
        before = everything(file)
        changes = file.add(paper, place)
        if paper.key in labels:
            assert changes == ()
            assert everything(file) == before
        else:
            labels[paper.key] = f"D-{len(labels) + 1:03d}"
        assert {filing.document.key: filing.label for filing in tuple(file.filed.values())} == labels
    assert [file.known.number_of(entity.key) for entity in file.known.all] == list(range(1, len(file.known.all) + 1))
    for entity in file.known.all:
        assert file.known.numbered(file.known.number_of(entity.key) or 0) == entity
    assert everything(pickle.loads(pickle.dumps(file))) == everything(file)  # noqa: S301 - our own bytes


def test_only_what_papers_name_is_known() -> None:
    file = a_file(PAPERS[0])
    assert {entity.key for entity in file.known.all} == {OWNER, QUAY}
    assert file.known.get(CLERK) is None
    assert file.known.numbered(99) is None
    file.known.learn((WORLD[CLERK],))
    assert file.known.number_of(CLERK) == 3


def test_links_follow_new_papers() -> None:
    file = a_file(PAPERS[0])
    assert len(file.links()) == 1
    file.add(PAPERS[2], 9)
    assert {link.kind for link in file.links()} == {"directs", "paid", "holds"}
    way = file.path(OWNER, TRADING_ACCOUNT)
    assert way is not None
    assert [link.kind for link in way] == ["directs", "holds", "paid"]


def test_exposure_runs_from_the_paper_to_protection() -> None:
    file = a_file(PAPERS[0])
    changes = file.add(PAPERS[1], 1000)
    assert ChangeCode.RISK_SHOWN in {change.code for change in changes}
    assert [(each.person, each.since, each.document) for each in file.risks.all] == [(CLERK, 1000, "n2")]
    assert file.risks.protect(CLERK, 1600)[0].code is ChangeCode.PERSON_PROTECTED
    assert file.risks.protect(CLERK, 1700) == ()
    file.add(a_note(says("threatened", CLERK), key="again", about=CLERK), 1800)
    assert [(each.since, each.until) for each in file.risks.all] == [(1000, 1600)]


def test_a_victim_who_was_forced_is_told_from_somebody_who_is_only_threatened() -> None:
    threatened = a_note(says("threatened", CLERK), key="threat", about=CLERK)
    forced = a_note(says("coerced", OWNER, CLERK), key="force", about=CLERK)
    assert not shows_force((threatened,), CLERK)
    assert shows_force((threatened, forced), CLERK)
    assert not shows_force((forced,), OWNER), "who forces others is no victim"


def test_a_person_protected_in_advance_is_never_exposed() -> None:
    file = a_file(PAPERS[0])
    file.risks.protect(CLERK, 500)
    file.add(PAPERS[1], 1000)
    assert [(each.since, each.until) for each in file.risks.all] == [(500, 500)]


def test_consent_makes_a_lead_stand_and_refusal_makes_it_fall() -> None:
    use = Use(is_evidence=False, origin=Origin.FIU, consent=Consent.NEEDED)
    file = a_file(a_note(says("directs", OWNER, QUAY), key="n", use=use))
    assert not file.links()[0].is_evidence
    (change,) = file.record_consent("n", Consent.GIVEN, ("this_case_only",))
    assert change.code is ChangeCode.CONSENT_RECORDED
    assert file.links()[0].is_evidence
    assert file.record_consent("n", Consent.GIVEN) == ()
    filing = file.filed.get("n")
    assert filing is not None
    assert (filing.version, filing.document.use.conditions) == (2, ("this_case_only",))
    file.record_consent("n", Consent.REFUSED)
    assert not file.links()[0].is_evidence
    with refused("file.unknown_document"):
        file.record_consent("elsewhere", Consent.GIVEN)


def test_a_formality_can_be_made_good() -> None:
    file = a_file(PAPERS[0])
    assert file.cure("n1", "F1")[0].code is ChangeCode.DEFECT_CURED
    assert file.cure("n1", "F1") == ()
    assert file.documents[0].use.formalities == ("F1",)


def test_chosen_papers_come_in_order_of_receipt() -> None:
    file = a_file(*PAPERS)
    assert [paper.key for paper in file.chosen(("s1", "n1", "s1"))] == ["n1", "s1"]
    with refused("file.unknown_document"):
        file.chosen(("n1", "nowhere"))


def test_reports_of_the_own_banks_enter_the_stream() -> None:
    trace = a_trace(TraceKind.SUSPICIOUS_REPORT, QUAY_ACCOUNT, QUAY, statement="cash")
    from_abroad = Use(is_evidence=False, origin=Origin.FIU)
    own = a_paper(DocumentKind.SUSPICIOUS_REPORT, QUAY_ACCOUNT, trace, use=LEAD, key="report/own")
    other = a_paper(DocumentKind.SUSPICIOUS_REPORT, QUAY_ACCOUNT, trace, use=from_abroad, key="report/other")
    file = a_file(own, other)
    assert [report.key for report in file.reports.all] == ["report/own"]
    file.reports.triage("report/own", "disseminate", "", 5)
    assert file.reports.all[0].decision == "disseminate"
    with refused("report.unknown"):
        file.reports.triage("report/other", "archive", "", 5)


def test_a_charge_needs_a_person_and_evidence_that_names_it() -> None:
    file = a_file(*PAPERS)
    for person, papers, code in (
        (NOMINEE, ("n1",), "board.unknown_entity"),
        (QUAY, ("n1",), "charge.not_a_person"),
        (OWNER, (), "charge.needs_evidence"),
        (OWNER, ("n3",), "charge.needs_evidence"),
        (OWNER, ("s1",), "charge.needs_evidence"),
        (OWNER, ("none",), "file.unknown_document"),
    ):
        with refused(code):
            file.bring_charge("c", person, TRAFFICKING, papers, 5, 90)
        assert file.charges.all == ()
    assert file.bring_charge("c", OWNER, TRAFFICKING, ("n1", "n1"), 5, 90)[0].documents == ("n1",)
    assert file.bring_charge("c", OWNER, TRAFFICKING, ("n1",), 6, 90) == ()
    with refused("charge.already_charged"):
        file.bring_charge("d", OWNER, TRAFFICKING, ("n1",), 6, 90)


def test_a_charge_is_supplemented_until_it_is_decided() -> None:
    file = a_file(*PAPERS)
    file.bring_charge("c", OWNER, TRAFFICKING, ("n1",), 5, 90)
    assert file.supplement_charge("c", ("s1", "n1"))[0].code is ChangeCode.CHARGE_SUPPLEMENTED
    assert file.supplement_charge("c", ("s1",)) == ()
    file.charges.decide("c", "acquittal", ("not_proved.knowledge",), 90)
    charge = file.charges.get("c")
    assert charge is not None
    assert (charge.documents, charge.outcome, charge.decided) == (("n1", "s1"), "acquittal", 90)
    with refused("charge.decided"):
        file.supplement_charge("c", ("n3",))
    with refused("charge.unknown"):
        file.charges.decide("x", "acquittal", (), 90)
