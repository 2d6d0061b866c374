"""All texts that people see, by where they stand; quotations and code are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from simulation.scenario.load import available, directory_of
from tests.architecture.tree import ROOT
from webapp.text.translating.scenario_words import scenario_words
from webapp.text.translating.template import interface_words

STYLE = ROOT / "docs" / "style.md"
_QUOTED = re.compile(r"“[^”]*”|‘[^’]*’|\"[^\"\n]*\"")
_CODE = re.compile(r"```.*?```|`[^`\n]*`|<[^>\n]*>|\]\([^)]*\)|https?://\S+", re.DOTALL)
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n+|\s\|\s")
_BEGINS = re.compile(r"\s*(?:$|[|#>]|[-*] |\d+\. )")
"""A line that does not go on with the one before: an empty one, a row, a heading, a quotation, a point of a list."""
_WORD = re.compile(r"[^\W_][\w’'-]*")


class Text(NamedTuple):
    """A text, and where it stands."""

    where: str
    text: str


@cache
def interface() -> tuple[Text, ...]:
    """What pages, messages and papers say."""
    texts = interface_words("fr", "").texts
    return tuple(Text(each.places[0], _bare(said)) for each in texts for said in (each.english, each.plural) if said)


@cache
def scenarios() -> tuple[Text, ...]:
    """The words of all scenarios that ship, but for the letters of state that are in flight when play begins."""
    return tuple(
        Text(f"{name}: {each.key}", _bare(each.english))
        for name in available()
        for each in scenario_words(directory_of(name), "fr", "").texts
        if not each.key.startswith("matter.")
    )


@cache
def documents() -> tuple[Text, ...]:
    """The pages of documentation; references, which bring other people's words, and the page on style apart."""
    pages = (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
    own = [path for path in sorted(pages) if path != STYLE and "reference" not in path.parts]
    return tuple(
        Text(f"{path.relative_to(ROOT)}:{number}", said)
        for path in own
        for number, said in paragraphs(_bare(path.read_text(encoding="utf-8")))
    )


def paragraphs(page: str) -> Iterator[tuple[int, str]]:
    """What a page says, the lines of a paragraph or of a point of a list joined, with the number of the first."""
    first, lines = 0, list[str]()
    for number, line in enumerate((*page.splitlines(), ""), 1):
        if lines and _BEGINS.match(line):
            yield first, " ".join(lines)
            lines.clear()
        if line.strip():
            first = first if lines else number
            lines.append(line.strip())


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The sentences of a text with the number of their words."""
    for each in _SENTENCE.split(text):
        yield len(_WORD.findall(each)), each


def _bare(text: str) -> str:
    """A text without what it quotes and without code; lines stay."""
    return _QUOTED.sub("”", _CODE.sub(lambda found: "\n" * found.group().count("\n"), text))
