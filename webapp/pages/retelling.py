"""Texts that an exercise keeps come to every page in the language of whoever looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from flask import Flask, g
from jinja2 import pass_context
from jinja2.runtime import Context

from webapp.store.registered import registry
from webapp.text.retold import retold
from webapp.text.telling import Teller, teller_of
from webapp.visit.languages import PSEUDO, known_again, language
from webapp.visit.visitor import current_visit, services

MOST_TELLERS = 32
"""Exercises and languages whose texts are kept ready."""


def install(app: Flask) -> None:
    """Pages print, and put into their sentences, what is known in the reader's language."""
    kept: dict[tuple[str, str], Teller] = {}

    @app.before_request
    def begin() -> None:
        g.teller = lambda: _teller(kept)

    app.jinja_env.finalize = printed
    plain = cast("Callable[..., object]", app.jinja_env.globals["gettext"])
    several = cast("Callable[..., object]", app.jinja_env.globals["ngettext"])

    @pass_context
    def said(context: Context, text: str, /, **values: object) -> object:
        return plain(context, text, **known_again(values))

    @pass_context
    def counted(context: Context, one: str, more: str, num: int, /, **values: object) -> object:
        return several(context, one, more, num, **known_again(values))

    app.jinja_env.globals.update(gettext=said, ngettext=counted)


def printed(value: object) -> object:
    """What a page prints for a value: a text that is no mark-up is said in the reader's language."""
    return retold(value) if type(value) is str else value


def _teller(kept: dict[tuple[str, str], Teller]) -> Teller | None:
    """Who tells the texts of the exercise in the address; nobody outside one, and of an archive."""
    g.teller = None  # what is looked up meanwhile is not told again
    exercise = current_visit().exercise
    found = None
    if exercise is not None and not exercise.archived and language() != PSEUDO:
        key = (exercise.id, language())
        found = kept.get(key)
        if found is None:
            scenario = services().store.published(exercise.id).scenario
            if len(kept) >= MOST_TELLERS:
                kept.clear()
            found = kept[key] = teller_of(scenario, registry().law, language())
    g.teller = lambda: found
    return found
