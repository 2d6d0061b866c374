"""Texts that an exercise keeps come to every page in the language of whoever looks.

What stands in a field of a form comes as it is kept, for it is sent back: whoever changes the day of an event must not
change its words, and what somebody wrote is shown as they wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import cast

from flask import Flask, g
from jinja2 import pass_context
from jinja2.ext import Extension
from jinja2.lexer import TOKEN_DATA, TOKEN_VARIABLE_BEGIN, TOKEN_VARIABLE_END, Token, TokenStream
from jinja2.runtime import Context

from webapp.store.exercise_store import UnknownExerciseError
from webapp.store.registered import registry
from webapp.text.joining import well_joined
from webapp.text.retold import retold
from webapp.text.telling import Teller, teller_of
from webapp.visit.languages import PSEUDO, known_again, language
from webapp.visit.visitor import current_visit, services

IN_A_FIELD = re.compile(r"<[^>]*\svalue=\"[^\"]*\Z|<textarea\b[^>]*>[^<]*\Z")
"""What stands before the value of a field, or before the text of one."""


class Fields(Extension):
    """Values of fields, in every template, are escaped at once and so never taken for a text to be said otherwise."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The template with `{{ value }}` in a field written as `{{ (value) | escape }}`."""
        tag, is_field = "", False
        for token in stream:
            if token.type == TOKEN_DATA:
                tag += token.value
                tag = tag[max(tag.rfind("<"), 0) :]
            if is_field and token.type == TOKEN_VARIABLE_END:
                yield from (Token(token.lineno, *each) for each in (("rparen", ")"), ("pipe", "|"), ("name", "escape")))
                is_field = False
            yield token
            if token.type == TOKEN_VARIABLE_BEGIN and IN_A_FIELD.match(tag):
                is_field = True
                yield Token(token.lineno, "lparen", "(")


def install(app: Flask) -> None:
    """Pages print, and put into their sentences, what is known in the reader's language."""

    @app.before_request
    def begin() -> None:
        g.teller = _teller

    app.jinja_env.add_extension(Fields)
    app.jinja_env.finalize = printed
    plain = cast("Callable[..., str]", app.jinja_env.globals["gettext"])
    several = cast("Callable[..., str]", app.jinja_env.globals["ngettext"])

    @pass_context
    def said(context: Context, text: str, /, **values: object) -> object:
        known = known_again(values)
        return well_joined(plain(context, text, **known), known)

    @pass_context
    def counted(context: Context, one: str, more: str, num: int, /, **values: object) -> object:
        known = known_again(values)
        return well_joined(several(context, one, more, num, **known), known)

    app.jinja_env.globals.update(gettext=said, ngettext=counted)


def printed(value: object) -> object:
    """What a page prints for a value: a text that is no mark-up is said in the reader's language."""
    return retold(value) if type(value) is str else value


def _teller() -> Teller | None:
    """Who tells the texts of the exercise in the address; nobody outside one, and of an archive."""
    g.teller = None  # what is looked up meanwhile is not told again
    exercise = current_visit().exercise
    found = None
    if exercise is not None and not exercise.archived and language() != PSEUDO:
        beside, name = services().store.copies.of(exercise.id).beside, f"teller/{language()}"
        found = cast("Teller | None", beside.get(name))
        if found is None:
            with suppress(UnknownExerciseError):  # it has just been erased
                scenario = services().store.published(exercise.id).scenario
                found = beside[name] = teller_of(scenario, registry().law, language())
    g.teller = lambda: found
    return found
