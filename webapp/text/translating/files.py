"""Words as a PO file, which translators' programs read, and as a workbook, which everybody can open."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from zipfile import BadZipFile

import openpyxl
import xlsxwriter
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po
from openpyxl.utils.exceptions import InvalidFileException

from webapp.text.translating.words import Text, UnknownLanguageError, Words, plural_forms

PROJECT = "rogatory"
"""Before the book's name in a PO file's header, and the first cell of a workbook."""

ABOUT, SHEET = "About", "Words"
ROWS = ("Book", "Language", "Version")
"""Of the first sheet, under the name of the program."""

HEADINGS = ("Key", "English", "English, several", "Note", "Where")
"""Of the sheet of words; after them comes a column for each form of the translation."""

TRANSLATION = "Translation"

_MOST_ROWS = 20_000
_WRITTEN = datetime(2000, 1, 1, tzinfo=UTC)
"""In the place of the clock: the same words give the same file."""


class WordFileError(Exception):
    """A file that holds no words; its text says why."""


# --- PO ---------------------------------------------------------------------------------------------------------------


def as_po(words: Words) -> bytes:
    """A PO file."""
    out = io.BytesIO()
    write_po(out, _catalogue(words, words.texts), width=100)
    return out.getvalue()


def as_mo(words: Words) -> bytes:
    """What the program reads when it runs: the translated texts alone."""
    out = io.BytesIO()
    write_mo(out, _catalogue(words, tuple(text for text in words.texts if text.is_translated)))
    return out.getvalue()


def from_po(content: bytes) -> Words:
    """The words of a PO file.

    Raises:
        WordFileError: It is none of ours.
    """
    try:
        catalogue = read_po(io.BytesIO(content), abort_invalid=True)
    except (PoFileError, ValueError, UnicodeDecodeError, LookupError, TypeError) as error:
        raise WordFileError(str(error) or type(error).__name__) from error
    project, _, book = catalogue.project.partition(" ")
    if project != PROJECT or not book or catalogue.locale is None:
        raise WordFileError("its header names no book of Rogatory and no language")
    language = str(catalogue.locale)
    forms = _forms(language)
    texts = tuple(_read(each, forms) for each in catalogue if each.id)
    left = tuple(_read(each, forms) for each in catalogue.obsolete.values())
    return Words(book, language, catalogue.version, texts, left)


def _catalogue(words: Words, texts: tuple[Text, ...]) -> Catalog:
    made = Catalog(
        locale=words.language,
        header_comment="# Words of Rogatory, Apache-2.0. Placeholders such as %(name)s stay as they are.",
        project=f"{PROJECT} {words.book}",
        version=words.version,
        last_translator="nobody yet",
        language_team=words.language,
        creation_date=_WRITTEN,
        revision_date=_WRITTEN,
        fuzzy=False,
    )
    for text in texts:
        made.add(
            _ids(text),
            text.said if text.plural else text.said[0],
            locations=[(place, 0) for place in text.places],
            auto_comments=[text.note] if text.note else [],
            context=text.key or None,
        )
    for text in words.left:
        said = text.said if text.plural else text.said[0]
        made.obsolete[f"{text.key}/{text.english}"] = Message(_ids(text), said, context=text.key or None)
    return made


def _ids(text: Text) -> str | tuple[str, str]:
    return (text.english, text.plural) if text.plural else text.english


def _read(message: Message, forms: int) -> Text:
    several = isinstance(message.id, tuple | list)
    english, plural = (str(message.id[0]), str(message.id[1])) if several else (str(message.id), "")
    said = tuple(message.string) if isinstance(message.string, tuple | list) else (message.string or "",)
    wanted = forms if several else 1
    return Text(
        english,
        (*said, *[""] * wanted)[:wanted],
        plural,
        message.context or "",
        tuple(sorted({place for place, _ in message.locations})),
        " ".join(message.auto_comments),
    )


# --- XLSX -------------------------------------------------------------------------------------------------------------


def as_workbook(words: Words) -> bytes:
    """A workbook: what it is on the first sheet, the texts on the second, with a column for each form."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": _WRITTEN, "title": f"{PROJECT} {words.book} {words.language}"})
        bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        about = book.add_worksheet(ABOUT)
        about.set_column(0, 1, 30)
        about.write_string(0, 0, PROJECT, bold)
        for row, (name, value) in enumerate(zip(ROWS, (words.book, words.language, words.version), strict=True), 1):
            about.write_string(row, 0, name)
            about.write_string(row, 1, value)
        sheet = book.add_worksheet(SHEET)
        sheet.freeze_panes(1, 2)
        sheet.set_column(0, len(HEADINGS) + plural_forms(words.language), 40, wrap)
        for row, cells in enumerate(_cells(words)):
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, _escaped(cell), wrap if row else bold)
    return out.getvalue()


def _cells(words: Words) -> Iterator[tuple[str, ...]]:
    forms = plural_forms(words.language)
    yield (*HEADINGS, *(TRANSLATION if not number else f"{TRANSLATION} {number + 1}" for number in range(forms)))
    for text in (*words.texts, *words.left):
        yield (text.key, text.english, text.plural, text.note, "\n".join(text.places), *text.said)


def from_workbook(content: bytes) -> Words:
    """The words of a workbook.

    Raises:
        WordFileError: It is none of ours.
    """
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise WordFileError("it is no workbook (XLSX)") from error
    if ABOUT not in book.sheetnames or SHEET not in book.sheetnames:
        raise WordFileError(f"it lacks the sheet {ABOUT} or {SHEET}")
    about = {
        str(row[0]): str(row[1]) for row in book[ABOUT].iter_rows(max_row=9, max_col=2, values_only=True) if row[1:]
    }
    if PROJECT not in about or any(name not in about for name in ROWS):
        raise WordFileError(f"its sheet {ABOUT} does not say which book it is, and in which language")
    forms = _forms(about["Language"])
    rows = book[SHEET].iter_rows(max_row=_MOST_ROWS, max_col=len(HEADINGS) + forms, values_only=True)
    if tuple(next(rows, ()))[: len(HEADINGS)] != HEADINGS:
        raise WordFileError(f"the headings of its sheet {SHEET} are not those that were written: {', '.join(HEADINGS)}")
    texts = tuple(_of_row(tuple(_unescaped(cell) for cell in row), forms) for row in rows if any(row))
    return Words(about["Book"], about["Language"], about["Version"], texts)


def _of_row(cells: tuple[str, ...], forms: int) -> Text:
    key, english, plural, note, places, *said = (*cells, *[""] * (len(HEADINGS) + forms))[: len(HEADINGS) + forms]
    return Text(english, tuple(said) if plural else tuple(said[:1]), plural, key, tuple(places.split()), note)


def _escaped(text: str) -> str:
    """A text as a cell: what looks like the escape of a workbook is one no more."""
    return text.replace("_x", "_x005F_x")


def _unescaped(cell: object) -> str:
    return "" if cell is None else str(cell).replace("_x005F_x", "_x").replace("\r\n", "\n")


def _forms(language: str) -> int:
    try:
        return plural_forms(language)
    except UnknownLanguageError as error:
        raise WordFileError(f"{language!r} is no language") from error


WRITERS: Mapping[str, Callable[[Words], bytes]] = MappingProxyType({"po": as_po, "xlsx": as_workbook})
READERS: Mapping[str, Callable[[bytes], Words]] = MappingProxyType({"po": from_po, "xlsx": from_workbook})
"""By the ending of the file's name."""
