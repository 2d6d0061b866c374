"""Translators get every text: those of the pages, of the views, of the sentences for codes and of the tables of law."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache

from babel.support import NullTranslations
from flask_babel import Domain

from simulation.casework.file.measures import measure_rules
from simulation.casework.proof.defence import point_rows
from simulation.casework.proof.sentencing import sentence_rows
from simulation.casework.proof.usability import usability_rules
from simulation.exercise.registry import SHIPPED
from simulation.law.assessment.safeguards import SOURCES
from simulation.law.rows import LawRow
from tests.webapp.house import House
from webapp.text.law_texts import book_lines, law_book, lever_texts, source_parts, source_text
from webapp.text.say import AREAS
from webapp.text.translating.template import interface_words
from webapp.visit.languages import pseudo

WORD = re.compile(r"[a-z]{2,}")
SAID_BY_CODE = {"nature"}
"""Fields of the law's rows that pages say by a code of their own."""
NEVER_SHOWN = {"desks", "loads"}
"""Rows of times that reach no page."""


@cache
def extracted() -> frozenset[str]:
    """What the template for translators holds."""
    words = interface_words("fr", "1")
    return frozenset(each for text in words.texts for each in (text.english, text.plural) if each)


def test_the_extraction_finds_them() -> None:
    found = extracted()
    assert "Choose a seat" in found
    assert "The name or the password is wrong." in found
    assert "%(num)s people" in found
    assert [text for words in (*AREAS, SHIPPED.words) for text in words.values() if text not in found] == []


def texts_of_law() -> Iterator[str]:
    """Every name and text of the law's rows that a page may show, and every source as people can look it up."""
    book = law_book()
    tables = [getattr(book, field.name) for field in fields(book) if field.name != "times"]
    times = [getattr(book.times, field.name) for field in fields(book.times) if field.name not in NEVER_SHOWN]
    law = tuple(rows_in((tables, times)))
    for row in law:
        for name, field in type(row).model_fields.items():
            if str(field.annotation) == "Said" and name not in {"source", *SAID_BY_CODE}:
                yield getattr(row, name)
    sources = [row.source for row in law]
    sources += [rule.source for rule in usability_rules()] + [rule.source for rule in measure_rules()]
    sources += [row.source for row in sentence_rows()] + [row.source for row in point_rows().values()]
    sources += SOURCES
    for procedure in SHIPPED.procedures:
        rules = procedure.rules
        sources += [row.basis for row in (rules.begins, *rules.transitions)]
        sources += [status.basis for status in rules.statuses.values()]
    for source in sources:
        yield from source_parts(source)


def rows_in(values: object) -> Iterator[LawRow]:
    """The rows of law somewhere in nested values."""
    if isinstance(values, LawRow):
        yield values
    elif isinstance(values, Mapping):
        yield from rows_in(tuple(values.values()))
    elif isinstance(values, tuple | list):
        for each in values:
            yield from rows_in(each)


def test_translators_get_every_text_of_the_law() -> None:
    texts = tuple(texts_of_law())
    assert len(set(texts)) > 900
    assert sorted({text for text in texts if text not in extracted()}) == []


class Noted(NullTranslations):
    """A catalogue that notes what is asked of it, and has a translation for everything."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def gettext(self, message: str) -> str:
        """The pseudo-text."""
        self.asked.add(message)
        return pseudo(message)

    ugettext = gettext


class NotedDomain(Domain):
    """Where such a catalogue is asked."""

    def __init__(self, catalogue: Noted) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # of flask_babel
        self.catalogue = catalogue

    def get_translations(self) -> NullTranslations:
        """The same for every locale."""
        return self.catalogue


def test_pages_say_the_book_in_the_visitors_language(house: House) -> None:
    catalogue = Noted()
    with house.app.test_request_context():
        NotedDomain(catalogue).as_default()  # type: ignore[no-untyped-call]  # of flask_babel
        lines = [line for _chapter, line in book_lines()]
        said = [text for line in lines for text in (line.name, line.text, source_text(line.source))]
        said += [text for lever in lever_texts() for text in (lever.name, lever.text, lever.source)]
    assert [text for text in said if WORD.search(text) and "⟦" not in text] == []
    assert sorted(text for text in catalogue.asked if WORD.search(text) and text not in extracted()) == []
