from collections.abc import Callable
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from trede.core.errors import CaseError, Elsewhere, NotAllowed
from trede.core.models import Member
from trede.core.policies import PUBLIC, SIGNED_IN, policy_of

Answer = Callable[[HttpRequest], HttpResponse]
CHOSEN = "member"
PROVIDER = {"openid_connect_login", "openid_connect_callback"}
# Recovery codes alone are no second factor.
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class MemberMiddleware:
    """`request.member`: for which organisation the signed-in person works right now."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.member, request.other_members = None, []
        if request.user.is_authenticated:
            request.member, request.other_members = _members(request)
        return self.get_response(request)


def _members(request: Any) -> tuple[Member | None, list[Member]]:
    """For whom this person works right now, and for whom as well."""
    working = Member.objects.working().with_absence().filter(user=request.user)
    mine = list(working.select_related("organisation", "user").order_by("pk"))
    chosen = request.session.get(CHOSEN)
    member = next((each for each in mine if each.pk == chosen), mine[0] if mine else None)
    return member, [each for each in mine if each is not member]


class PolicyMiddleware:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        known = request.user.is_authenticated
        response = self.get_response(request)
        if known and "Cache-Control" not in response:
            # Not "no-store": a form that was typed must still be there after the back button.
            response["Cache-Control"] = "private, no-cache"
        if known and not request.user.is_authenticated:
            # After signing out the back button must show nothing.
            response["Clear-Site-Data"] = '"cache"'
        return response

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        stated = policy_of(view, request.resolver_match.url_name)
        if stated is None:
            return refuse(
                request,
                _("Deze pagina heeft geen regel die zegt wie ze mag zien. Meld dit aan de beheerder."),
            )
        if stated == PUBLIC:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
        if stated == SIGNED_IN:
            return None
        return _refusal(request, stated)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Elsewhere):
            return HttpResponseRedirect(reverse(error.url_name, kwargs=error.kwargs))
        if isinstance(error, NotAllowed):
            return refuse(request, str(error))
        if isinstance(error, CaseError):
            return render(request, "core/case_error.html", {"sentence": str(error)}, status=409)
        # Every failure of a connection is an OSError.
        if isinstance(error, OSError) and getattr(request.resolver_match, "url_name", "") in PROVIDER:
            return _provider_away(request)
        return None


def _provider_away(request: HttpRequest) -> HttpResponse:
    sentence = _(
        "De dienst waarmee u aanmeldt, antwoordt nu niet. "
        "Probeer het straks opnieuw, of meld u aan met uw wachtwoord."
    )
    return render(request, "core/login_refused.html", {"sentence": sentence}, status=502)


def _refusal(request: Any, verb: Any) -> HttpResponse | None:
    if request.member is None:
        return refuse(
            request, _("U werkt op dit moment voor geen enkele organisatie. Vraag uw beheerder om toegang.")
        )
    if not request.member.may(verb):
        return refuse(
            request, _("Uw rol laat dit niet toe. Vraag uw teamleider of beheerder als u dit nodig hebt.")
        )
    if settings.SECOND_FACTOR_REQUIRED and not _second_factor(request):
        messages.warning(
            request, _("Stel eerst een tweede factor in: een app met codes of een toegangssleutel.")
        )
        return HttpResponseRedirect(reverse("mfa_index"))
    return None


def _second_factor(request: Any) -> bool:
    """Was one used for this login? Whoever set it up a moment ago, after the password, need not start again."""
    used = {record.get("method") for record in get_authentication_records(request, request.user)}
    # The identity provider of the government asks its own second factor.
    return bool(used & {"mfa", "socialaccount"}) or is_mfa_enabled(request.user, FACTORS)


def refuse(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "403.html", {"sentence": sentence}, status=403)
