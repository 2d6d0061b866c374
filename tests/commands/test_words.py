"""Words go out, are translated in a spreadsheet, come in, and stand on the page."""

import shutil
import tomllib
from pathlib import Path

import openpyxl
import pytest

from simulation.exercise.registry import SHIPPED
from simulation.scenario.library import Library
from simulation.scenario.load import directory_of
from simulation.scenario.new_scenario import begin
from simulation.scenario.pack import Manifest, packed
from tests.webapp.house import build, trainer
from webapp.cli import main as cli
from webapp.visit.config import OWN_SCENARIOS

SIGN_IN = {"Sign in": "Anmelden", "Password": "Kennwort"}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own."""
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setenv("ROGATORY_DATA", str(folder))
    return folder


def translate(path: Path, words: dict[str, str]) -> None:
    """Write into the column of the translation, as a person does."""
    book = openpyxl.load_workbook(path)
    for row in book["Words"].iter_rows(min_row=2):
        if str(row[1].value) in words:
            row[5].value = words[str(row[1].value)]
    book.save(path)


def test_what_is_translated_in_a_spreadsheet_stands_on_the_page(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "german.xlsx"
    assert cli.run(["words", "export", "de", "-o", str(file)]) == 0
    translate(file, SIGN_IN)
    assert cli.run(["words", "import", str(file)]) == 0
    said = capsys.readouterr().out
    assert "ROGATORY_LANGUAGES=en,fr,de" in said
    house = build(data, languages=("en", "de"))
    trainer(house)
    try:
        page = house.client().get("/sign-in", headers={"Accept-Language": "de"}).text
        assert SIGN_IN["Password"] in page
        assert "Password" not in page
        assert "Password" in house.client().get("/sign-in", headers={"Accept-Language": "en"}).text
    finally:
        house.close()
    again = tmp_path / "again.po"
    assert cli.run(["words", "export", "de", "-o", str(again)]) == 0
    assert 'msgstr "Kennwort"' in again.read_text(encoding="utf-8")


def test_a_translation_that_breaks_a_page_is_named_and_nothing_is_taken(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "german.xlsx"
    cli.run(["words", "export", "de", "-o", str(file)])
    translate(file, {**SIGN_IN, "Day %(day)s": "Tag %(tag)s"})
    capsys.readouterr()
    assert cli.run(["words", "import", str(file)]) == 1
    said = capsys.readouterr().out
    assert "%(day)s" in said
    assert "%(tag)s" in said
    assert "Nothing was imported" in said
    assert not (data / "translations").exists()


def test_words_of_a_scenario_are_written_beside_its_english(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "blue-current"
    shutil.copytree(directory_of("blue-current"), folder)
    file = tmp_path / "blue.po"
    asked = ("--scenario", str(folder))
    assert cli.run(["words", "export", "de", "-o", str(file), *asked]) == 0
    text = file.read_text(encoding="utf-8")
    assert 'msgid "Blue current"\nmsgstr ""' in text
    file.write_text(
        text.replace('msgid "Blue current"\nmsgstr ""', 'msgid "Blue current"\nmsgstr "Blaue Strömung"'), "utf-8"
    )
    assert cli.run(["words", "import", str(file), *asked]) == 0
    assert "1 of" in capsys.readouterr().out
    assert tomllib.loads((folder / "texts" / "de.toml").read_text(encoding="utf-8")) == {"title": "Blaue Strömung"}
    assert not list(data.iterdir())


def test_words_of_an_installed_scenario_are_found_by_its_name(data: Path, tmp_path: Path) -> None:
    begin(tmp_path / "two-rivers")
    pack = packed(tmp_path / "two-rivers", Manifest(pack=1, id="two-rivers", version="1.0", author="Ana"))
    Library(data / OWN_SCENARIOS).install(pack, SHIPPED.allowed_names)
    file = tmp_path / "rivers.po"
    assert cli.run(["words", "export", "de", "-o", str(file), "--scenario", "two-rivers"]) == 0
    title = 'msgid "A new scenario"\nmsgstr "'
    text = file.read_text(encoding="utf-8")
    assert title in text
    file.write_text(text.replace(title, f"{title}Zwei Flüsse"), "utf-8")
    assert cli.run(["words", "import", str(file)]) == 0
    german = data / OWN_SCENARIOS / "two-rivers" / "texts" / "de.toml"
    assert tomllib.loads(german.read_text(encoding="utf-8")) == {"title": "Zwei Flüsse"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("export", "xq", "-o", "words.po"), "is not a language"),
        (("export", "de", "-o", "words.docx"), ".po or .xlsx"),
        (("export", "de", "-o", "words.po", "--scenario", "nowhere"), "no scenario"),
        (("import", "gone.po"), "cannot be read"),
    ],
)
@pytest.mark.usefixtures("data")
def test_a_bad_call_is_one_clear_line(
    arguments: tuple[str, ...],
    told: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.run(["words", *arguments]) == 2
    said = capsys.readouterr().err
    assert told in said
    assert said.count("\n") == 1
