/* The board that reads, by keyboard: arrows walk to the next name in that direction or along the list, Enter opens what
   has the focus, L goes to the form that draws a link, Escape goes back. Everything is a link already; this is only quicker. */
(function () {
  "use strict";

  var last = null;       /* what was opened last */
  var wanted = false;    /* whether the form that draws a link is to get the focus */

  function visible(node) { return node.getClientRects().length > 0; }

  function linkForm(side) {
    var field = side.querySelector("[data-link-form] select");
    if (field) field.closest("details").open = true;
    return field;
  }

  function nearest(from, dx, dy) {
    var x = Number(from.dataset.x), y = Number(from.dataset.y), best = null, least = Infinity;
    from.ownerSVGElement.querySelectorAll("a[data-node]").forEach(function (node) {
      var along = (Number(node.dataset.x) - x) * dx + (Number(node.dataset.y) - y) * dy;
      var aside = Math.abs((Number(node.dataset.x) - x) * dy) + Math.abs((Number(node.dataset.y) - y) * dx);
      if (along > 0 && along + 2 * aside < least) { best = node; least = along + 2 * aside; }
    });
    return best;
  }

  function along(list, from, by) {
    var links = Array.from(list.querySelectorAll("li > a:first-of-type"));
    return links[links.indexOf(from) + by] || null;
  }

  var STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  document.addEventListener("keydown", function (event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    var at = event.target, side = document.getElementById("board-side");
    if (!side || at.closest("input, select, textarea")) return;
    var node = at.closest("a[data-node]"), list = at.closest("[data-walk]"), step = STEPS[event.key], next = null;
    if (step && node) next = nearest(node, step[0], step[1]);
    else if (step && list && step[1]) next = along(list, at, step[1]);
    else if (event.key === "Escape" && side.contains(at) && last && document.contains(last)) next = last;
    else if ((event.key === "l" || event.key === "L") && node) {
      event.preventDefault();
      wanted = true;
      node.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
      return;
    } else if ((event.key === "l" || event.key === "L") && side.contains(at)) next = linkForm(side);
    if (next) { event.preventDefault(); next.focus(); }
  });

  document.addEventListener("click", function (event) {
    var chosen = event.target.closest && event.target.closest("a[hx-target='#board-side']");
    if (chosen) last = chosen;
  });

  document.addEventListener("htmx:afterSwap", function (event) {
    if (event.target.id !== "board-side") return;
    document.querySelectorAll(".r-lanes-node.is-chosen, .r-storylist .is-chosen").forEach(function (each) { each.classList.remove("is-chosen"); });
    if (last) {
      document.querySelectorAll(".r-lanes-node").forEach(function (each) { if (each.dataset.node && each.dataset.node === last.dataset.node) each.classList.add("is-chosen"); });
      if (last.parentElement.matches("li")) last.parentElement.classList.add("is-chosen");
    }
    var form = wanted && linkForm(event.target);
    wanted = false;
    if (form) { form.focus(); return; }
    event.target.focus({ preventScroll: visible(event.target) && !window.matchMedia("(max-width: 991px)").matches });
  });
})();
