// What scripts add to pages that work without them: the theme button, keys, the
// card of a citation, the mark of the current part in the table of contents, and
// copying a citation. Nothing here fetches anything.
(function () {
  "use strict";
  var doc = document, root = doc.documentElement;

  // --- theme -------------------------------------------------------------
  var themeButton = doc.getElementById("theme");
  var systemDark = matchMedia("(prefers-color-scheme: dark)");
  function isDark() {
    var t = root.getAttribute("data-theme");
    return t ? t === "dark" : systemDark.matches;
  }
  function nameTheme() { themeButton.textContent = isDark() ? "Nền sáng" : "Nền tối"; }
  themeButton.hidden = false;
  nameTheme();
  systemDark.addEventListener("change", nameTheme);
  themeButton.addEventListener("click", function () {
    var next = isDark() ? "light" : "dark";
    root.setAttribute("data-theme", next);
    try { localStorage.setItem("theme", next); } catch (e) { /* not kept, still shown */ }
    nameTheme();
  });

  // --- keys --------------------------------------------------------------
  var box = doc.getElementById("q"), keys = doc.getElementById("keys");
  function typing(el) {
    return el && (el.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName));
  }
  function stops() { return Array.prototype.slice.call(doc.querySelectorAll(".hit .e-title a, .hit .points a")); }
  function move(step) {
    var all = stops();
    if (!all.length) return false;
    var at = all.indexOf(doc.activeElement);
    if (at < 0 && doc.activeElement !== box && typing(doc.activeElement)) return false;
    if (at === 0 && step < 0 && box) { box.focus(); return true; }
    var next = at < 0 ? (step > 0 ? 0 : -1) : at + step;
    if (next < 0 || next >= all.length) return at >= 0;
    all[next].focus();
    return true;
  }
  doc.addEventListener("keydown", function (e) {
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    if (e.key === "ArrowDown" && move(1) || e.key === "ArrowUp" && move(-1)) { e.preventDefault(); return; }
    if (typing(e.target)) return;
    if (e.key === "/" && box) { e.preventDefault(); box.focus(); box.select(); }
    if (e.key === "?" && keys && keys.showModal && !keys.open) { e.preventDefault(); keys.showModal(); }
  });

  // --- the card of a citation ---------------------------------------------
  var text = doc.getElementById("toan-van");
  var card = null, owner = null, timer = 0, fromTouch = false;

  // The card of a point of the document itself shows how the point begins.
  function buildOwn(link) {
    var point = doc.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!point || !point.matches(".b") || point.contains(link)) return null;
    var words = "";
    point.querySelectorAll(":scope > p, :scope > h3, :scope > h4, :scope > h5, :scope > h6").forEach(function (p) { words += " " + p.textContent; });
    for (var next = point.nextElementSibling; next && words.length < 200 && next.id.indexOf(point.id + "-") === 0; next = next.nextElementSibling) {
      next.querySelectorAll(":scope > p").forEach(function (p) { words += " " + p.textContent; });
    }
    words = words.trim().replace(/\s+/g, " ");
    if (words.length > 300) words = words.slice(0, 300).replace(/\s+\S*$/, "") + "…";
    if (!words) return null;
    var el = doc.createElement("span"), a = doc.createElement("a");
    el.className = "card";
    el.setAttribute("role", "group");
    el.setAttribute("aria-label", "Chỗ được dẫn trong văn bản này");
    a.className = "clause";
    a.href = link.getAttribute("href");
    a.textContent = words;
    el.appendChild(a);
    return el;
  }
  function build(link) {
    if (!link.hasAttribute("data-v")) return buildOwn(link);
    var place = doc.getElementById("vd-" + link.getAttribute("data-v"));
    var item = place && place.closest(".cited");
    if (!item) return null;
    var el = doc.createElement("span");
    el.className = "card";
    el.setAttribute("role", "group");
    el.setAttribute("aria-label", "Thông tin về viện dẫn");
    var head = item.querySelector(".cited-head").cloneNode(true);
    el.appendChild(head);
    place.querySelectorAll(".pnote").forEach(function (note) { el.appendChild(note.cloneNode(true)); });
    var why = place.querySelector(".why");
    var clause = place.querySelector(".clause");
    if (clause) el.appendChild(clause.cloneNode(true));
    if (why) el.appendChild(why.cloneNode(true));
    // A choice made here is about this place, and comes back to it.
    el.querySelectorAll("form").forEach(function (form) {
      form.elements["vien-dan"].value = link.getAttribute("data-v");
      form.elements["ve"].value = "c";
    });
    return el;
  }
  function titleOf(link, on) {
    var v = link.getAttribute("data-v"), chunk = link.closest(".ch");
    if (chunk) chunk.classList.toggle("open", on); // a chunk cuts off what stands out of it
    if (v === null) return;
    text.querySelectorAll('[data-t="' + v + '"], a.c[data-v="' + v + '"]').forEach(function (s) { s.classList.toggle("on", on); });
  }
  function close() {
    clearTimeout(timer);
    if (!card) return;
    titleOf(owner, false);
    owner.removeAttribute("aria-expanded");
    card.remove();
    card = owner = null;
  }
  // The card stands under the last line of the link it belongs to, or above its
  // first where the window has no room below; never on it.
  function show(link) {
    if (owner === link) return;
    close();
    var el = build(link);
    if (!el) return;
    link.parentNode.insertBefore(el, link.nextSibling);
    card = el; owner = link;
    link.setAttribute("aria-expanded", "true");
    titleOf(link, true);
    var rects = link.getClientRects();
    var first = rects[0], rect = rects[rects.length - 1];
    var base = el.offsetParent.getBoundingClientRect();
    var gap = 6, w = el.offsetWidth, h = el.offsetHeight, vw = root.clientWidth, vh = root.clientHeight;
    var left = Math.max(12, Math.min(rect.left, vw - w - 12));
    var below = rect.bottom + gap, above = first.top - gap - h;
    var top = below + h <= vh || above < 0 ? below : above;
    el.style.left = left - base.left + "px";
    el.style.top = top - base.top + "px";
    el.classList.add("ready");
    el.addEventListener("pointerenter", function () { clearTimeout(timer); });
    el.addEventListener("pointerleave", later);
  }
  function later() { clearTimeout(timer); timer = setTimeout(close, 300); }
  function citation(node) { return node && node.closest ? node.closest("a.c[data-v], a.c.self") : null; }

  if (text) {
    text.addEventListener("pointerover", function (e) {
      if (e.pointerType === "touch") return;
      var link = citation(e.target);
      if (!link || link === owner) { if (link) clearTimeout(timer); return; }
      clearTimeout(timer);
      timer = setTimeout(function () { show(link); }, 250);
    });
    text.addEventListener("pointerout", function (e) {
      var link = citation(e.target);
      if (!link || link.contains(e.relatedTarget)) return;
      if (card && card.contains(e.relatedTarget)) return;
      later();
    });
    text.addEventListener("pointerdown", function (e) { fromTouch = e.pointerType === "touch"; });
    text.addEventListener("focusin", function (e) {
      var link = citation(e.target);
      if (link && !fromTouch && link.matches(":focus-visible")) show(link);
      else if (card && !card.contains(e.target) && !link) close();
    });
    text.addEventListener("focusout", function (e) {
      if (!card) return;
      var to = e.relatedTarget;
      if (to && (card.contains(to) || to === owner)) return;
      if (to) close();
    });
    // The first tap opens the card, the second follows the link.
    text.addEventListener("click", function (e) {
      var link = citation(e.target);
      if (!link || !fromTouch || owner === link) return;
      show(link);
      if (owner === link) e.preventDefault();
    });
    doc.addEventListener("pointerdown", function (e) {
      if (card && !card.contains(e.target) && citation(e.target) !== owner) close();
    });
    doc.addEventListener("keydown", function (e) {
      if (e.key !== "Escape" || !card) return;
      var back = card.contains(doc.activeElement) ? owner : null;
      close();
      if (back) { back.focus(); close(); }
    });
    addEventListener("resize", close);
  }

  // --- the current part ----------------------------------------------------
  var rail = doc.getElementById("muc-luc");
  if (rail && text) {
    var links = {}, current = null, order = [];
    rail.querySelectorAll("ol a").forEach(function (a) {
      var id = a.getAttribute("href").slice(1), el = doc.getElementById(id);
      if (el) { links[id] = a; order.push(el); }
    });
    // What stands at the line, and the last part that begins at or above it. The
    // parts themselves are not measured: most of a long text is not laid out.
    var mark = function () {
      var line = 140, all = text.getBoundingClientRect(), pick = null;
      if (all.bottom < line) pick = order[order.length - 1].id;
      else if (all.top <= line) {
        var block = null;
        for (var y = line; y > line - 90 && !block; y -= 22) {
          var el = doc.elementFromPoint(all.left + 60, y);
          block = el && el.closest && el.closest(".b");
        }
        if (!block) return;
        var lo = -1, hi = order.length - 1;
        while (lo < hi) {
          var mid = (lo + hi + 1) >> 1, where = order[mid].compareDocumentPosition(block);
          if (where === 0 || where & Node.DOCUMENT_POSITION_FOLLOWING || where & Node.DOCUMENT_POSITION_CONTAINED_BY) lo = mid; else hi = mid - 1;
        }
        pick = lo < 0 ? null : order[lo].id;
      }
      var a = pick && links[pick];
      if (a === current) return;
      if (current) current.removeAttribute("aria-current");
      current = a || null;
      if (!current) return;
      current.setAttribute("aria-current", "true");
      var r = current.getBoundingClientRect(), b = rail.getBoundingClientRect();
      if (r.top < b.top || r.bottom > b.bottom) rail.scrollTop += r.top - b.top - b.height / 3;
    };
    var waiting = false;
    addEventListener("scroll", function () {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(function () { waiting = false; mark(); });
    }, { passive: true });
    mark();
  }

  // --- copying a citation ---------------------------------------------------
  if (navigator.clipboard && isSecureContext) doc.querySelectorAll(".copy button").forEach(function (b) {
    b.hidden = false;
    b.addEventListener("click", function () {
      navigator.clipboard.writeText(b.parentNode.querySelector(".ct").textContent).then(function () {
        b.textContent = "Đã chép";
        setTimeout(function () { b.textContent = "Chép"; }, 1600);
      }, function () { getSelection().selectAllChildren(b.parentNode.querySelector(".ct")); });
    });
  });
})();
