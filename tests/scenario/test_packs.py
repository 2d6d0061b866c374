"""A scenario as one file: what is packed comes out, and what could do harm never comes in, not even in part."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from simulation.exercise.registry import SHIPPED
from simulation.kernel.errors import ScenarioError
from simulation.scenario.added_event import AddedEvent
from simulation.scenario.library import Library
from simulation.scenario.load import load
from simulation.scenario.new_scenario import begin
from simulation.scenario.pack import FILES, MOST_UNPACKED, Manifest, opened, packed
from simulation.scenario.schema.play import Inject, Trigger
from simulation.scenario.schema.scenario import Scenario

KNOWN = SHIPPED.allowed_names
MANIFEST = 'pack = 1\nid = "two-rivers"\nversion = "1.0"\nauthor = "Ana"\nlicence = "CC-BY-4.0"\nlanguages = ["en"]\n'


def made(tmp_path: Path) -> dict[str, bytes]:
    begin(tmp_path / "two-rivers")
    names = list((tmp_path / "two-rivers").rglob("*.toml"))
    files = {path.relative_to(tmp_path / "two-rivers").as_posix(): path.read_bytes() for path in names}
    return {"manifest.toml": MANIFEST.encode(), **files}


def zipped(files: dict[str, bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return into.getvalue()


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*")) if folder.exists() else []


def test_what_is_packed_is_installed_and_packed_again_to_the_byte(tmp_path: Path) -> None:
    made(tmp_path)
    content = packed(tmp_path / "two-rivers", Manifest(pack=1, id="two-rivers", version="1.0", author="Ana"))
    first, second = Library(tmp_path / "a"), Library(tmp_path / "b")
    assert first.install(content, KNOWN).name == "two-rivers"
    again = first.pack("two-rivers", KNOWN)
    assert second.install(again, KNOWN).name == "two-rivers"
    assert second.pack("two-rivers", KNOWN) == again
    assert second.manifest("two-rivers", second.install(again, KNOWN, replace=True)).author == "Ana"
    assert second.names()[-1] == "two-rivers"
    with pytest.raises(ScenarioError, match="already"):
        second.install(again, KNOWN)
    second.remove("two-rivers")
    assert left_in(tmp_path / "b") == []


def test_what_ships_goes_out_and_comes_in_under_another_name(tmp_path: Path) -> None:
    library = Library(tmp_path / "own")
    with pytest.raises(ScenarioError, match="name of a scenario that ships"):
        library.install(library.pack("blue-current", KNOWN), KNOWN)
    assert library.duplicate("blue-current", KNOWN) == "blue-current-copy1"
    assert library.duplicate("blue-current-copy1", KNOWN) == "blue-current-copy2"
    assert set(opened(library.pack("blue-current-copy2", KNOWN)).files) <= FILES | {"texts/en.toml", "texts/fr.toml"}
    assert library.owned() == ("blue-current-copy1", "blue-current-copy2")


def _linked(files: dict[str, bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        for name, body in files.items():
            part = zipfile.ZipInfo(name)
            part.external_attr = (0o120777 if name == "play.toml" else 0o100644) << 16
            archive.writestr(part, b"/etc/passwd" if name == "play.toml" else body)
    return into.getvalue()


def _with(name: str, body: bytes) -> Callable[[dict[str, bytes]], bytes]:
    return lambda files: zipped({**files, name: body})


def _twice(files: dict[str, bytes]) -> bytes:
    """Another file of the same length of name is called like the first."""
    return zipped({**files, "texts/fr.toml": b"x = 1"}).replace(b"texts/fr.toml", b"texts/en.toml")


def _lying(files: dict[str, bytes]) -> bytes:
    """A bomb whose header says that it is small."""
    content = bytearray(zipped({**files, "play.toml": b"#" * (MOST_UNPACKED + 10)}))
    size = (MOST_UNPACKED + 10).to_bytes(4, "little")
    small = (100).to_bytes(4, "little")
    return bytes(content.replace(size, small))


def _words(extra: str) -> Callable[[dict[str, bytes]], bytes]:
    def spoil(files: dict[str, bytes]) -> bytes:
        text = files["texts/en.toml"].decode()
        line = next(each for each in text.splitlines() if each.startswith("title ="))
        return zipped({**files, "texts/en.toml": text.replace(line, f'title = "Two {extra} rivers"', 1).encode()})

    return spoil


HARM: list[tuple[str, Callable[[dict[str, bytes]], bytes], str]] = [
    ("newer version", _with("manifest.toml", MANIFEST.replace("pack = 1", "pack = 7").encode()), "newer version"),
    ("no manifest", lambda files: zipped({key: files[key] for key in files if key != "manifest.toml"}), "manifest"),
    ("bomb", _with("play.toml", b"#" * (MOST_UNPACKED + 10)), "unpacks to more"),
    ("bomb that lies", _lying, "pack"),
    ("way up", _with("../play.toml", b"x = 1"), "no file of a scenario"),
    ("absolute", _with("/etc/play.toml", b"x = 1"), "no file of a scenario"),
    ("backslash", _with("texts\\..\\x.toml", b"x = 1"), "no file of a scenario"),
    ("program", _with("run.py", b"import os"), "no file of a scenario"),
    ("pickle", _with("texts/en.pickle", b"\x80\x04"), "no file of a scenario"),
    ("link", _linked, "is a link"),
    ("twice", _twice, "twice"),
    ("hidden sign", _words("\u202e"), "cannot be seen"),
    ("hidden by an escape", _words("\\u202e"), "cannot be seen"),
    ("name of another", _with("manifest.toml", MANIFEST.replace("two-rivers", "three-rivers").encode()), "says"),
    ("hostile name", _with("manifest.toml", MANIFEST.replace("two-rivers", "../../x").encode()), "id"),
    ("hostile author", _with("manifest.toml", MANIFEST.replace("Ana", "<script>").encode()), "author"),
    ("a number without end", _with("scenario.toml", b"format = " + b"9" * 5000), "TOML"),
    ("nested without end", _with("scenario.toml", b"x = " + b"[" * 5000), "TOML"),
    ("broken scenario", _with("play.toml", b"presets = 3"), "play.toml"),
    ("no zip", lambda files: b"PK\x03\x04 nothing", "no pack"),
    ("empty", lambda files: b"", "no pack"),
    ("too large", lambda files: b"x" * 1_000_001, "larger"),
]


@pytest.mark.parametrize(("spoil", "words"), [each[1:] for each in HARM], ids=[each[0] for each in HARM])
def test_harm_is_refused_in_words_and_leaves_nothing(
    tmp_path: Path, spoil: Callable[[dict[str, bytes]], bytes], words: str
) -> None:
    content = spoil(made(tmp_path))
    library = Library(tmp_path / "own")
    with pytest.raises(ScenarioError) as refused:
        library.install(content, KNOWN)
    assert words in str(refused.value)
    assert len(str(refused.value)) < 20_000
    assert left_in(tmp_path / "own") == []
    assert library.owned() == ()


def event(scenario: Scenario, *, language: str = "en") -> AddedEvent:
    """The next event of a room."""
    number = sum(each.key.startswith("inject/own_") for each in scenario.play.injects) + 1
    line = Inject(key=f"inject/own_{number}", trigger=Trigger(day=3), sender=scenario.play.injects[0].sender)
    parts = ("title", "text", "purpose", "expected", "hint1", "hint2", "hint3")
    return AddedEvent(line, {part: f"The {part}" for part in parts}, {}, language=language)


def own_copy(tmp_path: Path) -> tuple[Library, Path]:
    """A library with a scenario of one's own, beside whose files lie notes."""
    library = Library(tmp_path / "own")
    folder = library.directory(library.duplicate("blue-current", KNOWN))
    (folder / "README.md").write_text("Who wrote it", encoding="utf-8")
    (folder / "drawings").mkdir()
    (folder / "drawings" / "map.svg").write_text("<svg/>", encoding="utf-8")
    return library, folder


def test_what_lies_beside_the_files_of_a_scenario_stays_when_an_event_is_kept_in_it(tmp_path: Path) -> None:
    library, folder = own_copy(tmp_path)
    before = left_in(tmp_path / "own")
    library.keep_event(folder.name, event, KNOWN)
    assert left_in(tmp_path / "own") == before
    assert (folder / "README.md").read_text(encoding="utf-8") == "Who wrote it"
    assert load(folder, KNOWN).play.injects[-1].key == "inject/own_1"


def test_a_scenario_is_back_when_the_changed_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, folder = own_copy(tmp_path)
    before, rename = left_in(tmp_path / "own"), Path.rename

    def full(path: Path, to: Path) -> Path:
        if path.name.startswith(".new"):
            raise OSError(28, "No space left on device")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(OSError, match="No space"):
        library.keep_event(folder.name, event, KNOWN)
    assert left_in(tmp_path / "own") == before
    assert "inject/own_1" not in {each.key for each in load(folder, KNOWN).play.injects}


def test_two_who_keep_an_event_at_once_keep_both(tmp_path: Path) -> None:
    library, folder = own_copy(tmp_path)

    def slowly(scenario: Scenario) -> AddedEvent:
        made = event(scenario)
        time.sleep(0.2)
        return made

    with ThreadPoolExecutor(2) as hands:
        kept = [hands.submit(library.keep_event, folder.name, slowly, KNOWN) for _hand in range(2)]
        assert sorted(each.result().line.key for each in kept) == ["inject/own_1", "inject/own_2"]
    assert [each.key for each in load(folder, KNOWN).play.injects][-2:] == ["inject/own_1", "inject/own_2"]


def test_french_words_go_into_the_french_file_and_stand_in_the_english_one_to_be_translated(tmp_path: Path) -> None:
    library, folder = own_copy(tmp_path)
    library.keep_event(folder.name, lambda scenario: event(scenario, language="fr"), KNOWN)
    assert load(folder, KNOWN).text("inject/own_1.title", "fr") == "The title"
    assert "own_1" in (folder / "texts" / "fr.toml").read_text(encoding="utf-8")
    english = (folder / "texts" / "en.toml").read_text(encoding="utf-8")
    assert "# Written in a room; in fr, to be translated" in english
    library.keep_event(folder.name, lambda scenario: event(scenario, language="de"), KNOWN)
    assert not (folder / "texts" / "de.toml").exists()
