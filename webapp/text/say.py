"""Codes become sentences: the simulation raises codes with values, this says them in the visitor's language.

A code without words is told by its last part, never as it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask_babel import gettext

from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Facts, Phrase
from webapp.store.registered import registry
from webapp.text.catalogue import (
    actors,
    assistance,
    casework,
    control,
    desk,
    exercise,
    glossary,
    measures,
    procedures,
    requests,
    review,
    terms,
)
from webapp.text.catalogue import documents as papers
from webapp.text.catalogue import messages as talk

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
"""Add a module here when you write one; no code stands in two of them. Words of procedures lie beside each."""

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
    return registry().words.get(code)


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


def say_code(code: str, **values: str | int) -> str:
    """The words for a code with its values."""
    if sentence(code) is None:
        return plain(code)
    return said(code, tuple(values.items()))


def wording_of(code: str) -> str:
    """The words for a code that takes no values, "" when nobody has worded it."""
    found = sentence(code)
    return gettext(found) if found is not None else ""


def plain(code: str) -> str:
    """The last part of a code as words: for data of scenarios that came without any."""
    return code.rpartition(".")[2].rpartition("/")[2].replace("_", " ")


def happened(action: str) -> str:
    """What an act on a request was, once it has been done."""
    return wording_of(f"happened.{action}") or wording_of(f"action.{action}") or plain(action)


def act_on(kind: str, number: str, action: str) -> str:
    """`VAL-KES-14: Submit`: an act on a matter with a number, which is a `request` or a `procedure`."""
    code = f"action.{action}" if kind == "request" else f"procedure_action.{action}"
    return gettext("%(number)s: %(action)s", number=number, action=say_code(code))


def capital(text: str) -> str:
    """The text with a capital at its start."""
    return text[:1].upper() + text[1:]
