"""The normal form of a page: what is the same for those who see it is the same text.

Indentation is for those who write templates. Blank space counts as one blank beside text and between two things of a
line; beside the edge of a block a browser shows none, so none is kept. A blank that makes something empty full, and
what stands in `pre` and `textarea`, is kept as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

TAG = re.compile(r"(<!--.*?-->|</?[a-zA-Z!](?:[^>\"']|\"[^\"]*\"|'[^']*')*>)", re.DOTALL)
NAME = re.compile(r"</?([\w!-]+)")
BLANK = re.compile(r"[ \t\n\r\f]+")
AT_THE_END = re.compile(r" (?=/?>$)")
KEPT = {"pre", "textarea", "script", "style"}
BLOCK = re.compile(
    r"!doctype|html|head|title|meta|link|script|body|header|footer|main|nav|section|article|aside|div|p|h[1-6]|[uod]l|li"
    r"|d[td]|table|caption|thead|tbody|tfoot|t[rhd]|form|fieldset|legend|figure|figcaption|details|summary|hr|br|pre"
    r"|option|optgroup|datalist|dialog"
)
DRAWN = re.compile(r"defs|pattern|g|rect|path|circle|line|polyline|polygon|ellipse|use|text")
"""Parts of a drawing."""
HIDDEN = ' type="hidden"'
BOXES = {"button", "select", "svg"}
"""Things of a line that are blocks inside."""


@lru_cache(maxsize=50_000)
def _is_edge(tag: str, *, inside: bool) -> bool:
    """Whether a block or a drawing ends at this side of a tag."""
    name = _name(tag)
    if HIDDEN in tag:
        return True
    if inside and (name == "text" or name in BOXES):
        return name in BOXES
    return bool(BLOCK.fullmatch(name) or DRAWN.fullmatch(name))


def normal(page: str, between: str = "\n") -> str:
    """The page without a blank that nobody sees, and each tag on a line of its own unless something else parts them."""
    parts = ["", *TAG.split(page), ""]
    kept = ""
    for place in range(1, len(parts), 2):
        before, text, after = parts[place - 1 : place + 2]
        if kept and after != f"</{kept}>":
            continue
        if not kept:
            opened = before.startswith("<") and not before.startswith("</")
            text = BLANK.sub(" ", text)
            if not (text == " " and opened and after == f"</{_name(before)}>"):
                if not before or _is_edge(before, inside=opened):
                    text = text.removeprefix(" ")
                if not after or _is_edge(after, inside=after.startswith("</")):
                    text = text.removesuffix(" ")
            parts[place] = text
        parts[place + 1] = _clean(after)
        name = _name(after)
        kept = name if name in KEPT and not after.startswith("</") else ""
    return "".join(f"{between}{part}" if place % 2 == 0 and part else part for place, part in enumerate(parts)).strip(
        "\n"
    )


@lru_cache(maxsize=50_000)
def _clean(tag: str) -> str:
    """A tag with one blank between its parts, and none at its end."""
    return AT_THE_END.sub("", BLANK.sub(" ", tag))


@lru_cache(maxsize=50_000)
def _name(tag: str) -> str:
    found = NAME.match(tag)
    return found[1].lower() if found else ""
