"""Whether a page fits its window: nothing wider than it, no two parts of the header over each other, rows in a row."""

from collections.abc import Iterator

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

LOOK = """rows => {
  const found = [], edge = document.documentElement.clientWidth;
  const named = each => each.tagName.toLowerCase() + (each.className && each.className.split ? "." + each.className.trim().split(/\\s+/).join(".") : "");
  const seen = each => { const box = each.getBoundingClientRect(); return box.width > 0 && box.height > 0 && getComputedStyle(each).visibility !== "hidden"; };

  const wide = document.documentElement.scrollWidth - edge;
  if (wide > 1) {
    const culprits = [...document.body.querySelectorAll("*")].filter(each => {
      const box = each.getBoundingClientRect();
      return box.width && (box.right > edge + 1 || box.left < -1);
    });
    found.push(wide + " px wider than the window: " + culprits.slice(0, 3).map(named).join(", "));
  }

  /* What is drawn of a part: its letters and icons, which may reach beyond its box. */
  const ink = part => {
    const boxes = [...part.querySelectorAll("svg, img")].filter(seen).map(each => each.getBoundingClientRect());
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode, inside = node.parentElement;
      if (!node.data.trim() || inside.closest(".visually-hidden, dialog:not([open]), details:not([open]) > :not(summary)") || !seen(inside)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        let { left, right } = box;
        for (let around = inside; around !== part.parentElement; around = around.parentElement) {
          if (getComputedStyle(around).overflowX === "visible") continue;
          const frame = around.getBoundingClientRect();
          left = Math.max(left, frame.left);
          right = Math.min(right, frame.right);
        }
        if (right - left > 1) boxes.push({ left, right, top: box.top, bottom: box.bottom });
      }
    }
    return boxes;
  };
  for (const bar of document.querySelectorAll("header.r-topbar")) {
    const parts = [...bar.children].filter(seen).map(part => [part, ink(part)]);
    parts.forEach(([part, boxes], place) => {
      if (boxes.some(box => box.right > edge + 1 || box.left < -1)) found.push("the header's " + named(part) + " reaches beyond the window");
      for (const [other, theirs] of parts.slice(place + 1))
        if (boxes.some(a => theirs.some(b => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1)))
          found.push("in the header " + named(part) + " lies over " + named(other));
    });
  }

  for (const selector of rows)
    for (const row of document.querySelectorAll(selector)) {
      const boxes = [...row.children].filter(seen).map(each => each.getBoundingClientRect());
      if (boxes.some(box => box.top >= boxes[0].bottom - 1 || box.bottom <= boxes[0].top + 1)) found.push(named(row) + " is no row");
    }
  return found;
}"""


def misfits(page: Page) -> Iterator[str]:
    """What does not fit, in every window, from left to right and turned round; the page keeps its last size."""
    turned = "way => { document.documentElement.dir = way; }"
    page.evaluate(LENGTHEN, LONG)
    for width, height in HEIGHTS.items():
        page.set_viewport_size({"width": width, "height": height})
        rows = [selector for selector, least in ROWS.items() if width >= least]
        for way in ("ltr", "rtl"):
            page.evaluate(turned, way)
            for line in page.evaluate(LOOK, rows):
                yield f"{page.url} at {width} {way}: {line}"
        page.evaluate(turned, "ltr")
