/* Lists to choose from: find by words; kinds that fit what is sought open; what is not in the chosen country folds, or
   is left out of a drop-down list until it is asked for. */
(function () {
  "use strict";

  function items(list) { return Array.from(list.querySelectorAll("li")); }

  function chosen(name) { return document.querySelector("input[name='" + name + "']:checked"); }

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
      group.open = words.length > 0;
    });
    if (!words.length) order(list);
  }

  function place(group, country) {
    var near = group.querySelector("ul"), elsewhere = group.querySelector("[data-elsewhere]"), folded = 0;
    items(group).forEach(function (item, at) {
      if (item.dataset.at === undefined) item.dataset.at = at;
      var stays = !country || item.dataset.country === country.value || item.querySelector("input:checked");
      if (!stays) folded += 1;
      item.dataset.folds = stays ? "" : "yes";
    });
    items(group).sort(function (a, b) { return a.dataset.at - b.dataset.at; }).forEach(function (item) {
      (item.dataset.folds ? elsewhere.querySelector("ul") : near).append(item);
    });
    elsewhere.hidden = !folded;
    elsewhere.open = folded > 0 && !near.children.length;
    elsewhere.querySelector("summary span").textContent = folded;
  }

  function order(list) {
    var country = chosen(list.dataset.firstBy), wanted = chosen(list.dataset.openBy);
    list.querySelectorAll("[data-kind]").forEach(function (group) {
      var fits = Boolean(wanted) && (wanted.dataset.kinds || "").split(" ").includes(group.dataset.kind);
      group.open = fits || Boolean(group.querySelector("input:checked"));
      place(group, country);
    });
  }

  var whole = new WeakMap();  /* drop-down list -> all its options, each with what it stands in */

  function narrow(list) {
    var country = chosen(list.dataset.narrowBy), all = document.getElementById(list.id + "-all"), value = list.value;
    var options = whole.get(list);
    if (!options) {
      options = Array.from(list.options).map(function (option) { return [option, option.parentNode]; });
      whole.set(list, options);
    }
    function fits(option) {
      return !country || !option.value || option.dataset.countries.split(" ").includes(country.value);
    }
    var left = options.filter(function (each) { return !fits(each[0]); }).length;
    var some = options.some(function (each) { return each[0].value && fits(each[0]); });
    all.parentNode.hidden = !left || !some;
    options.forEach(function (each) {
      var stays = all.checked || !some || fits(each[0]) || each[0].value === value;
      if (stays) each[1].append(each[0]); else each[0].remove();
    });
    list.querySelectorAll("optgroup").forEach(function (group) { list.append(group); });
    list.value = value;
  }

  document.addEventListener("input", function (event) {
    if (event.target.matches && event.target.matches("[data-filter]")) find(event.target);
  });
  document.addEventListener("change", function (event) {
    var list = document.querySelector("[data-first-by]");
    if (list && [list.dataset.firstBy, list.dataset.openBy].includes(event.target.name)) order(list);
    document.querySelectorAll("[data-narrow-by]").forEach(function (each) {
      if (event.target.name === each.dataset.narrowBy || event.target.id === each.id + "-all") narrow(each);
    });
  });
  document.addEventListener("DOMContentLoaded", function () { document.querySelectorAll("[data-narrow-by]").forEach(narrow); });
  document.addEventListener("DOMContentLoaded", function () { document.querySelectorAll("[data-first-by]").forEach(order); });
  document.addEventListener("htmx:load", function (event) { event.detail.elt.querySelectorAll("[data-first-by]").forEach(order); });
})();
