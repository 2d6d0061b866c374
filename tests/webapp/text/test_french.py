"""The French that ships: its files agree, no translation breaks a page, and figures are said as French does."""

import re
from datetime import date
from pathlib import Path

import pytest

from tests.webapp.house import House, build
from webapp.text.formatting import Calendar, date_text, days_text, mass
from webapp.text.sorting import place
from webapp.text.translating.catalogues import SHIPPED
from webapp.text.translating.faults import faults
from webapp.text.translating.files import as_mo, as_po, from_po
from webapp.text.translating.spacing import spaced
from webapp.text.translating.template import interface_words
from webapp.text.translating.words import Words, merged
from webapp.visit.config import SHIPPED as OFFERED
from webapp.visit.languages import NOT_REVIEWED

FRENCH = SHIPPED / "fr" / "LC_MESSAGES"
MOST_GAPS = 0
"""Texts that may still be shown in English."""


@pytest.fixture(scope="module")
def words() -> Words:
    """The interface with its French."""
    return merged(
        interface_words("fr", "1"), from_po((FRENCH / "messages.po").read_bytes()).texts, Words("", "fr", "1", ())
    )


def test_what_the_program_reads_is_made_of_what_translators_write() -> None:
    """After a change of messages.po: python3 run.py words import webapp/translations/fr/LC_MESSAGES/messages.po."""
    kept = from_po((FRENCH / "messages.po").read_bytes())
    assert (FRENCH / "messages.mo").read_bytes() == as_mo(kept)
    assert as_po(kept) == (FRENCH / "messages.po").read_bytes()


def test_no_line_begins_with_a_colon(words: Words) -> None:
    """A no-break space stands before : ; ! ? and inside « »: `words import` writes it."""
    assert [text.english for text in words.texts for form in text.said if spaced(form, "fr") != form] == []
    assert spaced("Non\u202f: « oui » ; non !", "fr") == "Non\u202f: «\xa0oui\xa0»\xa0; non\xa0!"
    assert spaced("a : b", "de") == "a : b"


def test_one_word_for_the_warm_up(words: Words) -> None:
    assert not [text.said for text in words.texts if "chauffement" in " ".join(text.said)]


def test_no_translation_would_break_a_page(words: Words) -> None:
    assert [(fault.text.english, fault.lost, fault.added) for fault in faults(words)] == []


def test_every_text_that_ships_is_translated(words: Words) -> None:
    """A new text needs its French: docs/how-to/language.md."""
    left = [text.english for text in words.texts if not text.is_translated]
    assert len(left) <= MOST_GAPS, left


def test_every_form_of_a_plural_is_a_whole_text(words: Words) -> None:
    """A form of one letter is a text that was taken apart."""
    cut = [text.english for text in words.texts if text.plural and any(len(form.split()) < 2 for form in text.said)]
    assert [english for english in cut if len(english.split()) > 2] == []


def test_nothing_is_english_by_mistake(words: Words) -> None:
    """A text of several words that is the same in both languages was forgotten; names of treaties are the same."""
    same = [text.english for text in words.texts if text.english == text.said[0] and len(text.english.split()) > 3]
    assert [text for text in same if re.search(r"\b(the|and|of|is|are|not|with|for)\b", text)] == []


def test_it_is_offered_with_a_note() -> None:
    assert "fr" in OFFERED
    assert "fr" in NOT_REVIEWED


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A server that speaks what ships."""
    return build(tmp_path, languages=OFFERED)


def test_figures_days_and_plurals(house: House) -> None:
    with house.app.test_request_context(headers={"Accept-Language": "fr"}):
        assert date_text(date(2031, 8, 4)) == "4 août 2031"
        assert date_text(date(2031, 3, 1)) == "1er mars 2031"
        assert Calendar(date(2031, 3, 1)).short_day(1) == "sam. 1er mars"
        assert mass(12_345_678).split() == ["12", "345,678", "kg"]
        assert [days_text(days).split() for days in (0, 1, 2)] == [["0", "jour"], ["1", "jour"], ["2", "jours"]]
    house.close()


def test_the_page_says_that_no_lawyer_reviewed_it(house: House) -> None:
    page = house.client().get("/", headers={"Accept-Language": "fr"}).text
    assert '<html lang="fr"' in page
    assert "non relu par un juriste francophone" in page
    assert "not reviewed by a lawyer who is a native speaker" in house.client().get("/").text
    house.close()


def test_words_stand_in_the_order_of_their_letters() -> None:
    names = ["Zoé", "écarté", "Eva", "œuvre", "ecart", "Éros", "élan"]
    assert sorted(names, key=place) == ["ecart", "écarté", "élan", "Éros", "Eva", "œuvre", "Zoé"]
