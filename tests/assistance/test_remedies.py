"""A remedy succeeds when the facts carry it, and an assurance counts when somebody is bound and somebody watches."""

from __future__ import annotations

import pytest

from simulation.exercise.procedures.extradition.table import ASSURANCES, SIGNATORIES, WATCHES
from simulation.law.assessment.findings import FISHING, Finding, FindingVerdict
from simulation.law.assessment.safeguards import REMEDIES, remedy_of
from simulation.law.book.assurances import assurance_rows, that_count
from simulation.law.book.rules import EVERY, load_rules

SETTLED, ARGUABLE = FindingVerdict.SETTLED, FindingVerdict.ARGUABLE


def found(code: str, item: str = "", verdict: FindingVerdict = ARGUABLE) -> Finding:
    return Finding(code, item, verdict, (), (), "a rule")


@pytest.mark.parametrize(
    ("findings", "why"),
    [
        ((), ""),
        ((found("third_party_rights", "G9"),), "third_party"),
        ((found("ground_available", "R5", SETTLED),), "no_dual_criminality"),
        ((found("ground_available", "R5"),), ""),
        ((found("ground_available", "G6"),), "privileged"),
        ((found(FISHING),), "too_wide"),
        ((found(FISHING), found("third_party_rights", "G9")), "third_party"),
        ((found("person_at_risk", "G7"), found("nexus_shown")), ""),
    ],
)
def test_the_same_facts_give_the_same_outcome(findings: tuple[Finding, ...], why: str) -> None:
    assert remedy_of(findings) == why
    assert why in {"", *REMEDIES}


PROMISED = {
    "third_party": "third party in good faith",
    "no_dual_criminality": "no offence in the requested country",
    "privileged": "privileged material",
    "too_wide": "measure too wide",
}
"""How the law book names each reason for which a remedy succeeds."""


def test_the_law_book_promises_the_facts_on_which_a_remedy_succeeds_and_no_others() -> None:
    row = next(row for row in load_rules().terms if (row.i, row.what) == (EVERY, "remedy"))
    _before, _colon, facts = row.text.rpartition(": ")
    assert set(facts.split(", ")) == {PROMISED[why] for why in REMEDIES}


def test_every_assurance_has_its_row_and_somebody_who_can_give_it() -> None:
    assert set(assurance_rows()) == set(ASSURANCES)
    for row in assurance_rows().values():
        assert set(row.signatories) <= set(SIGNATORIES)
        assert row.signatories
        assert row.signatories != ("ambassador",)


def test_who_cannot_bind_gives_nothing_and_what_nobody_watches_is_believed_only_where_it_may_be() -> None:
    assert that_count(ASSURANCES, ("ambassador",), WATCHES) == ()
    bound = that_count(ASSURANCES, SIGNATORIES, ())
    assert "assurance_no_death_penalty" not in bound
    assert "assurance_retrial" in bound
    assert that_count(ASSURANCES, SIGNATORIES, WATCHES[:1]) == ASSURANCES
    assert that_count(("nonsense",), SIGNATORIES, WATCHES) == ()
