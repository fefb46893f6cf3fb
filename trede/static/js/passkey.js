// Passkeys: says in words what went wrong, and lets Enter in such a form press the button that reads the key.
(function () {
  "use strict";

  function say(what) {
    const place = document.getElementById("passkey-error");
    if (place) place.textContent = place.dataset[what];
  }

  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    say("failed");
  });

  document.addEventListener("submit", (event) => {
    const button = document.getElementById(event.target.dataset.passkey || "");
    if (!button || event.submitter === button) return;
    event.preventDefault();
    button.click();
  });

  if (window.PublicKeyCredential) return;
  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    const button = document.getElementById(form.dataset.passkey);
    if (!button) return;
    button.disabled = true;
    say("unsupported");
  });
})();
