"""Whether a page fits its window: nothing wider than it, no two parts of the header over each other, rows in a row."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from playwright.sync_api import Page

HEIGHTS = {1440: 900, 1366: 768, 1280: 800, 1024: 768, 390: 844}
"""The windows that people have: width and height in pixels."""

ROWS = {".r-topbar": 1024, ".r-topbar-nav": 1024, ".r-dayplan": 1024}
"""What has to stand in one row, from which width on."""

LONG = {
    ".r-topbar-title strong": "Regional academy, joint course of the north, second group, Thursday",
    ".r-topbar-person .r-person-name bdi": "Maximiliana Featherstonehaugh-Wellington of the Northern Fleet",
}
"""What people may call an exercise and themselves: put into the header before it is looked at."""

LENGTHEN = """long => {
  for (const [selector, words] of Object.entries(long))
    for (const each of document.querySelectorAll(selector)) each.textContent = words;
}"""

STRETCH = """() => {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const kept = "script, style, svg, textarea, bdi, [translate=no]";
  while (walk.nextNode()) {
    const node = walk.currentNode, text = node.data.trim();
    if (!/\\p{L}{2}/u.test(text) || node.parentElement.closest(kept)) continue;
    node.data += text.slice(0, Math.ceil(text.length * 0.4));
  }
}"""

LOOK = (Path(__file__).parent / "geometry.js").read_text(encoding="utf-8")


def lengthened(page: Page) -> None:
    """Every text of the page two fifths longer, as in the wordiest languages; what people wrote and codes stay."""
    page.evaluate(STRETCH)


def misfits(
    page: Page,
    windows: Mapping[int, int] = HEIGHTS,
    words: Mapping[str, str] = LONG,
    in_rows: Mapping[str, int] = ROWS,
) -> Iterator[str]:
    """What does not fit, in every window, from left to right and turned round; the page keeps its last size."""
    turned = "way => { document.documentElement.dir = way; }"
    page.evaluate(LENGTHEN, words)
    for width, height in windows.items():
        page.set_viewport_size({"width": width, "height": height})
        rows = [selector for selector, least in in_rows.items() if width >= least]
        for way in ("ltr", "rtl"):
            page.evaluate(turned, way)
            for line in page.evaluate(LOOK, rows):
                yield f"{page.url} at {width} {way}: {line}"
        page.evaluate(turned, "ltr")
