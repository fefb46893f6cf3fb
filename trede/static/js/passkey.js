// Passkeys: starts the library's code for each form that names its button, and says in words what went wrong.
(function () {
  "use strict";

  function say(what) {
    const place = document.getElementById("passkey-error");
    if (place) place.textContent = place.dataset[what];
  }

  function start(form) {
    const { passkey, does, credential, passwordless } = form.dataset;
    const ids = { [does]: passkey, credential, passwordless, data: "js_data" };
    window.allauth.webauthn.forms[does + "Form"]({ ids });
  }

  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    say("failed");
  });

  // Enter in such a form presses the button that reads the key.
  document.addEventListener("submit", (event) => {
    const button = document.getElementById(event.target.dataset.passkey || "");
    if (!button || event.submitter === button) return;
    event.preventDefault();
    button.click();
  });

  const forms = document.querySelectorAll("form[data-passkey]");
  if (window.PublicKeyCredential) {
    forms.forEach(start);
    return;
  }
  forms.forEach((form) => { document.getElementById(form.dataset.passkey).disabled = true; });
  if (forms.length) say("unsupported");
})();
