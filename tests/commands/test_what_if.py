"""`rogatory what-if` reads what `rogatory export` writes, and says in one line what it cannot do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from simulation.review.what_if import EFFECTS
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


def test_no_replicate_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["x", "--replicates", "0"]) == 2
    assert "--replicates" in capsys.readouterr().err


def test_effects_are_named() -> None:
    assert json.dumps(EFFECTS)
    assert "known_exposure_seconds" in EFFECTS
