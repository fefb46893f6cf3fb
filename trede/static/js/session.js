// The minutes that are left of a talk, counted on from what the server said. Without this script the page says it once.
(function () {
  "use strict";

  const place = document.querySelector("[data-ends]");
  const words = place && place.querySelector("[data-clock]");
  if (!words || !/\d/.test(words.textContent) || words.textContent.includes(":")) return;
  const ends = Date.parse(place.dataset.ends);

  function show() {
    const left = Math.ceil((ends - Date.now()) / 60000);
    const text = left < 0 ? place.dataset.over : place.dataset.left;
    words.textContent = text.replace("#", String(Math.abs(left)));
  }
  setInterval(show, 20000);
})();
