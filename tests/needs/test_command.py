"""What `rogatory scenario` says of needs: sentences with the row, chains as a table and as a drawing."""

import json
import re
from pathlib import Path

import pytest

from tests.needs.planted import planted, replaced
from tests.scenario.copies import copy_of_blue_current, without_needs
from webapp.cli.commands.scenario import run

pytestmark = pytest.mark.acceptance("examines a small world for each command")

type Said = pytest.CaptureFixture[str]


def test_a_row_that_is_not_true_is_bad_and_what_is_late_is_told(tmp_path: Path, capsys: Said) -> None:
    directory = planted(tmp_path)
    assert run(["check", str(directory), "--json"]) == 1
    body = json.loads(capsys.readouterr().out)
    assert not [each for each in body["demands"] if each["path"].startswith("needs.toml")]
    assert any(each["path"] == "needs.toml: needs.4.by.0" for each in body["notes"])
    replaced(directory, "needs.toml", 'together_with = ["need/alv_word"]\n', "")
    assert run(["check", str(directory)]) == 1
    said = re.sub(r", line \d+:", ":", capsys.readouterr().out)
    assert "  needs.toml: needs.1.by.0: (need/alv_find) with examination of container/ferry charge" in said
    assert "  for information: needs.toml: needs.4.by.0: (need/alv_next) asked on day 1 without urgency" in said


def test_an_exercise_without_needs_opens_and_is_not_ready(tmp_path: Path, capsys: Said) -> None:
    directory = copy_of_blue_current(tmp_path)
    without_needs(directory)
    assert run(["check", str(directory)]) == 1
    said = capsys.readouterr().out
    assert "blue-current: it can be opened, but 1 thing is missing before a room can play it" in said
    assert "  needs.toml: this file is missing: it says what each country can only get by asking" in said
    assert "docs/needs.md says how to write it" in said
    assert run(["needs", str(directory)]) == 0
    assert "blue-current: no needs; docs/needs.md tells how to write them" in capsys.readouterr().out


def test_a_team_that_lacks_nothing_of_one_side_is_a_demand(tmp_path: Path, capsys: Said) -> None:
    directory = planted(tmp_path)
    replaced(
        directory, "needs.toml", 'chain = "where_it_lies"\nside = "money"', 'chain = "where_it_lies"\nside = "chain"'
    )
    assert run(["check", str(directory), "--json"]) == 1
    told = {(each["path"], each["message"]) for each in json.loads(capsys.readouterr().out)["demands"]}
    assert ("needs.toml", "ALV lacks nothing on the side of the money") in told


def test_chains_are_told_with_their_days(tmp_path: Path, capsys: Said) -> None:
    assert run(["needs", str(planted(tmp_path))]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "The outer row"
    (line,) = [each for each in said if each.startswith("  need/alv_next: ")]
    assert (
        "Alvane lacks the destination of the money: account/reserve. Browermark has it: Bank records: account/front"
        in line
    )
    assert "from day 1; lost on day 71: account/reserve is empty; an automatic office answers on day 95." in line
    assert line.endswith("Freeze: account/reserve; Money frozen now: more; the network then moves its money.")
    waits = (
        "Not before this is answered: the destination of the money: account/reserve (whoever charges the broker first"
    )
    assert waits in "\n".join(said)


def test_letters_are_sent_so_many_times(tmp_path: Path, capsys: Said) -> None:
    """A register is quick; the statement of somebody who leaves on day 80 is not."""
    assert run(["needs", str(planted(tmp_path)), "--sendings", "6", "--json"]) == 0
    days = {each["need"]: each["days"] for each in json.loads(capsys.readouterr().out)}
    back = {key: int(said.rpartition("; ")[2].partition(" of 6 letters")[0]) for key, said in days.items()}
    assert back["need/bro_owner"] == 6
    assert back["need/alv_word_too"] < back["need/alv_user"]


def test_chains_can_go_into_a_page(tmp_path: Path, capsys: Said) -> None:
    directory = planted(tmp_path)
    assert run(["needs", str(directory), "--markdown"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("```mermaid\nflowchart LR\n")
    assert 'BRO([BRO]) -- "Bank records" --> n4["ALV: the destination of the money: account/reserve"]' in page
    assert "n4 -. first .-> a1" in page
    assert [page.count(f"| {name} lacks ") for name in ("Alvane", "Browermark")] == [5, 4]
    assert run(["needs", str(directory), "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 9
