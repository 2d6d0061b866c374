"""What may be ordered at home, against whom and on what grounds."""

import pytest

from simulation.casework.documents.document import Consent, Origin, Use
from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.measure_orders import WANTS_TO_BE_HEARD, MeasurePlan, check_measure, is_confirmed
from simulation.casework.file.measures import MeasureAction, MeasureStatus, measure_rule
from simulation.casework.file.restrained_assets import AssetAction
from simulation.kernel.terms import Office
from simulation.scenario.schema.country import Country
from simulation.scenario.schema.play import DocumentKind, MeasureKind
from tests.casework.builders import (
    ALBA,
    BOX,
    BROKER,
    CLERK,
    DAY,
    LEAD,
    NOMINEE,
    OWNER,
    PORT,
    QUAY_ACCOUNT,
    TRADING_ACCOUNT,
    a_country,
    a_file,
    a_note,
    refused,
    says,
)

LAW = a_country()
NOW = 10 * DAY


def checked(
    kind: MeasureKind, target: str, office: Office, papers: tuple[str, ...], file: CaseFile, law: Country, now: int
) -> MeasurePlan:
    return check_measure(measure_rule(kind), target, office, papers, file, law, now)


@pytest.fixture
def file() -> CaseFile:
    return a_file(
        a_note(says("holds", OWNER, QUAY_ACCOUNT), key="proof"),
        a_note(says("paid", QUAY_ACCOUNT, TRADING_ACCOUNT), key="account"),
        a_note(says("at", NOMINEE, PORT), key="lead", use=LEAD),
        a_note(says("carried", BROKER, BOX), key="box"),
    )


def test_a_measure_on_evidence_starts_without_a_day_to_confirm(file: CaseFile) -> None:
    plan = checked(MeasureKind.ARREST, OWNER, Office.POLICE, ("proof",), file, LAW, NOW)
    measure = plan.measure("ALB/1", 10)
    assert (measure.status, measure.is_provisional, measure.grounds) == (MeasureStatus.QUEUED, False, ("proof",))


def test_what_rests_on_leads_has_to_be_confirmed(file: CaseFile) -> None:
    plan = checked(MeasureKind.ARREST, NOMINEE, Office.POLICE, ("lead",), file, LAW, NOW)
    measure = plan.measure("ALB/1", 10)
    assert measure.is_provisional
    assert not is_confirmed(measure, file)
    own_word = a_note(says("at", NOMINEE, PORT), key="word", kind=DocumentKind.INTERVIEW)
    for_him = a_note(says("at", NOMINEE, PORT), key="for", exculpates=(NOMINEE,))
    lead = a_note(says("at", NOMINEE, PORT), key="lead_too", use=LEAD)
    for place, paper in enumerate((own_word, for_him, lead)):
        file.add(paper, 15 + place)
        assert not is_confirmed(measure, file)
    file.add(a_note(says("directs", NOMINEE), key="later"), 20)
    assert is_confirmed(measure, file)


def test_what_needs_a_judge_starts_before_one(file: CaseFile) -> None:
    order = checked(MeasureKind.PRODUCTION_ORDER, QUAY_ACCOUNT, Office.PROSECUTOR, ("proof",), file, LAW, NOW)
    assert order.measure("ALB/1", 0).status is MeasureStatus.AUTHORISING
    assert order.produces == (DocumentKind.BANK_STATEMENT, DocumentKind.ACCOUNT_FILE)


@pytest.mark.parametrize(
    ("kind", "target", "office", "documents", "code"),
    [
        (MeasureKind.FREEZE, QUAY_ACCOUNT, Office.POLICE, ("proof",), "measure.wrong_office"),
        (MeasureKind.ARREST, CLERK, Office.POLICE, ("proof",), "measure.unknown_target"),
        (MeasureKind.ARREST, QUAY_ACCOUNT, Office.POLICE, ("proof",), "measure.wrong_target"),
        (MeasureKind.FREEZE, TRADING_ACCOUNT, Office.PROSECUTOR, ("account",), "measure.out_of_reach"),
        (MeasureKind.ARREST, BROKER, Office.POLICE, ("box",), "measure.out_of_reach"),
        (MeasureKind.ARREST, OWNER, Office.POLICE, (), "measure.grounds_missing"),
        (MeasureKind.ARREST, OWNER, Office.POLICE, ("account",), "measure.grounds_do_not_name_target"),
        (MeasureKind.ARREST, OWNER, Office.POLICE, ("elsewhere",), "file.unknown_document"),
        (MeasureKind.LIFT_FREEZE, QUAY_ACCOUNT, Office.PROSECUTOR, (), "measure.nothing_frozen"),
    ],
)
def test_the_rules_say_no(
    file: CaseFile, kind: MeasureKind, target: str, office: Office, documents: tuple[str, ...], code: str
) -> None:
    with refused(code):
        checked(kind, target, office, documents, file, LAW, NOW)


def test_who_was_seen_at_home_is_in_reach(file: CaseFile) -> None:
    file.add(a_note(says("at", BROKER, PORT), key="seen", use=LEAD), 9)
    assert checked(MeasureKind.ARREST, BROKER, Office.POLICE, ("box",), file, LAW, NOW).target.key == BROKER


def test_protection_needs_no_paper(file: CaseFile) -> None:
    assert checked(MeasureKind.PROTECTION, OWNER, Office.POLICE, (), file, LAW, NOW).grounds == ()


def test_the_same_measure_does_not_run_twice_at_once(file: CaseFile) -> None:
    plan = checked(MeasureKind.INTERVIEW, OWNER, Office.POLICE, ("proof",), file, LAW, NOW)
    file.measures.open(plan.measure("ALB/1", 0))
    assert file.measures.open(plan.measure("ALB/1", 9)) == ()
    with refused("measure.already_running"):
        checked(MeasureKind.INTERVIEW, OWNER, Office.POLICE, ("proof",), file, LAW, NOW)
    file.measures.move("ALB/1", MeasureAction.START, 8)
    file.measures.move("ALB/1", MeasureAction.COMPLETE, 9, "done")
    checked(MeasureKind.INTERVIEW, OWNER, Office.POLICE, ("proof",), file, LAW, NOW)
    with refused("measure.unknown"):
        file.measures.move("ALB/2", MeasureAction.COMPLETE, 9)


def test_teams_that_are_ordered_are_not_free(file: CaseFile) -> None:
    for number, (target, paper) in enumerate([(OWNER, "proof"), (NOMINEE, "lead")]):
        plan = checked(MeasureKind.SURVEILLANCE, target, Office.POLICE, (paper,), file, LAW, NOW)
        file.measures.open(plan.measure(f"ALB/{number}", 0))
    assert file.measures.teams_busy() == 2
    file.measures.move("ALB/0", MeasureAction.STOP, 5)
    assert file.measures.teams_busy() == 1


def test_blocked_money_is_not_blocked_again_but_a_short_hold_becomes_a_freeze(file: CaseFile) -> None:
    _block(file, AssetAction.POSTPONE)
    with refused("measure.already_frozen"):
        checked(MeasureKind.POSTPONEMENT, QUAY_ACCOUNT, Office.FIU, ("proof",), file, LAW, NOW)
    checked(MeasureKind.FREEZE, QUAY_ACCOUNT, Office.PROSECUTOR, ("proof",), file, LAW, NOW)
    checked(MeasureKind.LIFT_FREEZE, QUAY_ACCOUNT, Office.FIU, (), file, LAW, NOW)
    _block(file, AssetAction.FREEZE)
    with refused("measure.already_frozen"):
        checked(MeasureKind.FREEZE, QUAY_ACCOUNT, Office.PROSECUTOR, ("proof",), file, LAW, NOW)


def test_a_freeze_that_ended_is_ordered_again_on_something_new_only(file: CaseFile) -> None:
    plan = checked(MeasureKind.FREEZE, QUAY_ACCOUNT, Office.PROSECUTOR, ("proof",), file, LAW, NOW)
    file.measures.open(plan.measure("ALB/1", NOW))
    for step in (MeasureAction.AUTHORISE, MeasureAction.START):
        file.measures.move("ALB/1", step, NOW)
    file.measures.move("ALB/1", MeasureAction.COMPLETE, NOW, "done")
    for action in (AssetAction.FREEZE, AssetAction.LAPSE):
        _block(file, action)
    file.add(a_note(says("holds", OWNER, QUAY_ACCOUNT), key="fresh"), 9)
    with refused("measure.nothing_new"):
        checked(MeasureKind.FREEZE, QUAY_ACCOUNT, Office.PROSECUTOR, ("proof",), file, LAW, NOW)
    checked(MeasureKind.FREEZE, QUAY_ACCOUNT, Office.PROSECUTOR, ("proof", "fresh"), file, LAW, NOW)


def test_a_paper_about_another_counts_once_the_team_says_they_are_one(file: CaseFile) -> None:
    """What the board claims wrongly costs an uninvolved person when it is acted on; the check does not know better."""
    file.add(a_note(says("threatened", CLERK), key="clerk"), 9)
    with refused("measure.grounds_do_not_name_target"):
        checked(MeasureKind.ARREST, CLERK, Office.POLICE, ("proof",), file, LAW, NOW)
    file.merge(OWNER, CLERK, 9)
    assert not checked(MeasureKind.ARREST, CLERK, Office.POLICE, ("proof",), file, LAW, NOW).rests_on_leads


def test_refused_consent_takes_the_ground_away() -> None:
    use = Use(is_evidence=True, origin=Origin.SPONTANEOUS, consent=Consent.REFUSED)
    file = a_file(a_note(says("holds", OWNER, QUAY_ACCOUNT), key="n", use=use))
    assert file.country == ALBA
    assert checked(MeasureKind.ARREST, OWNER, Office.POLICE, ("n",), file, LAW, NOW).rests_on_leads


def _block(file: CaseFile, action: AssetAction) -> None:
    file.assets.move(QUAY_ACCOUNT, action, country=ALBA, amount_minor=5, source="ALB/9", now=1)


def test_an_undercover_officer_is_sent_on_something_against_the_person_and_never_to_a_victim(file: CaseFile) -> None:
    file.add(a_note(says("at", CLERK, PORT), key="for", exculpates=(CLERK,)), 9)
    with refused("measure.nothing_against"):
        checked(MeasureKind.COVERT_PURCHASE, CLERK, Office.PROSECUTOR, ("for",), file, LAW, NOW)
    checked(MeasureKind.COVERT_PURCHASE, NOMINEE, Office.PROSECUTOR, ("lead",), file, LAW, NOW)
    file.add(a_note(says("identified", NOMINEE, PORT), key="victim"), 9)
    for kind in (MeasureKind.COVERT_PURCHASE, MeasureKind.COOPERATION_OFFER):
        with refused("measure.seen_as_victim"):
            checked(kind, NOMINEE, Office.PROSECUTOR, ("lead",), file, LAW, NOW)


def test_who_was_seen_as_a_victim_has_time_before_a_hearing(file: CaseFile) -> None:
    """Thirty days from when somebody saw it; what the person wishes to say comes through the victim service."""
    file.add(a_note(says("identified", CLERK, PORT), key="referral"), DAY)

    def hear(day: int) -> None:
        checked(MeasureKind.INTERVIEW, CLERK, Office.POLICE, ("referral",), file, LAW, day * DAY)

    with refused("measure.recovering"):
        hear(29)
    hear(30)
    protection = checked(MeasureKind.PROTECTION, CLERK, Office.POLICE, (), file, LAW, 2 * DAY)
    assert protection.target.key == CLERK


@pytest.mark.parametrize("days", [30, 45])
def test_a_recorded_wish_opens_a_hearing_and_asking_again_is_pressing(file: CaseFile, days: int) -> None:
    """The days are those of the country; nobody presses; who wants to be heard at once is heard."""
    law = LAW.model_copy(update={"reflection_days": days})
    file.add(a_note(says("identified", CLERK, PORT), key="referral"), DAY)

    def order(kind: MeasureKind, day: int) -> MeasurePlan:
        return checked(kind, CLERK, Office.POLICE, ("referral",), file, law, day * DAY)

    with refused("measure.recovering"):
        order(MeasureKind.INTERVIEW, days - 1)
    order(MeasureKind.INTERVIEW, days)
    with refused("measure.no_time_runs"):
        order(MeasureKind.WISH, days)
    asked = order(MeasureKind.WISH, 3).measure("ALB/wish", 3 * DAY)
    file.measures.open(asked)
    file.measures.move(asked.key, MeasureAction.START, 3 * DAY)
    with refused("measure.recovering"):
        order(MeasureKind.INTERVIEW, 4)
    file.measures.move(asked.key, MeasureAction.COMPLETE, 5 * DAY, WANTS_TO_BE_HEARD)
    with refused("measure.pressing"):
        order(MeasureKind.WISH, 6)
    order(MeasureKind.INTERVIEW, 6)
