"""What a finding cites is a source that its reader has: an instrument, or a rule of the exercise; no page of ours."""

from __future__ import annotations

from simulation.law.assessment.assessment import assess
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
