"""Vignettes: a request, two laws, and all that is to be said of it; written from the law, before the code."""

from __future__ import annotations

from collections import Counter

import pytest

from simulation.law.assessment.assessment import assess, between_of
from simulation.law.assessment.findings import Finding
from simulation.law.assessment.refusal_grounds import judge_refusal
from simulation.law.assessment.request_file import question_of
from simulation.law.book.law_book import load_law_book
from tests.assistance.vignette_file import BY_INSTRUMENT, VIGNETTES, Row, law_of, request_of

LAW = load_law_book()


def said(finding: Finding) -> str:
    """A finding in the vignettes' shorthand: code, item, verdict, and the nature of a ground."""
    nature = dict(finding.params).get("nature", "") if finding.code.endswith(("available", "of_the_pair")) else ""
    return " ".join(filter(None, (finding.code, finding.item or "-", finding.verdict.value, str(nature))))


def test_there_are_enough_each_with_its_source() -> None:
    assert len(VIGNETTES) >= 60
    assert [key for key, count in Counter(row["key"] for row in VIGNETTES).items() if count > 1] == []
    for row in VIGNETTES:
        assert row["source"], row["key"]
        assert row["about"].endswith((".", "?")), row["key"]
        assert row["expected"] == sorted(row["expected"]), row["key"]


@pytest.mark.parametrize("row", [*VIGNETTES, *BY_INSTRUMENT], ids=lambda row: row["key"])
def test_everything_is_found_that_should_be_and_nothing_else(row: Row) -> None:
    file, (requesting, requested, pair) = request_of(row), law_of(row)
    question = question_of(file, requesting, requested, pair)
    findings = assess(question, LAW)
    assert sorted(map(said, findings)) == row["expected"]
    cited = {f"{finding.code} {finding.item}".strip(): finding.source for finding in findings}
    assert {name: cited.get(name) for name in row.get("cited", {})} == row.get("cited", {})
    if file.refusal:
        judged = judge_refusal(file.refusal, findings, between_of(question))
        assert (said(judged) if judged is not None else "") == row["on_refusal"]
        assert "cited_on_refusal" not in row or (judged and judged.source == row["cited_on_refusal"])
