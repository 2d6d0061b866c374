"""What a finding cites is a source that its reader has: an instrument, or a rule of the exercise; no page of ours."""

from __future__ import annotations

from dataclasses import replace

from simulation.law.assessment.assessment import assess, between_of
from simulation.law.assessment.request_file import question_of
from simulation.law.book.law_book import load_law_book
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
    """UNTOC 18(19) and 12(8) are cited where the convention governs, and not beside a treaty that has its own word."""
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
    for code, article in (("use_limits_not_stated", "UNTOC art. 18(19)"), ("third_party_rights", "UNTOC art. 12(8)")):
        rows = [row for row in cited if row[0] == code]
        assert any(governs == "UNTOC" and source.startswith(article) for _, governs, _, source in rows)
        own_words = [row for row in rows if row[2] and row[1] != "UNTOC"]
        assert own_words
        assert not [row for row in own_words if row[3].startswith(article)]
