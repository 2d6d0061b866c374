"""The style sheet of print: a chart of the page as a drawing that stands alone, with colours for paper in it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping

SVG = "http://www.w3.org/2000/svg"
FONT = "Source Sans 3"

INKS: Mapping[str, str] = {
    "ink": "#1b2422",
    "accent": "#17594a",
    "edge": "#8b867a",
    "line": "#e2dfd6",
    "text": "#1b2422",
    "text-2": "#4a5552",
    "text-3": "#626d68",
    "requesting": "#2f78bc",
    "requested": "#d07d1c",
    "channel": "#8994a0",
    "court": "#5c2862",
    "third_party": "#75501f",
    "pace": "#e2dfd6",
    "ground": "#ffffff",
}
"""Colours by what they mean: the light ones of `static/css/tokens.css`, which a test compares."""

_STROKES = ("ink", "accent", "edge", "line", "requesting", "requested", "channel", "court", "third_party")

_ATTRIBUTES: Mapping[str, tuple[str, str]] = {
    **{f"c-{name}": ("stroke", INKS[name]) for name in _STROKES},
    **{f"c-{name}": ("fill", INKS[name]) for name in ("text", "text-2", "text-3")},
    **{f"c-fill-{name}": ("fill", INKS[name]) for name in ("ink", "accent", "edge", "line", "ground")},
    **{f"h-{name}": ("fill", INKS[name]) for name in (*_STROKES[4:], "pace")},
}
"""What a class of the page's style sheet is on paper."""

_PATTERNS = f"""<defs xmlns="{SVG}">
<pattern id="r-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<line x1="1.5" y1="0" x2="1.5" y2="6" stroke="#ffffff" stroke-width="2.2"/></pattern>
<pattern id="r-dots" width="4" height="4" patternUnits="userSpaceOnUse">
<circle cx="2" cy="2" r="0.9" fill="{INKS["text-2"]}"/></pattern></defs>"""


def printed(svg: str) -> str:
    """A chart's drawing for paper.

    Args:
        svg: The drawing as `Canvas.svg` gives it to a page.
    """
    root = ET.fromstring(svg)  # noqa: S314 - drawn by `drawing`
    for element in root.iter():
        for name in element.attrib.pop("class", "").split():
            attribute, colour = _ATTRIBUTES[name]
            element.set(attribute, colour)
        if element.tag.endswith("text"):
            element.set("font-family", FONT)
    for name in ("aria-hidden", "focusable", "direction"):
        root.attrib.pop(name, None)
    _left, _top, width, height = root.get("viewBox", "0 0 1 1").split()
    root.set("width", width)
    root.set("height", height)
    if root.tag == "svg":
        root.set("xmlns", SVG)
    root.insert(0, _in_no_namespace(ET.fromstring(_PATTERNS)))  # noqa: S314 - written above
    return ET.tostring(root, encoding="unicode")


def _in_no_namespace(tree: ET.Element) -> ET.Element:
    for element in tree.iter():
        element.tag = element.tag.rpartition("}")[2]
    return tree
