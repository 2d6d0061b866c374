"""Findings: what is settled, what is arguable, what is for people; and which grounds the facts contain."""

from dataclasses import replace

import pytest

from simulation.law.assessment.assessment import assess, between_of, chains, open_items
from simulation.law.assessment.dual_criminality import Match, compare, is_required
from simulation.law.assessment.evidence_link import EvidenceLink
from simulation.law.assessment.findings import Finding, FindingVerdict, GroundNature, OwnFacts, Question
from simulation.law.assessment.refusal_grounds import Between, available_grounds, judge_refusal, nature_of
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.governance import regime_of
from simulation.law.book.law_book import load_law_book
from simulation.scenario.schema.country import CountryPair, DualCriminality, Offence
from simulation.scenario.schema.play import Sought
from tests.assistance.builders import FULL
from tests.assistance.jurisdictions import (
    CAPITAL_TRAFFICKING,
    LAUNDERING,
    STRICT_LAUNDERING,
    TRAFFICKING,
    a_country,
    a_pair,
)

LAW = load_law_book()
GROUND = EvidenceLink("opening/alb/port_log", (("load/quay", "account/halden"),))
BRAVA = a_country("BRV", languages=("bravan", "alban"))
QUESTION = Question(
    content=FULL,
    kind=kind_of(Sought.BANK_RECORDS),
    targets=("account/halden",),
    requesting=a_country(),
    requested=BRAVA,
    pair=a_pair(),
    grounds=(GROUND,),
    offence_objects=("load/quay",),
)


def found(question: Question) -> dict[str, Finding]:
    return {finding.code: finding for finding in assess(question, LAW)}


def test_a_good_request_leaves_nothing_open() -> None:
    findings = assess(QUESTION, LAW)
    assert open_items(findings) == ()
    assert available_grounds(findings) == ()
    assert {finding.code for finding in findings} == {"basis_binds", "dual_criminality_met", "nexus_shown"}


def test_open_contents_are_settled_and_curable() -> None:
    findings = assess(replace(QUESTION, content=replace(FULL, purpose="", penalties_text="")), LAW)
    assert open_items(findings) == ("C6", "C10")
    assert available_grounds(findings) == (("R1", GroundNature.CURABLE),)


def test_a_basis_that_does_not_bind() -> None:
    findings = found(replace(QUESTION, content=replace(FULL, basis="CETS198")))
    assert findings["basis_does_not_bind"].verdict is FindingVerdict.SETTLED
    assert findings["basis_does_not_bind"].is_open


def test_a_basis_that_does_not_cover_the_offence() -> None:
    petty = Offence(key="petty", elements=("goods_illicit",), max_years=3, limitation_years=5)
    question = replace(
        QUESTION,
        content=replace(FULL, offences=("petty",)),
        requesting=a_country(offences=(petty,)),
        pair=a_pair(dual_criminality=DualCriminality.NEVER),
    )
    assert found(question)["basis_does_not_cover"].verdict is FindingVerdict.SETTLED


@pytest.mark.parametrize(
    ("basis", "code"), [("ETS24", "basis_does_not_cover"), ("BUD", "basis_does_not_cover"), ("EAW", "basis_binds")]
)
def test_the_least_sentence_is_looked_at_in_both_laws(basis: str, code: str) -> None:
    """ETS 24 art. 2(1), ETS 185 art. 24(1): a year by both. Framework Decision 2002/584 art. 2(1): by who asks."""
    months = TRAFFICKING.model_copy(update={"max_years": 0})  # less than a year
    surrender = replace(
        QUESTION,
        kind=kind_of(Sought.SURRENDER),
        content=replace(FULL, basis=basis),
        requested=a_country("BRV", offences=(months,)),
        pair=a_pair(instruments=(basis,)),
    )
    assert {"basis_binds", "basis_does_not_cover"} & set(found(surrender)) == {code}
    assert "basis_binds" in found(replace(surrender, requested=BRAVA))


def test_a_threshold_settles_nothing_of_an_offence_that_is_free_of_it() -> None:
    """UNTOC art. 3(1)(a): offences of its own articles whatever the sentence; outside by what they are about alone."""
    group = Offence(key="group", elements=("group", "role", "aim"), max_years=3, limitation_years=5)
    narrow = LAW.instruments[0].model_copy(update={"covers": ("goods_illicit",)})
    law = replace(LAW, instruments=(narrow, *LAW.instruments[1:]))
    question = replace(QUESTION, content=replace(FULL, offences=("group",)), requesting=a_country(offences=(group,)))
    outside = {finding.code: finding for finding in assess(question, law)}["basis_does_not_cover"]
    assert outside.verdict is FindingVerdict.ARGUABLE


@pytest.mark.parametrize("basis", ["CETS198", "ETS141"])
def test_a_convention_on_proceeds_covers_every_offence_that_brings_them(basis: str) -> None:
    drugs = replace(QUESTION, content=replace(FULL, basis=basis), pair=a_pair(instruments=(basis,)))
    assert "basis_does_not_cover" not in found(drugs)


def test_reciprocity_is_weaker_than_a_treaty() -> None:
    content = replace(FULL, basis="reciprocity", undertakings=("reciprocity",))
    assert found(replace(QUESTION, content=content))["basis_weaker_than_treaty"].verdict is FindingVerdict.ARGUABLE
    question = replace(QUESTION, content=content, pair=a_pair(instruments=()))
    assert "basis_reciprocity" in found(question)


def test_an_unknown_offence_is_open() -> None:
    question = replace(QUESTION, content=replace(FULL, offences=("piracy",)))
    assert found(question)["offence_unknown"].is_open


def test_a_request_without_a_basis_is_open_and_a_basis_outside_the_book_is_left_to_people() -> None:
    assert open_items(assess(replace(QUESTION, content=replace(FULL, basis="")), LAW)) == ("C10",)
    own = replace(QUESTION, content=replace(FULL, basis="OWN"), pair=a_pair(instruments=("OWN",)))
    assert not any(code.startswith("basis") for code in found(own))


def test_little_in_common_is_no_dual_criminality() -> None:
    wide = Offence(key="wide", elements=("knowledge", "group", "role", "aim"), max_years=8, limitation_years=8)
    assert compare(LAUNDERING, a_country("BRV", offences=(wide,))).match is Match.NONE
    corruption = Offence(key="corruption", elements=("public_official",), max_years=8, limitation_years=8)
    nothing = compare(LAUNDERING, a_country("BRV", offences=(corruption,)))
    assert (nothing.match, nothing.nearest) == (Match.NONE, "")


def test_dual_criminality_is_by_elements() -> None:
    strict = a_country("BRV", offences=(TRAFFICKING, STRICT_LAUNDERING))
    lax = a_country("BRV", offences=(TRAFFICKING, LAUNDERING))
    assert compare(STRICT_LAUNDERING, lax).match is Match.MATCH
    partial = compare(LAUNDERING, strict)
    assert (partial.match, partial.missing) == (Match.PARTIAL, ("predicate_offence",))
    assert compare(LAUNDERING, a_country("BRV", offences=(TRAFFICKING,))).match is Match.NONE
    renamed = replace_key(LAUNDERING, "blanchiment")
    assert compare(LAUNDERING, a_country("BRV", offences=(renamed,))).match is Match.MATCH


def replace_key(offence: Offence, key: str) -> Offence:
    return offence.model_copy(update={"key": key})


def test_no_dual_criminality_makes_the_ground_available_as_the_pair_has_it() -> None:
    question = replace(
        QUESTION,
        content=replace(FULL, offences=("laundering",)),
        requested=a_country("BRV", languages=("alban",), offences=(TRAFFICKING,)),
    )
    findings = assess(question, LAW)
    assert ("R5", GroundNature.DISCRETIONARY) in available_grounds(findings)
    strict = replace(question, pair=a_pair(mandatory=("R5",)))
    assert ("R5", GroundNature.MANDATORY) in available_grounds(assess(strict, LAW))
    without = replace(question, pair=a_pair(dual_criminality=DualCriminality.NEVER))
    assert available_grounds(assess(without, LAW)) == ()


def test_dual_criminality_for_coercive_measures_only() -> None:
    pair = a_pair(dual_criminality=DualCriminality.COERCIVE)
    assert is_required(pair, coercive=True)
    assert not is_required(pair, coercive=False)
    question = replace(
        QUESTION,
        content=replace(FULL, offences=("laundering",)),
        requested=a_country("BRV", languages=("alban",), offences=(TRAFFICKING,)),
        pair=pair,
    )
    assert "dual_criminality_not_met" in found(replace(question, kind=kind_of(Sought.SEARCH)))
    assert "dual_criminality_not_met" not in found(replace(question, kind=kind_of(Sought.SERVICE)))


def test_a_partial_match_is_arguable() -> None:
    question = replace(
        QUESTION,
        content=replace(FULL, offences=("laundering",)),
        requested=a_country("BRV", languages=("alban",), offences=(STRICT_LAUNDERING,)),
    )
    finding = found(question)["dual_criminality_partial"]
    assert finding.verdict is FindingVerdict.ARGUABLE
    assert set(finding.options) == {"ask_clarification", "accept", "refuse"}


def test_an_unlinked_target_is_open_and_a_lead_is_arguable() -> None:
    unlinked = replace(QUESTION, targets=("account/halden", "account/other"))
    assert dict(found(unlinked)["nexus_missing"].params) == {"target": "account/other"}
    assert open_items(assess(unlinked, LAW)) == ("C11",)
    lead = replace(QUESTION, grounds=(replace(GROUND, is_lead=True),))
    assert found(lead)["nexus_rests_on_lead"].verdict is FindingVerdict.ARGUABLE
    assert chains(QUESTION)[0].path == ("load/quay", "account/halden")


def test_a_ground_passed_on_without_consent_is_a_finding_and_no_ground_of_refusal() -> None:
    question = replace(QUESTION, grounds=(replace(GROUND, needs_consent=True),))
    assert found(question)["ground_passed_on_without_consent"].verdict is FindingVerdict.SETTLED
    assert available_grounds(assess(question, LAW)) == ()


@pytest.mark.parametrize(
    ("days", "code"), [(730, None), (731, "period_wide"), (1825, "period_wide"), (1826, "period_too_wide")]
)
def test_breadth_is_counted(days: int, code: str | None) -> None:
    question = replace(QUESTION, content=replace(FULL, period_from_day=-days, period_to_day=0))
    assert {name for name in found(question) if name.startswith("period")} == ({code} if code else set())


def test_records_need_a_period_that_runs_forward() -> None:
    assert "period_missing" in found(replace(QUESTION, content=replace(FULL, period_to_day=None)))
    assert "period_reversed" in found(replace(QUESTION, content=replace(FULL, period_from_day=9, period_to_day=3)))
    many = replace(QUESTION, targets=tuple(f"account/{n}" for n in range(6)))
    assert "many_targets" in found(many)


def test_a_language_that_is_not_accepted() -> None:
    question = replace(QUESTION, requested=a_country("BRV", languages=("bravan",)))
    assert open_items(assess(question, LAW)) == ("C15",)


def test_the_death_penalty_needs_an_assurance_or_a_condition() -> None:
    deadly = a_country(death_penalty=True, offences=(CAPITAL_TRAFFICKING,))
    harsh = replace(QUESTION, requesting=deadly, pair=a_pair(mandatory_in_b=("G1",)))
    assert ("G1", GroundNature.MANDATORY) in available_grounds(assess(harsh, LAW))
    mild = assess(replace(harsh, requesting=a_country(death_penalty=True)), LAW)
    assert [finding.verdict for finding in mild if finding.item == "G1"] == [FindingVerdict.ARGUABLE]
    assured = replace(harsh, conditions=("assurance_no_death_penalty",))
    assert all(item != "G1" for item, _ in available_grounds(assess(assured, LAW)))
    both = replace(harsh, requested=a_country("BRV", languages=("alban",), death_penalty=True))
    assert all(item != "G1" for item, _ in available_grounds(assess(both, LAW)))


def test_an_own_national_is_not_surrendered_where_the_law_forbids_it() -> None:
    question = replace(
        QUESTION,
        kind=kind_of(Sought.SURRENDER),
        targets=("cast/seller",),
        own=OwnFacts(own_nationals=("cast/seller",)),
        pair=a_pair(mandatory=("G8",)),
    )
    assert ("G8", GroundNature.MANDATORY) in available_grounds(assess(question, LAW))
    free = replace(question, requested=a_country("BRV", languages=("alban",), surrenders_nationals=True))
    assert ("G8", GroundNature.MANDATORY) not in available_grounds(assess(free, LAW))
    records = replace(question, kind=kind_of(Sought.BANK_RECORDS))
    assert ("G8", GroundNature.MANDATORY) not in available_grounds(assess(records, LAW))


def test_own_case_privilege_third_parties_and_risk() -> None:
    target = ("account/halden",)
    question = replace(QUESTION, own=OwnFacts(own_case=target, privileged=target, third_parties=target, at_risk=target))
    findings = assess(question, LAW)
    assert set(available_grounds(findings)) == {("R6", GroundNature.TEMPORARY), ("G6", GroundNature.DISCRETIONARY)}
    codes = {finding.code for finding in findings}
    assert codes >= {"third_party_rights", "person_at_risk"}


def test_informal_channels_give_leads() -> None:
    question = replace(QUESTION, kind=kind_of(Sought.PERSON_CHECK))
    assert "channel_gives_lead" in found(question)
    assert "dual_criminality_met" not in found(question)


def between(pair: CountryPair, requested: str) -> Between:
    sought = Sought.SURRENDER if pair.mandatory_in_b else Sought.BANK_RECORDS
    return Between(pair, requested, regime_of(pair, kind_of(sought)))


def test_what_a_ground_is_belongs_to_the_pair() -> None:
    pair = a_pair(mandatory=("R4",), discretionary=("R2",))
    assert nature_of("R4", between(pair, "BRV")) is GroundNature.MANDATORY
    one_way = a_pair(mandatory_in_b=("G8",))
    assert (nature_of("G8", between(one_way, "BRV")), nature_of("G8", between(one_way, "ALB"))) == (
        GroundNature.MANDATORY,
        GroundNature.DISCRETIONARY,
    )
    assert nature_of("R2", between(pair, "BRV")) is GroundNature.DISCRETIONARY
    assert nature_of("R5", between(pair, "BRV")) is GroundNature.NOT_A_GROUND
    assert nature_of("R1", between(pair, "BRV")) is GroundNature.CURABLE
    assert nature_of("R6", between(pair, "BRV")) is GroundNature.TEMPORARY
    assert nature_of("NR1", between(a_pair(mandatory=("NR1",)), "BRV")) is GroundNature.NOT_A_GROUND


def test_a_refusal_is_judged_by_facts() -> None:
    good = assess(QUESTION, LAW)
    without_facts = judge_refusal("R5", good, between_of(QUESTION))
    assert without_facts is not None
    assert (without_facts.code, without_facts.verdict) == ("refused_without_facts", FindingVerdict.SETTLED)
    weighed = judge_refusal("R2", good, between_of(QUESTION))
    assert weighed is not None
    assert weighed.verdict is FindingVerdict.FOR_TRAINER
    outside = judge_refusal("R10", good, between_of(QUESTION))
    assert outside is not None
    assert outside.code == "refused_outside_the_pairs_grounds"
    bad = assess(replace(QUESTION, content=replace(FULL, purpose="")), LAW)
    assert judge_refusal("R1", bad, between_of(QUESTION)) is None


def test_every_finding_has_a_source_and_one_of_three_verdicts() -> None:
    questions = [
        replace(QUESTION, content=replace(FULL, basis="X", language="x", offences=("x",), period_to_day=None)),
        replace(QUESTION, own=OwnFacts(own_case=("account/halden",))),
    ]
    for question in questions:
        for finding in assess(question, LAW):
            assert finding.source
            assert finding.verdict in set(FindingVerdict)


def test_an_assessment_does_not_read_prose() -> None:
    nonsense = replace(
        FULL, facts="x", purpose="x", subject="x", assistance="x", penalties_text="x", prior_contacts="x"
    )
    assert assess(replace(QUESTION, content=nonsense), LAW) == assess(QUESTION, LAW)


def test_preservation_may_be_refused_on_the_letters_of_its_article_alone() -> None:
    """ETS 185 art. 29(5): no safeguard comes in, not even one that the own law makes mandatory (VCLT art. 27)."""
    safeguards = ("G5", "G10", "G13", "G15", "G16")
    pair = a_pair(instruments=("BUD",), mandatory_in_b=("G13",))

    def natures(sought: Sought) -> set[GroundNature]:
        kind = kind_of(sought)
        there = between_of(replace(QUESTION, kind=kind, content=replace(FULL, basis="BUD"), pair=pair))
        return {nature_of(ground, there) for ground in safeguards}

    assert natures(Sought.PRESERVATION) == {GroundNature.NOT_A_GROUND}
    assert natures(Sought.CONNECTION_RECORDS) == {GroundNature.MANDATORY, GroundNature.DISCRETIONARY}
