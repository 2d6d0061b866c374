"""`rogatory assess` reads a request from a file and says all that is objective about it; its page is kept true."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from simulation.law.assessment.findings import Finding, FindingVerdict
from simulation.law.assessment.request_file import ContentFile, GroundFile, OwnFile, RequestFile
from tests.commands.test_documented import OPEN, SECTIONS, rows
from webapp.cli import main as cli
from webapp.cli.commands import assess

PAGE = SECTIONS["assess"]
EXAMPLE = json.loads(PAGE.partition("```json")[2].partition("```")[0])


def written(folder: Path, request: object) -> str:
    path = folder / "request.json"
    path.write_text(request if isinstance(request, str) else json.dumps(request), encoding="utf-8")
    return str(path)


def told(capsys: pytest.CaptureFixture[str], path: str) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    code = cli.run(["assess", path, "--scenario", "blue-current", "--json"])
    return code, json.loads(capsys.readouterr().out)


def names(value: object) -> set[str]:
    if isinstance(value, list):
        return set().union(*map(names, value))
    if isinstance(value, dict):
        return set(value).union(*(names(each) for name, each in value.items() if name not in OPEN | {"values"}))
    return set()


def test_the_example_of_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, body = told(capsys, written(tmp_path, {**EXAMPLE, "refusal": "NR1"}))
    assert code == 1
    assert body["open_items"] == ["C5", "C10", "C14", "C15"]
    assert {"ground": "R1", "nature": "curable"} in body["grounds"]
    assert body["refusal"]["code"] == "refused_outside_the_pairs_grounds"
    assert names(body) == rows("assess", options=False)


def test_an_act_that_no_offence_of_the_requested_law_resembles_is_told_without_a_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = {**EXAMPLE["content"], "basis": "UNTOC", "offences": ["corruption"]}
    asked = {**EXAMPLE, "requesting": "ISA", "requested": "TRS", "content": content}
    _code, body = told(capsys, written(tmp_path, asked))
    (text,) = [row["text"] for row in body["findings"] if row["code"] == "dual_criminality_not_met"]
    assert text == "No offence in the law of the requested side shares an element with the act."


def test_a_complete_request_is_good(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = {"penalties_text": "Up to 20 years", "persons": ["company/x"], "formalities": ["F1"]}
    content = {**EXAMPLE["content"], **more, "prior_contacts": "None", "undertakings": ["use_limits"]}
    code, body = told(capsys, written(tmp_path, {**EXAMPLE, "content": content}))
    assert code == 0
    assert {row["code"] for row in body["findings"]} == {"basis_binds", "dual_criminality_met", "nexus_shown"}
    assert body["refusal"] is None
    assert cli.run(["assess", written(tmp_path, EXAMPLE), "--scenario", "blue-current"]) == 1
    assert "This item is empty." in capsys.readouterr().out


def test_every_field_is_on_the_page() -> None:
    table = PAGE.partition("| field | meaning |")[2].partition("```json")[0]
    known = set(re.findall(r"[a-z][a-z_]+", table))
    for part in (RequestFile, ContentFile, GroundFile, OwnFile):
        assert set(part.model_fields) <= known, part


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("{", "the file"),
        ({**EXAMPLE, "colour": "blue"}, "colour"),
        ({**EXAMPLE, "content": {"fact": "x"}}, "content.fact"),
        ({**EXAMPLE, "sought": "telepathy"}, "no kind of assistance"),
        ({**EXAMPLE, "requested": "VAL"}, "another country"),
        ({**EXAMPLE, "requested": "QQQ"}, "no country 'QQQ'"),
        ({**EXAMPLE, "targets": []}, "targets"),
        ({**EXAMPLE, "grounds": []}, "papers that grounds does not have"),
        ({**EXAMPLE, "refusal": "R99"}, "no ground"),
        ({**EXAMPLE, "channel": "pigeon"}, "channel"),
        ({**EXAMPLE, "own": {"own_case": "account/x"}}, "own.own_case"),
    ],
)
def test_a_bad_file_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: object, says: str
) -> None:
    assert cli.run(["assess", written(tmp_path, change), "--scenario", "blue-current", "--json"]) == 2
    out = capsys.readouterr()
    assert out.out == ""
    assert len(out.err.splitlines()) == 1
    assert says in out.err


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["assess", "/nowhere.json", "--scenario", "blue-current"]) == 2
    assert cli.run(["assess", "/nowhere.json", "--scenario", "green-current"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("UNTOC art. 18(15); law.md 1.3", "UNTOC art. 18(15)"),
        ("law.md 5.3 M9; assumption", "rule of the exercise"),
        ("ETS 30 art. 5(1)(a)", "ETS 30 art. 5(1)(a)"),
    ],
)
def test_a_source_can_be_looked_up(source: str, said: str) -> None:
    finding = Finding("of_a_test", "C11", FindingVerdict.SETTLED, (), (), source)
    assert assess.told(finding)["source"] == said
    assert assess.line(finding).endswith(f"[{said}]")


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("R5", "R5  arguable"),
        ("", "-   arguable"),
        ("ETS30-2.a.pol", "ETS30-2.a.pol arguable"),
        ("not_extraditable", "Offence not extraditable in the requested country: arguable"),
    ],
)
def test_a_line_says_what_it_is_about_apart_from_the_verdict(item: str, said: str) -> None:
    finding = Finding("of_a_test", item, FindingVerdict.ARGUABLE, (), (), "ETS 30 art. 5(1)(b)")
    assert assess.line(finding).startswith(f"{said} ")
