"""What a finding cites is a source that its reader has: an instrument, or a rule of the exercise; no page of ours."""

from __future__ import annotations

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
    law = load_law_book()
    for code, article in (("use_limits_not_stated", "UNTOC art. 18(19)"), ("third_party_rights", "UNTOC art. 12(8)")):
        for row in BY_INSTRUMENT:
            requesting, requested, pair = law_of(row)
            question = question_of(request_of(row), requesting, requested, pair)
            governs = between_of(question).regime
            for finding in assess(question, law):
                if finding.code == code and governs.instrument in {"CETS198", "ETS30", "ASEAN"}:
                    assert not finding.source.startswith(article), row["key"]
