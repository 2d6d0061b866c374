"""What follows where a value is put into a sentence: one full stop at its end, and the elision of French before it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flask_babel import get_locale
from markupsafe import Markup, escape

_ELIDED = r"\b([Dd]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu)e "
"""Words of French, without their last letter, that lose it before a vowel."""

_VOWEL = re.compile(r"(?:<[^>]*>)*(?!onz|oui)[aeiouàâäéèêëîïôöûüœæ](?!\W|$)", re.IGNORECASE)
_CODE = re.compile(r"(?:<[^>]*>)*[A-ZÉÈÀ]{2}")
"""Of capitals alone nobody knows whether they are spelt; `h` and `y` are left as they are, for most of them count."""


def well_joined[Said: str](said: Said, values: Mapping[str, object]) -> Said:
    """A text in which each value stands as the language wants it.

    A value that ends with a full stop of its own, as `6 juil.` does, ends its sentence with one. In French `de Anna` is
    `d’Anna`, and `que Anna` is `qu’Anna`, whoever it is.

    Args:
        said: The text with its values, plain or markup.
        values: The values that were put into it.
    """
    locale = get_locale()
    is_french = locale is not None and locale.language == "fr"
    for value in values.values():
        if not isinstance(value, str) or not value:
            continue
        inside = str(escape(value)) if isinstance(said, Markup) else value
        if value.endswith(".") and not value.endswith(".."):
            said = _like(said, str(said).replace(inside + ". ", inside + " "))
            said = _like(said, str(said).removesuffix(".")) if said.endswith(inside + ".") else said
        if is_french and _VOWEL.match(inside) and not _CODE.match(inside):
            said = _like(said, re.sub(_ELIDED + f"(?={re.escape(inside)})", r"\1’", str(said)))
    return said


def _like[Said: str](said: Said, text: str) -> Said:
    """A text as mark-up where the other one is."""
    return type(said)(text)
