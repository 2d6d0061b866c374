"""Codes become sentences in the visitor's language; `names` says what the values in them are called.

A code without words is told by its last part, never as it is written.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext

from webapp.store.registered import registry
from webapp.text.catalogue import (
    actors,
    casework,
    control,
    desk,
    documents,
    exercise,
    forms,
    glossary,
    law_book,
    measures,
    messages,
    needs,
    preparing,
    procedures,
    requests,
    review,
    stories,
    terms,
    ways_and_contacts,
)
from webapp.text.joining import well_joined
from webapp.text.retold import retold

AREAS: tuple[Mapping[str, str], ...] = (
    actors.WORDS,
    exercise.WORDS,
    casework.WORDS,
    requests.WORDS,
    ways_and_contacts.WORDS,
    procedures.WORDS,
    messages.WORDS,
    documents.WORDS,
    terms.WORDS,
    measures.WORDS,
    control.WORDS,
    desk.WORDS,
    forms.WORDS,
    law_book.WORDS,
    stories.WORDS,
    glossary.WORDS,
    review.WORDS,
    needs.WORDS,
    preparing.WORDS,
)
"""Add a module here when you write one; no code stands in two of them. Words of procedures lie beside each."""


class _Values(dict[str, str | int]):
    """The values of a sentence; one that is missing shows as dots instead of breaking the page."""

    def __missing__(self, key: str) -> str:
        return "…"


def sentence(code: str) -> str | None:
    """The English sentence of a code, before its values; None for a code that nobody has worded."""
    for words in AREAS:
        if code in words:
            return words[code]
    return registry().words.get(code)


def office_name(office: str) -> str:
    """The name of a seat, "" for none."""
    return say_code(f"office.{office}") if office else ""


def phase_name(phase: str) -> str:
    """What the clock is doing."""
    return say_code(f"phase.{phase}")


def role_name(role: str) -> str:
    """What a trainer is in an exercise."""
    return say_code(f"role_name.{role}")


def state_name(phase: str) -> str:
    """How far an exercise has come, for a trainer who looks at a list of them."""
    return say_code(f"exercise_state.{phase}")


def post_name(post: str) -> str:
    """What a person is at a seat."""
    return say_code(f"post.{post}")


def say_code(code: str, **values: str | int) -> str:
    """The words for a code with its values, which are words already; an unworded code is told by its last part."""
    found = sentence(code)
    return _filled(gettext(found), values) if found is not None else plain(code)


def filled(words: str, values: Mapping[str, str | int]) -> str:
    """Words of a scenario with their values, which are words already."""
    return _filled(words, values) if "%(" in words else words


def _filled(words: str, values: Mapping[str, str | int]) -> str:
    told = {name: retold(value) if type(value) is str else value for name, value in values.items()}
    return well_joined(words % _Values(told), told)


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
