"""Nothing that somebody wrote is lost with a form that was not carried out.

A page that answers a form shows what was written in the form, or, where it has no such field any more, in a box from
which it can be copied. The page is made first and then looked at, so that no page has to remember it.
"""

from __future__ import annotations

import re

from flask import render_template, request
from markupsafe import escape
from werkzeug.exceptions import HTTPException

NEVER = frozenset({"csrf_token", "command_id", "seen", "rests_on", "password", "again", "current", "code", "card"})
"""Fields that the browser fills, and those that hold no text or that no page repeats."""

PROSE = frozenset({"text", "reasons", "minutes", "point", "title"})
"""Fields in which people write; in any other, what holds a blank is taken for writing. Figures alone never are."""


def written() -> tuple[str, ...]:
    """What people wrote in the form that is being answered, each text once."""
    found: dict[str, None] = {}
    if request.method != "POST":
        return ()
    try:
        lists = tuple(request.form.lists())
    except HTTPException:  # too large to be read
        return ()
    for name, values in lists:
        if name in NEVER:
            continue
        for value in values:
            text = value.strip()
            if any(map(str.isalpha, text)) and (name in PROSE or any(map(str.isspace, text))):
                found.setdefault(text)
    return tuple(found)


def shows(page: str, text: str) -> bool:
    """Whether a page has a text in a field, or alone in some element; blanks around it do not matter."""
    sought = re.escape(_plain(str(escape(text))))
    return re.search(rf'value="\s*{sought}\s*"|>\s*{sought}\s*</', page) is not None


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def rendered(template: str, **values: object) -> str:
    """The page; when it answers a form, with everything that was written there."""
    page = render_template(template, **values)
    if not written():
        return page
    plain = _plain(page)
    lost = tuple(text for text in written() if not shows(plain, text))
    return render_template(template, **{**values, "kept_words": lost}) if lost else page
