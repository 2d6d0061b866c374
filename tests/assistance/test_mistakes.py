"""Typical mistakes are named by their settled signs alone; what only people can tell has none."""

from __future__ import annotations

from simulation.exercise.procedures.letter.play.mistakes import ANSWER_DAYS
from simulation.kernel.terms import Facts
from simulation.law.assessment import typical_mistakes
from simulation.law.assessment.findings import Finding, FindingVerdict
from simulation.law.book.law_book import load_law_book

LAW = load_law_book()


def found(code: str, item: str = "", verdict: FindingVerdict = FindingVerdict.SETTLED, **params: str) -> Finding:
    facts: Facts = tuple(sorted(params.items()))
    return Finding(code, item, verdict, (), facts, "UNTOC art. 18")


def test_a_missing_text_of_the_provision_is_a_bare_article_and_no_wrong_basis() -> None:
    findings = (found("content_partly", "C10", fields="penalties_text"),)
    assert typical_mistakes.shown_by(findings, (), LAW) == (("M5", "C10"),)


def test_what_can_be_argued_is_no_mistake() -> None:
    findings = (found("period_wide", "C4", FindingVerdict.ARGUABLE), found("basis_binds", "C10"))
    assert typical_mistakes.shown_by(findings, (), LAW) == ()


def test_conduct_and_findings_in_the_books_order() -> None:
    conduct = (typical_mistakes.CLARIFICATION_LATE, typical_mistakes.DUPLICATE)
    assert typical_mistakes.shown_by((found("nexus_missing", "C11"),), conduct, LAW) == (
        ("M1", "C11"), ("M15", ""), ("M19", ""),
    )  # fmt: skip


def test_every_code_of_conduct_is_a_sign_and_some_mistakes_are_for_people() -> None:
    signs = {sign for row in LAW.mistakes for sign in row.signs}
    conduct = {
        typical_mistakes.URGENT_BY_HABIT, typical_mistakes.DUPLICATE, typical_mistakes.LEAKED,
        typical_mistakes.CLARIFICATION_LATE,
        typical_mistakes.FREEZE_WITHOUT_CHARGE, typical_mistakes.FREEZE_NOT_SHOWN, typical_mistakes.OTHER_USE,
    }  # fmt: skip
    assert conduct <= signs
    assert {row.id for row in LAW.mistakes if not row.signs} == {"M8", "M10", "M13", "M17", "M18"}
    assert all(row.source.partition(";")[0] != "law.md 5.3" for row in LAW.mistakes)


def test_an_answer_that_comes_late_is_not_called_silence() -> None:
    (row,) = (row for row in LAW.mistakes if row.signs == (typical_mistakes.CLARIFICATION_LATE,))
    assert (row.name, ANSWER_DAYS) == ("Late answer or none", 10)
    assert "within ten days" in row.text


def test_a_text_of_the_law_and_a_promise_are_cited_from_where_they_are_wanted() -> None:
    """UNTOC article 18(15) lists neither the text of the provisions nor a promise of reciprocity."""
    sources = {row.id: row.source for row in LAW.mistakes}
    assert [name for name in ("M5", "M17") if "18(15)" in sources[name]] == []
    assert "CETS 198 art. 37(1)(d)(i)" in sources["M5"]
