"""Spaces of French at which no line breaks: before a colon, semicolon or mark, and inside guillemets.

Whoever types a plain space there is understood; a line that begins with a colon is not French.
"""

from __future__ import annotations

import re
from dataclasses import replace

from webapp.text.translating.words import Text, Words

NO_BREAK = "\N{NO-BREAK SPACE}"

_BREAKS = re.compile(r" (?=[:;!?»])|(?<=«) ")


def spaced(text: str, language: str) -> str:
    """A translation with the spaces at which no line may break; any other language than French stays as it is."""
    return _BREAKS.sub(NO_BREAK, text) if language.partition("_")[0] == "fr" else text


def well_spaced(words: Words) -> Words:
    """Words with the spaces of their language."""

    def said(text: Text) -> Text:
        return replace(text, said=tuple(spaced(form, words.language) for form in text.said))

    return replace(words, texts=tuple(map(said, words.texts)), left=tuple(map(said, words.left)))
