/* The debrief on two screens: keys of the trainer's view, and a word to the wall that a slide has turned. */
(function () {
  "use strict";

  var doc = document;
  var channel = "BroadcastChannel" in window ? new BroadcastChannel("rogatory-debrief") : null;
  var KEYS = { " ": "next", ArrowRight: "next", PageDown: "next", ArrowLeft: "back", PageUp: "back", b: "b", B: "b" };

  function wall() { return doc.getElementById("debrief-wall"); }
  function tell(word) { if (channel) channel.postMessage(word + location.pathname.split("/review/")[0]); }
  function isFor(message, word) { return message === word + location.pathname.split("/review/")[0]; }

  doc.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || wall()) return;
    if (event.target.closest("input, textarea, select, a, [contenteditable]")) return;
    var key = /^[1-5]$/.test(event.key) ? event.key : KEYS[event.key];
    var button = key ? doc.querySelector('[data-debrief-key="' + key + '"]') : null;
    if (!button) return;
    event.preventDefault();
    if (!button.disabled) button.click();
  });

  /* The wall asks every two seconds by itself; told so, at once. */
  doc.addEventListener("htmx:afterSettle", function () { if (!wall()) tell("turned"); });
  if (channel) {
    channel.addEventListener("message", function (event) {
      if (wall() && isFor(event.data, "turned")) window.htmx.trigger(wall(), "turned");
      var state = doc.querySelector("[data-wall-state]");
      if (state && isFor(event.data, "here")) { state.textContent = state.dataset.here; state.classList.add("is-here"); }
    });
  }
  if (wall()) { tell("here"); setInterval(function () { tell("here"); }, 1500); }
})();
