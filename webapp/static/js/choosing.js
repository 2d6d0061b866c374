/* Lists to choose from: find by words, what belongs to the chosen country first, kinds that fit open. */
(function () {
  "use strict";

  function items(list) { return Array.from(list.querySelectorAll("li")); }

  function find(field) {
    var list = document.querySelector(field.dataset.filter);
    var words = field.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    if (!list) return;
    items(list).forEach(function (item) {
      var text = item.textContent.toLocaleLowerCase();
      item.hidden = !words.every(function (word) { return text.includes(word); });
    });
    list.querySelectorAll("details").forEach(function (group) {
      group.hidden = !group.querySelector("li:not([hidden])");
      if (words.length) group.open = true;
    });
  }

  function order(list) {
    var country = document.querySelector("input[name='" + list.dataset.firstBy + "']:checked");
    var wanted = document.querySelector("input[name='" + list.dataset.openBy + "']:checked");
    list.querySelectorAll("details").forEach(function (group) {
      var all = items(group);
      if (country) {
        var rank = function (item) {
          return (item.querySelector("input:checked") ? 0 : 2) + (item.dataset.country === country.value ? 0 : 1);
        };
        all.map(function (item, place) { return [rank(item), place, item]; })
          .sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; })
          .forEach(function (entry) { entry[2].parentNode.append(entry[2]); });
      }
      if (wanted && wanted.dataset.kinds) {
        var fits = wanted.dataset.kinds.split(" ").includes(group.dataset.kind);
        group.open = fits || Boolean(group.querySelector("input:checked"));
      }
    });
  }

  document.addEventListener("input", function (event) {
    if (event.target.matches && event.target.matches("[data-filter]")) find(event.target);
  });
  document.addEventListener("change", function (event) {
    var list = document.querySelector("[data-first-by]");
    if (list && [list.dataset.firstBy, list.dataset.openBy].includes(event.target.name)) order(list);
  });
  document.addEventListener("DOMContentLoaded", function () { document.querySelectorAll("[data-first-by]").forEach(order); });
})();
