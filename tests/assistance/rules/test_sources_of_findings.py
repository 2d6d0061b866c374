"""What a finding cites is a source that its reader has: an instrument, or a rule of the exercise; no page of ours."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.law.assessment.assessment import assess, between_of
from simulation.law.assessment.findings import OwnFacts, Question
from simulation.law.assessment.request_file import question_of
from simulation.law.book.content import Gate
from simulation.law.book.law_book import load_law_book
from simulation.law.book.required_contents import completeness
from tests.assistance.vignette_file import BY_INSTRUMENT, VIGNETTES, law_of, request_of


def test_no_finding_cites_a_page_of_the_program() -> None:
    law = load_law_book()
    cited = {
        finding.source
        for row in (*VIGNETTES, *BY_INSTRUMENT)
        for finding in assess(question_of(request_of(row), *law_of(row)), law)
    }
    assert len(cited) > 50
    assert [source for source in sorted(cited) if not source or ".md" in source] == []


def test_use_and_third_parties_are_cited_from_what_governs() -> None:
    """UNTOC 12(8) is cited where the convention governs, and not beside a treaty that has its own word.

    A limit on the use is missed where it has to be made a condition, and not where the treaty sets it (UNTOC 18(19)).
    """
    law, cited = load_law_book(), set()
    for row in BY_INSTRUMENT:
        question = question_of(request_of(row), *law_of(row))
        asked = replace(
            question,
            conditions=(),
            content=replace(question.content, undertakings=()),
            own=replace(question.own, third_parties=question.targets),
        )
        regime = between_of(asked).regime
        letter = regime.by_tag.get("third_party_decision") or regime.by_tag.get("affected_persons")
        own = {"use_limits_not_stated": "use" in regime.terms, "third_party_rights": letter is not None}
        cited |= {
            (found.code, regime.instrument, own[found.code], found.source)
            for found in assess(asked, law)
            if found.code in own
        }
    assert {code for code, _, has_own, _ in cited if has_own} == {"use_limits_not_stated", "third_party_rights"}
    use = {governs for code, governs, _, _ in cited if code == "use_limits_not_stated"}
    assert use >= {"BUD", "CETS198"}
    assert use.isdisjoint({"UNTOC", "UNCAC", "UN88", "ETS24", "BIL"})
    assert not [row for row in cited if row[0] == "use_limits_not_stated" and row[3].startswith("UNTOC")]
    rows = [row for row in cited if row[0] == "third_party_rights"]
    assert any(governs == "UNTOC" and source.startswith("UNTOC art. 12(8)") for _, governs, _, source in rows)
    own_words = [row for row in rows if row[2] and row[1] != "UNTOC"]
    assert own_words
    assert not [row for row in own_words if row[3].startswith("UNTOC art. 12(8)")]


def everything(question: Question) -> Question:
    """The same request, with all that can be said of one: gaps, own papers about every target, officers present."""
    targets = question.targets
    own = OwnFacts(
        own_case=targets,
        own_measures=targets,
        own_nationals=targets,
        privileged=targets,
        third_parties=targets,
        at_risk=targets,
        minors=targets,
        judged=targets,
        judged_in_absence=targets,
        lapsed=targets,
        ill_treatment=targets,
        persecution=targets,
        refugees=targets,
        is_measure_unavailable=True,
        circumstances=question.own.circumstances,
    )
    content = replace(
        question.content,
        undertakings=(),
        formalities=(*question.content.formalities, "F3"),
        urgent=True,
        confidential=True,
        confidentiality_reason="",
    )
    return replace(
        question,
        content=content,
        conditions=(),
        own=own,
        grounds=tuple(replace(each, needs_consent=True) for each in question.grounds),
    )


def test_a_convention_is_cited_where_it_governs_and_nowhere_else() -> None:
    """But for what it says itself of the instruments that go before it."""
    law, wrong, met = load_law_book(), set(), set()
    for row in (*VIGNETTES, *BY_INSTRUMENT):
        question = everything(question_of(request_of(row), *law_of(row)))
        governs = between_of(question).regime.instrument
        met.add(governs)
        wrong |= {
            (governs, found.code, found.source)
            for found in assess(question, law)
            if "UNTOC" in found.source and governs != "UNTOC" and not found.code.startswith("basis_")
        }
    assert len(met) > 10
    assert wrong == set()


def test_what_is_commanded_is_cited_from_the_row_that_commands_it() -> None:
    """ETS 182 article 13(3) on consent is about a transfer to the requested side, and no source for the other way."""
    twice = set()
    for row in (*VIGNETTES, *BY_INSTRUMENT):
        regime = between_of(question_of(request_of(row), *law_of(row))).regime
        musts = {name for item in regime.items.values() for name in item.musts}
        twice |= {(regime.instrument, name) for name in musts & regime.applicable.keys()}
    assert twice == set()


@pytest.mark.parametrize(
    ("governs", "article", "gate"),
    [
        ("UNTOC", "", ""),
        ("ETS30", "", ""),
        ("CETS198", "", ""),
        ("EIO", "", ""),
        ("ASEAN", "ASEAN MLAT art. 6(1)", Gate.HARD),
        ("BIL", "bilateral treaty, as agreed", Gate.HARD),
    ],
)
def test_confidentiality_needs_a_reason_only_where_the_instrument_says_so(
    governs: str, article: str, gate: str
) -> None:
    asked_on = (question_of(request_of(row), *law_of(row)) for row in (*VIGNETTES, *BY_INSTRUMENT))
    question = next(each for each in asked_on if between_of(each).regime.instrument == governs)
    asked = replace(
        question, content=replace(question.content, confidential=True, confidentiality_reason="", urgent=False)
    )
    found = {each.item: each.source for each in assess(asked, load_law_book()) if each.code.startswith("content_")}
    assert found.get("C12", "") == article
    checks = completeness(asked.content, asked.kind, asked.pair, asked.requesting, asked.requested)
    assert {each.gate for each in checks if each.item == "C12" and each.is_open} == ({gate} if gate else set())
