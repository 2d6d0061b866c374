/* A form says at once how much is chosen, and what is still to be filled in: as the server will say it. */
(function () {
  "use strict";

  /* How many boxes of a list are ticked. */
  function countChosen() {
    document.querySelectorAll("[data-chosen]").forEach(function (node) {
      var ticked = document.querySelectorAll("input[name='" + node.dataset.chosen + "']:checked").length;
      say(node, node.dataset.text.replace("{n}", String(ticked)));
    });
  }

  /* Parts that are shown as open, or as they will be said, where their field is on this page. */
  function countLeft() {
    document.querySelectorAll("[data-left]").forEach(function (node) {
      var rows = Array.from(node.closest("details").querySelectorAll("[data-filled]"));
      rows.forEach(function (row) {
        var field = document.querySelector("textarea[name='" + row.dataset.filled + "']");
        if (field) show(row, field.value.trim());
      });
      var open = rows.filter(function (row) { return row.querySelector("bdi").hidden; });
      say(node, node.dataset.left.split("|")[open.length]);
    });
  }

  function show(row, text) {
    var said = row.querySelector("bdi"), open = row.querySelector("bdi + span");
    if (said.textContent !== text) said.textContent = text;
    said.hidden = !text;
    open.hidden = Boolean(text);
  }

  function say(node, text) {
    if (node.textContent !== text) node.textContent = text;
  }

  function count() {
    countChosen();
    countLeft();
  }

  document.addEventListener("input", count);
  document.addEventListener("change", count);
  document.addEventListener("DOMContentLoaded", count);
  document.addEventListener("htmx:load", count);
})();
