"""Out of a database and into another: the same bytes, the same exercise, and no names unless they are asked for."""

import json
from pathlib import Path
from typing import get_type_hints

import pytest
import sqlalchemy as sa

from simulation.exercise.clock.commands import Jump
from simulation.exercise.core.command import COMMANDS
from simulation.exercise.core.settings import RULES_VERSION
from simulation.exercise.injects.commands import WriteInject
from simulation.exercise.meetings.commands import AgreedTask
from simulation.exercise.registry import SHIPPED
from simulation.law.book.content import Content
from tests.commands.conftest import NAME, TYPED, UNDONE, Played
from webapp.cli import main as cli
from webapp.store.exchange_file import TYPED as TYPED_FIELDS
from webapp.store.exchange_file import TYPED_LISTS, Plain, without_words
from webapp.store.tables import MemberRecord


def exported(played: Played, path: Path, *options: str) -> Path:
    assert cli.run(["export", played.exercise, "-o", str(path), *options]) == 0
    return path


def imported(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    capsys.readouterr()
    assert cli.run(["import", str(path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert isinstance(told, dict)
    return told


def test_the_same_exercise_gives_the_same_bytes(played: Played, tmp_path: Path) -> None:
    one = exported(played, tmp_path / "one.rogatory")
    other = exported(played, tmp_path / "other.rogatory")
    assert one.read_bytes() == other.read_bytes()
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_names_and_texts_stay_out(played: Played, tmp_path: Path) -> None:
    text = exported(played, tmp_path / "one.rogatory").read_text(encoding="utf-8")
    for canary in (NAME, TYPED, UNDONE, "anaryfeather", "token-", "mfirst000001", "maaaa0000002"):
        assert canary not in text
    body = json.loads(text)
    assert body["drafts"] == []
    assert body["notes"] == []
    said = [row["command"]["text"] for row in body["journal"] if row["command"]["type"] == "SendMessage"]
    assert said[0] == "xxxxxxxxxxxxxx xxx xxxxxx"
    assert body["places"] == [{"country": "KES", "entity": "account/one", "x": 4, "y": -2}]


def test_names_and_texts_on_demand(played: Played, tmp_path: Path) -> None:
    body = json.loads(exported(played, tmp_path / "one.rogatory", "--with-names").read_text(encoding="utf-8"))
    assert [member["name"] for member in body["members"]] == [NAME, NAME]
    assert body["title"] == "Canaryfeather ministry"
    assert body["notes"][0]["text"] == TYPED
    assert body["drafts"][0]["member"] == "member-0001"
    assert any(row["command"].get("text") == UNDONE for row in body["journal"])
    assert "token-" not in json.dumps(body)


@pytest.mark.parametrize("options", [[], ["--with-names"]])
def test_a_round_trip(played: Played, tmp_path: Path, options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    one = exported(played, tmp_path / "one.rogatory", *options)
    told = imported(one, capsys)
    assert told["playable"] is True
    again = Played(played.house, played.folder, str(told["exercise"]))
    other = exported(again, tmp_path / "other.rogatory", *options)
    assert other.read_bytes() == one.read_bytes()
    first, second = (played.house.store.published(each.exercise) for each in (played, again))
    assert second.horizon == first.horizon
    assert [seat.country for seat in second.control.countries] == [seat.country for seat in first.control.countries]
    played.house.store.execute(again.exercise, Jump(id="jump00002", member="control", days=5))
    with played.house.database.reading() as session:
        people = session.scalars(sa.select(MemberRecord).where(MemberRecord.exercise_id == again.exercise)).all()
        assert {person.name for person in people} == ({NAME} if options else {"member 0001", "member 0002"})
        assert not {person.link_seed for person in people} & {"token-mfirst000001", "token-maaaa0000002"}


def test_verify_says_the_same(played: Played, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for options in ([], ["--with-names"]):
        path = exported(played, tmp_path / "one.rogatory", *options)
        capsys.readouterr()
        assert cli.run(["verify", str(path), "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert told["same"] is True
        assert told["events"] == told["replayed"] > 100
        assert told["commands"] == 8


def test_verify_finds_a_changed_event(played: Played, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = exported(played, tmp_path / "one.rogatory")
    body = json.loads(path.read_text(encoding="utf-8"))
    changed = next(row for row in body["events"] if row["event"]["type"] == "DocumentReceived")
    changed["event"]["rows"] += 1
    path.write_text(json.dumps(body), encoding="utf-8")
    assert cli.run(["verify", str(path)]) == 1
    assert "differs" in capsys.readouterr().err
    assert cli.run(["import", str(path)]) == 1
    assert "was not imported" in capsys.readouterr().err


def test_verify_under_other_rules(played: Played, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = exported(played, tmp_path / "one.rogatory")
    body = json.loads(path.read_text(encoding="utf-8"))
    body["rules_version"] = RULES_VERSION + 1
    path.write_text(json.dumps(body), encoding="utf-8")
    assert cli.run(["verify", str(path)]) == 3
    assert imported(path, capsys)["playable"] is False


def test_an_unknown_exercise(played: Played, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["export", "nothere", "-o", str(tmp_path / "x.rogatory")]) == 2
    told = capsys.readouterr()
    assert told.err.count("\n") == 1
    assert played.exercise in told.err
    assert not (tmp_path / "x.rogatory").exists()


def test_a_place_where_nothing_can_be_written(
    played: Played, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["export", played.exercise, "-o", str(tmp_path / "no" / "x.rogatory")]) == 2
    assert "cannot write" in capsys.readouterr().err


def test_every_text_that_people_type_is_known_as_such() -> None:
    """A new field of words has to be named in `TYPED`, or be a code."""
    codes = {
        "id", "member", "country", "who", "to", "inject", "request", "finding", "verdict", "requested", "ground",
        "consent", "target", "person", "offence", "report", "decision", "entity", "a", "b", "kind", "claim", "persona",
        "about", "answers", "choice", "meeting", "task", "basis", "language", "charge", "procedure", "action", "lever",
        "notice", "channel", "handover", "measure", "document", "outcome", "witness", "event", "sender", "from_country",
        "unanswered",  # a choice of an event that control wrote, whose words are its code
    }  # fmt: skip
    kinds = (*COMMANDS.values(), Content, AgreedTask)
    words = {name for kind in kinds for name, hint in get_type_hints(kind).items() if hint in {str, str | None}}
    assert words - codes <= TYPED_FIELDS
    assert words >= TYPED_FIELDS


def test_each_of_several_hints_is_crossed_out() -> None:
    assert get_type_hints(WriteInject).keys() >= TYPED_LISTS
    sent: dict[str, Plain] = {"hints": ["Ask Anna"], "choices": ["Yes"], "facts": [["cause", "leak/0"]]}
    assert without_words(sent, SHIPPED.typed_terms) == {**sent, "hints": ["xxx xxxx"]}


def test_words_typed_into_a_procedure_are_known_as_such() -> None:
    agreement = {"confidentiality", "costs", "evidence", "law", "members", "purpose"}
    preservation = {"custodian", "data", "data_link", "preserve_need"}
    extradition = {"alternative", "description", "law_text", "offence_place_time", "presence_there", "warrant"}
    assert SHIPPED.typed_terms == agreement | preservation | extradition
    sent: Plain = {"terms": [["costs", "Anna pays"], ["leader", "KES"], ["duration_days", 90]]}
    assert without_words(sent, SHIPPED.typed_terms) == {
        "terms": [["costs", "xxxx xxxx"], ["leader", "KES"], ["duration_days", 90]]
    }
