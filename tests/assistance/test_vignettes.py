"""Vignettes: a request, two laws, and all that is to be said of it; written from the law, before the code."""

from __future__ import annotations

import copy
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from simulation.assistance.assessment import assess
from simulation.assistance.findings import Finding
from simulation.assistance.grounds import judge_refusal
from simulation.assistance.inquiry import RequestFile, question_of
from simulation.assistance.lawbook import load_law_book
from simulation.scenario.country import Country, Offence, Pair
from tests.assistance.jurisdictions import a_country, a_pair

type Row = dict[str, Any]

FOLDER = Path(__file__).with_name("vignettes")
CHAPTERS = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}
BASE: Row = CHAPTERS["base"]
VIGNETTES: list[Row] = [row for name, body in CHAPTERS.items() if name != "base" for row in body["vignettes"]]
LAW = load_law_book()


def over(base: Row, changes: Row) -> Row:
    """The base with changes put over it, tables merged."""
    result = copy.deepcopy(base)
    for name, value in changes.items():
        result[name] = over(result[name], value) if isinstance(value, dict) and name in result else value
    return result


def request_of(row: Row) -> RequestFile:
    written = over(BASE["request"], row.get("request", {}))
    for name in row.get("left_out", ()):
        del written["content"][name]
    if not written["grounds"]:
        written["content"]["grounds"] = []
    known = [ground["document"] for ground in written["grounds"]]
    if written["content"]["grounds"]:
        written["content"]["grounds"] = known
    return RequestFile.model_validate(written | {"refusal": row.get("refusal", "")})


def law_of(row: Row) -> tuple[Country, Country, Pair]:
    law = over(BASE["law"], row.get("law", {}))

    def country(code: str, given: Row) -> Country:
        offences = tuple(
            Offence.model_validate({"key": key, "limitation_years": 12, **BASE["offences"][key]})
            for key in given["offences"]
        )
        changed = {**a_country(code).model_dump(), **given, "offences": offences}
        return Country.model_validate(changed)

    pair = Pair.model_validate({**a_pair().model_dump(), **law["pair"]})
    return country("ALB", law["requesting"]), country("BRV", law["requested"]), pair


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


def items(row: Row) -> set[str]:
    """Contents, grounds and safeguards that a vignette's findings are about."""
    lines = [*row["expected"], *filter(None, [row.get("on_refusal", "")])]
    return {line.split()[1] for line in lines} | {row.get("refusal", "-")} - {"-"}


ROWS = sorted(
    {row.id for chapter in (LAW.contents, LAW.grounds, LAW.safeguards) for row in chapter},
    key=lambda name: (name.rstrip("0123456789"), int(name.lstrip("CRGN"))),
)


@pytest.mark.parametrize("name", ROWS)
def test_every_row_of_the_law_has_a_case_and_a_near_miss(name: str) -> None:
    assert any(name in items(row) for row in VIGNETTES)
    near = [row for row in VIGNETTES if name in row.get("near", ())]
    assert near
    for row in near:
        said_of_it = {
            line.split()[1] for line in row["expected"] if not line.startswith(("basis_binds", "nexus_shown"))
        }
        met = {"dual_criminality_met R5 settled"} & set(row["expected"])
        assert name not in said_of_it - ({"R5"} if met else set()), row["key"]


def basis_cases(name: str) -> Iterator[set[str]]:
    """Codes that vignettes expect which rely on an instrument."""
    for row in VIGNETTES:
        if over(BASE["request"], row.get("request", {}))["content"].get("basis") == name:
            yield {line.split()[0] for line in row["expected"]}


@pytest.mark.parametrize("name", [row.id for row in LAW.instruments])
def test_every_instrument_has_a_case_and_a_near_miss(name: str) -> None:
    good, amiss = {"basis_binds", "basis_reciprocity"}, {"basis_does_not_bind", "basis_weaker_than_treaty"}
    cases = list(basis_cases(name))
    assert any(good & codes for codes in cases)
    assert any(amiss & codes for codes in cases)


def test_every_kind_of_assistance_has_a_case() -> None:
    sought = {over(BASE["request"], row.get("request", {}))["sought"] for row in VIGNETTES}
    assert sought == {kind.id for kind in LAW.kinds}


@pytest.mark.parametrize("row", VIGNETTES, ids=lambda row: row["key"])
def test_everything_is_found_that_should_be_and_nothing_else(row: Row) -> None:
    file, (requesting, requested, pair) = request_of(row), law_of(row)
    findings = assess(question_of(file, requesting, requested, pair), LAW)
    assert sorted(map(said, findings)) == row["expected"]
    if file.refusal:
        judged = judge_refusal(file.refusal, findings, pair, requested.code)
        assert (said(judged) if judged is not None else "") == row["on_refusal"]
