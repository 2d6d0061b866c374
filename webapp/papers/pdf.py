"""A paper as PDF/UA: tagged, with alternative texts, fonts and the language of its words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path

import typst
from flask_babel import gettext as _

from webapp.papers.paper import Block, Figure, Paper, Section, Table, Text
from webapp.papers.plain_words import dividable
from webapp.process import print_fonts
from webapp.process.print_fonts import other_scripts, printing_room

WIDE = 700
"""Width of a drawing, in its pixels, from which it gets a page across: its words would be below 9 points upright."""

PIXELS_PER_INCH = 200
TEMPLATE = Path(__file__).with_name("page.typ")
FAMILIES = (*print_fonts.FAMILIES, "DejaVu Sans")
"""Tried in this order, letter by letter; what none of them has is drawn as a box that names its script."""

PSEUDO_LANGUAGES: Mapping[str, str] = {"xx": "en"}


def pdf(paper: Paper) -> bytes:
    """The paper in print; the same paper gives the same bytes."""
    files = {"main.typ": TEMPLATE.read_bytes(), "paper.json": json.dumps(told(paper)).encode()}
    files |= {drawing(figure): figure.svg.encode() for figure in paper.figures()}
    with printing_room(files, other_scripts()) as (folder, fonts):
        made: bytes = typst.compile(
            folder / "main.typ", font_paths=[fonts], ignore_system_fonts=True, format="pdf", pdf_standards="ua-1"
        )
    return made


def pictures(figures: tuple[Figure, ...]) -> tuple[bytes, ...]:
    """Charts as PNG, for files that hold no drawings."""
    if not figures:
        return ()
    pages = "\n".join(
        f'#page(width: {12 if is_wide(figure) else 8.6}in, height: auto, margin: 0pt)[#image("{drawing(figure)}", '
        'width: 100%, alt: "")]'
        for figure in figures
    )
    files = {"main.typ": pages.encode(), **{drawing(figure): figure.svg.encode() for figure in figures}}
    with printing_room(files, other_scripts()) as (folder, fonts):
        made: bytes | list[bytes] = typst.compile(
            folder / "main.typ", font_paths=[fonts], ignore_system_fonts=True, format="png", ppi=PIXELS_PER_INCH
        )
    return (made,) if isinstance(made, bytes) else tuple(made)


def drawing(figure: Figure) -> str:
    """The name of a drawing's file; names of figures are plain."""
    return f"{figure.name}.svg"


def is_wide(figure: Figure) -> bool:
    """Whether a drawing wants a page across."""
    start = figure.svg.index('width="') + len('width="')
    return float(figure.svg[start : figure.svg.index('"', start)]) > WIDE


def told(paper: Paper) -> dict[str, object]:
    """What the template says, with places at which long words may be divided."""
    day = date.fromisoformat(paper.dated) if paper.dated else None
    body = plain(
        {
            "name": paper.name,
            "title": paper.title,
            "subtitle": paper.subtitle,
            "headline": f"{paper.title}: {paper.name}",
            "head": cut(paper.exercise),
            "foot": cut(paper.title),
            "notice": paper.notice,
            "facts": [asdict(each) for each in paper.facts],
            "finding": None if paper.finding is None else asdict(paper.finding),
            "sections": [_section(each) for each in (*paper.sections, *appendix(paper))],
            "page": _("page {0} of {1}"),
        }
    )
    return {
        "paper": body,
        "lang": PSEUDO_LANGUAGES.get(paper.language, paper.language),
        "fonts": FAMILIES,
        "day": None if day is None else {"year": day.year, "month": day.month, "day": day.day},
    }


def appendix(paper: Paper) -> tuple[Section, ...]:
    """What stands behind every printed paper: the numbers of its charts, and its sources."""
    tables = tuple(figure.table for figure in paper.figures())
    sources = tuple(Text(line) for line in paper.sources)
    found = (
        Section("numbers", _("Numbers of the charts"), tables) if tables else None,
        Section("sources", _("Sources"), sources) if sources else None,
    )
    return tuple(section for section in found if section is not None)


MOST_IN_A_LINE = 48


def cut(words: str) -> str:
    """What fits into the line above or below a page."""
    return words if len(words) <= MOST_IN_A_LINE else words[: MOST_IN_A_LINE - 1].rstrip() + "…"


def plain(value: object) -> object:
    """A value with words that can be divided; names of files stay."""
    match value:
        case str():
            return dividable(value)
        case dict():
            return {key: each if key == "file" else plain(each) for key, each in value.items()}
        case list() | tuple():
            return [plain(each) for each in value]
        case _:
            return value


def _section(section: Section) -> dict[str, object]:
    return {
        "title": section.title,
        "horizon": section.horizon,
        "blocks": [_block(each, section) for each in section.blocks],
    }


def _block(block: Block, section: Section) -> dict[str, object]:
    match block:
        case Figure():
            return {
                "type": block.type,
                "title": block.title,
                "alt": block.alt,
                "legend": [asdict(each) for each in block.legend],
                "file": drawing(block),
                "wide": is_wide(block),
            }
        case Table():
            return {**asdict(block), "titled": block.title != section.title}
        case _:
            return asdict(block)
