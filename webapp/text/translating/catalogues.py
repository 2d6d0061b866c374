"""Catalogues of the interface: those that ship with the program, and those that were taken in on this machine."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from webapp.text.translating.files import as_mo, as_po, from_po
from webapp.text.translating.words import Text, Words

SHIPPED = Path(__file__).resolve().parents[2] / "translations"
"""The program's own."""

FOLDER = "translations"
"""In the data folder: what was taken in here; it goes before what ships."""

_PO, _MO = "messages.po", "messages.mo"


def folders(data: Path) -> tuple[Path, Path]:
    """Where catalogues lie, the one that counts more last."""
    return SHIPPED, data / FOLDER


def known_words(data: Path, language: str) -> tuple[Text, ...]:
    """What is translated of the interface so far: what ships, and what was taken in here, which counts more.

    Args:
        data: The data folder.
        language: Code of the language.
    """
    paths = [folder / language / "LC_MESSAGES" / _PO for folder in folders(data)]
    kept = [from_po(path.read_bytes()) for path in paths if path.is_file()]
    return tuple(text for words in kept for text in (*words.texts, *words.left) if any(text.said))


def write_catalogue(data: Path, words: Words) -> Path:
    """Keep a translation of the interface on this machine, for the program and for whoever goes on with it.

    Where each text stands is left out: it changes with the program, and goes out anew with every export.

    Returns:
        The PO file; beside it lies what the program reads.
    """
    place = data / FOLDER / words.language / "LC_MESSAGES"
    place.mkdir(parents=True, exist_ok=True)
    kept = replace(words, texts=tuple(replace(text, places=(), note="") for text in words.texts))
    for name, content in ((_PO, as_po(kept)), (_MO, as_mo(kept))):
        made = place / f"{name}.new"
        made.write_bytes(content)
        made.replace(place / name)
    return place / _PO
