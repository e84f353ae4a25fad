// Keys on the page of an original: the arrows turn the leaf, + and - change the
// size of the picture. The links are there without scripts.
(function () {
  "use strict";
  var doc = document;
  function follow(a) { if (a) location.href = a.href; }
  doc.addEventListener("keydown", function (e) {
    if (e.ctrlKey || e.metaKey || e.altKey || e.shiftKey && e.key !== "+" || e.isComposing) return;
    var t = e.target;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(t.tagName)) return;
    if (e.key === "ArrowLeft" || e.key === "ArrowRight") {
      var sheet = t.closest && t.closest(".sheet-in");
      if (sheet && sheet.scrollWidth > sheet.clientWidth) return; // the arrows move the picture
      follow(doc.querySelector('a[data-key="' + e.key + '"]'));
    }
    if (e.key === "+" || e.key === "=" || e.key === "-") {
      var all = Array.prototype.slice.call(doc.querySelectorAll(".zoom > a, .zoom > strong"));
      var at = all.findIndex(function (x) { return x.tagName === "STRONG"; });
      var to = all[at + (e.key === "-" ? -1 : 1)];
      if (to && to.href) follow(to);
    }
  });
  // The next leaf is most likely what is wanted next: have it drawn meanwhile.
  var next = doc.querySelector('a[rel="next"]'), img = doc.querySelector(".sheet-in img");
  if (next && img) addEventListener("load", function () {
    setTimeout(function () { new Image().src = img.src.replace(/trang\/(\d+)/, function (_, n) { return "trang/" + (Number(n) + 1); }); }, 400);
  });
})();
