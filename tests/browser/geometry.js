/* What does not fit in the window as it stands; gets the selectors of what has to be in one row. */
rows => {
  const found = [], edge = document.documentElement.clientWidth;
  const named = each => each.tagName.toLowerCase() + (each.className && each.className.split ? "." + each.className.trim().split(/\s+/).join(".") : "");
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
}
