/* The board as a graph: ink for evidence, pencil for leads; places are kept for the team. */
(function () {
  "use strict";

  var graph = null;
  var SHAPES = {
    person: "ellipse", company: "round-rectangle", account: "round-rectangle", phone: "round-rectangle",
    container: "rectangle", vehicle: "cut-rectangle", place: "diamond"
  };
  var SIZES = {
    person: [40, 40], company: [40, 36], account: [46, 30], phone: [30, 40], container: [46, 28], vehicle: [46, 28],
    place: [42, 42]
  };
  /* Outlines of 24 x 24, drawn in the colour of the ink. */
  var MARKS = {
    person: "M12 12a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zM5 20a7 7 0 0 1 14 0",
    company: "M5 20V5h8v15M13 9h6v11M8 9h2M8 13h2M16 13h0M3 20h18",
    account: "M4 7h16v11H4zM4 11h16M7 15h4",
    phone: "M8 3h8v18H8zM11 18h2",
    container: "M3 8h18v10H3zM8 8v10M12 8v10M16 8v10",
    vehicle: "M3 8h11v8H3zM14 11h4l3 3v2h-7zM7 18a2 2 0 1 0 0-1M17 18a2 2 0 1 0 0-1",
    place: "M7 20V5h10l-2 3 2 3H7"
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
        "label": function (n) { return n.data("label") + "\n" + n.data("caption"); },
        "text-wrap": "wrap", "text-max-width": 170, "text-valign": "bottom", "text-margin-y": 5,
        "font-family": family, "font-size": 13, "color": ink,
        "text-outline-color": paper, "text-outline-width": 3
      } },
      { selector: "node[!evidence]", style: { "border-style": "dashed", "border-color": edge, "color": soft } },
      { selector: "edge", style: {
        "width": 1.8, "line-color": ink, "curve-style": "bezier", "control-point-step-size": 46,
        "label": "data(label)", "font-size": 12, "color": soft, "text-background-color": paper,
        "text-background-opacity": 1, "text-background-padding": 2, "target-arrow-shape": "none",
        "font-family": family
      } },
      { selector: "edge[!evidence]", style: { "width": 1.6, "line-style": "dashed", "line-dash-pattern": [3, 5], "line-color": edge } },
      { selector: "node:selected", style: { "border-width": 3.5, "border-color": accent, "border-style": "solid" } },
      { selector: "node:selected edge, edge:selected", style: { "width": 3.5, "line-color": accent } },
      { selector: "edge.is-near", style: { "line-color": accent, "width": 2.4 } }
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

  /* The whole board on its paper, twice as fine as the screen; made in the browser, nothing is sent. */
  function keepPicture() {
    var url = URL.createObjectURL(graph.png({ output: "blob", full: true, scale: 2, bg: colour("--paper", "#f6f5f1"), maxWidth: 8000, maxHeight: 8000 }));
    var link = document.createElement("a");
    link.href = url;
    link.download = "board.png";
    link.click();
    setTimeout(function () { URL.revokeObjectURL(url); }, 1000);
  }

  /* Where a browser laid out what had no place yet: kept for the team, so the board looks the same next time. */
  function keepLayout(url, nodes) {
    var places = nodes.map(function (n) { return n.id() + ":" + Math.round(n.position("x")) + ":" + Math.round(n.position("y")); });
    if (!url || !places.length) return;
    var body = new FormData();
    body.append("places", places.join(" "));
    fetch(url, { method: "POST", body: body, headers: { "X-CSRFToken": csrf(), "X-Tick": "1" }, credentials: "same-origin" })
      .catch(function () { /* it is laid out again the next time */ });
  }

  /* Beside those it is linked with, in a circle of its own; true when one of them has a place. */
  function putBeside(node, index) {
    var near = node.neighborhood("node").filter(function (n) { return n.scratch("placed"); });
    if (!near.length) return false;
    var x = 0, y = 0;
    near.forEach(function (n) { x += n.position("x"); y += n.position("y"); });
    var angle = index * 2.4;
    var radius = 90 + 10 * index;
    node.position({ x: x / near.length + radius * Math.cos(angle), y: y / near.length + radius * Math.sin(angle) });
    node.scratch("placed", true);
    return true;
  }

  /* A few newcomers go beside those they are linked with; a board that was never laid out is laid out once. */
  function layOut(free) {
    if (free.length <= 12 && free.length < graph.nodes().length) {
      var placed = graph.nodes().not(free);
      placed.forEach(function (n) { n.scratch("placed", true); });
      var box = placed.boundingBox({ includeLabels: false });
      free.forEach(function (n, index) {
        if (!putBeside(n, index)) n.position({ x: box.x1 + 90 * index, y: box.y2 + 110 });
      });
      return;
    }
    var fixed = graph.nodes().not(free);
    fixed.lock();
    graph.layout({
      name: "cose", animate: false, randomize: false, fit: false, nodeRepulsion: function () { return 16000; },
      idealEdgeLength: function () { return 110; }, nodeOverlap: 40, componentSpacing: 48, gravity: 2,
      nodeDimensionsIncludeLabels: true, numIter: Math.max(60, Math.min(800, Math.round(3e6 / (free.length * graph.nodes().length)))),
      padding: 40
    }).run();
    fixed.unlock();
  }

  function draw() {
    var box = document.getElementById("board-graph");
    var data = document.getElementById("board-data");
    if (!box || !data || !window.cytoscape || box.dataset.drawn) return;
    box.dataset.drawn = "yes";
    var parsed = JSON.parse(data.textContent);
    var count = parsed.nodes.length;
    var before = graph && { nodes: {}, zoom: graph.zoom(), pan: graph.pan() };
    if (before) {
      graph.nodes().forEach(function (n) { before.nodes[n.id()] = { x: n.position("x"), y: n.position("y") }; });
      graph.destroy();
    }
    var free = {};
    var elements = parsed.nodes.map(function (node, index) {
      var at = node.x !== null && node.y !== null ? { x: node.x, y: node.y } : before && before.nodes[node.id];
      if (!at) free[node.id] = true;
      var angle = 2 * Math.PI * index / Math.max(count, 1);
      var radius = 60 + 46 * Math.sqrt(count);
      return {
        group: "nodes", data: node,
        position: at || { x: 400 + radius * 1.6 * Math.cos(angle), y: 300 + radius * Math.sin(angle) }
      };
    }).concat(parsed.edges.map(function (edge) { return { group: "edges", data: edge }; }));
    graph = window.cytoscape({
      container: box, elements: elements, style: style(), layout: { name: "preset" },
      minZoom: 0.1, maxZoom: 2.5, boxSelectionEnabled: false
    });
    var unplaced = graph.nodes().filter(function (n) { return free[n.id()]; });
    if (unplaced.length) {
      layOut(unplaced);
      keepLayout(box.dataset.place, unplaced);
    }
    if (before) {
      graph.viewport({ zoom: before.zoom, pan: before.pan });
    } else {
      graph.fit(undefined, 32);
      if (graph.zoom() > 1.2) { graph.zoom(1.2); graph.center(); }
    }
    graph.on("resize", function () { graph.fit(undefined, 32); });
    graph.on("dragfree", "node", function (event) { keepPlace(box.dataset.place, event.target); });
    graph.on("tap", "node", function (event) {
      var node = event.target;
      graph.edges().removeClass("is-near");
      node.connectedEdges().addClass("is-near");
      var side = document.getElementById("board-side");
      if (side && window.htmx) window.htmx.ajax("GET", node.data("url"), { target: "#board-side", swap: "innerHTML" });
    });
    var picture = document.getElementById("board-picture");
    if (picture) {
      picture.hidden = false;
      picture.addEventListener("click", keepPicture);
    }
    var chosen = new URLSearchParams(location.search).get("entity");
    if (chosen && graph.getElementById(chosen).length) graph.getElementById(chosen).select();
    var fit = document.getElementById("board-fit");
    if (fit) fit.addEventListener("click", function () { graph.fit(undefined, 32); });
  }

  document.addEventListener("rogatory:theme", function () { if (graph) graph.style(style()); });
  document.addEventListener("htmx:load", draw);
  draw();
})();
