"""The visitor's language, and a pseudo-locale that shows every text that was never given to gettext."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from gettext import c2py
from pathlib import Path

from babel.core import Locale
from babel.messages.plurals import get_plural
from babel.support import NullTranslations
from flask import Flask, g, request
from flask_babel import Babel, Domain, force_locale, get_locale
from flask_babel import gettext as _

from simulation.scenario.schema.scenario import Scenario
from webapp.text.joining import well_joined
from webapp.text.retold import retold
from webapp.text.translating.catalogues import folders
from webapp.visit.visitor import services

PSEUDO = "xx"
COOKIE = "language"

NOT_REVIEWED = frozenset({"fr"})
"""Languages whose words of law no native lawyer has read."""

_KEPT = re.compile(r"%\(\w+\)[sd]|\{\w*\}|<[^>]*>|&\w+;|%%")
_ACCENTS = str.maketrans("aceinouyACEINOUY", "áćéíñóúýÁĆÉÍÑÓÚÝ")


def pseudo(text: str) -> str:
    """A text as the pseudo-locale says it: in brackets, with accents, its placeholders untouched."""
    if not text:
        return text
    parts = []
    end = 0
    for found in _KEPT.finditer(text):
        parts += [text[end : found.start()].translate(_ACCENTS), found.group()]
        end = found.end()
    return "⟦" + "".join([*parts, text[end:].translate(_ACCENTS)]) + "⟧"


class PseudoTranslations(NullTranslations):
    """A catalogue that has a translation for everything."""

    def gettext(self, message: str) -> str:
        """The pseudo-text."""
        return pseudo(message)

    def ugettext(self, message: str) -> str:
        """The pseudo-text."""
        return pseudo(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The pseudo-text of the right number."""
        return pseudo(msgid1 if n == 1 else msgid2)

    def ungettext(self, singular: str, plural: str, num: int) -> str:
        """The pseudo-text of the right number."""
        return self.ngettext(singular, plural, num)


class PseudoDomain(Domain):
    """Where the pseudo-locale's texts come from."""

    def get_translations(self) -> NullTranslations:
        """The same for every locale."""
        return PseudoTranslations()


class Catalogues(Domain):
    """Catalogues that lie in several folders, with the plural of their language.

    The base takes the plural from the last folder, also where that folder has no catalogue of the language.
    """

    def __init__(self) -> None:
        """No catalogue is read before it is asked for."""
        super().__init__()  # type: ignore[no-untyped-call]  # of flask_babel
        self._by_locale: dict[Locale | None, NullTranslations] = {}

    def gettext(self, string: str, **variables: object) -> str:
        """A text with its values, those among them that the exercise keeps as texts in the same language."""
        values = known_again(variables)
        return well_joined(str(super().gettext(string, **values)), values)  # type: ignore[no-untyped-call]

    def ngettext(self, singular: str, plural: str, num: int, **variables: object) -> str:
        """The same of a number."""
        values = known_again(variables)
        said = str(super().ngettext(singular, plural, num, **values))  # type: ignore[no-untyped-call]  # of flask_babel
        return well_joined(said, values)

    def get_translations(self) -> NullTranslations:
        """Those of the visitor's locale; every text of a page asks for them, so they are put together once."""
        locale = get_locale()
        found = self._by_locale.get(locale)
        if found is None:
            found = super().get_translations()  # type: ignore[no-untyped-call]  # of flask_babel
            found.plural = plural_of(str(locale))
            self._by_locale[locale] = found
        return found


def known_again(variables: Mapping[str, object]) -> dict[str, object]:
    """Values of a text, in the reader's language where they are texts that the exercise keeps."""
    return {name: retold(value) if type(value) is str else value for name, value in variables.items()}


@cache
def plural_of(code: str) -> Callable[[int], int]:
    """Which form of a text a number takes in a language."""
    return c2py(get_plural(code).plural_expr)


def language() -> str:
    """The code of the language in which the page speaks: the visitor's, if it is not for the whole room.

    A visitor's is the one that was chosen, else the browser's, else English.
    """
    if "spoken" in g:
        return str(g.spoken)
    offered = services().config.languages
    chosen = request.cookies.get(COOKIE, "")
    if chosen in offered:
        return chosen
    return request.accept_languages.best_match(offered) or offered[0]


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """What is said within is said in one language, whoever the visitor is.

    It stays the visitor's where the language is not offered here, and in the pseudo-locale, which has to show all.
    """
    if code not in services().config.languages or language() == PSEUDO:
        yield
        return
    g.spoken = code
    try:
        with force_locale(code):
            yield
    finally:
        del g.spoken


def locale() -> str:
    """The locale for dates and numbers; the pseudo-locale borrows the English ones."""
    code = language()
    return "en" if code == PSEUDO else code


def direction() -> str:
    """Whether the language runs from left to right."""
    return str(Locale.parse(locale()).text_direction)


def language_name(code: str) -> str:
    """A language in its own words."""
    return "Pseudo" if code == PSEUDO else str(Locale.parse(code).get_display_name(code)).capitalize()


def language_note(code: str) -> str:
    """What people should know of a language before they rely on its words, "" for nothing."""
    return _("not reviewed by a lawyer who is a native speaker") if code in NOT_REVIEWED else ""


def install(app: Flask, data: Path) -> None:
    """Gives the application its languages.

    Args:
        app: The application.
        data: The data folder, in which catalogues lie that were taken in on this machine.
    """
    places = ";".join(map(str, folders(data)))
    babel = Babel(app, locale_selector=locale, default_translation_directories=places)
    babel.domain_instance = Catalogues()
    domain = PseudoDomain()  # type: ignore[no-untyped-call]  # of flask_babel

    @app.before_request
    def choose() -> None:
        if language() == PSEUDO:
            domain.as_default()  # type: ignore[no-untyped-call]  # of flask_babel


def country_name(scenario: Scenario, code: str) -> str:
    """A country's name."""
    return scenario.text(f"country.{code}.name", language())
