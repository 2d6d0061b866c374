"""Files of shocks on the command line: what they do, and one line with exit code 2 for whatever is wrong in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import pytest

from webapp.cli.commands import ensemble, simulate

ASKED = ["blue-current", "--policy", "none", "--days", "60"]


def told(capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, list[dict[str, Any]]]:
    assert simulate.run([*ASKED, "--json", *more]) == 0
    return cast("dict[str, list[dict[str, Any]]]", json.loads(capsys.readouterr().out))


def test_shocks_come_and_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "shocks.json"
    arrest = {"day": 20, "kind": "arrest", "select": {"function": "broker", "rank": "degree", "count": 2}}
    late = {"day": 300, "kind": "leak", "select": {}}
    file.write_text(json.dumps([arrest, late]))
    calm, shocked = told(capsys, "--series"), told(capsys, "--series", "--shocks", str(file))
    assert "shocks" not in calm
    (came,) = shocked["shocks"]
    assert (came["day"], came["kind"], len(came["met"])) == (20, "arrest", 2)
    before, after = calm["series"], shocked["series"]
    assert before[:19] == after[:19]
    assert after[19]["active_members"] == before[19]["active_members"] - 2


@pytest.mark.acceptance("starts worker processes")
def test_an_ensemble_takes_shocks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "shocks.json"
    file.write_text(json.dumps([{"day": 20, "kind": "arrest", "select": {"rank": "random", "share": 0.5}}]))
    assert ensemble.run([*ASKED, "--seeds", "1:3", "--shocks", str(file), "--workers", "2"]) == 0
    two = capsys.readouterr().out
    assert ensemble.run([*ASKED, "--seeds", "1:3", "--shocks", str(file)]) == 0
    assert capsys.readouterr().out == two
    assert ensemble.run([*ASKED, "--seeds", "1:3"]) == 0
    assert capsys.readouterr().out != two


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("{", "JSON"),
        ("[" * 50_000, "JSON"),
        ("{}", "list"),
        ("[3]", "shocks.0"),
        ('[{"day": -5, "kind": "leak", "select": {}}]', "past"),
        ('[{"day": 5, "kind": "flood", "select": {}}]', "flood"),
        ('[{"day": 5, "kind": "leak", "select": {}, "hour": 3}]', "hour"),
        ('[{"day": 5, "kind": "arrest", "select": {"function": "brocker"}}]', "broker"),
        ('[{"day": 5, "kind": "arrest", "select": {"rank": "height"}}]', "height"),
        ('[{"day": 5, "kind": "arrest", "select": {"count": -3}}]', "count"),
        ('[{"day": 5, "kind": "arrest", "select": {"count": 0}}]', "count"),
        ('[{"day": 5, "kind": "arrest", "select": {"share": 1.5}}]', "share"),
        ('[{"day": 5, "kind": "arrest", "select": {"country": "ZZZ"}}]', "ZZZ"),
        ('[{"day": 5, "kind": "arrest", "select": {"organisation": "tidewy"}}]', "tideway"),
        ('[{"day": 5, "kind": "interdiction", "select": {"corridor": "nowhere"}}]', "nowhere"),
        ('[{"day": 5, "kind": "interdiction", "select": {}, "factor": -1}]', "factor"),
        ('[{"day": 5, "kind": "interdiction", "select": {}, "factor": NaN}]', "factor"),
        ('[{"day": 5, "kind": "leak", "select": {}, "repeat_days": -3}]', "repeat_days"),
        ('[{"day": 5, "kind": "leak", "select": {}, "times": 3}]', "repeat_days"),
        ('[{"day": 5, "kind": "arrest", "target": "cast/nobody"}]', "cast/nobody"),
    ],
)
def test_a_bad_file_is_one_line(body: str, word: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "shocks.json"
    file.write_text(body)
    assert simulate.run([*ASKED, "--shocks", str(file)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert word in err
    assert str(file) in err
