"""All that the interface says, as it stands in pages, code and the tables of law: what translators begin from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

from webapp.text.translating.words import INTERFACE, Text, Words, plural_forms

ROOT = Path(__file__).resolve().parents[3]
"""The folder in which the packages lie, in a clone as where they were installed."""

PACKAGES = ("webapp", "simulation")
MAPPING = Path(__file__).with_name("babel.cfg")
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "N_": None, "Filled": None}
NOTES = ("Translators:",)
"""How a comment for translators begins in code and pages."""


def interface_words(language: str, version: str) -> Words:
    """The texts of the interface, none translated.

    Args:
        language: Code of the language they are to be translated into.
        version: Of this program.

    Raises:
        UnknownLanguageError: There is no such language.
    """
    forms = plural_forms(language)
    texts = tuple(
        Text(english, ("",) * (forms if plural else 1), plural, "", tuple(sorted(places)), " ".join(sorted(notes)))
        for (english, plural), (places, notes) in _found().items()
    )
    return Words(INTERFACE, language, version, texts)


@cache
def _found() -> dict[tuple[str, str], tuple[set[str], set[str]]]:
    """Places and notes of every text, by its singular and plural; by file, then by the line on which it first stands.

    A text that stands with a plural in one place and without in another is one text with a plural.
    """
    raw: dict[str, tuple[str, set[str], set[str]]] = {}
    for place, english, plural, notes in _extracted():
        known, places, told = raw.setdefault(english, (plural, set(), set()))
        places.add(place)
        told.update(notes)
        if plural and not known:
            raw[english] = (plural, places, told)
    return {(english, plural): (places, notes) for english, (plural, places, notes) in raw.items()}


def _extracted() -> Iterator[tuple[str, str, str, list[str]]]:
    with MAPPING.open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]  # of Babel
    found = extract_from_dir(
        str(ROOT), methods, options, keywords=KEYWORDS, comment_tags=NOTES, strip_comment_tags=True,
        directory_filter=_is_ours,
    )  # fmt: skip
    for place, _line, message, notes, _context in sorted(found, key=lambda each: (each[0], each[1])):
        english, plural = (message, "") if isinstance(message, str) else (*message, "")[:2]
        if english:
            yield place, english, plural or "", notes


def _is_ours(folder: str) -> bool:
    """Whether a folder belongs to the packages: where they are installed, much else lies beside them."""
    inside = Path(folder).resolve().relative_to(ROOT).parts
    return bool(inside) and inside[0] in PACKAGES and not inside[-1].startswith(("__", "."))
