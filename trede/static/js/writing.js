// Forms on a file: fields that the choice does not need stay away, and what is typed survives a lost network.
// Nothing typed is stored in the browser: it lives in the page, and as a draft on the server.
(function () {
  "use strict";

  // data-needs="kind=leefloon,equivalent": show the field only for these choices.
  function wrapperOf(input) {
    return input.closest(".field");
  }
  function refresh(form) {
    form.querySelectorAll("[data-needs]").forEach((input) => {
      const [on, values] = input.dataset.needs.split("=");
      const chosen = form.elements[on];
      const needed = !chosen || values.split(",").includes(chosen.value);
      const field = wrapperOf(input);
      if (field) field.hidden = !needed;
    });
    // data-help='{"kind": {"lifting": "In kilo."}}': the help of a field says what this choice counts.
    form.querySelectorAll("[data-help]").forEach((input) => {
      const [[on, texts]] = Object.entries(JSON.parse(input.dataset.help));
      const text = texts[form.elements[on].value];
      const help = document.getElementById(`${input.id}_helptext`);
      if (help && text) help.textContent = text;
    });
  }
  document.querySelectorAll("form").forEach((form) => {
    if (!form.querySelector("[data-needs]")) return;
    refresh(form);
    form.addEventListener("change", () => refresh(form));
  });

  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  let dirty = false;
  let leaving = false;

  function say(what) {
    const live = document.getElementById("live");
    if (live) live.textContent = form.dataset[what] || "";
  }
  // A browser that stops or a session that ends takes nothing older than this with it.
  const PAUSE = 10000;
  let pausing;
  let typed = 0;
  form.addEventListener("input", () => {
    dirty = true;
    typed += 1;
    clearTimeout(pausing);
    pausing = setTimeout(() => { if (dirty && !leaving) send(true).catch(() => {}); }, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    if (!navigator.onLine) {
      event.preventDefault();
      // The general script marked the form as sent; it may be sent again once the network is back.
      delete form.dataset.sent;
      form.querySelectorAll("button").forEach((button) => button.removeAttribute("aria-disabled"));
      dirty = true;
      say("away");
      return;
    }
    leaving = true;
    clearTimeout(pausing);
  });
  window.addEventListener("pageshow", () => { leaving = false; });

  function send(silent) {
    const sent = typed;
    return fetch(form.dataset.keep, { method: "POST", body: new FormData(form), credentials: "same-origin" })
      .then((answer) => {
        if (!answer.ok) throw new Error(String(answer.status));
        if (sent === typed) dirty = false;
        if (!silent) say("kept");
      });
  }
  let waiting;
  function retry() {
    clearTimeout(waiting);
    if (!dirty) return;
    send().catch(() => {
      say("away");
      waiting = setTimeout(retry, 15000);
    });
  }
  // Whoever leaves by a link finds the text again on the next page: it is kept before that page is asked for.
  const PATIENCE = 3000;
  function leadsAway(event) {
    const link = event.target.closest("a[href]");
    const elsewhere = event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!link || elsewhere || event.defaultPrevented || link.target || link.hasAttribute("download")) return null;
    const samePage = link.hash && link.pathname === location.pathname && link.search === location.search;
    return link.origin === location.origin && !samePage ? link : null;
  }
  document.addEventListener("click", (event) => {
    const link = dirty && navigator.onLine ? leadsAway(event) : null;
    if (!link) return;
    event.preventDefault();
    clearTimeout(pausing);
    const enough = new Promise((done) => setTimeout(done, PATIENCE));
    Promise.race([send(true).catch(() => {}), enough]).then(() => { location.href = link.href; });
  });
  window.addEventListener("offline", () => { if (dirty) say("away"); });
  window.addEventListener("online", retry);
  window.addEventListener("pagehide", () => {
    if (dirty && !leaving) navigator.sendBeacon(form.dataset.keep, new FormData(form));
  });
})();
