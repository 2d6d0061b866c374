"""`run.py bench board --json`: a board of three hundred entities and six hundred links in a real browser.

The entities and links are those of the team that knows most after a played two-day workshop; to come to the full
number, entities are taken again under further names and links are drawn between them. Measured are what the server
needs to write the board, what the browser needs to lay it out and draw it, and the time between two frames while a node
is dragged, and while the board is moved and zoomed. Nothing is placed beforehand: that is the slowest case.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Page, sync_playwright
from rogatory_assets import directory

from benchmarks.workshop_desk import at_desk
from simulation.exercise.board.views import LinkView
from simulation.exercise.views.team_view import TeamView
from tests.browser.conftest import started
from webapp.desk.board.graph import graph

ENTITIES = 300
LINKS = 600
STEPS = 60
ROUNDS = 5

BOARD_JS = Path(__file__).parents[1] / "webapp" / "static" / "js" / "board.js"
PAGE = """<!doctype html><title>Board</title><style>body { margin: 0 } #board-graph { width: 1000px; height: 700px }
</style><div id="board-graph" data-place=""></div><script type="application/json" id="board-data">%s</script>
"""
FRAMES = """() => { window.frames_ = []; let last = performance.now();
  const next = now => { window.frames_.push(now - last); last = now; requestAnimationFrame(next); };
  requestAnimationFrame(next); }"""
TAKE = "() => window.frames_.splice(0).slice(2)"


def board_of(view: TeamView) -> TeamView:
    """The view with a full board: the team's own links between its entities first, then drawn ones."""
    known = [*view.entities, *(replace(each, key=f"{each.key}/again") for each in view.entities)][:ENTITIES]
    view = replace(view, entities=tuple(known))
    keys = [entity.key for entity in known]
    up = set(keys)
    links = [link._replace(on_board=True) for link in view.board.links if {link.a, link.b} <= up][:LINKS]
    for place in range(LINKS - len(links)):
        a, b = keys[place % len(keys)], keys[(place * 7 + 11) % len(keys)]
        if a != b:
            links.append(LinkView(f"drawn-{place}", a, b, "linked", (), False, True, True))
    entities = tuple((key, f"entity/{key}") for key in keys)
    return replace(view, board=replace(view.board, entities=entities, links=tuple(links)))


def frames(page: Page, act: str) -> list[float]:
    """Milliseconds between frames while a hand drags a node, moves the board or turns the wheel."""
    page.evaluate(TAKE)
    if act == "zoom":
        page.mouse.move(500, 350)
        for step in range(STEPS):
            page.mouse.wheel(0, 40 if step % 20 < 10 else -40)
    else:
        x, y = (2, 2) if act == "move" else page.evaluate("() => window.firstNode_()")
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x + 3 * STEPS, y + 2 * STEPS, steps=STEPS)
        page.mouse.up()
    found: list[float] = page.evaluate(TAKE)
    return found


def in_browser(data: str) -> dict[str, float]:
    """What the browser needs for a board."""
    figures: dict[str, float] = {}
    with sync_playwright() as playwright:
        browser = started(playwright)
        if browser is None:
            raise SystemExit("bench board: no Chromium, Chrome or Edge is installed")
        page = browser.new_page(viewport={"width": 1000, "height": 700})
        page.set_content(PAGE % data.replace("</", "<\\/"))
        for name in ("cytoscape.min.js", "layout-base.js", "cose-base.js", "cytoscape-fcose.js"):
            page.add_script_tag(path=directory() / "js" / name)
        page.evaluate(
            """() => { const make = window.cytoscape; window.cytoscape = options => {
              const graph = make(options);
              window.firstNode_ = () => { const at = graph.nodes()[0].renderedPosition(); return [at.x, at.y]; };
              return graph; }; }"""
        )
        script = BOARD_JS.read_text(encoding="utf-8")
        figures["layout_ms"] = page.evaluate(
            "source => { const began = performance.now(); (0, eval)(source); return performance.now() - began; }",
            script,
        )
        page.wait_for_timeout(500)
        page.evaluate(FRAMES)
        for act in ("drag", "move", "zoom"):
            found = sorted(frames(page, act))
            figures[f"{act}_frame_median_ms"] = statistics.median(found)
            figures[f"{act}_frame_p95_ms"] = found[int(len(found) * 0.95)]
        browser.close()
    return {name: round(value, 1) for name, value in figures.items()}


def main() -> None:
    """Measure and print one JSON document."""
    with at_desk(lambda view: len(view.entities), board_of) as reading:
        took: list[float] = []
        drawn = graph(reading, {}, evidence_only=False)
        for _round in range(ROUNDS):
            began = time.perf_counter()
            drawn = graph(reading, {}, evidence_only=False)
            took.append((time.perf_counter() - began) * 1000)
    written = {
        "entities": len(drawn["nodes"]),
        "links": len(drawn["edges"]),
        "server_ms": round(statistics.median(took), 1),
    }
    sys.stdout.write(json.dumps({**written, **in_browser(json.dumps(drawn))}) + "\n")


if __name__ == "__main__":
    main()
