"""Each rule of usability is met by the paper it speaks of, and by none that lacks the defect."""

from dataclasses import dataclass, replace

import pytest

from simulation.casework.documents.document import Consent, Document, Origin, Use
from simulation.casework.proof.usability import Defect, Effect, UsabilityStatus, usability, usability_rules
from simulation.scenario.schema.country import CourtUse, Tradition
from simulation.scenario.schema.play import DocumentKind
from tests.casework.builders import AT_HOME, CLERK, LEAD, OWNER, PORT, a_country, a_note, says

CIVIL, COMMON = Tradition.CIVIL, Tradition.COMMON
FORMAL = Use(is_evidence=True, origin=Origin.MLA, formalities=("F1", "F2", "F4", "F7"))
POLICE = Use(is_evidence=False, origin=Origin.POLICE, consent=Consent.NEEDED)


def heard(use: Use, status: str = "witness", about: str = CLERK) -> Document:
    return a_note(says("at", OWNER, PORT), kind=DocumentKind.INTERVIEW, about=about, use=use, status=status)


def statement(use: Use) -> Document:
    return a_note(says("at", OWNER, PORT), kind=DocumentKind.BANK_STATEMENT, use=use)


def seized(use: Use) -> Document:
    return a_note(says("at", OWNER, PORT), kind=DocumentKind.SEIZURE_RECORD, use=use)


def without(formality: str) -> Use:
    return replace(FORMAL, formalities=tuple(met for met in FORMAL.formalities if met != formality))


@dataclass(frozen=True)
class Case:
    """A paper that meets a rule, and the nearest one that does not."""

    paper: Document
    sound: Document
    tradition: Tradition = CIVIL
    court: CourtUse = CourtUse.WITH_CONSENT
    absent: frozenset[str] = frozenset()
    by_video: frozenset[str] = frozenset()


GIVEN = replace(POLICE, consent=Consent.GIVEN)
PAID_FOR = replace(AT_HOME, rewards=("report",))
AWAY = frozenset({CLERK})
CASES = {
    "V1.never": Case(statement(POLICE), statement(FORMAL), court=CourtUse.NEVER),
    "V1.consent": Case(seized(POLICE), seized(replace(GIVEN, formalities=("F4",)))),
    "V1.free": Case(statement(POLICE), statement(FORMAL), court=CourtUse.FREE),
    "V2.refused": Case(
        statement(replace(FORMAL, consent=Consent.REFUSED)), statement(replace(FORMAL, consent=Consent.GIVEN))
    ),
    "V2.lead": Case(statement(LEAD), statement(AT_HOME)),
    "V3.purpose": Case(
        statement(replace(FORMAL, purposes=("laundering",))),
        statement(replace(FORMAL, purposes=("laundering", "trafficking"))),
    ),
    "V4.records.common": Case(statement(without("F1")), statement(FORMAL), COMMON),
    "V4.records.civil": Case(statement(without("F1")), statement(FORMAL)),
    "V5.oath.common": Case(heard(without("F2")), heard(FORMAL), COMMON),
    "V5.oath.civil": Case(heard(without("F2")), heard(FORMAL)),
    "V6.chain.common": Case(seized(without("F4")), seized(FORMAL), COMMON),
    "V6.chain.civil": Case(seized(without("F4")), seized(FORMAL)),
    "V7.defence": Case(heard(without("F7"), "suspect"), heard(without("F7"))),
    "V8.suspect": Case(heard(AT_HOME, "suspect"), heard(AT_HOME)),
    "V9.absent.common": Case(heard(AT_HOME), heard(AT_HOME, about=OWNER), COMMON, absent=AWAY),
    "V9.absent.civil": Case(heard(AT_HOME), heard(AT_HOME, about=OWNER), absent=AWAY),
    "V10.incitement": Case(seized(replace(AT_HOME, incited=True)), seized(AT_HOME)),
    "V11.reward": Case(seized(PAID_FOR), seized(AT_HOME)),
    "V12.video": Case(heard(AT_HOME), heard(AT_HOME, about=OWNER), by_video=AWAY),
}


def test_every_rule_has_a_case() -> None:
    assert CASES.keys() == {rule.id for rule in usability_rules()}
    assert {rule.defect for rule in usability_rules()} == set(Defect)


@pytest.mark.parametrize("rule", sorted(CASES))
def test_a_rule_is_met_by_its_defect_and_not_without_it(rule: str) -> None:
    case = CASES[rule]
    forum = a_country(case.tradition, case.court)
    (row,) = [each for each in usability_rules() if each.id == rule]
    judged = usability(case.paper, "trafficking", forum, case.absent, by_video=case.by_video)
    assert rule in {finding.rule for finding in judged.findings}
    expected = {
        Effect.EXCLUDES: UsabilityStatus.EXCLUDED,
        Effect.CURABLE: UsabilityStatus.CURABLE,
        Effect.WEIGHT: UsabilityStatus.USABLE,
    }
    if len(judged.findings) == 1:
        assert judged.status is expected[row.effect]
        assert judged.needs_support == (row.effect is Effect.WEIGHT)
    sound = usability(case.sound, "trafficking", forum, case.absent, by_video=case.by_video)
    assert rule not in {finding.rule for finding in sound.findings}


@pytest.mark.parametrize("tradition", Tradition)
@pytest.mark.parametrize("defect", Defect)
def test_no_tradition_is_silent_on_a_defect(tradition: Tradition, defect: Defect) -> None:
    kinds = [DocumentKind.BANK_STATEMENT, DocumentKind.INTERVIEW, DocumentKind.SEIZURE_RECORD]
    assert any(rule.covers(defect, kind, tradition) for rule in usability_rules() for kind in kinds)


def test_a_paper_in_full_form_is_usable_in_both_traditions() -> None:
    for tradition in Tradition:
        for paper in (statement(FORMAL), heard(FORMAL), seized(FORMAL)):
            assert usability(paper, "trafficking", a_country(tradition)).findings == ()


def test_a_statement_by_video_link_stands_when_the_witness_stays_away() -> None:
    use = replace(FORMAL, formalities=(*FORMAL.formalities, "F6"))
    assert usability(heard(use), "trafficking", a_country(COMMON), AWAY).findings == ()


def test_consent_and_form_are_judged_apart() -> None:
    """A police copy with consent still has the form that it came in."""
    judged = usability(statement(GIVEN), "trafficking", a_country(COMMON))
    assert [finding.rule for finding in judged.findings] == ["V4.records.common"]
    assert judged.status is UsabilityStatus.CURABLE
