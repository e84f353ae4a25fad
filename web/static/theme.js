// Runs before the first paint: puts the reader's chosen theme on the page, so
// that it does not flash. Without a choice the system's setting holds.
(function () {
  "use strict";
  try {
    var t = localStorage.getItem("theme");
    if (t === "dark" || t === "light") document.documentElement.setAttribute("data-theme", t);
  } catch (e) { /* storage may be refused: then the system's setting holds */ }
  document.documentElement.classList.add("js");
})();
