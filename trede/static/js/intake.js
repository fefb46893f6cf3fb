// The werkintake saves itself as one types: one part at a time, with the version it was typed over.
// Nothing typed is stored in the browser. It lives in the page; when the network drops, the page keeps it, says so,
// and sends it when the network is back. What a colleague wrote meanwhile is shown beside it, never overwritten.
(function () {
  "use strict";

  const root = document.querySelector("[data-intake]");
  if (!root) return;
  const said = document.getElementById("intake-said");
  const PAUSE = 1500, AGAIN = 5000, PATIENCE = 4000, TOO_LONG = 20000;

  function say(text, tone) {
    said.textContent = text;
    said.dataset.tone = tone || "";
  }

  // One part of the page: its form, what is not saved of it, and what was sent without an answer.
  class Part {
    constructor(form) {
      this.form = form;
      this.name = form.dataset.saves;
      this.clash = form.querySelector("[data-clash]");
      this.dirty = form.hasAttribute("data-dirty");
      this.failing = false;
      this.chooses = false;
      this.typed = 0;
      this.sent = null;
      this.busy = null;
      form.addEventListener("input", (event) => this.changed(event.target.matches("textarea, [type=text], :not([type])")));
      form.addEventListener("click", (event) => {
        const button = event.target.closest("[data-take]");
        if (button) this.choose(button.dataset.take);
      });
      if (this.dirty) this.save();
    }

    changed(slowly) {
      this.dirty = true;
      this.typed += 1;
      this.mark();
      clearTimeout(this.pausing);
      this.pausing = setTimeout(() => this.save(), slowly ? PAUSE : 200);
    }

    // In the list of domains: something was filled in here.
    mark() {
      const place = root.querySelector(`[data-noted-of="${this.name}"]`);
      const filled = [...this.form.querySelectorAll("textarea, input[name=first_step]")].some((one) => one.value.trim())
        || this.form.querySelector("input:checked");
      if (place) place.hidden = !filled;
    }

    body() {
      const body = new FormData(this.form);
      for (const [name, value] of this.sent || []) body.append("sent_" + name, value);
      return body;
    }

    content() {
      const body = new FormData(this.form), found = new Map();
      for (const name of ["text", "wish", "strengths", "first_step", "score_client", "score_worker"]) {
        if (body.has(name)) found.set(name, body.get(name));
      }
      if (this.form.elements.marks) found.set("marks", body.getAll("marks").join(","));
      return found;
    }

    // One request at a time; what was typed meanwhile follows. Resolves to whether all of it is saved.
    save() {
      clearTimeout(this.pausing);
      if (this.busy) return this.busy.then(() => this.save());
      if (!this.dirty) return Promise.resolve(true);
      if (this.chooses) return Promise.resolve(false);
      this.busy = this.send().finally(() => { this.busy = null; });
      return this.busy.then((done) => (done && this.dirty ? this.save() : done));
    }

    async send(renewed) {
      const typed = this.typed, body = this.body(), content = this.content();
      let answer;
      if (!this.failing) say(root.dataset.saving);
      try {
        answer = await fetch(this.form.dataset.to || this.form.getAttribute("action"), {
          method: "POST", body, credentials: "same-origin", redirect: "manual", headers: { Accept: "application/json" },
          signal: AbortSignal.timeout(TOO_LONG),
        });
      } catch (error) {
        // Whether it arrived is not known: the next try says what this one held.
        this.sent = content;
        return this.fail("away");
      }
      if (answer.type === "opaqueredirect") return this.fail("expired");
      if (answer.status === 403 && !renewed && await renew()) return this.send(true);
      if (answer.status === 403) return this.fail("refused");
      if (answer.status >= 500) {
        this.sent = content;
        return this.fail("failed");
      }
      let told = {};
      try { told = await answer.json(); } catch (error) { return this.fail("failed"); }
      this.sent = null;
      this.failing = false;
      this.apply(told.fields);
      if (answer.status === 409) return this.collide(told);
      if (!answer.ok) {
        say(told.said, "bad");
        this.failing = true;
        return false;
      }
      if (typed === this.typed) this.dirty = false;
      say(parts.some((part) => part.failing) ? said.textContent : told.said, "good");
      return true;
    }

    apply(fields) {
      for (const [name, value] of Object.entries(fields || {})) this.form.elements[name].value = value;
    }

    fail(why) {
      this.failing = true;
      say(root.dataset[why], "bad");
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.save(), AGAIN);
      return false;
    }

    // Two texts: nothing of this part is sent until the person chose. Only then does the page write over what stands
    // there; whoever closes it before that leaves a draft.
    collide(told) {
      this.chooses = true;
      this.take = told.take;
      this.standing = told.standing;
      this.clash.innerHTML = told.panel;
      say(told.said, "bad");
      if (!this.form.contains(document.activeElement)) return false;
      this.clash.firstElementChild.scrollIntoView({ block: "nearest" });
      return false;
    }

    choose(how) {
      for (const [name, value] of Object.entries(how === "mine" ? {} : this.take)) {
        if (name === "marks") this.tick(value, how);
        else if (name.startsWith("score_")) { if (how === "theirs") this.form.elements[name].value = value; }
        else this.form.elements[name].value = how === "both" ? both(this.form.elements[name].value, value) : value;
      }
      this.apply(this.standing);
      this.chooses = false;
      this.clash.replaceChildren();
      this.changed(false);
      (this.form.querySelector("textarea") || this.form).focus();
    }

    tick(codes, how) {
      for (const box of this.form.querySelectorAll("input[name=marks]")) {
        box.checked = codes.includes(box.value) || (how === "both" && box.checked);
      }
    }
  }

  function both(mine, theirs) {
    return !mine || !theirs || mine === theirs ? mine || theirs : mine + "\n\n" + theirs;
  }

  // After signing in again in another tab the page needs a new token.
  async function renew() {
    try {
      const answer = await fetch(location.pathname, { credentials: "same-origin", redirect: "manual" });
      if (!answer.ok) return false;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const token = page.querySelector("meta[name=csrf-token]");
      if (!token) return false;
      document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((input) => { input.value = token.content; });
      return true;
    } catch (error) {
      return false;
    }
  }

  const parts = [];
  root.querySelectorAll("form[data-saves]").forEach((form) => parts.push(new Part(form)));
  const unsaved = () => parts.filter((part) => part.dirty);

  function all() {
    return Promise.all(parts.map((part) => part.save())).then((done) => done.every(Boolean));
  }

  window.addEventListener("online", () => unsaved().forEach((part) => part.save()));
  window.addEventListener("offline", () => { if (unsaved().length) say(root.dataset.away, "bad"); });

  // The domains beside each other: one at a time in view, without asking the network.
  const sections = [...root.querySelectorAll(".intake-part")];
  const list = root.querySelector(".intake-nav");
  const links = [...root.querySelectorAll(".intake-nav a")];
  function show(name, focus) {
    const chosen = sections.find((one) => one.id === name) || sections[0];
    for (const one of sections) one.hidden = one !== chosen;
    for (const link of links) {
      if (link.hash === "#" + chosen.id) {
        link.setAttribute("aria-current", "step");
        list.scrollLeft += link.getBoundingClientRect().left - list.getBoundingClientRect().left - 16;
      }
      else link.removeAttribute("aria-current");
    }
    if (focus) {
      chosen.focus({ preventScroll: true });
      if (chosen.getBoundingClientRect().top < 0) root.scrollIntoView();
    }
  }
  sections.forEach((section, place) => {
    const next = section.querySelector("[data-next]");
    if (!next || !sections[place + 1]) return;
    next.href = "#" + sections[place + 1].id;
  });
  window.addEventListener("hashchange", () => show(location.hash.slice(1), true));
  show(location.hash.slice(1), false);

  // Leaving: by a link or a button, what is typed goes first; by closing, the browser asks where it could not go.
  let leaving = false;
  function leadsAway(event) {
    const link = event.target.closest("a[href]");
    const elsewhere = event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!link || elsewhere || event.defaultPrevented || link.target) return null;
    const samePage = link.hash && link.pathname === location.pathname && link.search === location.search;
    return samePage ? null : link;
  }
  document.addEventListener("click", (event) => {
    const link = unsaved().length ? leadsAway(event) : null;
    if (!link) return;
    event.preventDefault();
    const enough = new Promise((done) => setTimeout(done, PATIENCE));
    Promise.race([all(), enough]).then(() => { location.href = link.href; });
  });
  document.addEventListener("submit", (event) => {
    const form = event.target, button = event.submitter;
    const saves = form.matches("form[data-saves]"), closes = button && button.hasAttribute("data-close");
    if (leaving || !root.contains(form)) return;
    if (!saves && !form.hasAttribute("data-paper")) return;
    if (!saves && !unsaved().length) return;
    event.preventDefault();
    all().then((done) => {
      if (saves && !closes) return;
      if (!done || unsaved().length) return;
      leaving = closes;
      form.requestSubmit(button);
    });
  });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && parts.some((part) => part.dirty && (part.failing || part.chooses || !navigator.onLine))) event.preventDefault();
  });
  window.addEventListener("pagehide", () => {
    if (!leaving) unsaved().forEach((part) => navigator.sendBeacon(part.form.getAttribute("action"), part.body()));
  });
})();
