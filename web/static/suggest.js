// Suggestions under the search boxes: documents, types and bodies that the
// library names for what is being typed, and what was searched in this browser
// before. The latter stays in this browser. Without scripts the box is a box.
(function () {
  "use strict";
  var doc = document;
  var KEY = "cau-da-tim", KEPT = 30, SHOWN = 3, WAIT = 90;

  // --- what was searched here before ---------------------------------------
  function read() {
    try {
      var list = JSON.parse(localStorage.getItem(KEY) || "[]");
      return Array.isArray(list) ? list.filter(function (s) { return typeof s === "string"; }) : [];
    } catch (e) { return []; }
  }
  function write(list) {
    try {
      if (list.length) localStorage.setItem(KEY, JSON.stringify(list)); else localStorage.removeItem(KEY);
    } catch (e) { /* not kept */ }
  }
  function remember(q) {
    q = q.trim();
    if (q.length < 2 || q.length > 200) return;
    write([q].concat(read().filter(function (s) { return s !== q; })).slice(0, KEPT));
  }
  function fold(s) { return s.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d"); }
  function before(typed) {
    var want = fold(typed.trim());
    return read().filter(function (s) { var f = fold(s); return f !== want && (!want || f.indexOf(want) >= 0); })
      .slice(0, want ? SHOWN : 8)
      .map(function (s) { return { kind: "past", text: s, detail: "", url: "/tim?q=" + encodeURIComponent(s) }; });
  }

  // --- the box ---------------------------------------------------------------
  var labels = { past: "Đã tìm", type: "Loại", issuer: "Cơ quan" };
  function el(name, cls, text) {
    var e = doc.createElement(name);
    if (cls) e.className = cls;
    if (text) e.textContent = text;
    return e;
  }

  function combobox(form, n) {
    var input = form.querySelector("input[name=q]");
    if (!input || !window.fetch || !window.AbortController) return;
    var id = "goi-y-" + n;
    var pop = el("div", "sugg"), list = el("ul"), foot = el("p", "sugg-foot"), clear = el("button", "", "Xóa các câu đã tìm"), said = el("span", "vh");
    list.id = id;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Gợi ý");
    clear.type = "button";
    said.setAttribute("role", "status");
    foot.appendChild(clear);
    pop.appendChild(list);
    pop.appendChild(foot);
    pop.hidden = true;
    form.appendChild(pop);
    form.appendChild(said);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-haspopup", "listbox");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", id);

    var options = [], at = -1, timer = 0, under = null, going = false;

    function choose(i) {
      if (at >= 0 && options[at]) options[at].node.setAttribute("aria-selected", "false");
      at = i;
      if (i < 0) { input.removeAttribute("aria-activedescendant"); return; }
      options[i].node.setAttribute("aria-selected", "true");
      options[i].node.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", options[i].node.id);
    }
    function stop() {
      clearTimeout(timer);
      if (under) under.abort();
      under = null;
    }
    function close() {
      stop();
      choose(-1);
      pop.hidden = true;
      input.setAttribute("aria-expanded", "false");
      said.textContent = "";
    }
    function show(items) {
      choose(-1);
      options = [];
      list.textContent = "";
      items.forEach(function (item, i) {
        var li = el("li"), head = el("span", "s-head");
        li.id = id + "-" + i;
        li.setAttribute("role", "option");
        li.setAttribute("aria-selected", "false");
        if (labels[item.kind]) head.appendChild(el("span", "s-kind", labels[item.kind] + " "));
        head.appendChild(el("span", "s-text", item.text));
        if (item.kind !== "document" && item.detail) head.appendChild(el("span", "s-date", " " + item.detail));
        if (item.date) head.appendChild(el("span", "s-date", " " + item.date));
        li.appendChild(head);
        if (item.kind === "document" && item.detail) li.appendChild(el("span", "s-detail", " " + item.detail));
        li.addEventListener("pointerdown", function (e) { e.preventDefault(); }); // the box keeps the focus
        li.addEventListener("click", function () { follow(item); });
        list.appendChild(li);
        options.push({ node: li, item: item });
      });
      foot.hidden = !items.some(function (item) { return item.kind === "past"; });
      pop.hidden = !items.length;
      input.setAttribute("aria-expanded", items.length ? "true" : "false");
      said.textContent = items.length ? items.length + " gợi ý, dùng phím mũi tên để chọn" : "";
    }
    function follow(item) {
      close();
      if (item.kind === "past") { input.value = item.text; remember(item.text); }
      going = true; // an Enter that submits the box all the same must not overtake
      location.href = item.url;
    }
    function ask() {
      stop();
      var typed = input.value;
      if (!typed.trim()) { show(before("")); return; }
      timer = setTimeout(function () {
        var mine = under = new AbortController();
        fetch("/api/v1/suggest?q=" + encodeURIComponent(typed.slice(0, 120)), { signal: mine.signal })
          .then(function (r) { return r.ok ? r.json() : { suggestions: [] }; })
          .then(function (answer) {
            if (under !== mine || doc.activeElement !== input) return;
            under = null;
            show(before(typed).concat(answer.suggestions));
          })
          .catch(function () { /* typed on, or no answer: the box works without */ });
      }, WAIT);
    }

    input.addEventListener("input", ask);
    // Of itself the box opens only for one who came to it with the mouse and has
    // typed nothing: the keys ↑ ↓ lead to the results meanwhile.
    input.addEventListener("click", function () { if (!input.value && pop.hidden) show(before("")); });
    input.addEventListener("keydown", function (e) {
      if (e.isComposing || e.ctrlKey || e.metaKey) return;
      var open = !pop.hidden, n = options.length;
      if (e.altKey) {
        if (e.key === "ArrowDown" && !open) { e.preventDefault(); ask(); }
        return;
      }
      if (!open) return;
      switch (e.key) {
        // Who has begun to choose is not given another list.
        case "ArrowDown": stop(); choose(at + 1 < n ? at + 1 : -1); break;
        case "ArrowUp": stop(); choose(at < 0 ? n - 1 : at - 1); break;
        case "Enter":
          if (at < 0) { close(); return; }
          follow(options[at].item);
          break;
        case "Escape": close(); break;
        default: return;
      }
      e.preventDefault();
      e.stopPropagation();
    });
    form.addEventListener("focusout", function (e) {
      if (!e.relatedTarget || !form.contains(e.relatedTarget) || e.relatedTarget.type === "submit") close();
    });
    pop.addEventListener("keydown", function (e) {
      if (e.key === "Escape") { e.stopPropagation(); close(); input.focus(); }
    });
    clear.addEventListener("click", function () {
      write([]);
      show(options.map(function (o) { return o.item; }).filter(function (item) { return item.kind !== "past"; }));
      input.focus();
    });
    form.addEventListener("submit", function (e) {
      if (going) { e.preventDefault(); return; }
      remember(input.value);
      close();
    });
    addEventListener("pageshow", function () { going = false; });
  }

  doc.querySelectorAll("form.search").forEach(combobox);
})();
