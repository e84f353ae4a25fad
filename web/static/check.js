// What scripts add to the draft checker: a file can be dropped on the box, the
// place of a finding lights up in the draft and the finding beside it, corrected
// text is copied whole. Everything works without.
(function () {
  "use strict";
  var doc = document;

  // --- the form -----------------------------------------------------------
  var form = doc.getElementById("ban-thao"), box = doc.getElementById("o-ban-thao"), file = doc.getElementById("tep");
  if (form && box && file && window.DataTransfer) {
    var over = function (on) { box.classList.toggle("drop", on); };
    box.addEventListener("dragover", function (e) {
      if (Array.prototype.indexOf.call(e.dataTransfer.types, "Files") < 0) return;
      e.preventDefault();
      over(true);
    });
    box.addEventListener("dragleave", function () { over(false); });
    box.addEventListener("drop", function (e) {
      over(false);
      if (!e.dataTransfer.files.length) return;
      e.preventDefault();
      file.files = e.dataTransfer.files;
      file.focus();
    });
  }
  // A draft of a thousand pages takes seconds: the button says that it is at
  // work, and a second press does not send the draft again.
  if (form) {
    form.addEventListener("submit", function (e) {
      var b = e.submitter;
      if (!b || b.value === "word") return; // a file comes, the page stays
      if (b.getAttribute("aria-disabled")) { e.preventDefault(); return; }
      b.setAttribute("aria-disabled", "true");
      b.setAttribute("data-was", b.textContent);
      b.textContent = "Đang kiểm tra…";
    });
    addEventListener("pageshow", function () {
      doc.querySelectorAll("button[data-was]").forEach(function (b) {
        b.textContent = b.getAttribute("data-was");
        b.removeAttribute("data-was");
        b.removeAttribute("aria-disabled");
      });
    });
  }

  // --- the way to the form at the end of the results ------------------------
  var again = doc.getElementById("kiem-tra-lai");
  function openAgain() { if (again && location.hash === "#kiem-tra-lai") again.open = true; }
  addEventListener("hashchange", openAgain);
  openAgain();

  // --- a finding and its place ----------------------------------------------
  var text = doc.getElementById("toan-van"), list = doc.getElementById("nhan-xet");
  if (text && list) {
    var marks = {};
    text.querySelectorAll("mark.nx").forEach(function (m) {
      m.getAttribute("data-nx").split(" ").forEach(function (n) { (marks[n] = marks[n] || []).push(m); });
    });
    var lit = null;
    var light = function (n) {
      if (n === lit) return;
      [lit, n].forEach(function (k) {
        if (!k) return;
        (marks[k] || []).forEach(function (m) { m.classList.toggle("on", k === n); });
        var item = doc.getElementById("nx-" + k);
        if (item) item.classList.toggle("on", k === n);
      });
      lit = n;
    };
    var of = function (node) {
      if (!node || !node.closest) return null;
      var item = node.closest(".finding[id]"), number = node.closest(".text .fn"), mark = node.closest("mark.nx");
      if (item) return item.id.slice(3);
      if (number) return number.id.slice(3);
      return mark ? mark.getAttribute("data-nx").split(" ").pop() : null;
    };
    ["pointerover", "focusin"].forEach(function (kind) {
      [text, list].forEach(function (el) { el.addEventListener(kind, function (e) { var n = of(e.target); if (n) light(n); }); });
    });
    var fromHash = function () {
      var m = /^#(?:nx|bt)-(\d+)$/.exec(location.hash);
      if (m) light(m[1]);
    };
    addEventListener("hashchange", fromHash);
    fromHash();
  }

  // --- copying the corrected text -------------------------------------------
  doc.querySelectorAll("button[data-of]").forEach(function (b) {
    var area = doc.getElementById(b.getAttribute("data-of"));
    b.hidden = false;
    b.addEventListener("click", function (e) {
      e.stopImmediatePropagation();
      var done = function () {
        var was = "Chép toàn bộ";
        b.textContent = "Đã chép";
        setTimeout(function () { b.textContent = was; }, 1600);
      };
      if (navigator.clipboard && isSecureContext) navigator.clipboard.writeText(area.value).then(done, function () { area.select(); });
      else area.select();
    });
  });
})();
