"""A lost link is found again with the code on the letter and the date of birth."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from trede.core.limits import address_of, forgive, may_try, may_try_again, network_of
from trede.core.views.pages import SeeOther
from trede.orientation import tokens
from trede.portal.doors import public_page
from trede.portal.finding import behind_code
from trede.portal.forms import FindForm
from trede.portal.showing import show_too_often, shown, stranger
from trede.portal.wording import language_of

# One address, whatever it types; one code, from wherever.
TRIES, QUARTER = 15, 900
TRIES_A_CODE, HOUR = 6, 3600


@public_page
def find(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, FindForm())
    if not may_try(request, what="portal-find", times=TRIES, seconds=QUARTER):
        return show_too_often(request, seconds=QUARTER)
    form = FindForm(request.POST)
    if not form.is_valid() or form.born is None:
        date_only = "code" not in form.errors and bool(form.errors or form.born is None)
        return _page(request, form, error="date_wrong" if date_only else "wrong")
    if not may_try_again(_code_of(form), what="portal-code", times=TRIES_A_CODE, seconds=HOUR):
        return show_too_often(request, seconds=HOUR)
    return _found(request, form)


def _code_of(form: FindForm) -> str:
    return tokens.hash_of(tokens.plain_code(form.cleaned_data["code"]) or form.cleaned_data["code"])


def _found(request: HttpRequest, form: FindForm) -> HttpResponse:
    """The same sentence whether the code, the date or both are wrong."""
    invitation = behind_code(form.cleaned_data["code"], form.born) if form.born else None
    secret = tokens.secret_of(invitation) if invitation else None
    if invitation is None or secret is None:
        return _page(request, form, error="wrong")
    forgive(network_of(address_of(request)), what="portal-find")
    forgive(_code_of(form), what="portal-code")
    page = reverse("portal_answer", kwargs={"token": secret.token})
    return SeeOther(f"{page}?taal={language_of(request, invitation.language)}")


def _page(request: HttpRequest, form: FindForm, error: str = "") -> HttpResponse:
    typed = {name: form.data.get(name, "")[:60] for name in form.fields}
    return shown(
        request, "portal/find.html", stranger(request), {"typed": typed, "error": error, "stranger": True}
    )
