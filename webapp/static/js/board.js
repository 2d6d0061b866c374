/* The board as a graph: ink for evidence, pencil for leads; places are kept for the team. */
(function () {
  "use strict";

  var graph = null;
  var SHAPES = {
    person: "ellipse", company: "round-rectangle", account: "round-rectangle", phone: "round-rectangle",
    container: "rectangle", vehicle: "cut-rectangle", place: "diamond",
    name: "ellipse", cash: "ellipse"
  };
  var SIZES = {
    person: [40, 40], company: [40, 36], account: [46, 30], phone: [30, 40], container: [46, 28], vehicle: [46, 28],
    place: [42, 42], name: [40, 40], cash: [46, 30]
  };
  var GAP = 14;          /* free space round a node and its label */
  var REACH = 120;       /* how far a newcomer stands from whom it is linked with */
  var NEAR = 0.72;       /* from this zoom on everything is written out */
  var FEW = 12;          /* so many newcomers are put beside the others; more are laid out together */
  var LEADING = 10;      /* so many of the best linked are named even on top of others' marks */
  /* Outlines of 24 x 24, drawn in the colour of the ink. */
  var MARKS = {
    person: "M12 12a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM5 20a7 7 0 0 1 14 0",
    company: "M5 20V5h8v15M13 9h6v11M8 9h2M8 13h2M16 13h0M3 20h18",
    account: "M4 7h16v11H4zM4 11h16M7 15h4",
    phone: "M8 3h8v18H8zM11 18h2",
    container: "M3 8h18v10H3zM8 8v10M12 8v10M16 8v10",
    vehicle: "M3 8h11v8H3zM14 11h4l3 3v2h-7zM7 18a2 2 0 1 0 0-1M17 18a2 2 0 1 0 0-1",
    place: "M7 20V5h10l-2 3 2 3H7",
    cash: "M4 7h16v10H4zM12 14a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
    name: "M8.500 9a3.500 3.500 0 1 1 5 3.200c-1 .5-1.500 1.200-1.500 2.300M12 18v1"
  };

  /* The drawing library reads plain colours only, so the browser works out what a token stands for. */
  function colour(name, fallback) {
    var probe = document.createElement("span");
    probe.hidden = true;
    probe.style.color = "var(" + name + ", " + fallback + ")";
    document.body.appendChild(probe);
    var found = getComputedStyle(probe).color;
    probe.remove();
    return /^rgb/.test(found) ? found : fallback;
  }

  function mark(kind, ink) {
    var svg = '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="' + ink +
      '" stroke-width="1.600" stroke-linecap="round" stroke-linejoin="round"><path d="' + (MARKS[kind] || MARKS.place) + '"/></svg>';
    return "data:image/svg+xml;utf8," + encodeURIComponent(svg);
  }

  function style() {
    var ink = colour("--ink", "#1b2422");
    var soft = colour("--ink-2", "#4a5552");
    var edge = colour("--edge", "#8b867a");
    var accent = colour("--accent", "#17594a");
    var surface = colour("--surface", "#ffffff");
    var paper = colour("--paper", "#f6f5f1");
    var family = getComputedStyle(document.body).fontFamily;
    return [
      { selector: "node", style: {
        "shape": function (n) { return SHAPES[n.data("kind")] || "ellipse"; },
        "width": function (n) { return (SIZES[n.data("kind")] || [40, 40])[0]; },
        "height": function (n) { return (SIZES[n.data("kind")] || [40, 40])[1]; },
        "background-color": surface, "border-width": 1.8, "border-color": ink,
        "background-image": function (n) { return mark(n.data("kind"), n.data("evidence") ? ink : soft); },
        "background-width": 20, "background-height": 20,
        "label": "data(text)", "font-size": "data(size)",
        "text-wrap": "wrap", "text-max-width": "data(wide)", "text-margin-y": function (n) { return n.data("above") ? -5 : 5; },
        "text-valign": function (n) { return n.data("above") ? "top" : "bottom"; },
        "font-family": family, "color": ink, "text-outline-color": paper, "text-outline-width": 3
      } },
      { selector: "node[!evidence]", style: { "border-style": "dashed", "border-color": edge, "color": soft } },
      { selector: "node[also != '']", style: { "border-style": "double", "border-width": 5 } },
      { selector: "edge", style: {
        "width": 1.8, "line-color": ink, "curve-style": "bezier", "control-point-step-size": 46,
        "label": "data(label)", "font-size": 12, "text-rotation": "autorotate", "color": soft,
        "text-background-color": paper, "text-background-opacity": 1, "text-background-padding": 2,
        "target-arrow-shape": "none", "arrow-scale": 1.1, "target-arrow-color": ink, "font-family": family
      } },
      { selector: "edge.is-far", style: { "label": "" } },
      { selector: "edge[?directed]", style: { "target-arrow-shape": "triangle" } },
      { selector: "edge[!evidence]", style: {
        "width": 1.6, "line-style": "dashed", "line-dash-pattern": [3, 5], "line-color": edge, "target-arrow-color": edge
      } },
      { selector: ".is-faded", style: { "opacity": 0.22 } },
      { selector: "node:selected", style: { "border-width": 3.5, "border-color": accent, "border-style": "solid" } },
      { selector: "edge.is-near", style: { "line-color": accent, "target-arrow-color": accent, "width": 2.4 } },
      { selector: "edge:selected, edge.is-trail", style: { "width": 3.5, "line-color": accent, "target-arrow-color": accent, "color": accent, "font-weight": 600, "label": "data(label)" } }
    ];
  }

  function csrf() {
    var meta = document.querySelector('meta[name="csrf-token"]');
    return meta ? meta.content : "";
  }

  function keepPlace(url, node) {
    var body = new FormData();
    body.append("entity", node.id());
    body.append("x", String(Math.round(node.position("x"))));
    body.append("y", String(Math.round(node.position("y"))));
    fetch(url, { method: "POST", body: body, headers: { "X-CSRFToken": csrf(), "X-Tick": "1" }, credentials: "same-origin" })
      .catch(function () { /* the layout is kept in the browser until the next move */ });
  }

  /* The whole board on its paper, twice as fine as the screen and written out, once the browser has measured the words;
     made in the browser, nothing is sent. */
  function keepPicture() {
    graph.one("render", function () {
      var picture = graph.png({ output: "blob", full: true, scale: 2, bg: colour("--paper", "#f6f5f1"), maxWidth: 8000, maxHeight: 8000 });
      label();
      var url = URL.createObjectURL(picture);
      var link = document.createElement("a");
      link.href = url;
      link.download = "board.png";
      link.click();
      setTimeout(function () { URL.revokeObjectURL(url); }, 1000);
    });
    writeOut();
    graph.forceRender();
  }

  /* Places of a layout, kept for the team so that the board looks the same next time; those that somebody chose stay
     unless the board was tidied up. */
  function keepLayout(url, nodes, tidy) {
    var places = nodes.map(function (n) { return n.id() + ":" + Math.round(n.position("x")) + ":" + Math.round(n.position("y")); });
    if (!url || !places.length) return;
    var body = new FormData();
    body.append("places", places.join(" "));
    if (tidy) body.append("tidy", "yes");
    fetch(url, { method: "POST", body: body, headers: { "X-CSRFToken": csrf(), "X-Tick": "1" }, credentials: "same-origin" })
      .catch(function () { /* it is laid out again the next time */ });
  }

  /* ---- Labels: everything near by; from afar names of the same size on the screen, the best linked first, below their
     mark or above it; one that would lie on another is left out until the board is nearer. ---- */

  function write(n, text, size, wide, above) {
    n.data({ text: text, size: size, wide: wide, above: Boolean(above) });
  }

  function writeOut() {
    graph.batch(function () {
      graph.edges().removeClass("is-far");
      graph.nodes().forEach(function (n) { write(n, n.data("label") + "\n" + n.data("caption"), 13, 170); });
    });
  }

  function short(name) {
    if (/^[A-Z]{2}\d\d [\d ]+$/.test(name)) return name.slice(0, 4) + " \u2026" + name.slice(-4);
    return name.length > 22 ? name.slice(0, 21) + "\u2026" : name;
  }

  function meets(box, others) {
    return others.some(function (t) { return t.x1 < box.x2 && box.x1 < t.x2 && t.y1 < box.y2 && box.y1 < t.y2; });
  }

  /* What a name of one line covers below its mark, or above it. */
  function boxOf(n, text, size, above) {
    var at = n.position(), w = text.length * size * 0.27, gap = n.height() / 2 + 2;
    var top = above ? at.y - gap - size * 1.35 : at.y + gap;
    return { x1: at.x - w, x2: at.x + w, y1: top, y2: top + size * 1.35 };
  }

  function label() {
    var zoom = graph.zoom();
    if (zoom >= NEAR) { writeOut(); return; }
    var size = 12 / zoom;
    var names = [];
    var marks = graph.nodes().map(function (n) {
      var at = n.position(), w = n.width() / 2, h = n.height() / 2;
      return { x1: at.x - w, x2: at.x + w, y1: at.y - h, y2: at.y + h };
    });
    var order = graph.nodes().sort(function (a, b) { return b.selected() - a.selected() || b.degree() - a.degree(); });
    graph.batch(function () {
      graph.edges().addClass("is-far");
      order.forEach(function (n, place) {
        var text = [n.data("label")].concat(n.data("also") ? n.data("also").split("; ") : []).map(short).join(" = ");
        var brief = text.length > 12 ? text.slice(0, 11) + "\u2026" : text;
        var found = [[text, size, false], [text, size, true], [brief, size * 0.8, false], [brief, size * 0.8, true]]
          .find(function (way) {
            var box = boxOf(n, way[0], way[1], way[2]);
            return !meets(box, names) && (place < LEADING || !meets(box, marks)) && names.push(box);
          });
        write(n, found ? found[0] : "", found ? found[1] : size, 1e4, found && found[2]);
      });
    });
  }

  /* ---- Layout ---- */

  /* What a node and its label cover, from its middle. */
  function extent(n) {
    var box = n.boundingBox({ includeOverlays: false }), at = n.position();
    return { x1: box.x1 - at.x - GAP / 2, x2: box.x2 - at.x + GAP / 2, y1: box.y1 - at.y - GAP / 2, y2: box.y2 - at.y + GAP / 2 };
  }

  function covered(n) {
    var of = extent(n), at = n.position();
    return { x1: at.x + of.x1, x2: at.x + of.x2, y1: at.y + of.y1, y2: at.y + of.y2 };
  }

  /* The first free place on a spiral round a point, not nearer to it than `from`. */
  function putFree(n, x, y, from, taken) {
    var of = extent(n);
    for (var step = Math.ceil(from * from / 400); step < 4000; step += 1) {
      var radius = 20 * Math.sqrt(step), angle = step * 2.39996;
      var at = { x: x + 1.2 * radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
      if (!meets({ x1: at.x + of.x1, x2: at.x + of.x2, y1: at.y + of.y1, y2: at.y + of.y2 }, taken)) break;
    }
    n.position(at);
    taken.push(covered(n));
  }

  function byDegree(nodes) {
    return nodes.sort(function (a, b) { return b.degree() - a.degree() || Number(a.id()) - Number(b.id()); });
  }

  /* Each newcomer in a free place beside those it is linked with; one that is linked with nobody below the others. */
  function putBeside(free, placed) {
    var taken = placed.map(covered);
    var box = placed.boundingBox();
    var done = placed;
    byDegree(free).forEach(function (n) {
      var near = n.neighborhood("node").intersection(done);
      var x = 0, y = 0;
      near.forEach(function (each) { x += each.position("x") / near.length; y += each.position("y") / near.length; });
      if (near.length) putFree(n, x, y, near.length > 1 ? 0 : REACH, taken);
      else putFree(n, box.x1 + 60, box.y2 + 60, 0, taken);
      done = done.union(n);
    });
  }

  /* The layout draws numbers; from here it draws the same ones each time, so that the same board looks the same. */
  function steadily(act) {
    var draw = Math.random, state = 1;
    Math.random = function () {
      state = state * 48271 % 2147483647;
      return state / 2147483647;
    };
    try { act(); } finally { Math.random = draw; }
  }

  /* Lays out all that is free round what is fixed, the same way each time, and takes overlaps away. */
  function layOut(free, fixed) {
    free.positions({ x: 0, y: 0 });
    steadily(function () {
      graph.layout({
        name: "fcose", quality: "default", randomize: true, animate: false, fit: false, nodeDimensionsIncludeLabels: true,
        idealEdgeLength: 70, nodeRepulsion: 5000, nodeSeparation: 80, gravity: 0.3,
        numIter: Math.max(300, Math.min(2500, Math.round(2e5 / free.length))),
        tilingPaddingHorizontal: 24, tilingPaddingVertical: 24,
        fixedNodeConstraint: fixed.map(function (n) { return { nodeId: n.id(), position: n.position() }; })
      }).run();
    });
    var taken = fixed.map(covered);
    byDegree(free).forEach(function (n) { putFree(n, n.position("x"), n.position("y"), 0, taken); });
  }

  function findPlaces(free) {
    var placed = graph.nodes().not(free);
    if (placed.length && free.length <= FEW) putBeside(free, placed);
    else layOut(free, placed);
  }

  /* All of it, or what was asked for. */
  function show(part) {
    graph.fit(part && part.length ? part : undefined, 32);
    if (graph.zoom() > 1.2) { graph.zoom(1.2); graph.center(part && part.length ? part : undefined); }
  }

  /* Tidies the whole board up, for the team; a second press puts everything back. */
  function tidyUp(button, url) {
    var words = button.textContent;
    var before = button.before_;
    var nodes = graph.nodes();
    if (before) {
      nodes.forEach(function (n) { if (before[n.id()]) n.position(before[n.id()]); });
      delete button.before_;
    } else {
      button.before_ = {};
      nodes.forEach(function (n) { button.before_[n.id()] = { x: n.position("x"), y: n.position("y") }; });
      writeOut();
      layOut(nodes, graph.collection());
    }
    button.textContent = button.dataset.undo;
    button.dataset.undo = words;
    show();
    label();
    keepLayout(url, nodes, true);
  }

  /* ---- What was chosen, beside the graph; below it on a narrow screen, so it is brought into view ---- */

  function choose(element) {
    var side = document.getElementById("board-side");
    graph.edges().removeClass("is-near");
    if (element.isNode()) element.connectedEdges().addClass("is-near");
    if (!side || !window.htmx) return;
    window.htmx.ajax("GET", element.data("url"), { target: "#board-side", swap: "innerHTML" }).then(function () {
      if (window.matchMedia("(max-width: 991px)").matches) side.scrollIntoView();
    });
  }

  /* ---- By keyboard: from name to name, as a list is read; what is reached is told to who cannot see it. ---- */

  function walk(box, step) {
    var nodes = graph.nodes().sort(function (a, b) { return a.data("label").localeCompare(b.data("label")); });
    if (!nodes.length) return;
    var at = nodes.filter(":selected").length ? nodes.indexOf(nodes.filter(":selected")[0]) : step > 0 ? -1 : 0;
    var node = nodes[(at + step + nodes.length) % nodes.length];
    graph.elements().unselect();
    node.select();
    label();
    var seen = node.renderedPosition();
    if (seen.x < 40 || seen.y < 40 || seen.x > box.clientWidth - 40 || seen.y > box.clientHeight - 40) graph.center(node);
    var told = document.getElementById("board-at");
    if (told) told.textContent = node.data("label") + ", " + node.data("caption");
  }

  function zoomBy(box, factor) {
    graph.zoom({ level: graph.zoom() * factor, renderedPosition: { x: box.clientWidth / 2, y: box.clientHeight / 2 } });
  }

  var KEYS = {
    ArrowRight: function (box) { walk(box, 1); },
    ArrowDown: function (box) { walk(box, 1); },
    ArrowLeft: function (box) { walk(box, -1); },
    ArrowUp: function (box) { walk(box, -1); },
    Enter: function () { var at = graph.nodes(":selected"); if (at.length) choose(at[0]); },
    Home: function () { show(); },
    "+": function (box) { zoomBy(box, 1.25); },
    "-": function (box) { zoomBy(box, 0.8); }
  };

  function byKey(event) {
    var act = graph && KEYS[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act(event.currentTarget);
  }

  function follow() {
    var trail = graph.edges().filter(function (e) { return e.data("hop") > 0; });
    if (!trail.length) return trail;
    trail.addClass("is-trail").forEach(function (e) { e.data("label", e.data("hop") + ": " + e.data("label")); });
    graph.elements().not(trail).not(trail.connectedNodes()).addClass("is-faded");
    return trail.connectedNodes();
  }

  function draw() {
    var box = document.getElementById("board-graph");
    var data = document.getElementById("board-data");
    if (!box || !data || !window.cytoscape || box.dataset.drawn) return;
    box.dataset.drawn = "yes";
    box.addEventListener("keydown", byKey);
    var parsed = JSON.parse(data.textContent);
    var before = graph && { nodes: {}, zoom: graph.zoom(), pan: graph.pan() };
    if (before) {
      graph.nodes().forEach(function (n) { before.nodes[n.id()] = { x: n.position("x"), y: n.position("y") }; });
      graph.destroy();
    }
    var free = {};
    var elements = parsed.nodes.map(function (node) {
      var at = node.x !== null && node.y !== null ? { x: node.x, y: node.y } : before && before.nodes[node.id];
      if (!at) free[node.id] = true;
      node.text = node.label + "\n" + node.caption;
      node.size = 13;
      node.wide = 170;
      return { group: "nodes", data: node, position: at || { x: 0, y: 0 } };
    }).concat(parsed.edges.map(function (edge) { return { group: "edges", data: edge }; }));
    graph = window.cytoscape({
      container: box, elements: elements, style: style(), layout: { name: "preset" },
      minZoom: 0.1, maxZoom: 2.5, boxSelectionEnabled: false
    });
    var unplaced = graph.nodes().filter(function (n) { return free[n.id()]; });
    if (unplaced.length) {
      findPlaces(unplaced);
      keepLayout(box.dataset.place, unplaced, false);
    }
    var trail = follow();
    if (before) graph.viewport({ zoom: before.zoom, pan: before.pan });
    else show(trail);
    label();
    var waiting = 0;
    graph.on("zoom", function () { clearTimeout(waiting); waiting = setTimeout(label, 250); });
    graph.on("resize", function () { show(trail); });
    graph.on("dragfree", "node", function (event) { keepPlace(box.dataset.place, event.target); });
    graph.on("tap", "node, edge", function (event) { choose(event.target); });
    button("board-picture", keepPicture);
    button("board-tidy", function (event) { tidyUp(event.currentTarget, box.dataset.place); });
    button("board-fit", function () { show(); });
    var chosen = box.dataset.chosen && graph.getElementById(box.dataset.chosen);
    if (chosen && chosen.length) {
      chosen.select();
      if (chosen.isNode()) chosen.connectedEdges().addClass("is-near");
      label();
    }
  }

  function button(id, act) {
    var found = document.getElementById(id);
    if (!found) return;
    found.hidden = false;
    found.addEventListener("click", act);
  }

  document.addEventListener("rogatory:theme", function () { if (graph) graph.style(style()); });
  document.addEventListener("htmx:load", draw);
  draw();
})();
