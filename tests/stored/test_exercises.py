"""Stored exercises open: under their own rules the journal gives the events again, under others they can be read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from simulation.exercise.core.settings import RULES_VERSION
from tests.stored import files, names
from tests.stored.making import RECIPES
from webapp.cli import main as cli

UNREACHED = {"StepDropped"}
"""What no exercise brings about: a step is dropped where a rule of the program is broken."""

LETTERS = {"bank_records", "person_check", "account_check"}
"""A letter of request, a police check and a question of a financial unit."""

PROCEDURES = {"extradition", "joint_team", "freezing", "preservation"}


@cache
def of_today() -> dict[str, dict[str, object]]:
    """The exercises of these rules, by name."""
    found = {path.name.removesuffix(files.ENDING): json.loads(files.read(path)) for path in files.exercises()}
    return {name: body for name, body in found.items() if body["rules_version"] == RULES_VERSION}


def lines(part: str, inside: str) -> Iterator[dict[str, object]]:
    """Every command or event of them."""
    for body in of_today().values():
        rows = body[part]
        assert isinstance(rows, list)
        yield from (row[inside] for row in rows)


@pytest.mark.parametrize("path", files.exercises(), ids=files.name_of)
def test_a_stored_exercise_verifies(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0 where it was played under these rules, else 3."""
    played_under = json.loads(files.read(path))["rules_version"]
    code = cli.run(["verify", str(files.unpacked(path, tmp_path))])
    assert code == (0 if played_under == RULES_VERSION else 3), capsys.readouterr().err


def test_there_are_ten_of_these_rules() -> None:
    assert set(of_today()) == {recipe.name for recipe in RECIPES}
    assert len(RECIPES) == 10
    assert {recipe.scenario for recipe in RECIPES} == {"blue-current", "glass-harbour"}


def test_every_command_and_event_is_in_them() -> None:
    said = {str(each["type"]) for each in (*lines("journal", "command"), *lines("events", "event"))}
    assert {name for _title, name, _kind in names.declared()} - said == UNREACHED


def test_every_procedure_and_the_notice_are_in_them() -> None:
    begun = {str(each["kind"]) for each in lines("events", "event") if each["type"] == "ProcedureMoved"}
    asked = {str(each["sought"]) for each in lines("events", "event") if each["type"] == "RequestOpened"}
    assert begun == PROCEDURES
    assert asked >= LETTERS
    assert {each["notice"] for each in lines("journal", "command") if each["type"] == "RequestNotice"} >= {"blue"}


def test_they_stand_in_every_phase() -> None:
    assert {body["phase"] for body in of_today().values()} == {"warm_up", "office_hours", "ended", "closed"}
