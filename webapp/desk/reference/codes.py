"""Codes of the law book as links to their lines, wherever a page of the desk prints one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from flask import request, url_for
from markupsafe import Markup, escape

from simulation.casework.proof.usability import usability_rules
from webapp.desk.blueprint import blueprint
from webapp.text.law_texts import law_book

CODE = re.compile(r"\b[A-Z]{1,3}\d{1,2}\b")


@cache
def _usability_lines() -> Mapping[str, str]:
    """The first line of the chapter on usability that begins with each code: "V1" has "V1.never"."""
    return {rule.id.partition(".")[0]: rule.id for rule in reversed(usability_rules())}


@blueprint.app_template_global("law_url")
def law_url(code: str) -> str:
    """Where the law book has a code; "" for what is no code of it, and outside a desk."""
    if request.blueprint != "desk":
        return ""
    if (chapter := law_book().chapters.get(code)) is not None:
        return url_for("desk.law_chapter", chapter=chapter, _anchor=code)
    if (line := _usability_lines().get(code)) is not None:
        return url_for("desk.law_chapter", chapter="usability", _anchor=line)
    return ""


@blueprint.app_template_filter("law_codes")
def law_codes(text: str) -> Markup:
    """A text with each code of the law book in it as a link."""

    def linked(found: re.Match[str]) -> str:
        url = law_url(found[0])
        return str(Markup('<a href="{}" translate="no">{}</a>').format(url, found[0])) if url else found[0]

    return Markup(CODE.sub(linked, str(escape(text))))  # noqa: S704
