"""Words, days, amounts and numbers found in papers however people type them.

A name is found without its accents, a number of an account or telephone with or without blanks and hyphens, a day as a
date field writes it or in words, an amount with or without separators.
"""

from __future__ import annotations

import re
import unicodedata
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from threading import Lock

from simulation.casework.documents.document import Cell, CellKind, Document
from simulation.exercise.evidence.views import FiledDocument
from simulation.kernel.agenda import DAY, HOUR
from webapp.desk.documents.sheet import code_text, reference
from webapp.desk.readable import Reader
from webapp.text.formatting import Calendar, duration, iso_text, mass

KEPT = 20_000
"""Papers whose text is kept ready."""

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i", "\u2019": "'"}
)
"""Letters that do not come apart into a plain one and a mark."""


def folded(text: str) -> str:
    """A text in small letters without accents."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).translate(_LETTERS)


def compact(text: str) -> str:
    """Letters and digits alone: a number as nobody groups it."""
    return "".join(filter(str.isalnum, text))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for: every word has to be there, as typed or without what groups a number."""

    words: tuple[tuple[str, str], ...] = ()
    typed: str = ""

    @classmethod
    def read(cls, text: str) -> Wanted:
        """From what was typed; groups of digits with blanks between them are one number."""
        words: list[tuple[str, str]] = []
        for word in _numbers_joined(folded(text).split()):
            if any(map(str.isdigit, word)):
                words.append((word, compact(word)))
            else:
                words += ((part, "") for part in re.split(r"[\W_]+", word) if part)
        return cls(tuple(words), text)

    def __bool__(self) -> bool:
        """Whether anything is looked for."""
        return bool(self.words)

    def is_in(self, text: str) -> bool:
        """Whether every word is in a text (see `told`)."""
        return all(word in text or (number and number in text) for word, number in self.words)

    def without(self, text: str) -> Wanted:
        """What is left to be found elsewhere."""
        return Wanted(tuple(pair for pair in self.words if pair[0] not in text and not (pair[1] and pair[1] in text)))


NOTHING = Wanted()
"""Nothing is looked for."""


@dataclass(frozen=True, slots=True)
class Text:
    """A paper as it is searched: what stands above the table, and every row."""

    head: str
    rows: tuple[str, ...]
    all_rows: str

    def found(self, wanted: Wanted) -> tuple[int, ...]:
        """Numbers of the rows that hold every word, 1 for the first."""
        if not wanted.is_in(self.all_rows):
            return ()
        return tuple(place for place, row in enumerate(self.rows, start=1) if wanted.is_in(row))


def _numbers_joined(words: list[str]) -> list[str]:
    """Words with neighbouring groups of digits as one: `xd09 6565 7271` is a number, `2031-03-06 96500` are two."""
    found: list[str] = []
    was_group = False
    for word in words:
        is_group = word.isalnum() and any(map(str.isdigit, word))
        if is_group and was_group:
            found[-1] += word
        else:
            found.append(word)
        was_group = is_group
    return found


def told(parts: Iterable[str]) -> str:
    """Texts in one, each also without what groups it."""
    return "\n".join(map(_told, parts))


@lru_cache(KEPT)
def _told(part: str) -> str:
    found = []
    for line in folded(part).split("\n"):
        found.append(line)
        number = compact(line)
        if number != line and any(map(str.isdigit, number)):
            found.append(number)
    return "\n".join(found)


class _Shelf:
    """Texts of papers that were searched before; a paper is the same value in every view that holds it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._texts: OrderedDict[tuple[int, str], tuple[Document, Text]] = OrderedDict()

    def text(self, document: Document, reader: Reader) -> Text:
        key = (id(document), reader.language)
        with self._lock:
            known = self._texts.get(key)
            if known is not None and known[0] is document:
                return known[1]
        made = _text(document, reader)
        with self._lock:
            self._texts[key] = (document, made)
            while len(self._texts) > KEPT:
                self._texts.popitem(last=False)
        return made


_shelf = _Shelf()


def text_of(document: Document, reader: Reader) -> Text:
    """A paper as it is searched."""
    return _shelf.text(document, reader)


def matches(filed: FiledDocument, wanted: Wanted, reader: Reader) -> bool:
    """Whether a paper's number, heading and names, or these together with one of its rows, hold every word."""
    text = text_of(filed.document, reader)
    left = wanted.without(told((filed.label,))).without(text.head)
    return not left or bool(text.found(left))


def _text(document: Document, reader: Reader) -> Text:
    about = document.mention(document.about)
    said: dict[tuple[CellKind, str | int], str] = {}

    def text(cell: Cell) -> str:
        """A cell in words; what stands in many rows is worded once."""
        place = (cell.kind, cell.value)
        if place not in said:
            said[place] = _told(_cell(cell, document, reader))
        return said[place]

    head = (
        reader.documents.kind_of(document),
        about.label if about is not None else "",
        reader.documents.issuer(document),
        reference(document, reader),
        reader.country(document.country),
        _day(document.dated, reader),
        *(entity.label for entity in document.mentions),
    )
    above = "\n".join((told(head), *(text(cell) for _name, cell in document.heading)))
    rows = tuple("\n".join(map(text, row.cells)) for row in document.rows)
    return Text(above, rows, "\n".join(rows))


def _cell(cell: Cell, document: Document, reader: Reader) -> str:
    """A cell in every way in which people would type it."""
    value = cell.value
    if isinstance(value, str):
        if cell.kind is CellKind.ENTITY:
            known = document.mention(value)
            return known.label if known is not None else ""
        if cell.kind is CellKind.DAY:
            return f"{value}\n{iso_text(value)}"
        return code_text(value, reader) if cell.kind is CellKind.CODE else value
    match cell.kind:
        case CellKind.DATE | CellKind.TIME:
            clock = f"\n{value % DAY // HOUR:02d}:{value % HOUR // 60:02d}" if cell.kind is CellKind.TIME else ""
            return _day(value, reader) + clock
        case CellKind.AMOUNT:
            digits = reader.scenario.currency.minor_digits
            whole, rest = divmod(abs(value), 10**digits)
            return f"{whole}.{rest:0{digits}d}" if digits else str(whole)
        case CellKind.GRAMS:
            return f"{value}\n{mass(value)}"
        case CellKind.DURATION:
            return f"{value}\n{duration(value)}"
        case _:
            return str(value)


def _day(second: int, reader: Reader) -> str:
    """A day as date fields, tables and letters write it."""
    return _day_text(reader.calendar, reader.calendar.date_of(second), reader.language)


@lru_cache(KEPT)
def _day_text(calendar: Calendar, day: date, _language: str) -> str:
    second = (day - calendar.start).days * DAY
    plain = (day.isoformat(), f"{day:%d.%m.%Y}", f"{day.day}.{day.month}.{day.year}", f"{day.day:02d}")
    return "\n".join((*plain, calendar.long(second), calendar.short(second)))
