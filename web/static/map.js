// What scripts add to the relation map: zoom and drag, the relations of the box
// under the mouse or the focus, and walking from box to box with the arrows.
(function () {
  "use strict";
  var doc = document;
  var svg = doc.getElementById("map"), canvas = doc.getElementById("canvas");
  if (!svg || !canvas) return;
  var width = +svg.getAttribute("width"), height = +svg.getAttribute("height"), scale = 1;

  // --- zoom -----------------------------------------------------------------
  // The middle of what is seen stays where it is.
  function zoom(to) {
    to = Math.max(0.25, Math.min(2.5, to));
    var x = (canvas.scrollLeft + canvas.clientWidth / 2) / scale, y = (canvas.scrollTop + canvas.clientHeight / 2) / scale;
    scale = to;
    svg.setAttribute("width", Math.round(width * scale));
    svg.setAttribute("height", Math.round(height * scale));
    canvas.scrollLeft = x * scale - canvas.clientWidth / 2;
    canvas.scrollTop = y * scale - canvas.clientHeight / 2;
  }
  function fit() { zoom(Math.min(1, canvas.clientWidth / width)); }
  var bar = doc.getElementById("zoom");
  bar.hidden = false;
  bar.addEventListener("click", function (e) {
    var how = e.target.getAttribute("data-zoom");
    if (how === "in") zoom(scale * 1.25);
    if (how === "out") zoom(scale / 1.25);
    if (how === "fit") fit();
  });

  // A picture that is larger than its frame begins with the document it is about.
  var centre = svg.querySelector(".centre");
  if (centre) {
    var c = centre.getBoundingClientRect(), f = canvas.getBoundingClientRect();
    canvas.scrollLeft += Math.max(0, c.right - f.right + 24);
    canvas.scrollTop += Math.max(0, c.bottom - f.bottom + 24);
  }

  // --- drag -----------------------------------------------------------------
  var from = null;
  canvas.classList.add("grab");
  canvas.addEventListener("pointerdown", function (e) {
    if (e.pointerType === "touch" || e.button !== 0) return; // fingers scroll by themselves
    from = { x: e.clientX, y: e.clientY, left: canvas.scrollLeft, top: canvas.scrollTop, moved: false };
  });
  doc.addEventListener("pointermove", function (e) {
    if (!from) return;
    var dx = e.clientX - from.x, dy = e.clientY - from.y;
    if (!from.moved && Math.abs(dx) + Math.abs(dy) < 6) return;
    from.moved = true;
    canvas.classList.add("drag");
    canvas.scrollLeft = from.left - dx;
    canvas.scrollTop = from.top - dy;
  });
  doc.addEventListener("pointerup", function () {
    canvas.classList.remove("drag");
    var moved = from && from.moved;
    from = null;
    if (moved) canvas.addEventListener("click", function (e) { e.preventDefault(); }, { once: true, capture: true });
  });
  svg.addEventListener("dragstart", function (e) { e.preventDefault(); });

  // --- the relations of a box -------------------------------------------------
  var boxes = Array.prototype.slice.call(svg.querySelectorAll(":scope > .box"));
  var lines = Array.prototype.slice.call(svg.querySelectorAll(":scope > .l"));
  function show(box) {
    svg.classList.toggle("some", !!box);
    var near = {};
    var i = box && box.getAttribute("data-i");
    if (box) near[i] = true;
    lines.forEach(function (l) {
      var a = l.getAttribute("data-a"), b = l.getAttribute("data-b"), on = !!box && (a === i || b === i);
      l.classList.toggle("on", on);
      if (on) { near[a] = true; near[b] = true; }
    });
    boxes.forEach(function (b) { b.classList.toggle("on", !!box && near[b.getAttribute("data-i")] === true); });
  }
  function boxOf(node) { return node && node.closest ? node.closest(".map > .box") : null; }
  svg.addEventListener("pointerover", function (e) { if (e.pointerType !== "touch") show(boxOf(e.target)); });
  svg.addEventListener("pointerleave", function () { show(boxOf(doc.activeElement)); });
  svg.addEventListener("focusin", function (e) { show(boxOf(e.target)); });
  svg.addEventListener("focusout", function (e) { if (!boxOf(e.relatedTarget)) show(null); });

  // --- walking ----------------------------------------------------------------
  // An arrow goes to the nearest box in its direction; Tab takes every link in turn.
  svg.addEventListener("keydown", function (e) {
    var box = boxOf(doc.activeElement);
    if (!box || e.ctrlKey || e.metaKey || e.altKey) return;
    var way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[e.key];
    if (!way) return;
    e.preventDefault();
    e.stopPropagation();
    var r = box.getBoundingClientRect(), best = null, least = Infinity;
    boxes.forEach(function (b) {
      var link = b.querySelector("a.main");
      if (b === box || !link) return;
      var q = b.getBoundingClientRect();
      var dx = q.left + q.width / 2 - r.left - r.width / 2, dy = q.top + q.height / 2 - r.top - r.height / 2;
      var along = dx * way[0] + dy * way[1], off = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
      if (along < 8 || off > 3 * along) return;
      if (along + 2 * off < least) { least = along + 2 * off; best = link; }
    });
    if (best) {
      best.focus();
      best.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  });
})();
