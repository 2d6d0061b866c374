"""A scenario of somebody's own: begun, packed, uploaded into another data folder, and played a move."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import cast

import pytest
import sqlalchemy as sa

from simulation.exercise.clock.commands import Jump
from simulation.exercise.core.command import CONTROL
from tests.webapp.conftest import Cast
from tests.webapp.house import House, build, trainer
from webapp.cli.commands.scenario import run
from webapp.store.tables import ExerciseRecord

type Said = pytest.CaptureFixture[str]


def handed_in(content: bytes) -> dict[str, str | list[str]]:
    """The form with a file, which the client of Werkzeug takes as a pair."""
    return cast("dict[str, str | list[str]]", {"pack": (io.BytesIO(content), "two-rivers.rogscn")})


def pack_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    monkeypatch.chdir(tmp_path)
    assert run(["new", "two-rivers"]) == 0
    assert run(["pack", "two-rivers", "--author", "Ana", "--licence", "CC-BY-4.0"]) == 0
    return (tmp_path / "two-rivers.rogscn").read_bytes()


def test_a_pack_is_uploaded_into_a_second_data_folder_and_played_a_move(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = pack_of(tmp_path, monkeypatch)
    (tmp_path / "second").mkdir()
    house = build(tmp_path / "second")
    ines = trainer(house)
    assert "two-rivers" not in ines.get("/exercises/new").text
    sent = ines.post("/scenarios", handed_in(content))
    assert sent.status_code == 303, sent.text
    page = ines.get("/scenarios").text
    assert "by Ana · CC-BY-4.0 · English" in page
    form = ines.get("/exercises/new?scenario=two-rivers").text
    assert 'name="scenario" value="two-rivers"' in form
    fields: dict[str, str | list[str]] = {"scenario": "two-rivers", "title": "Own", "seed": "3", **chosen_in(form)}
    made = ines.post("/exercises/new", fields)
    assert made.status_code == 303, made.text
    with house.database.reading() as session:
        exercise = session.scalar(sa.select(ExerciseRecord.id).where(ExerciseRecord.scenario == "two-rivers"))
    assert exercise is not None
    ines.exercise = exercise
    opened: dict[str, str | list[str]] = {"what": "first_move", "command_id": "openthefirstmove"}
    assert ines.post(f"/x/{exercise}/lobby/start", opened).status_code == 303
    house.store.execute(exercise, Jump(id="jump000001", member=CONTROL, days=10, ends_move=True))
    assert house.store.published(exercise).control.clock.day == 11
    assert ines.get("/scenarios/two-rivers.rogscn").get_data() == content
    assert ines.post("/scenarios/two-rivers/copy", {}).status_code == 303
    assert "two-rivers-copy1" in ines.get("/scenarios").text
    assert ines.post("/scenarios/two-rivers/remove", {}).status_code == 303
    assert ines.get(f"/x/{exercise}/control/").status_code == 200
    assert ines.get("/scenarios/two-rivers.rogscn").status_code == 404
    assert ines.post("/scenarios/blue-current/remove", {}).status_code == 404
    refused = ines.post("/scenarios", handed_in(b"no zip"))
    assert refused.status_code == 422
    assert "no pack of a scenario" in refused.text
    house.close()


def chosen_in(form: str) -> dict[str, str]:
    """The choices of the form as the page proposes them."""
    selects = re.findall(r'<select[^>]*name="([^"]+)".*?</select>', form, flags=re.DOTALL)
    blocks = re.findall(r"<select.*?</select>", form, flags=re.DOTALL)
    found: dict[str, str] = {}
    for name, block in zip(selects, blocks, strict=True):
        options = re.findall(r'<option\s+value="([^"]*)"([^>]*)>', block)
        found[name] = next((value for value, rest in options if "selected" in rest), options[0][0])
    return found


def test_who_plays_gets_no_scenario(house: House, cast: Cast) -> None:
    for person in (cast.alba, cast.otto):
        for where in ("/scenarios", "/scenarios/blue-current.rogscn"):
            assert person.get(where).status_code in {303, 403}
        assert person.post("/scenarios", handed_in(b"x")).status_code in {303, 403}
    assert not (house.services.config.data / "scenarios").exists()


def test_the_command_line_installs_into_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    content = pack_of(tmp_path, monkeypatch)
    monkeypatch.setenv("ROGATORY_DATA", str(tmp_path / "data"))
    assert run(["install", "two-rivers.rogscn"]) == 0
    assert (tmp_path / "data" / "scenarios" / "two-rivers" / "scenario.toml").is_file()
    capsys.readouterr()
    assert run(["install", "two-rivers.rogscn"]) == 1
    assert "already" in capsys.readouterr().err
    assert run(["install", "--replace", "two-rivers.rogscn"]) == 0
    (tmp_path / "odd.rogscn").write_bytes(content[:200])
    assert run(["install", "odd.rogscn"]) == 1
    assert "nothing was changed" in capsys.readouterr().err
    assert run(["install", "nowhere.rogscn"]) == 2
