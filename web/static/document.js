// What scripts add to the page of a document: finding words while they are typed,
// the tools of a point, cards for points of the document itself, and room for
// cards in long texts. Without scripts the box sends its words to the server, which
// marks them (internal/vietnamese/find has the same rules as here).
(function () {
  "use strict";
  var doc = document, root = doc.documentElement;
  var text = doc.getElementById("toan-van");
  if (!text || !text.matches("article")) return;

  // --- words ---------------------------------------------------------------
  var toneMarks = /[\u0300\u0301\u0303\u0309\u0323]/g, allMarks = /\p{M}/gu, wordRun = /[\p{L}\p{N}\p{M}]+/gu;
  var wavering = /^(?:[hklmstv]|th|qu)[iy]$/;
  function wave(base) { return wavering.test(base) ? base.slice(0, -1) + "y" : base; }
  // fold: without marks, đ as d.
  function fold(w) { return w.toLowerCase().normalize("NFD").replace(allMarks, "").replace(/[đð]/g, "d"); }
  // exact: the letters with their marks, then the tone, wherever it was put.
  function exact(w) {
    var d = w.toLowerCase().normalize("NFD"), tones = d.match(toneMarks);
    return wave(d.replace(toneMarks, "").normalize("NFC")) + (tones ? tones.sort().join("") : "");
  }
  function readWord(w) {
    var folded = fold(w), marked = folded !== w.toLowerCase().normalize("NFC");
    return { marked: marked, folded: wave(folded), form: marked ? exact(w) : wave(folded) };
  }
  function parse(s) {
    var terms = [];
    Array.from(s).slice(0, 200).join("").split(";").forEach(function (part) {
      var words = (part.match(wordRun) || []).slice(0, 20).map(readWord).filter(function (w) { return w.folded; });
      if (words.length && terms.length < 8) terms.push(words);
    });
    return terms;
  }

  // The text as one string with the node that each piece of it stands in. Lines
  // and cells are set apart, as in the library's text.
  var pieces = null, whole = "", words = null;
  function read() {
    if (pieces) return;
    pieces = [];
    var parts = [], at = 0;
    text.querySelectorAll(".b > p, .b > h3, .b > h4, .b > h5, .b > h6, .b td, .b th").forEach(function (line) {
      var walk = doc.createTreeWalker(line, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, {
        acceptNode: function (n) { return n.nodeType === 1 && n.classList.contains("card") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT; }
      });
      for (var n; (n = walk.nextNode());) {
        if (n.nodeType === 1) {
          if (n.tagName === "BR") { parts.push("\n"); at++; }
          continue;
        }
        pieces.push({ node: n, at: at });
        parts.push(n.data);
        at += n.length;
      }
      parts.push("\n");
      at++;
    });
    whole = parts.join("");
    words = [];
    for (var m, line = 0, last = 0; (m = wordRun.exec(whole));) {
      for (var i = last; i < m.index; i++) if (whole.charCodeAt(i) === 10 || whole.charCodeAt(i) === 9) line++;
      last = m.index + m[0].length;
      words.push({ at: m.index, end: last, word: m[0], folded: null, line: line });
    }
  }
  function foldedOf(w) { return w.folded === null ? (w.folded = fold(w.word)) : w.folded; }
  function is(w, q) { return q.marked ? wave(foldedOf(w)) === q.folded && exact(w.word) === q.form : wave(foldedOf(w)) === q.form; }
  // The letters of w that are those of q, marks aside; 0 where it begins otherwise.
  function begins(w, q) {
    if (foldedOf(w).lastIndexOf(q.folded, 0) !== 0) return 0;
    for (var i = 1; i < w.word.length; i++) {
      if (fold(w.word.slice(0, i)).length >= q.folded.length && !/^\p{M}/u.test(w.word.slice(i))) return i;
    }
    return w.word.length;
  }
  function look(term) {
    var found = [], parts = [], last = term.length - 1;
    for (var i = 0; i + last < words.length; i++) {
      var k = 0;
      while (k < last && words[i + k].line === words[i].line && is(words[i + k], term[k])) k++;
      var w = words[i + last];
      if (k < last || w.line !== words[i].line) continue;
      if (is(w, term[last])) { found.push([words[i].at, w.end]); i += last; continue; }
      var n = found.length ? 0 : begins(w, term[last]);
      if (n) parts.push([words[i].at, w.at + n, true]);
    }
    return found.length ? found : parts;
  }
  function find(query) {
    var all = [];
    read();
    parse(query).forEach(function (term) { all = all.concat(look(term)); });
    all.sort(function (a, b) { return a[0] - b[0] || b[1] - a[1]; });
    var out = [], end = 0;
    all.forEach(function (h) { if (h[0] >= end) { out.push(h); end = h[1]; } });
    return out;
  }
  function locate(at, atEnd) {
    var lo = 0, hi = pieces.length - 1;
    while (lo < hi) {
      var mid = (lo + hi + 1) >> 1;
      if (atEnd ? pieces[mid].at < at : pieces[mid].at <= at) lo = mid; else hi = mid - 1;
    }
    return [pieces[lo].node, at - pieces[lo].at];
  }
  function rangeOf(h) {
    var r = doc.createRange(), a = locate(h[0], false), b = locate(h[1], true);
    r.setStart(a[0], a[1]);
    r.setEnd(b[0], b[1]);
    return r;
  }

  // --- the box ---------------------------------------------------------------
  var form = doc.getElementById("tim-trong"), box = doc.getElementById("tim"), count = doc.getElementById("tim-so");
  var go = form.querySelector(".find-go"), hits = [], now = -1, live = false;
  var canMark = typeof Highlight === "function" && CSS.highlights;
  function thousands(n) { return String(n).replace(/\B(?=(\d{3})+$)/g, "."); }
  function unmark() {
    if (canMark) { CSS.highlights.delete("find"); CSS.highlights.delete("find-now"); }
    text.querySelectorAll("mark.f").forEach(function (m) {
      var parent = m.parentNode;
      while (m.firstChild) parent.insertBefore(m.firstChild, m);
      m.remove();
      parent.normalize();
    });
    form.querySelectorAll(".find-none,.find-spots,.find-x").forEach(function (e) { e.remove(); });
    pieces = null;
  }
  function say() {
    if (!hits.length) count.textContent = parse(box.value).length ? "Không tìm thấy" : "";
    else count.textContent = now < 0 ? thousands(hits.length) + " chỗ" : thousands(now + 1) + " / " + thousands(hits.length);
    go.hidden = !hits.length;
    form.classList.toggle("on", box.value !== "");
  }
  // What the server marked counts as found until something else is typed.
  function adopt() {
    var by = {};
    text.querySelectorAll("mark.f").forEach(function (m) {
      var h = m.getAttribute("data-h");
      if (!by[h]) hits.push(by[h] = []);
      by[h].push(m);
    });
    if (hits.length) say();
  }
  function search() {
    var first = !live;
    live = true;
    if (first || text.querySelector("mark.f")) unmark();
    now = -1;
    hits = find(box.value);
    if (canMark) {
      CSS.highlights.delete("find-now");
      CSS.highlights.set("find", new Highlight(...hits.slice(0, 5000).map(rangeOf)));
    }
    say();
  }
  function show(i) {
    if (!hits.length) return;
    now = (i + hits.length) % hits.length;
    var target;
    if (live) {
      var r = rangeOf(hits[now]);
      if (canMark) { var h = new Highlight(r); h.priority = 1; CSS.highlights.set("find-now", h); }
      else { getSelection().removeAllRanges(); getSelection().addRange(r); }
      target = r.startContainer.parentElement;
      var details = target.closest("details:not([open])");
      if (details) details.open = true;
      bring(r);
    } else {
      text.querySelectorAll("mark.f.now").forEach(function (m) { m.classList.remove("now"); });
      hits[now].forEach(function (m) { m.classList.add("now"); });
      bring(hits[now][0]);
    }
    say();
  }
  // Twice: a chunk out of view has a guessed height until it is laid out.
  function bring(what) {
    function step() {
      var el = what.startContainer ? what.startContainer.parentElement : what;
      var box = what.getBoundingClientRect();
      if (!box.height) { el.scrollIntoView({ block: "center" }); box = what.getBoundingClientRect(); }
      if (box.top < 100 || box.bottom > innerHeight - 80) scrollBy(0, box.top - innerHeight * .38);
    }
    step();
    requestAnimationFrame(step);
  }
  // The first place in or behind the block that the reader is at. Places are not
  // measured: most of a long text is not laid out.
  function nearest() {
    var r = text.getBoundingClientRect();
    var el = r.top > 0 ? null : doc.elementFromPoint(r.left + 60, 130), block = el && el.closest && el.closest(".b");
    for (var i = 0; block && i < hits.length; i++) {
      var where = block.compareDocumentPosition(live ? locate(hits[i][0], false)[0] : hits[i][0]);
      if (where & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY)) return i;
    }
    return 0;
  }
  function step(by) { show(now < 0 ? nearest() : now + by); }
  function clear() {
    box.value = "";
    live = true;
    hits = [];
    now = -1;
    unmark();
    say();
    if (/[?&]tim=/.test(location.search)) history.replaceState(null, "", location.pathname + location.hash);
  }
  var typing = 0;
  box.addEventListener("input", function (e) {
    clearTimeout(typing);
    typing = setTimeout(search, e.isComposing ? 350 : 120);
  });
  form.addEventListener("submit", function (e) {
    e.preventDefault();
    if (typing) { clearTimeout(typing); typing = 0; if (!live || box.value !== form.getAttribute("data-done")) search(); }
    form.setAttribute("data-done", box.value);
    if (!box.value.trim()) clear(); else step(1);
  });
  form.addEventListener("keydown", function (e) {
    if (e.isComposing) return;
    if (e.key === "Enter" && e.shiftKey && e.target === box) { e.preventDefault(); step(-1); }
    if (e.key === "Escape") { e.preventDefault(); e.stopPropagation(); clear(); box.blur(); }
  });
  form.querySelector(".prev").addEventListener("click", function () { step(-1); });
  form.querySelector(".next").addEventListener("click", function () { step(1); });
  function open() {
    box.focus({ preventScroll: true });
    box.select();
  }
  doc.addEventListener("keydown", function (e) {
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    var t = e.target;
    if (t.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(t.tagName) || doc.querySelector("dialog[open]")) return;
    if (e.key === "f") { e.preventDefault(); open(); }
    if (e.key === "Escape" && box.value && !doc.querySelector(".card")) clear();
  });
  var link = doc.querySelector("[data-find]");
  if (link) link.addEventListener("click", function (e) { e.preventDefault(); open(); });
  adopt();

  // --- the size of letters -------------------------------------------------------
  var sizes = doc.getElementById("co-chu");
  if (sizes) {
    sizes.hidden = false;
    var press = function () {
      var now = root.getAttribute("data-size") || "m";
      sizes.querySelectorAll("button").forEach(function (b) { b.setAttribute("aria-pressed", String(b.value === now)); });
    };
    sizes.addEventListener("click", function (e) {
      var b = e.target.closest("button");
      if (!b) return;
      if (b.value === "m") root.removeAttribute("data-size"); else root.setAttribute("data-size", b.value);
      try { localStorage.setItem("size", b.value); } catch (err) { /* not kept, still shown */ }
      press();
    });
    press();
  }

  // --- the tools of a point ----------------------------------------------------
  var tools = null, at = null, cite = text.getAttribute("data-mention") || "";
  function labelOf(anchor) { return anchor.getAttribute("aria-label").replace(/^Liên kết đến /, ""); }
  function citation(label) {
    var name = label.charAt(0).toLowerCase() + label.slice(1);
    if (/ là$/.test(label) || /^Thứ /.test(label)) name = "nội dung “" + label + "”";
    return name + " " + cite;
  }
  function said(anchor, words) {
    anchor.setAttribute("data-said", words);
    setTimeout(function () { anchor.removeAttribute("data-said"); }, 1600);
  }
  function copy(anchor, what, words) {
    navigator.clipboard.writeText(what).then(function () { said(anchor, words); }, function () { said(anchor, "Trình duyệt không cho chép; hãy chép từ thanh địa chỉ"); });
  }
  function hideTools() { if (tools) { tools.remove(); tools = at = null; } }
  function showTools(anchor) {
    if (at === anchor) return;
    hideTools();
    var label = labelOf(anchor);
    at = anchor;
    tools = doc.createElement("span");
    tools.className = "tools";
    tools.setAttribute("role", "group");
    tools.setAttribute("aria-label", "Chép " + label);
    function add(name, run) {
      var b = doc.createElement("button");
      b.type = "button";
      b.textContent = name;
      b.addEventListener("click", function () { run(); hideTools(); anchor.focus(); });
      tools.appendChild(b);
    }
    if (cite && label !== "đoạn này") add("Chép viện dẫn", function () { copy(anchor, citation(label), "Đã chép viện dẫn"); });
    add("Chép liên kết", function () { copy(anchor, anchor.href, "Đã chép liên kết"); });
    anchor.parentNode.insertBefore(tools, anchor.nextSibling);
  }
  if (navigator.clipboard && isSecureContext) {
    text.addEventListener("pointerover", function (e) {
      var a = e.target.closest("a.anchor");
      if (a) showTools(a);
      else if (tools && !tools.contains(e.target) && !tools.contains(doc.activeElement) && doc.activeElement !== at) hideTools();
    });
    text.addEventListener("focusin", function (e) {
      var a = e.target.closest("a.anchor");
      if (a && a.matches(":focus-visible")) showTools(a);
      else if (tools && !tools.contains(e.target) && e.target !== at) hideTools();
    });
    doc.addEventListener("keydown", function (e) {
      if (e.key !== "Escape" || !tools) return;
      var back = tools.contains(doc.activeElement) ? at : null;
      hideTools();
      if (back) { back.focus(); hideTools(); }
    });
  }
})();
