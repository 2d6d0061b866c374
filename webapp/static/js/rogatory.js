/* Rogatory in the browser: live ticks, kept text, drafts, dialogs, theme. Every page works without it. */
(function () {
  "use strict";

  var doc = document;
  var root = doc.documentElement;
  var body = doc.body;
  var texts = (doc.getElementById("r-texts") || { dataset: {} }).dataset;

  function csrf() {
    var meta = doc.querySelector('meta[name="csrf-token"]');
    return meta ? meta.content : "";
  }

  function say(text) {
    var live = doc.getElementById("r-live");
    if (live) live.textContent = text;
  }

  function fill(template, values) {
    return (template || "").replace(/\{(\w+)\}/g, function (whole, key) {
      return key in values ? String(values[key]) : whole;
    });
  }

  function element(tag, className, text) {
    var node = doc.createElement(tag);
    if (className) node.className = className;
    if (text) node.textContent = text;
    return node;
  }

  function read(store, key) {
    try { return store.getItem(key); } catch (e) { return null; }
  }

  function write(store, key, value) {
    try {
      if (value === null) store.removeItem(key); else store.setItem(key, value);
    } catch (e) { /* private windows may refuse; the page still works */ }
  }

  /* ---- htmx ---- */

  doc.addEventListener("htmx:configRequest", function (event) {
    event.detail.headers["X-CSRFToken"] = csrf();
  });

  var loading = 0;
  var loadingTimer = 0;
  function startLoading(event) {
    if (event.detail && event.detail.requestConfig && event.detail.requestConfig.headers["X-Tick"]) return;
    loading += 1;
    if (loading === 1) loadingTimer = setTimeout(function () { root.classList.add("is-loading"); }, 400);
  }
  function stopLoading(event) {
    if (event.detail && event.detail.requestConfig && event.detail.requestConfig.headers["X-Tick"]) return;
    loading = Math.max(0, loading - 1);
    if (loading === 0) { clearTimeout(loadingTimer); root.classList.remove("is-loading"); }
  }
  doc.addEventListener("htmx:beforeRequest", startLoading);
  doc.addEventListener("htmx:afterRequest", stopLoading);

  /* Answers that refuse (400, 409, 422) carry a page part that explains; show it. */
  doc.addEventListener("htmx:beforeSwap", function (event) {
    var status = event.detail.xhr.status;
    if (status === 400 || status === 403 || status === 404 || status === 409 || status === 422) {
      if ((event.detail.xhr.getResponseHeader("Content-Type") || "").indexOf("text/html") === 0 &&
          !/^\s*<!doctype/i.test(event.detail.xhr.responseText)) {
        event.detail.shouldSwap = true;
        event.detail.isError = false;
      }
    }
  });

  function flashError(text) {
    var box = doc.getElementById("flashes");
    if (!box) return;
    var old = box.querySelector("[data-script-error]");
    if (old) old.remove();
    var error = element("div", "r-error");
    error.setAttribute("role", "alert");
    error.dataset.scriptError = "";
    error.appendChild(element("p", "", text));
    box.appendChild(error);
  }
  doc.addEventListener("htmx:responseError", function (event) {
    if (event.detail.requestConfig.headers["X-Tick"]) return;
    /* 503: the words of the server say why it could not be stored; the form stays as it is. */
    var xhr = event.detail.xhr;
    var told = xhr.status === 503 && !/^\s*<!doctype/i.test(xhr.responseText) &&
      new DOMParser().parseFromString(xhr.responseText, "text/html").body.textContent.trim();
    flashError(told || texts.failed);
  });
  doc.addEventListener("htmx:sendError", function (event) {
    if (!event.detail.requestConfig.headers["X-Tick"]) flashError(texts.unreachable);
  });

  /* ---- Live panels ---- */

  var waiting = {};

  function panelsNamed(name) {
    return Array.prototype.filter.call(doc.querySelectorAll("[data-panel]"), function (node) {
      return node.dataset.panel === name;
    });
  }

  function isBusy(node) {
    var active = doc.activeElement;
    if (active && active !== body && node.contains(active)) return true;
    return Boolean(node.querySelector("dialog[open], details.r-menu[open]"));
  }

  function keysOf(node) {
    var keys = {};
    node.querySelectorAll("[data-key]").forEach(function (row) { keys[row.dataset.key] = true; });
    return keys;
  }

  function fetchPanel(name, node) {
    var before = keysOf(node);
    var hadKeys = Object.keys(before).length > 0;
    if (!window.htmx) return;
    window.htmx.ajax("GET", node.dataset.src, {
      target: node, swap: "outerHTML", headers: { "X-Tick": "1", "X-Panel": name }
    }).then(function () {
      panelsNamed(name).forEach(function (fresh) {
        var rows = fresh.querySelectorAll("[data-key]");
        if (!hadKeys || !rows.length) { fresh.classList.add("is-changed"); return; }
        rows.forEach(function (row) {
          if (!before[row.dataset.key]) row.classList.add("is-new");
        });
      });
    }, function () { /* the next tick tries again */ });
  }

  function offerNews(name, node) {
    if (node.querySelector(":scope > .r-news")) return;
    var bar = element("div", "r-news");
    var button = element("button", "", texts.news);
    button.type = "button";
    button.addEventListener("click", function () { bar.remove(); fetchPanel(name, node); });
    bar.appendChild(button);
    node.insertBefore(bar, node.firstChild);
    say(texts.news);
  }

  function refresh(name, version) {
    panelsNamed(name).forEach(function (node) {
      if (node.dataset.version === version || !node.dataset.src) return;
      if (isBusy(node)) offerNews(name, node); else fetchPanel(name, node);
    });
  }

  function onTick(data) {
    var message;
    try { message = JSON.parse(data); } catch (e) { return; }
    var panels = (message && message.panels) || {};
    /* Seated elsewhere: nothing on this page is this person's any more. What was typed is kept in the browser. */
    if (body.dataset.you && panels.you && panels.you !== body.dataset.you) { location.reload(); return; }
    Object.keys(panels).forEach(function (name) {
      var version = String(panels[name]);
      var stale = panelsNamed(name).some(function (node) { return node.dataset.version !== version; });
      if (!stale) return;
      clearTimeout(waiting[name]);
      waiting[name] = setTimeout(function () { refresh(name, version); }, Math.random() * 1000);
    });
  }

  var offline = doc.getElementById("r-offline");
  function setOffline(isOffline) {
    if (offline) offline.hidden = !isOffline;
  }

  var polling = 0;
  function poll() {
    return fetch(body.dataset.poll, { headers: { Accept: "application/json", "X-Tick": "1" }, credentials: "same-origin" })
      .then(function (response) {
        if (response.status === 304) return null;
        if (response.status === 403) { location.reload(); return null; } /* no seat here any more: the page says so */
        if (!response.ok) throw new Error(String(response.status));
        return response.text();
      })
      .then(function (text) { setOffline(false); if (text) onTick(text); }, function () { setOffline(true); });
  }
  function startPolling() {
    if (polling || !body.dataset.poll) return;
    poll();
    polling = setInterval(function () { if (!doc.hidden) poll(); }, 5000);
  }
  function stopPolling() {
    clearInterval(polling);
    polling = 0;
  }

  var retry = 0;
  function openStream() {
    if (!window.EventSource) { startPolling(); return; }
    var stream = new EventSource(body.dataset.stream);
    var hear = function (event) { onTick(event.data); };
    stream.onopen = function () { stopPolling(); setOffline(false); };
    stream.onmessage = hear;
    stream.addEventListener("tick", hear);
    stream.onerror = function () {
      if (body.dataset.poll) startPolling(); else setOffline(true);
      if (stream.readyState === EventSource.CLOSED) {
        clearTimeout(retry);
        retry = setTimeout(openStream, 15000);
      }
    };
    window.addEventListener("pagehide", function () { stream.close(); }, { once: true });
  }
  if (body.dataset.stream) openStream(); else if (body.dataset.poll) startPolling();
  window.addEventListener("pageshow", function (event) {
    if (event.persisted && body.dataset.stream) openStream();
  });
  window.addEventListener("offline", function () { setOffline(true); });
  window.addEventListener("online", function () {
    if (body.dataset.poll) poll(); else setOffline(false);
  });

  /* ---- Text that is kept until it is sent ---- */

  function keepKey(field) {
    return "keep:" + location.pathname + ":" + (field.form ? field.form.getAttribute("action") || "" : "") + ":" + field.name;
  }
  function keptFields(scope) { return scope.querySelectorAll("[data-keep]"); }

  function forget(form) {
    keptFields(form).forEach(function (field) { write(sessionStorage, keepKey(field), null); });
  }

  function restoreKept(scope) {
    keptFields(scope).forEach(function (field) {
      var kept = read(sessionStorage, keepKey(field));
      if (kept !== null && kept !== field.value) {
        field.value = kept;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    });
  }

  (function settlePending() {
    /* Sent means: this page followed that form and says nothing of an error. */
    var pending = JSON.parse(read(sessionStorage, "keep-pending") || "{}");
    var entry = performance.getEntriesByType ? performance.getEntriesByType("navigation")[0] : null;
    var cameBack = entry && (entry.type === "back_forward" || entry.type === "reload");
    var followed = pending.from && doc.referrer.split(/[?#]/)[0] === pending.from;
    if (followed && !cameBack && !doc.querySelector(".r-error, .r-field-error")) {
      pending.keys.forEach(function (key) { write(sessionStorage, key, null); });
    }
    write(sessionStorage, "keep-pending", null);
    restoreKept(doc);
  })();

  doc.addEventListener("input", function (event) {
    var field = event.target;
    if (field.matches && field.matches("[data-keep]")) write(sessionStorage, keepKey(field), field.value);
    if (field.dataset && field.dataset.count) {
      var counter = doc.getElementById(field.dataset.count);
      var words = field.value.trim() ? field.value.trim().split(/\s+/).length : 0;
      if (counter) counter.textContent = fill(counter.dataset.text, { n: words });
    }
  });

  doc.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method === "dialog" || event.defaultPrevented) return;
    var keys = Array.prototype.map.call(keptFields(form), keepKey);
    if (keys.length) write(sessionStorage, "keep-pending", JSON.stringify({ from: location.href.split(/[?#]/)[0], keys: keys }));
    /* A second click sends nothing twice; the button comes back if the person returns. */
    if (!form.hasAttribute("hx-post") && !form.hasAttribute("data-stay")) {
      setTimeout(function () {
        form.querySelectorAll("button:not([type=button])").forEach(function (button) { button.disabled = true; });
      }, 0);
    }
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) doc.querySelectorAll("form button:disabled:not([data-off])").forEach(function (b) { b.disabled = false; });
  });

  doc.addEventListener("htmx:afterRequest", function (event) {
    var form = event.detail.elt;
    if (form && form.matches && form.matches("form") && event.detail.successful) {
      forget(form);
      write(sessionStorage, "keep-pending", null);
    }
  });
  doc.addEventListener("htmx:load", function (event) {
    if (event.detail.elt !== body) restoreKept(event.detail.elt);
  });

  /* ---- Drafts that save themselves ---- */

  var saving = new WeakMap();

  function stateOf(form) {
    var state = form.querySelector("[data-save-state]");
    if (!state) {
      state = element("span", "r-save-state");
      state.dataset.saveState = "";
      state.setAttribute("role", "status");
      form.appendChild(state);
    }
    return state;
  }

  function setVersion(form, version) {
    var field = form.querySelector('[name="version"]');
    if (field && version !== undefined && version !== null) field.value = version;
  }

  function showBoth(form, answer) {
    Object.keys(answer.fields || {}).forEach(function (name) {
      var field = form.elements[name];
      if (!field || !field.parentNode) return;
      var theirs = answer.fields[name];
      if (theirs === field.value) return;
      var old = field.parentNode.querySelector(".r-both");
      if (old) old.remove();
      var box = element("div", "r-both");
      box.setAttribute("role", "alert");
      box.appendChild(element("p", "", answer.by ? fill(texts.conflictWho, { who: answer.by }) : texts.conflict));
      [["mine", field.value, texts.keepMine], ["theirs", theirs, texts.useTheirs]].forEach(function (side) {
        var part = element("div");
        part.appendChild(element("span", "r-meta", side[0] === "mine" ? texts.mine : texts.theirs));
        part.appendChild(element("pre", "", side[1]));
        var button = element("button", "btn btn-secondary btn-sm", side[2]);
        button.type = "button";
        button.addEventListener("click", function () {
          if (side[0] === "theirs") field.value = side[1];
          setVersion(form, answer.version);
          box.remove();
          if (!form.querySelector(".r-both")) save(form);
        });
        part.appendChild(button);
        box.appendChild(part);
      });
      field.insertAdjacentElement("afterend", box);
    });
  }

  function save(form) {
    var record = saving.get(form) || {};
    if (record.running) { record.again = true; saving.set(form, record); return; }
    if (form.querySelector(".r-both")) return;
    record.running = true;
    record.again = false;
    saving.set(form, record);
    var state = stateOf(form);
    state.textContent = texts.saving;
    fetch(form.dataset.autosave, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-CSRFToken": csrf(), Accept: "application/json" },
      credentials: "same-origin"
    }).then(function (response) {
      var isJson = (response.headers.get("Content-Type") || "").indexOf("json") >= 0;
      return (isJson ? response.json() : Promise.resolve({})).then(function (answer) {
        if (response.status === 409) { state.textContent = texts.notSaved; showBoth(form, answer); return; }
        if (!response.ok) { state.textContent = answer.message || texts.notSaved; return; }
        setVersion(form, answer.version);
        state.textContent = answer.text || texts.saved;
        if (!record.again) forget(form);
      });
    }, function () { state.textContent = texts.notSaved; }).then(function () {
      record.running = false;
      if (record.again) save(form);
    });
  }

  doc.addEventListener("input", function (event) {
    var form = event.target.form;
    if (!form || !form.dataset.autosave || event.target.type === "search") return;
    var record = saving.get(form) || {};
    clearTimeout(record.timer);
    record.timer = setTimeout(function () { save(form); }, 1000);
    saving.set(form, record);
  });
  doc.addEventListener("submit", function (event) {
    var record = saving.get(event.target);
    if (record) clearTimeout(record.timer);
  });

  /* ---- Confirmation and dialogs ---- */

  /* {name} in a question is what is chosen in the form's field of that name, {name.follows} what follows from it. */
  function spoken(text, form) {
    return (text || "").replace(/\{(\w+)(?:\.(\w+))?\}/g, function (whole, name, part) {
      var field = form && (form.querySelector('[name="' + name + '"]:checked') || form.elements[name]);
      if (!field) return "";
      if (field.selectedOptions) return field.selectedOptions.length ? field.selectedOptions[0].textContent.trim() : "";
      if (part || field.dataset.said) return field.dataset[part || "said"] || "";
      var label = form.querySelector('label[for="' + field.id + '"]');
      return label ? label.firstChild.textContent.trim() : "";
    });
  }

  var confirmed = null;
  doc.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest("[data-confirm]") : null;
    if (!button || confirmed === button) { confirmed = null; return; }
    var dialog = doc.getElementById("r-confirm");
    if (!dialog || !dialog.showModal) return;
    if (button.form && !button.form.hasAttribute("novalidate") && !button.form.reportValidity()) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    doc.getElementById("r-confirm-title").textContent = spoken(button.dataset.confirmTitle, button.form) || button.textContent.trim();
    doc.getElementById("r-confirm-text").textContent = spoken(button.dataset.confirm, button.form);
    doc.getElementById("r-confirm-action").textContent = button.dataset.confirmAction || button.textContent.trim();
    dialog.returnValue = "";
    dialog.showModal();
    dialog.addEventListener("close", function () {
      button.focus();
      if (dialog.returnValue !== "ok") return;
      confirmed = button;
      button.click();
    }, { once: true });
  }, true);

  doc.addEventListener("click", function (event) {
    var opener = event.target.closest ? event.target.closest("[data-dialog]") : null;
    if (opener) {
      var dialog = doc.getElementById(opener.dataset.dialog);
      if (dialog && dialog.showModal) { event.preventDefault(); dialog.showModal(); }
    }
    if (event.target.closest && event.target.closest("[data-print]")) { event.preventDefault(); window.print(); }
    doc.querySelectorAll("details.r-menu[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  doc.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    doc.querySelectorAll("details.r-menu[open]").forEach(function (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  /* ---- Theme ---- */

  doc.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.matches("[data-theme-form]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    var dark = root.dataset.bsTheme ? root.dataset.bsTheme === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
    var next = dark ? "light" : "dark";
    root.dataset.bsTheme = next;
    doc.cookie = "theme=" + next + "; path=/; max-age=31536000; samesite=lax" + (location.protocol === "https:" ? "; secure" : "");
    form.elements.theme.value = dark ? "dark" : "light";
    form.querySelectorAll("use").forEach(function (use) {
      use.setAttribute("href", use.getAttribute("href").replace(/#.*/, next === "dark" ? "#sun" : "#moon"));
    });
    doc.dispatchEvent(new CustomEvent("rogatory:theme", { detail: { theme: next } }));
  }, true);

  /* ---- The trainer sees who is writing: said every 20 seconds, not what ---- */

  var toldAt = 0;
  doc.addEventListener("input", function (event) {
    var writes = event.target.matches("textarea, input[type=text], input:not([type])");
    if (!writes || !body.dataset.poll || Date.now() - toldAt < 20000) return;
    toldAt = Date.now();
    fetch(body.dataset.poll, { headers: { "X-Tick": "typing" }, credentials: "same-origin" }).catch(function () { /* says it again */ });
  });

  /* ---- Office hours: wall time left ---- */

  function countDown() {
    doc.querySelectorAll("[data-ends]").forEach(function (node) {
      if (!node.dataset.skew) node.dataset.skew = String(Number(node.dataset.now || Date.now()) - Date.now());
      var left = Number(node.dataset.ends) - (Date.now() + Number(node.dataset.skew));
      if ("whenOver" in node.dataset) { node.hidden = left > 0; return; }
      var seconds = Math.ceil(left / 1000);
      var time = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
      var text = left <= 0 ? node.dataset.textOver : fill(node.dataset.text, { n: Math.ceil(left / 60000), t: time });
      if (node.textContent !== text) node.textContent = text;
    });
  }
  countDown();
  setInterval(countDown, 1000);

  /* ---- Whatever scrolls can be reached with the keyboard ---- */

  function makeReachable() {
    doc.querySelectorAll(".r-panel, .r-card-scroll, .r-dayplan, .r-kanban, .r-chart-plot").forEach(function (node) {
      var scrolls = node.scrollHeight > node.clientHeight + 1 || node.scrollWidth > node.clientWidth + 1;
      if (scrolls && !node.hasAttribute("tabindex")) node.tabIndex = 0;
    });
  }
  makeReachable();
  window.addEventListener("load", makeReachable);
  doc.addEventListener("htmx:load", makeReachable);

  /* ---- Marked rows of a document ---- */

  doc.addEventListener("change", function (event) {
    if (event.target.matches("[data-mark-row]")) {
      event.target.closest("tr").classList.toggle("is-marked", event.target.checked);
    }
    if (event.target.matches("[data-submit-on-change]") && event.target.form) event.target.form.requestSubmit();
  });
})();
