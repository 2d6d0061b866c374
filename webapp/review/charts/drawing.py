"""Drawing with matplotlib on a canvas of pixels, as inline SVG that the page's style sheet colours.

Figures are made fresh, never through pyplot, with fixed margins and no date; text stays text. The security policy of
the page forbids style attributes and elements, so every style becomes a presentation attribute, and each colour of the
palette a class that follows the light or dark theme.
"""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from enum import StrEnum

import matplotlib as mpl
from markupsafe import Markup
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon, Rectangle

_SVG = "http://www.w3.org/2000/svg"
_LINK = "http://www.w3.org/1999/xlink"
_PX_PER_INCH = 72
"""The SVG canvas counts points; one point is drawn as one pixel of the page."""

TEXT_PX = 13.0


class Ink(StrEnum):
    """Colours by what they mean; the value is a stand-in that becomes a class."""

    INK = "#010001"
    ACCENT = "#010002"
    EDGE = "#010003"
    LINE = "#010004"
    TEXT_2 = "#010005"
    TEXT_3 = "#010006"
    HATCH = "#010007"
    DOTS = "#010008"
    PACE = "#010009"
    GROUND = "#01000a"
    REQUESTING = "#010011"
    REQUESTED = "#010012"
    CHANNEL = "#010013"
    COURT = "#010014"
    THIRD_PARTY = "#010015"


def holder_ink(holder: str) -> Ink:
    """The colour of a holder."""
    return Ink[holder.upper()]


_FILLS = {
    Ink.INK: "c-fill-ink",
    Ink.ACCENT: "c-fill-accent",
    Ink.EDGE: "c-fill-edge",
    Ink.LINE: "c-fill-line",
    Ink.TEXT_2: "c-text-2",
    Ink.TEXT_3: "c-text-3",
    Ink.GROUND: "c-fill-ground",
}
_TEXTS = {
    Ink.INK: "c-text",
    Ink.GROUND: "c-fill-ground",
    Ink.ACCENT: "c-fill-accent",
    Ink.EDGE: "c-text-3",
    Ink.TEXT_2: "c-text-2",
}
_STROKES = {Ink.INK: "c-ink", Ink.ACCENT: "c-accent", Ink.EDGE: "c-edge", Ink.LINE: "c-line"}
_HOLDERS = (Ink.REQUESTING, Ink.REQUESTED, Ink.CHANNEL, Ink.COURT, Ink.THIRD_PARTY, Ink.PACE)
_PATTERNS = {Ink.HATCH: "r-hatch", Ink.DOTS: "r-dots"}


def stroke_class(ink: Ink) -> str:
    """The class of a line of a colour."""
    return f"c-{ink.name.lower()}" if ink in _HOLDERS else _STROKES.get(ink, "c-ink")


def fill_class(ink: Ink) -> str:
    """The class of an area of a colour."""
    return f"h-{ink.name.lower()}" if ink in _HOLDERS else _FILLS.get(ink, "c-text-3")


class Canvas:
    """A drawing of so many pixels; x goes right, y goes down."""

    def __init__(self, width: int, height: int) -> None:
        """Start with an empty, transparent ground."""
        self.width, self.height = width, height
        self._figure = Figure(figsize=(width / _PX_PER_INCH, height / _PX_PER_INCH), dpi=_PX_PER_INCH)
        self._figure.patch.set_visible(False)
        self._axes = self._figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(height, 0)
        self._axes.set_axis_off()

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        ink: Ink,
        width: float = 1.0,
        dashes: tuple[float, float] | None = None,
    ) -> None:
        """A line through points."""
        drawn = Line2D(xs, ys, color=ink.value, linewidth=width, solid_capstyle="butt", solid_joinstyle="miter")
        drawn.set_zorder(0.5 if ink is Ink.LINE else 2.0)
        if dashes is not None:
            drawn.set_dashes(dashes)
        self._axes.add_line(drawn)

    def box(self, x: float, y: float, width: float, height: float, ink: Ink, alpha: float | None = None) -> None:
        """A filled rectangle."""
        self._axes.add_patch(Rectangle((x, y), width, height, facecolor=ink.value, edgecolor="none", alpha=alpha))

    def outline(self, x: float, y: float, width: float, height: float, ink: Ink, *, dotted: bool = False) -> None:
        """The edge of a rectangle."""
        dashes = (1.5, 2.5) if dotted else None
        self.line((x, x + width, x + width, x, x), (y, y, y + height, y + height, y), ink, 1.6, dashes)

    def dot(self, x: float, y: float, radius: float, ink: Ink) -> None:
        """A filled circle."""
        self._axes.add_patch(Circle((x, y), radius, facecolor=ink.value, edgecolor="none", zorder=3))

    def ring(self, x: float, y: float, radius: float, words: str, *, size: float = TEXT_PX) -> None:
        """A circle with a number in it, so many pixels high."""
        self.dot(x, y, radius, Ink.GROUND)
        self._axes.add_patch(Circle((x, y), radius, fill=False, edgecolor=Ink.EDGE.value, linewidth=1.8, zorder=3.1))
        self.text(x, y + size * 0.35, words, Ink.INK, "center", strong=True, size=size)

    def area(self, points: Sequence[tuple[float, float]], ink: Ink, alpha: float) -> None:
        """A filled shape."""
        self._axes.add_patch(Polygon(points, closed=True, facecolor=ink.value, edgecolor="none", alpha=alpha))

    def text(
        self,
        x: float,
        y: float,
        words: str,
        ink: Ink = Ink.INK,
        align: str = "left",
        *,
        strong: bool = False,
        size: float = TEXT_PX,
    ) -> None:
        """Words with their baseline on y, so many pixels high."""
        self._axes.text(
            x,
            y,
            words.replace("$", r"\$"),
            color=ink.value,
            fontsize=size,
            ha=align,
            va="baseline",
            fontweight="bold" if strong else "normal",
        )

    def svg(self, name: str) -> Markup:
        """The drawing as inline SVG; the name keeps its ids apart from those of other drawings on the page."""
        buffer = io.BytesIO()
        with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": name}):
            self._figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
        return Markup(_plain(buffer.getvalue()))  # noqa: S704 - drawn here; words in it are escaped by the writer


def _plain(body: bytes) -> str:
    root = ET.fromstring(body)  # noqa: S314 - matplotlib wrote it
    for name in (f"{{{_SVG}}}metadata", f"{{{_SVG}}}defs"):
        for parent in list(root.iter()):
            for child in parent.findall(name):
                if name.endswith("metadata") or child.find(f"{{{_SVG}}}style") is not None:
                    parent.remove(child)
    for element in root.iter():
        _restyle(element)
        element.attrib.pop("clip-path", None)
        element.attrib.pop("id", None)
        element.tag = element.tag.replace(f"{{{_SVG}}}", "")
        for key in [key for key in element.attrib if key.startswith(f"{{{_LINK}}}")]:
            element.attrib.pop(key)
    for parent in list(root.iter()):
        for child in [child for child in parent if child.tag == "defs"]:
            parent.remove(child)
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    root.set("direction", "ltr")
    root.set("aria-hidden", "true")
    root.set("focusable", "false")
    return _flat(ET.tostring(root, encoding="unicode"))


def _flat(text: str) -> str:
    text = re.sub(r">\s+<", "><", text)
    text = re.sub(r"<g />|<g></g>", "", text)
    return re.sub(r"(\d+\.\d\d)\d+", r"\1", text)


def _restyle(element: ET.Element) -> None:
    style = element.attrib.pop("style", "")
    values = dict(_pair(part) for part in style.split(";") if ":" in part)
    is_text = element.tag.endswith("}text")
    for name, value in values.items():
        if name == "font":
            size = re.search(r"([\d.]+)px", value)
            element.set("font-size", size.group(1) if size else str(TEXT_PX))
            if "bold" in value or "700" in value:
                element.set("font-weight", "600")
        elif name == "font-size" and value != f"{TEXT_PX:g}px":
            element.set("font-size", value.removesuffix("px"))
        elif name in {"fill", "stroke"}:
            _colour(element, name, value, is_text=is_text)
        elif name in {
            "opacity",
            "fill-opacity",
            "stroke-opacity",
            "stroke-width",
            "stroke-dasharray",
            "text-anchor",
        } | {
            "stroke-linejoin",
            "stroke-linecap",
            "stroke-dashoffset",
            "font-weight",
        }:
            element.set(name, value)
    if is_text and "fill" not in values:
        element.set("class", _TEXTS[Ink.INK])


def _pair(part: str) -> tuple[str, str]:
    name, _, value = part.partition(":")
    return name.strip(), value.strip()


def _colour(element: ET.Element, name: str, value: str, *, is_text: bool) -> None:
    known = {ink.value: ink for ink in Ink}.get(value)
    if known is None:
        element.set(name, value)
    elif known in _PATTERNS:
        element.set(name, f"url(#{_PATTERNS[known]})")
    elif name == "stroke":
        element.set("class", stroke_class(known))
        element.attrib.setdefault("fill", "none")
    elif known in _HOLDERS:
        element.set("class", f"h-{known.name.lower()}")
    else:
        element.set("class", (_TEXTS if is_text else _FILLS).get(known, "c-text-3"))


def round_up(value: float) -> float:
    """A round number not below a value, for the end of an axis."""
    if value <= 0:
        return 1.0
    scale = 1.0
    while scale * 10 < value:
        scale *= 10
    while scale > value:
        scale /= 10
    return next(
        step * scale for step in (1.0, 1.2, 1.6, 2.0, 2.4, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0) if step * scale >= value
    )
