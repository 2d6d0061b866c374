"""`rogatory what-if` reads what `rogatory export` writes, and says in one line what it cannot do."""

from __future__ import annotations

from pathlib import Path

import pytest

from webapp.cli.commands.what_if import run


def test_no_such_exercise(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROGATORY_DATA", str(tmp_path))
    assert run(["nobody", "--json"]) == 2
    told = capsys.readouterr()
    assert not told.out
    assert len(told.err.strip().splitlines()) == 1


def test_a_file_that_is_none(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "odd.rogatory"
    path.write_text("{}", encoding="utf-8")
    assert run([str(path), "--list", "--json"]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


@pytest.mark.parametrize(("option", "value"), [("--runs", "0"), ("--variant", "magic"), ("--workers", "-1")])
def test_what_makes_no_sense(capsys: pytest.CaptureFixture[str], option: str, value: str) -> None:
    assert run(["x", option, value]) == 2
    assert option.strip("-") in capsys.readouterr().err
