// What HTML cannot do alone: menus that close, copying, printing, one click is one request, news about partial updates.
(function () {
  "use strict";

  const live = () => document.getElementById("live");
  let clearing;

  function say(what) {
    const region = live();
    if (!region) return;
    region.textContent = region.dataset[what] || "";
    clearTimeout(clearing);
    clearing = setTimeout(() => { region.textContent = ""; }, 12000);
  }

  document.documentElement.classList.add("js");

  // In a row of parts that is wider than the screen, the part where one is stands in view.
  document.querySelectorAll(".tabs, .site-nav").forEach((row) => {
    const here = row.querySelector("[aria-current]");
    if (!here || row.scrollWidth <= row.clientWidth) return;
    const place = here.getBoundingClientRect(), room = row.getBoundingClientRect();
    row.scrollLeft += place.left - room.left - (room.width - place.width) / 2;
  });

  // Menus: one at a time, closed by Escape or by a click elsewhere.
  function closeMenus(except) {
    document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
      if (menu !== except) menu.open = false;
    });
  }
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details[data-menu]")));
  document.addEventListener("focusin", (event) => closeMenus(event.target.closest("details[data-menu]")));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = event.target.closest("details[data-menu][open]");
    closeMenus();
    if (menu) menu.querySelector("summary").focus();
  });

  document.addEventListener("click", (event) => {
    const copier = event.target.closest("[data-copy]");
    if (copier) {
      const done = navigator.clipboard ? navigator.clipboard.writeText(copier.dataset.copy) : Promise.reject();
      done.then(() => say("copied"), () => say("copyFailed"));
    }
    if (event.target.closest("[data-print]")) window.print();
  });

  // A double click on Save sends one request; the button works again when the page comes back.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    // Without a network nothing is sent: the button must work again once it is back.
    if (!form.matches("form[data-once]") || !navigator.onLine) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    form.querySelectorAll("button").forEach((button) => button.setAttribute("aria-disabled", "true"));
  });
  function release(form) {
    delete form.dataset.sent;
    form.querySelectorAll("button").forEach((button) => button.removeAttribute("aria-disabled"));
  }
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

  // The summary of errors is what someone must hear first.
  function focusSummary(root) {
    const summary = root.querySelector("[data-focus]");
    if (summary) summary.focus();
  }
  focusSummary(document);

  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector("meta[name=csrf-token]");
    if (token) event.detail.headers["X-CSRFToken"] = token.content;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.target.closest && event.target.closest("form[data-sent]");
    if (form) release(form);
  });
  document.addEventListener("htmx:load", (event) => focusSummary(event.target));
  document.addEventListener("htmx:sendError", () => say("offline"));
  document.addEventListener("htmx:timeout", () => say("offline"));
  document.addEventListener("htmx:responseError", (event) => {
    const status = event.detail.xhr.status;
    if (status === 401) say("expired");
    else say(status === 403 ? "refused" : "failed");
  });
})();

// A browser words a file field in its own language: our words lie over it, the field itself stays and is used.
for (const field of document.querySelectorAll("input[type=file][data-choose]")) {
  const box = document.createElement("span");
  box.className = "file-chooser form-control";
  const button = document.createElement("span");
  button.className = "file-chooser__button";
  button.textContent = field.dataset.choose;
  const chosen = document.createElement("span");
  chosen.className = "file-chooser__name";
  chosen.setAttribute("aria-live", "polite");
  const say = () => {
    chosen.textContent = [...field.files].map((file) => file.name).join(", ") || field.dataset.none;
  };
  button.setAttribute("aria-hidden", "true");
  field.replaceWith(box);
  box.append(button, chosen, field);
  field.addEventListener("change", say);
  say();
}
