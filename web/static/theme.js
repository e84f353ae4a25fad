// Runs before the first paint: puts the reader's chosen theme and size of letters
// on the page, so that it does not flash or jump. Without a choice of theme the
// system's setting holds.
(function () {
  "use strict";
  try {
    var t = localStorage.getItem("theme");
    if (t === "dark" || t === "light") document.documentElement.setAttribute("data-theme", t);
    var size = localStorage.getItem("size");
    if (size === "s" || size === "l") document.documentElement.setAttribute("data-size", size);
  } catch (e) { /* storage may be refused: then the system's setting holds */ }
  document.documentElement.classList.add("js");
})();
