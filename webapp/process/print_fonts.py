"""The fonts of the pages, unpacked for print: they are packed for the way to a browser (WOFF2)."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import rogatory_assets
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FONT = "Source Sans 3"
"""What papers are printed in."""

LATIN: Mapping[str, str] = {"source-sans-3": FONT, "source-sans-3-latin-ext": f"{FONT} Extended"}
OTHERS: Mapping[str, str] = {"source-sans-3-cyrillic": f"{FONT} Cyrillic", "noto-sans-arabic": "Noto Sans Arabic"}
"""Files of the pages, and what they are called in print: each holds some letters, and a name stands for one file."""

FAMILIES = (*LATIN.values(), *OTHERS.values())
"""Tried in this order, letter by letter."""

WEIGHTS: Mapping[str, int] = {"Regular": 400, "Bold": 600}
FAMILY, STYLE, FULL = 1, 2, 4
"""Names of a font by their number (OpenType, table `name`)."""


@contextmanager
def printing_room(files: Mapping[str, bytes], more_fonts: Iterable[Path] = ()) -> Iterator[tuple[Path, Path]]:
    """A folder with some files and one with the fonts beside it, gone afterwards; no font of the machine is used.

    Args:
        files: By name.
        more_fonts: Files of further fonts.
    """
    with TemporaryDirectory(prefix="rogatory-print-") as name:
        folder, fonts = Path(name) / "files", Path(name) / "fonts"
        for place, contents in ((folder, files), (fonts, _unpacked())):
            place.mkdir()
            for file, content in contents.items():
                (place / file).write_bytes(content)
        for path in more_fonts:
            shutil.copy(path, fonts)
        yield folder, fonts


@cache
def _unpacked() -> Mapping[str, bytes]:
    """The fonts of the pages as plain files, by name, made once.

    They are packed for the way to a browser (WOFF2), and hold every weight in one, from which drawings cannot choose:
    those of Latin letters become a file for each weight.
    """
    made: dict[str, bytes] = {}
    for stem, family in LATIN.items():
        for style, weight in WEIGHTS.items():
            font = instantiateVariableFont(_font(stem), {"wght": weight}, inplace=True)
            made[f"{stem}-{style}.ttf"] = _named(font, family, style)
    for stem, family in OTHERS.items():
        made[f"{stem}.ttf"] = _named(_font(stem), family, "Regular")
    return made


def _font(stem: str) -> TTFont:
    packed = Path(rogatory_assets.__file__).parent / "files" / "fonts" / f"{stem}.woff2"
    font = TTFont(packed, recalcTimestamp=False)
    font.flavor = None
    return font


def _named(font: TTFont, family: str, style: str) -> bytes:
    for number, words in ((FAMILY, family), (STYLE, style), (FULL, f"{family} {style}")):
        font["name"].setName(words, number, 3, 1, 0x409)
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def other_scripts() -> tuple[Path, ...]:
    """Fonts that come with matplotlib: for scripts that the pages' fonts lack, and boxes for all that no font has."""
    found = find_spec("matplotlib")  # its fonts lie beside it; the library itself is not needed
    if found is None or not found.submodule_search_locations:
        return ()
    folder = Path(found.submodule_search_locations[0]) / "mpl-data" / "fonts" / "ttf"
    return tuple(folder / name for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "LastResortHE-Regular.ttf"))
