"""Codes become sentences: the simulation raises codes with values, this says them in the visitor's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask_babel import gettext

from simulation.errors import RuleViolation
from simulation.records import Facts, Phrase
from webapp.words import (
    actors,
    assistance,
    casework,
    control,
    desk,
    exercise,
    glossary,
    measures,
    papers,
    procedures,
    requests,
    review,
    talk,
    terms,
)

AREAS: tuple[Mapping[str, str], ...] = (
    actors.WORDS,
    exercise.WORDS,
    casework.WORDS,
    requests.WORDS,
    assistance.WORDS,
    procedures.WORDS,
    talk.WORDS,
    papers.WORDS,
    terms.WORDS,
    measures.WORDS,
    control.WORDS,
    desk.WORDS,
    glossary.WORDS,
    review.WORDS,
)
"""Add a module here when you write one; no code stands in two of them."""

type Namer = Callable[[str, str | int], str | None]
"""Gives the words for a value, by the name of its parameter; None when the value says itself."""


class _Values(dict[str, str]):
    """The values of a sentence; one that is missing shows as dots instead of breaking the page."""

    def __missing__(self, key: str) -> str:
        return "…"


def sentence(code: str) -> str | None:
    """The English sentence of a code, before its values; None for a code that nobody has worded."""
    for words in AREAS:
        if code in words:
            return words[code]
    return None


def said(code: str, params: Facts = (), namer: Namer | None = None) -> str:
    """The sentence for a code in the visitor's language; an unworded code shows itself."""
    found = sentence(code)
    if found is None:
        return code
    values = _Values()
    for name, value in params:
        named = namer(name, value) if namer is not None else None
        values[name] = plain_name(name, value) if named is None else named
    return gettext(found) % values


def phrase_said(phrase: Phrase, namer: Namer | None = None) -> str:
    """The sentence for a phrase of a view."""
    return said(phrase.code, phrase.params, namer)


def violation_said(violation: RuleViolation, namer: Namer | None = None) -> str:
    """The sentence for a rule that said no."""
    return said(violation.code, tuple(sorted(violation.params.items())), namer)


def plain_name(name: str, value: str | int) -> str:
    """The words for values that need no scenario: offices, phases, posts."""
    tables: dict[str, Mapping[str, str]] = {
        "office": exercise.OFFICES,
        "phase": exercise.PHASES,
        "post": exercise.POSTS,
    }
    found = tables.get(name, {}).get(str(value))
    return str(value) if found is None else gettext(found)


def office_name(office: str) -> str:
    """The name of a seat."""
    return plain_name("office", office)


def phase_name(phase: str) -> str:
    """What the clock is doing."""
    return plain_name("phase", phase)


def post_name(post: str) -> str:
    """What a person is at a seat."""
    return plain_name("post", post)
