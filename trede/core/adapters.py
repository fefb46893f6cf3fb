"""What the login library must do our way: nobody signs up, Dutch sentences, links of our own address."""

import base64
import os
from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from cryptography.exceptions import InvalidTag
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trede.core import secrets
from trede.core.languages import remember
from trede.core.mail import deliver
from trede.core.models import User

FACTOR = "second factor"
KEPT_CLAIMS = ("sub", "email", "email_verified", "acr", "amr", "iss")


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: members are invited by their organisation."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Uw toegang is gesloten. Vraag uw beheerder om ze weer te openen."),
        "email_password_mismatch": _("Het e-mailadres of het wachtwoord klopt niet. Probeer opnieuw."),
        "enter_current_password": _("Uw huidige wachtwoord klopt niet. Typ het opnieuw."),
        "incorrect_code": _("Deze code klopt niet of is al gebruikt. Wacht op de volgende code in uw app."),
        "incorrect_password": _("Dit wachtwoord klopt niet. Typ het opnieuw."),
        "invalid_login": _("Het e-mailadres of het wachtwoord klopt niet. Probeer opnieuw."),
        "invalid_password_reset": _("Deze link werkt niet meer. Vraag een nieuwe link."),
        "too_many_login_attempts": _("Er waren te veel pogingen. Wacht een kwartier en probeer dan opnieuw."),
        "unknown_email": _("Dit e-mailadres is niet bekend. Vraag uw beheerder met welk adres u aanmeldt."),
        "rate_limited": _("Dat ging te snel na elkaar. Wacht een minuut en probeer dan opnieuw."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        remember(response, user.language)
        return response

    def reauthenticate(self, user: Any, password: str) -> bool:
        """By the address of the login itself: the library looks in a table of addresses that stays empty."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Our own address, whatever host the visitor claimed to ask."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.SITE_URL + path.replace("UID-KEY", key)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A mail server that is away is logged; the login goes on."""
        message = self.render_mail(
            template_prefix, email, {"request": self.request, "email": email, **context}
        )
        deliver(message)


class FactorAdapter(DefaultMFAAdapter):
    """The secrets of second factors lie encrypted in the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("Deze tweede stap kunt u niet verwijderen."),
        "cannot_generate_recovery_codes": _(
            "Stel eerst een app of een sleutel in; daarna krijgt u herstelcodes."
        ),
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        return base64.b64encode(secrets.encrypt(secrets.derived_key(FACTOR), text.encode())).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """An unreadable secret (another master key) fits no code at all; a beheerder can reset the factor."""
        try:
            return secrets.decrypt(secrets.derived_key(FACTOR), base64.b64decode(encrypted_text)).decode()
        except (InvalidTag, ValueError):
            return base64.b32encode(os.urandom(20)).decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return gettext("Sleutel %(number)s") % {"number": count + 1}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Logins by OpenID Connect: only for people who were invited, only by an address the provider verified."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        claims = _claims(sociallogin.account.extra_data)
        sociallogin.account.extra_data = {name: claims[name] for name in KEPT_CLAIMS if name in claims}
        if sociallogin.state.get("process") not in (None, "login"):
            _refuse(request, gettext("Een andere dienst koppelen gebeurt vanzelf bij het aanmelden."))
        if sociallogin.is_existing:
            sociallogin.account.save(update_fields=["extra_data"])
            return
        user = _invited(request, claims)
        if SocialAccount.objects.filter(user=user, provider=sociallogin.account.provider).exists():
            # A mail address that went to another person must not bring the access of the first one along.
            _refuse(
                request,
                gettext(
                    "Dit e-mailadres hoort al bij een andere login van deze dienst. "
                    "Vraag uw beheerder om uw tweede factor te wissen; daarna koppelt u deze."
                ),
            )
        sociallogin.connect(request, user)


def _claims(data: dict[str, Any]) -> dict[str, Any]:
    """What the provider said, from one place: an address of one answer is not verified by another."""
    answers = [data[name] for name in ("userinfo", "id_token") if isinstance(data.get(name), dict)]
    return next((answer for answer in answers if "email" in answer), answers[0] if answers else data)


def _invited(request: HttpRequest, claims: dict[str, Any]) -> User:
    email = claims.get("email")
    if not isinstance(email, str) or claims.get("email_verified") is not True:
        _refuse(
            request,
            gettext(
                "De dienst bevestigt uw e-mailadres niet, dus weten we niet zeker wie u bent. "
                "Laat uw adres daar bevestigen, of meld u aan met uw wachtwoord."
            ),
        )
    user = User.objects.filter(email=email.lower(), is_active=True).first()
    if user is None:
        _refuse(
            request,
            gettext(
                "Dit e-mailadres heeft geen toegang tot Trede. "
                "Vraag de beheerder van uw organisatie om u uit te nodigen."
            ),
        )
    return user


def _refuse(request: HttpRequest, sentence: str) -> NoReturn:
    raise ImmediateHttpResponse(
        render(request, "core/login_refused.html", {"sentence": sentence}, status=403)
    )
