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

  /* What the server last said of each panel. Whatever shows another version is behind and is fetched: all panels that
     are behind in one request, looked for at every tick and once a second, so that a failed fetch, a lost tick or a
     night's sleep only costs seconds. */

  var wanted = {};
  var told = "";               /* the sum of all versions that are in `wanted` */
  var settled = new WeakMap(); /* node -> version that its address cannot give any better */
  var openedPageAt = performance.now();  /* spans by a clock that nobody sets */
  var due = 0;
  var fetching = false;
  var failures = 0;
  var notBefore = 0;
  var PATIENCE = 5000;         /* milliseconds for an answer, with its body; longer after each failure */
  var LONGEST = 20000;
  var SPREAD = 1000;

  function live(name) {
    return Array.prototype.filter.call(doc.querySelectorAll("[data-panel][data-src]"), function (node) {
      return !name || node.dataset.panel === name;
    });
  }

  function isBehind(node) {
    var version = wanted[node.dataset.panel];
    return version !== undefined && node.dataset.version !== version && settled.get(node) !== version;
  }

  function isText(node) {
    return Boolean(node) && node.matches("textarea, select, [contenteditable], input:not([type=hidden])");
  }

  function isTouched(field) {
    if (field.type === "hidden" || field.type === "submit" || field.type === "button") return false;
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.tagName === "SELECT") {
      var chosen = Array.prototype.filter.call(field.options, function (o) { return o.defaultSelected; });
      var first = chosen.length ? chosen : field.multiple ? [] : [field.options[0]];
      return Array.prototype.some.call(field.options, function (o) { return o.selected !== (first.indexOf(o) >= 0); });
    }
    return field.value !== field.defaultValue;
  }

  function touchedIn(node) {
    return Array.prototype.filter.call(node.querySelectorAll("input, select, textarea"), isTouched);
  }

  /* Somebody writes or chooses there: nothing may change under their hands. */
  function isBusy(node) {
    var active = doc.activeElement;
    if (active && node.contains(active) && isText(active)) return true;
    return Boolean(node.querySelector("dialog[open], details.r-menu[open]")) || touchedIn(node).length > 0;
  }

  function keysOf(node) {
    var keys = {};
    node.querySelectorAll("[data-key]").forEach(function (row) { keys[row.dataset.key] = true; });
    return keys;
  }

  function markNew(fresh, before) {
    var rows = fresh.querySelectorAll("[data-key]");
    if (!Object.keys(before).length || !rows.length) { fresh.classList.add("is-changed"); return; }
    rows.forEach(function (row) {
      if (!before[row.dataset.key]) row.classList.add("is-new");
    });
  }

  /* Where a form sends to, and which of the acts that are sent there. */
  function formName(form) {
    var act = form && form.querySelector('input[type="hidden"][name="action"]');
    return form ? (form.getAttribute("action") || "") + (act ? "#" + act.value : "") : "";
  }

  function nameOf(field) {
    var box = field.type === "radio" || field.type === "checkbox";
    return [formName(field.form), field.name, box ? field.value : ""].join(" ");
  }

  /* Puts a part in the place of another. What was typed there goes along; what is typed elsewhere stays where it is on
     the screen; a link or button that had the focus has it again; details that were open stay open. */
  function replacePart(node, html) {
    var box = doc.createElement("template");
    box.innerHTML = html;
    var fresh = box.content.firstElementChild;
    if (!fresh) { node.remove(); return; }
    var before = keysOf(node);
    var active = doc.activeElement;
    var typing = !node.contains(active) && isText(active) ? active : null;
    var top = typing ? typing.getBoundingClientRect().top : 0;
    exchange(node, fresh);
    markNew(fresh, before);
    if (typing) window.scrollBy({ top: typing.getBoundingClientRect().top - top, behavior: "instant" });
  }

  function exchange(node, fresh) {
    var kept = touchedIn(node);
    var active = doc.activeElement;
    var inside = active && active !== body && node.contains(active) ? active : null;
    var opened = Object.keys(foldsOf(node, true));
    node.replaceWith(fresh);
    kept.forEach(function (old) {
      fieldsLike(fresh, old).forEach(function (field) {
        if (old.type === "checkbox" || old.type === "radio") field.checked = old.checked;
        else if (old.tagName === "SELECT") chooseLike(field, old);
        else field.value = old.value;
      });
    });
    if (window.htmx) window.htmx.process(fresh);
    doc.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: fresh } }));
    var folds = foldsOf(fresh, false);
    opened.forEach(function (name) { if (folds[name]) folds[name].open = true; });
    if (inside) focusLike(fresh, inside);
  }

  function fieldsLike(fresh, old) {
    return Array.prototype.filter.call(fresh.querySelectorAll("input, select, textarea"), function (field) {
      return field.tagName === old.tagName && nameOf(field) === nameOf(old);
    });
  }

  /* What was chosen, as far as it can still be chosen. */
  function chooseLike(field, old) {
    var values = Array.prototype.map.call(old.selectedOptions, function (each) { return each.value; });
    var there = Array.prototype.filter.call(field.options, function (each) { return values.indexOf(each.value) >= 0; });
    if (!there.length) return;
    Array.prototype.forEach.call(field.options, function (each) { each.selected = there.indexOf(each) >= 0; });
  }

  /* The words of something, of which the numbers may change. */
  function wordsOf(node) { return node.textContent.replace(/[\d\s]+/g, " ").trim(); }

  /* What folds, by its id or by its words. */
  function foldsOf(node, opened) {
    var found = {};
    node.querySelectorAll("details:not(.r-menu)" + (opened ? "[open]" : "")).forEach(function (each) {
      var head = each.querySelector("summary");
      var name = each.id ? "#" + each.id : head ? wordsOf(head) : "";
      if (name && !found[name]) found[name] = each;
    });
    return found;
  }

  function focusLike(fresh, old) {
    var others = Array.prototype.slice.call(fresh.querySelectorAll("a, button, summary, input, select, textarea, [tabindex]"));
    var same = [fresh].concat(others).filter(function (each) {
      if (old.id) return each.id === old.id;
      if (each.tagName !== old.tagName || each.getAttribute("href") !== old.getAttribute("href")) return false;
      if ("form" in old && old.name) return nameOf(each) === nameOf(old);
      return old.hasAttribute("href") || wordsOf(each) === wordsOf(old);
    })[0];
    if (!same) return;
    same.focus({ preventScroll: true });
    try { same.setSelectionRange(old.selectionStart, old.selectionEnd); } catch (e) { /* no field of text */ }
  }

  function offerNews(node) {
    if (node.hasAttribute("data-quiet") || node.querySelector(":scope > .r-news")) return;
    var bar = element("div", "r-news");
    var button = element("button", "", texts.news);
    button.type = "button";
    button.addEventListener("click", function () { bar.remove(); fetchParts([node], true); });
    bar.appendChild(button);
    node.insertBefore(bar, node.firstChild);
    say(texts.news);
  }

  function fetchParts(nodes, asked) {
    var address = body.dataset.parts + "?" + nodes.map(function (node) {
      return "src=" + encodeURIComponent(node.dataset.src);
    }).join("&");
    var heard = {};
    nodes.forEach(function (node) { heard[node.dataset.panel] = wanted[node.dataset.panel]; });
    fetching = true;
    ask(address, function (answer) { return answer.json(); }).then(function (answer) {
      fetching = false;
      var broken = false;
      answer.parts.forEach(function (part) {
        nodes.filter(function (node) { return node.dataset.src === part.src && node.isConnected; }).forEach(function (node) {
          var name = node.dataset.panel;
          if (part.status >= 500) { broken = true; return; }
          if (part.status !== 200) { settled.set(node, heard[name]); return; }
          if (!asked && isBusy(node)) { offerNews(node); return; }
          var found = /data-version="([^"]*)"/.exec(part.html);
          /* The answer was made after the last tick, unless one came meanwhile: then that one says what is new. */
          if (found && wanted[name] === heard[name]) wanted[name] = found[1];
          replacePart(node, part.html);
        });
      });
      if (broken) failed(); else succeeded();
      catchUp();
    }, function () {
      fetching = false;
      failed();
    });
  }

  function within(address, headers, read) {
    var control = new AbortController();
    var timer = setTimeout(function () { control.abort(); }, Math.min(LONGEST, PATIENCE * Math.pow(2, failures)));
    return fetch(address, { headers: headers, credentials: "same-origin", signal: control.signal }).then(read)
      .finally(function () { clearTimeout(timer); });
  }

  function ask(address, read, headers) {
    return within(address, Object.assign({ "X-Tick": "1" }, headers), function (answer) {
      shut = answer.status === 401 || answer.status === 403;
      /* No seat here any more: the page says so when it is opened anew. */
      if (shut && performance.now() - openedPageAt > 5000) location.reload();
      if (!answer.ok) throw new Error(String(answer.status));
      return read(answer);
    });
  }

  /* Waits of 1, 2, 4, 8 and at most 15 seconds; from the second failure on the page says so. */
  function failed() {
    failures += 1;
    notBefore = performance.now() + Math.min(15000, 1000 * Math.pow(2, failures - 1));
    if (failures > 1 || performance.now() - heardAt > SILENCE) setOffline(true);
  }
  function succeeded() {
    failures = 0;
    notBefore = 0;
    setOffline(false);
  }

  /* ---- The page itself ---- */

  /* When the move, the phase or the day is another one, what the page says outside its panels may be old too. It is
     fetched from its own address and put in place. Where somebody has typed or chosen something, a bar offers it; so it
     does on pages that take long to make and are read in peace. */

  var SPREAD_OF_PAGES = 2000;
  var LEAST_BETWEEN_PAGES = 5000;  /* while the clock runs, days pass quickly */
  var pageAt = -Infinity;
  var address = location.pathname + location.search;
  var offered = "";            /* the moment for which the bar stands there, or for which there is nothing better */
  var pageDue = 0;
  var pageComes = false;
  var sentAt = -Infinity;

  function content(of) { return of.querySelector(".r-content") || of.querySelector("main"); }

  function isOld() {
    var moment = wanted.moment;
    return Boolean(body.dataset.moment) && moment !== undefined && moment !== body.dataset.moment && moment !== offered;
  }

  function isFilled(node) {
    return "posted" in body.dataset || Boolean(doc.querySelector("dialog[open], details.r-menu[open]")) ||
      touchedIn(node).length > 0;
  }

  /* Something is on its way to the server: what it answers comes first. */
  function isSending(node) {
    return performance.now() - sentAt < 3000 || Boolean(node.querySelector(".htmx-request"));
  }

  /* What stands on a page outside its panels: words, where they lead, and what forms would send. */
  function signature(node) {
    var copy = node.cloneNode(true);
    var own = "[data-panel], [data-ends], [data-text], [data-save-state], #flashes, .r-limit, .r-both, .r-news";
    copy.querySelectorAll(own).forEach(function (each) { each.remove(); });
    var leads = Array.prototype.map.call(copy.querySelectorAll("[href], [action], [value]"), function (each) {
      return each.name === "csrf_token" ? "" : ["href", "action", "value"].map(function (name) {
        return each.getAttribute(name) || "";
      }).join(" ");
    });
    return copy.textContent.replace(/\s+/g, " ") + leads.join("|");
  }

  function catchUpPage() {
    if (pageDue || pageComes || doc.hidden || !isOld()) return;
    if ("offers" in body.dataset) { offerPage(wanted.moment); return; }
    pageDue = setTimeout(function () {
      pageDue = 0;
      if (isOld() && !isSending(content(doc))) fetchPage(false);
    }, Math.max(Math.random() * SPREAD_OF_PAGES, Math.max(notBefore, pageAt + LEAST_BETWEEN_PAGES) - performance.now()));
  }

  function fetchPage(asked) {
    var heard = wanted.moment;
    pageComes = true;
    var headers = { "X-Tick": "1", Accept: "text/html" };
    if (body.dataset.thing) headers["X-Thing"] = body.dataset.thing;
    if ("warmUp" in body.dataset) headers["X-Warm-Up"] = "1";
    within(address, headers, function (answer) {
      if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
      return answer.text().then(function (text) { return { answer: answer, text: text }; });
    }).then(function (got) {
      pageComes = false;
      pageAt = performance.now();
      succeeded();
      takePage(got.answer, new DOMParser().parseFromString(got.text, "text/html"), heard, asked);
      catchUp();
    }, function () {
      pageComes = false;
      if (asked) flashError(texts.unreachable);
      failed();
    });
  }

  function takePage(answer, page, heard, asked) {
    var old = content(doc);
    var fresh = answer.ok && content(page);
    var filled = !asked && isFilled(old);
    if (!asked && isSending(old)) return;
    if (page.body.dataset.undone !== body.dataset.undone) forgetTold(page.body.dataset.undone);
    if (answer.redirected) {
      if (!filled) location.replace(answer.url); else offerPage(heard);
    } else if (!answer.ok && [401, 403, 404, 410].indexOf(answer.status) < 0 || !answer.ok && "posted" in body.dataset) {
      offered = heard;
    } else if (!answer.ok) {
      offered = heard;
      if (filled) offerPage(heard, true); else { replaceMain(goneNotice()); say(texts.gone); }
    } else if (!fresh || !page.body.dataset.moment) {
      offered = heard;
    } else if (!asked && signature(old) === signature(fresh)) {
      takeMoment(page);
    } else if (filled) {
      offerPage(heard);
    } else {
      replacePage(old, page);
    }
  }

  /* What was told of an act that is undone is not so any more. */
  function forgetTold(undone) {
    if (undone === undefined) return;
    var flashes = doc.getElementById("flashes");
    body.dataset.undone = undone;
    if (flashes) flashes.replaceChildren();
  }

  function takeMoment(page) {
    body.dataset.moment = page.body.dataset.moment;
    if (!("warmUp" in page.body.dataset)) delete body.dataset.warmUp;
  }

  function replacePage(old, page) {
    var fresh = doc.adoptNode(content(page));
    var frame = doc.querySelector(".r-frame");
    var newFrame = page.querySelector(".r-frame");
    var flashes = old.querySelector("#flashes");
    var newFlashes = fresh.querySelector("#flashes");
    var hadFocus = old.contains(doc.activeElement);
    var top = window.scrollY;
    var scrolled = Array.prototype.map.call(old.querySelectorAll(".r-panel"), function (each) { return each.scrollTop; });
    if (flashes && newFlashes) newFlashes.replaceWith(flashes);
    exchange(old, fresh);
    if (frame && newFrame) frame.className = newFrame.className;
    doc.title = page.title;
    takeMoment(page);
    delete body.dataset.posted;
    offered = "";
    fresh.querySelectorAll(".r-panel").forEach(function (each, place) { each.scrollTop = scrolled[place] || 0; });
    window.scrollTo({ top: top, behavior: "instant" });
    if (hadFocus && !fresh.contains(doc.activeElement)) doc.getElementById("main").focus({ preventScroll: true });
    say(texts.pageNew);
  }

  function replaceMain(notice) {
    var main = doc.getElementById("main");
    var side = doc.querySelector(".r-content > :not(main)");
    var hadFocus = content(doc).contains(doc.activeElement);
    if (side) side.remove();
    main.replaceChildren(notice);
    doc.title = texts.gone;
    if (hadFocus) main.focus({ preventScroll: true });
  }

  function homeLink() {
    var link = element("a", "btn btn-primary", body.dataset.homeText);
    link.href = body.dataset.home;
    return link;
  }

  function goneNotice() {
    var box = element("section", "r-stack");
    var way = element("p");
    way.appendChild(homeLink());
    box.append(element("h1", "", texts.gone), element("p", "", texts.goneWhy), way);
    return box;
  }

  function offerPage(heard, isGone) {
    var main = doc.getElementById("main");
    var old = main.querySelector(":scope > .r-news-page");
    offered = heard;
    if (old && !isGone) return;
    if (old) old.remove();
    var bar = element("div", "r-news r-news-page r-no-print");
    var button = element("button", "", texts.pageAgain);
    button.type = "button";
    button.addEventListener("click", function () {
      if ("offers" in body.dataset) location.reload(); else if (!pageComes) fetchPage(true);
    });
    var said = isGone ? texts.goneCopy : texts.pageOld;
    bar.append(element("p", "", said), isGone ? homeLink() : button);
    main.insertBefore(bar, main.firstChild);
    say(said);
  }

  /* What a link or a form put into the page by itself has an address too. */
  doc.addEventListener("htmx:afterSwap", function (event) {
    var asked = event.detail.requestConfig;
    if (!asked || asked.verb !== "get" || !asked.elt || asked.headers["X-Tick"]) return;
    if (asked.elt.matches("a[href]")) address = asked.elt.getAttribute("href").split("#")[0];
    else if (asked.elt.matches("form[method=get]")) address = event.detail.pathInfo.finalRequestPath.split("#")[0];
  });
  doc.addEventListener("submit", function (event) {
    if (event.target.method !== "dialog") sentAt = performance.now();
  });

  /* Looks for panels that are behind and fetches them within a second, not all browsers at once. */
  function catchUp() {
    catchUpPage();
    if (due || fetching || !body.dataset.parts || !live().some(isBehind)) return;
    due = setTimeout(function () {
      due = 0;
      if (fetching) return;
      var behind = live().filter(isBehind);
      behind.filter(isBusy).forEach(offerNews);
      var free = behind.filter(function (node) { return !isBusy(node); });
      if (free.length) fetchParts(free.slice(0, 20));
    }, Math.max(Math.random() * SPREAD, notBefore - performance.now()));
  }

  /* Whether one of these places is not among those where the person sits now. */
  function lacks(now, before) {
    return before.split(" ").some(function (place) { return now.split(" ").indexOf(place) < 0; });
  }

  /* Each message of the stream says on which sum it builds. Where that is not what is known here, something was missed,
     or an answer came that was older than a tick: the page asks, again with every beat until it knows. */
  function hear(data) {
    var message;
    try { message = JSON.parse(data); } catch (e) { return; }
    if (!message || !message.panels) return;
    heardAt = performance.now();
    /* A seat was lost: what is on this page may not be this person's any more. What was typed is kept in the browser.
       Of a seat that was added the panels tell. */
    if (body.dataset.you && message.panels.you && lacks(message.panels.you, body.dataset.you)) { location.reload(); return; }
    Object.keys(message.panels).forEach(function (name) { wanted[name] = String(message.panels[name]); });
    if (!message.was || message.was === told) told = message.sum; else poll();
    catchUp();
  }

  var offline = doc.getElementById("r-offline");
  var shut = false;            /* the server answers, and says that this page is no longer for us */
  var unsent = false;          /* something was to be sent since the connection is gone */
  function setOffline(isOffline) {
    if (!offline) return;
    if (!isOffline) unsent = false;
    offline.hidden = !isOffline;
    offline.textContent = shut ? texts.shut : unsent ? texts.unsent : texts.offline;
  }

  /* Without a connection the browser would leave the page for one of its own. So, where there is a doubt, a form leaves
     only once the server has answered something; else it stays, and the page says so. */
  var DOUBT = 3000;            /* a beat and some */
  var leaving = null;          /* the form that waits for an answer, or that has it */
  var mayLeave = false;
  function isInDoubt() {
    return navigator.onLine === false || failures > 0 || Boolean(offline && !offline.hidden) ||
      Boolean(stream && stream.readyState !== 1) || Boolean(body.dataset.poll) && performance.now() - heardAt > DOUBT;
  }
  doc.addEventListener("submit", function (event) {
    var form = event.target, button = event.submitter;
    if (mayLeave && leaving === form) return;
    if (form.method === "dialog" || form.matches("[hx-post], [hx-get], [data-theme-form]")) return;
    if (leaving !== form && !isInDoubt()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (leaving === form) return;
    leaving = form;
    var control = new AbortController();
    var timer = setTimeout(function () { control.abort(); }, PATIENCE);
    var server = doc.querySelector('link[rel="icon"]').href;  /* no page: it costs nothing and asks for no rights */
    fetch(server, { cache: "no-store", signal: control.signal }).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      mayLeave = true;
      if (form.isConnected) form.requestSubmit(button); else flashError(texts.failed);
    }).catch(function () {
      unsent = true;
      setOffline(true);
    }).finally(function () {
      clearTimeout(timer);
      leaving = null;
      mayLeave = false;
    });
  }, true);

  var polling = false;
  var asking = false;
  var askedAt = -Infinity;
  function poll() {
    if (asking || !body.dataset.poll) return;
    asking = true;
    askedAt = performance.now();
    ask(body.dataset.poll, function (answer) { return answer.text(); }, { Accept: "application/json" })
      .then(function (text) {
        asking = false;
        if (!fetching && !pageComes && !live().some(isBehind) && !isOld()) succeeded();
        if (text) hear(text);
      }, function () { asking = false; failed(); });
  }

  var stream = null;
  var heardAt = performance.now();
  var SILENCE = 6000;          /* two beats and some: the stream is dead, whatever the browser believes */
  var POLL = 4000;
  /* A browser opens six connections to one address, all its tabs together, and a stream holds one of them. So only the
     tabs that were looked at last have a stream; the others ask. Their names stand in the storage that tabs share. */
  var STREAMS = 3;
  var HOLDERS = "streams";
  var myName = Math.random().toString(36).slice(2);
  var shared = null;
  try { shared = window.localStorage; } catch (e) { /* refused: every tab has a stream then */ }
  var canShare = (function () {
    write(shared, HOLDERS + "?", "1");
    var kept = read(shared, HOLDERS + "?") === "1";
    write(shared, HOLDERS + "?", null);
    return kept;
  })();
  function mayStream() { return !canShare || holders().indexOf(myName) >= 0; }
  function holders() {
    try { return [].concat(JSON.parse(read(shared, HOLDERS) || "[]")); } catch (e) { return []; }
  }
  function claimStream() {
    var others = holders().filter(function (name) { return name !== myName; });
    write(shared, HOLDERS, JSON.stringify([myName].concat(others).slice(0, STREAMS)));
  }
  function closeStream() {
    if (stream) stream.close();
    stream = null;
    polling = true;
  }
  function leaveStream() {
    closeStream();
    write(shared, HOLDERS, JSON.stringify(holders().filter(function (name) { return name !== myName; })));
  }
  function lookedAt() {
    claimStream();
    if (!stream) { openStream(); poll(); }
  }

  function openStream() {
    if (stream) stream.close();
    stream = null;
    heardAt = performance.now();
    if (!body.dataset.stream || !window.EventSource) { polling = true; return; }
    if (!mayStream()) { polling = true; return; }
    stream = new EventSource(body.dataset.stream);
    stream.onopen = function () { polling = false; heardAt = performance.now(); if (!failures) setOffline(false); };
    stream.addEventListener("tick", function (event) { hear(event.data); });
    stream.addEventListener("beat", function (event) { hear(event.data); });
    stream.onerror = function () { polling = true; if (!body.dataset.poll) setOffline(true); };
  }

  var openedAt = -Infinity;
  var watchedAt = Date.now();  /* by the wall clock, for the other one may stand still while a laptop sleeps */
  function watch() {
    var today = Date.now();
    var slept = today - watchedAt > 10000;
    watchedAt = today;
    if (slept) { wakeUp(); return; }
    var now = performance.now();
    catchUp();
    if (now - heardAt > SILENCE) polling = true;
    if (!polling || doc.hidden) return;
    if (now - askedAt > POLL && now > notBefore) poll();
    if (now - openedAt > 15000 && now - heardAt > SILENCE) { openedAt = now; openStream(); }
  }
  function wakeUp() {
    notBefore = 0;
    openedAt = performance.now();
    openStream();
    poll();
  }
  if (body.dataset.poll) {
    if (!doc.hidden) claimStream();
    openStream();
    if (polling) poll();
    setInterval(watch, 1000);
    window.addEventListener("pagehide", leaveStream);
    window.addEventListener("pageshow", function (event) { if (event.persisted) { claimStream(); wakeUp(); } });
    window.addEventListener("focus", lookedAt);
    window.addEventListener("storage", function (event) {
      if (event.key === HOLDERS && stream && !mayStream()) closeStream();
    });
    doc.addEventListener("visibilitychange", function () { if (!doc.hidden) { lookedAt(); watch(); } });
    window.addEventListener("online", wakeUp);
  }
  window.addEventListener("offline", function () { setOffline(true); });
  if (!body.dataset.poll) window.addEventListener("online", function () { setOffline(false); });

  /* ---- Text that is kept until it is sent ---- */

  /* A form that is marked keeps also what is chosen in it, each address for itself: a link may bring other choices. */
  var KEPT = "[data-keep]:not(form), form[data-keep] select, " +
    'form[data-keep] input:not([type="hidden"], [type="search"], [type="password"], [type="file"], [type="submit"])';

  function isBox(field) { return field.type === "checkbox" || field.type === "radio"; }

  function keepKey(field) {
    var choice = isBox(field) || field.tagName === "SELECT";
    return "keep:" + location.pathname + (choice ? location.search : "") + ":" + formName(field.form) + ":" + field.name +
      (field.type === "checkbox" ? ":" + field.value : "");
  }
  function keptFields(scope) { return scope.querySelectorAll(KEPT); }

  function keep(field) {
    if (field.type === "checkbox") write(sessionStorage, keepKey(field), field.checked ? "yes" : "no");
    else if (field.type !== "radio" || field.checked) write(sessionStorage, keepKey(field), field.value);
  }

  function forget(form) {
    keptFields(form).forEach(function (field) { write(sessionStorage, keepKey(field), null); });
  }

  /* Puts back what was kept; says whether the field is another one for it. */
  function putBack(field, kept) {
    if (isBox(field)) {
      var before = field.checked;
      field.checked = kept === (field.type === "radio" ? field.value : "yes");
      return before !== field.checked;
    }
    if (kept === field.value) return false;
    if (field.tagName === "SELECT") {
      var known = Array.prototype.some.call(field.options, function (each) { return each.value === kept; });
      if (!known) return false;
    }
    field.value = kept;
    return true;
  }

  function restoreKept(scope) {
    keptFields(scope).forEach(function (field) {
      var kept = read(sessionStorage, keepKey(field));
      if (kept === null || !putBack(field, kept)) return;
      for (var fold = field.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
      field.dispatchEvent(new Event("input", { bubbles: true }));
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
    if (field.matches && field.matches(KEPT)) keep(field);
    if (field.dataset && field.dataset.count) {
      var counter = doc.getElementById(field.dataset.count);
      var words = field.value.trim() ? field.value.trim().split(/\s+/).length : 0;
      if (counter) counter.textContent = fill(counter.dataset.text, { n: words });
    }
  });

  /* How much of a field is full, once most of it is; and that not all of what was put in had room. */
  function tellLimit(field, isCut) {
    var most = field.maxLength;
    if (!(most > 0) || !field.parentNode) return;
    var note = field.parentNode.querySelector(":scope > .r-limit");
    if (field.value.length < most * 0.8 && !isCut) { if (note) note.remove(); return; }
    if (!note) {
      note = element("p", "r-limit r-meta");
      note.setAttribute("role", "status");
      field.insertAdjacentElement("afterend", note);
    }
    note.textContent = fill(isCut ? texts.cut : texts.limit, { n: field.value.length, most: most });
  }
  var cut = null;              /* the field whose browser leaves out the end of what is put in */
  doc.addEventListener("beforeinput", function (event) {
    var field = event.target;
    var added = (event.data || "").length;
    var full = field.maxLength > 0 && field.value.length - (field.selectionEnd - field.selectionStart) + added > field.maxLength;
    cut = added && full ? field : null;
    if (cut) tellLimit(field, true);
  });
  doc.addEventListener("input", function (event) {
    tellLimit(event.target, event.target === cut);
    cut = null;
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
    clearTimeout(record.timer);
    record.timer = 0;
    if (record.running) { record.again = true; saving.set(form, record); return Promise.resolve(); }
    if (form.querySelector(".r-both")) return Promise.resolve();
    record.running = true;
    record.again = false;
    saving.set(form, record);
    var state = stateOf(form);
    state.textContent = texts.saving;
    return fetch(form.dataset.autosave, {
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
    }, function () {
      state.textContent = texts.notSaved;
      saveSoon(form, POLL);  /* until there is a connection again */
    }).then(function () {
      record.running = false;
      if (record.again) save(form);
    });
  }

  function saveSoon(form, delay) {
    var record = saving.get(form) || {};
    clearTimeout(record.timer);
    record.timer = setTimeout(function () { save(form); }, delay);
    saving.set(form, record);
  }

  doc.addEventListener("input", function (event) {
    var form = event.target.form;
    if (form && form.dataset.autosave && event.target.type !== "search") saveSoon(form, 1000);
  });
  doc.addEventListener("submit", function (event) {
    var record = saving.get(event.target);
    if (record) clearTimeout(record.timer);
  });
  /* A link is followed once the draft has what was chosen a moment ago. */
  doc.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a[href]") : null;
    var isPlain = !event.defaultPrevented && !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (!link || !isPlain || link.target || link.href.split("#")[0] === location.href.split("#")[0]) return;
    doc.querySelectorAll("form[data-autosave]").forEach(function (form) {
      var record = saving.get(form);
      if (!record || !record.timer) return;
      event.preventDefault();
      clearTimeout(record.timer);
      save(form).then(function () { location.assign(link.href); });
    });
  });

  /* ---- Confirmation and dialogs ---- */

  /* What the form lacks of what the chosen field wants, in the words of the button. */
  function lacking(field, button) {
    var parts = (field.dataset.wants || "").split(" ").filter(function (part) {
      var place = part && button.form.querySelector('[data-part="' + part + '"]');
      if (!place) return part;
      if (place.matches("fieldset")) return !place.querySelector(":checked");
      var words = place.value.split(/\s+/).filter(Boolean).length;
      return words < (part === "reasons" ? Number(button.dataset.fewest) : 1);
    });
    var said = parts.map(function (part) { return button.getAttribute("data-lacks-" + part); });
    return said.length ? fill(button.dataset.lacks, { parts: said.join("; ") }) : "";
  }

  /* {name} in a question is what is chosen in the form's field of that name, {name.follows} what follows from it,
     {name.lacks} what the form lacks for it. */
  function spoken(text, button) {
    var form = button.form;
    return (text || "").replace(/\{(\w+)(?:\.(\w+))?\}/g, function (whole, name, part) {
      var field = form && (form.querySelector('[name="' + name + '"]:checked') || form.elements[name]);
      if (!field || !field.dataset) return "";
      if (part === "lacks") return lacking(field, button);
      if (field.selectedOptions) return field.selectedOptions.length ? field.selectedOptions[0].textContent.trim() : "";
      if (part || field.dataset.said) return field.dataset[part || "said"] || "";
      var label = form.querySelector('label[for="' + field.id + '"]');
      var words = label && Array.from(label.childNodes).find(function (each) { return each.textContent.trim(); });
      return words ? words.textContent.trim() : "";
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
    doc.getElementById("r-confirm-title").textContent = spoken(button.dataset.confirmTitle, button) || button.textContent.trim();
    doc.getElementById("r-confirm-text").textContent = spoken(button.dataset.confirm, button).trim();
    var action = doc.getElementById("r-confirm-action"), calm = spoken(button.dataset.confirmTone, button) === "calm";
    action.textContent = button.dataset.confirmAction || button.textContent.trim();
    action.classList.toggle("btn-danger", !calm);
    action.classList.toggle("btn-primary", calm);
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

  var toldAt = -Infinity;
  doc.addEventListener("input", function (event) {
    var writes = event.target.matches("textarea, input[type=text], input:not([type])");
    if (!writes || !body.dataset.poll || performance.now() - toldAt < 20000) return;
    toldAt = performance.now();
    fetch(body.dataset.poll, { headers: { "X-Tick": "typing" }, credentials: "same-origin" }).catch(function () { /* says it again */ });
  });

  /* ---- Office hours: wall time left ---- */

  function countDown() {
    doc.querySelectorAll("[data-ends]").forEach(function (node) {
      if (!node.dataset.skew) node.dataset.skew = String(Number(node.dataset.now || Date.now()) - Date.now());
      var left = Number(node.dataset.ends) - (Date.now() + Number(node.dataset.skew));
      if ("whenOver" in node.dataset) { node.hidden = left > 0; return; }
      if ("untilOver" in node.dataset) { node.hidden = left <= 0; return; }
      var seconds = Math.ceil(left / 1000);
      var time = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
      var text = left <= 0 ? node.dataset.textOver : fill(node.dataset.text, { n: Math.ceil(left / 60000), t: time });
      if (node.textContent !== text) node.textContent = text;
    });
  }
  countDown();
  setInterval(countDown, 1000);
  doc.addEventListener("htmx:load", countDown);

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

  /* ---- What was chosen while the scripts were still on their way ---- */

  doc.addEventListener("DOMContentLoaded", function () {  // htmx listens first, so it is ready here
    doc.querySelectorAll('form[hx-trigger^="change"] select').forEach(function (node) {
      var options = Array.from(node.options);
      var made = options.filter(function (each) { return each.defaultSelected; }).pop() || options[0];
      if (made && node.selectedIndex !== made.index) node.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });

  /* ---- Marked rows of a document ---- */

  doc.addEventListener("change", function (event) {
    if (event.target.matches("[data-mark-row]")) {
      event.target.closest("tr").classList.toggle("is-marked", event.target.checked);
    }
    if (event.target.matches("[data-submit-on-change]") && event.target.form) {
      /* The attribute may name the button that is pressed, once the choice is another than the page's. */
      var named = event.target.dataset.submitOnChange;
      if (!named) event.target.form.requestSubmit();
      else if (isTouched(event.target)) event.target.form.requestSubmit(event.target.form.elements[named]);
    }
  });
})();
