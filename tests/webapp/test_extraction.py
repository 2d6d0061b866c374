"""Translators get every text: those of the pages, of the views and of the sentences for codes."""

from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

from simulation.exercise.registry import SHIPPED
from tests.architecture.tree import ROOT
from webapp.text.say import AREAS

KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None}


def test_the_extraction_finds_them() -> None:
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # of Babel
    found: set[str] = set()
    for line in extract_from_dir(str(ROOT), methods, options, keywords=KEYWORDS):
        message = line[2]
        found |= {message} if isinstance(message, str) else set(filter(None, message))
    assert "Choose a seat" in found
    assert "Name or password is wrong." in found
    assert "%(num)s people" in found
    assert [text for words in (*AREAS, SHIPPED.words) for text in words.values() if text not in found] == []
