// Searches that this browser keeps: the button that saves one, the list of them,
// and how many documents are new to each. The list stays in this browser; the
// server is told the searches only to count what is new, and keeps nothing.
(function () {
  "use strict";
  var doc = document;
  var KEY = "tim-da-luu", KEPT = 50, SHORT = 5;

  function read() {
    try {
      var list = JSON.parse(localStorage.getItem(KEY) || "[]");
      return Array.isArray(list) ? list.filter(function (s) { return s && typeof s.address === "string" && typeof s.name === "string"; }) : [];
    } catch (e) { return []; }
  }
  function write(list) {
    try { localStorage.setItem(KEY, JSON.stringify(list.slice(0, KEPT))); return true; } catch (e) { return false; }
  }
  function find(list, address) {
    for (var i = 0; i < list.length; i++) if (list[i].address === address) return i;
    return -1;
  }
  function el(name, cls, text) {
    var e = doc.createElement(name);
    if (cls) e.className = cls;
    if (text) e.textContent = text;
    return e;
  }

  // --- the button on a page of results ---------------------------------------
  var button = doc.getElementById("luu-tim"), said = doc.getElementById("luu-noi");
  if (button) {
    var address = button.getAttribute("data-address"), now = button.getAttribute("data-now");
    var label = function () { button.textContent = find(read(), address) < 0 ? "Lưu tìm kiếm này" : "Bỏ lưu tìm kiếm này"; };
    button.hidden = false;
    label();
    // Whoever sees the results has seen what is new among them.
    var list = read(), at = find(list, address);
    if (at >= 0) { list[at].seen = now; write(list); }
    button.addEventListener("click", function () {
      var list = read(), at = find(list, address);
      if (at >= 0) {
        list.splice(at, 1);
        write(list);
        said.textContent = "Đã bỏ khỏi danh sách.";
      } else if (list.length >= KEPT) {
        said.textContent = "Đã đủ " + KEPT + " tìm kiếm. Hãy bỏ bớt ở trang Tìm kiếm đã lưu.";
      } else {
        list.unshift({ name: button.getAttribute("data-name") || address, address: address, seen: now });
        said.textContent = write(list) ? "Đã lưu trong trình duyệt này." : "Trình duyệt không cho lưu.";
      }
      label();
    });
  }

  // --- the list ----------------------------------------------------------------
  var section = doc.getElementById("da-luu");
  if (!section) return;
  var short = section.hasAttribute("data-short"), empty = doc.getElementById("luu-trong");
  var ul = section.querySelector(".saved-list");
  var marks = []; // where the number of new documents goes

  function show() {
    var list = read();
    ul.textContent = "";
    marks = [];
    section.hidden = !list.length;
    if (empty) empty.hidden = !!list.length;
    if (short) list = list.slice(0, SHORT);
    list.forEach(function (s) { ul.appendChild(row(s)); });
    count(list);
  }
  function row(s) {
    var li = el("li"), a = el("a", "s-name", s.name), mark = el("span", "s-new");
    a.href = "/tim?" + s.address;
    li.appendChild(a);
    li.appendChild(mark);
    marks.push(mark);
    if (!short) li.appendChild(tools(s, a));
    return li;
  }
  function tools(s, a) {
    var p = el("p", "s-tools"), rename = el("button", "", "Đổi tên"), drop = el("button", "", "Bỏ"), feed = el("a", "", "Atom");
    rename.type = drop.type = "button";
    rename.setAttribute("aria-label", "Đổi tên tìm kiếm " + s.name);
    drop.setAttribute("aria-label", "Bỏ tìm kiếm " + s.name);
    feed.setAttribute("aria-label", "Nguồn Atom của tìm kiếm " + s.name);
    feed.href = "/tim.atom?" + s.address;
    drop.addEventListener("click", function () {
      write(read().filter(function (o) { return o.address !== s.address; }));
      show();
      var next = ul.querySelector("button") || empty;
      if (next && next.focus) next.focus();
    });
    rename.addEventListener("click", function () {
      var form = el("form", "s-rename"), label = el("label", "", "Tên mới "), box = el("input"), ok = el("button", "", "Ghi");
      box.type = "text";
      box.value = s.name;
      box.maxLength = 120;
      ok.type = "submit";
      label.appendChild(box);
      form.appendChild(label);
      form.appendChild(ok);
      form.addEventListener("submit", function (e) {
        e.preventDefault();
        var list = read(), at = find(list, s.address);
        if (at >= 0 && box.value.trim()) { list[at].name = box.value.trim(); write(list); }
        show();
        ul.querySelectorAll(".s-name").forEach(function (link) { if (link.getAttribute("href") === "/tim?" + s.address) link.focus(); });
      });
      form.addEventListener("keydown", function (e) { if (e.key === "Escape") show(); });
      p.parentNode.insertBefore(form, p);
      p.hidden = a.hidden = true;
      box.focus();
      box.select();
    });
    p.appendChild(rename);
    p.appendChild(drop);
    p.appendChild(feed);
    return p;
  }
  function count(list) {
    var asked = list.filter(function (s) { return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(s.seen); }), into = marks;
    if (!asked.length || !window.fetch) return;
    fetch("/api/v1/added", {
      method: "POST", headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ searches: asked.map(function (s) { return { address: s.address, since: s.seen }; }) })
    }).then(function (r) { return r.ok ? r.json() : null; }).then(function (answer) {
      if (!answer || into !== marks) return;
      asked.forEach(function (s, i) {
        var n = answer.counts[i], mark = into[list.indexOf(s)];
        if (!n) return;
        var a = el("a", "", n + " mới");
        a.href = "/tim?" + s.address + "&moi-tu=" + encodeURIComponent(s.seen);
        a.setAttribute("aria-label", n + " văn bản mới cho tìm kiếm " + s.name);
        mark.appendChild(a);
      });
    }).catch(function () { /* no number is shown then */ });
  }
  show();
})();
