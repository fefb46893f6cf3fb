"""The page behind the link of a partner: one referral, its answers, and nothing else of anybody."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from trede.core.limits import may_try, may_try_again
from trede.core.periods import today
from trede.core.views.pages import SeeOther
from trede.offers.deeds import PARTNER, Deed, by_partner
from trede.offers.forms_loop import DeedForm
from trede.offers.partner_page import page_of
from trede.offers.referral_links import behind_token, dead_because
from trede.portal.doors import public_page
from trede.portal.views.answer import HOUR, PRESSES, WINDOW, WRONG_LINKS

LONGEST_NAME = 60


@public_page
def referral(request: HttpRequest, token: str) -> HttpResponse:
    """It opens and changes nothing; its forms act."""
    found = behind_token(token, today())
    if found is None:
        return _unknown(request)
    if why := dead_because(found, today()):
        return _closed(request, why, organisation=found.organisation.name, status=410)
    if request.method == "POST":
        return _pressed(request, found)
    return _page(request, found)


def _unknown(request: HttpRequest) -> HttpResponse:
    """Nobody guesses 192 bits; who tries so often gets less to do."""
    if not may_try(request, what="portal-referral", times=WRONG_LINKS, seconds=WINDOW):
        return _closed(request, "too_often", status=429)
    return _closed(request, "unknown", status=404)


def _closed(request: HttpRequest, why: str, *, organisation: str = "", status: int) -> HttpResponse:
    return render(request, "portal/referral_closed.html", {"why": why, "office": organisation}, status=status)


def _pressed(request: HttpRequest, found: Any) -> HttpResponse:
    if not may_try_again(str(found.pk), what="portal-referral-press", times=PRESSES, seconds=HOUR):
        return _closed(request, "too_often", status=429)
    deed = PARTNER.get(request.POST.get("doe", ""))
    if deed is None or not deed.possible(found.participation.state):
        return _page(request, found, taken=True, status=409)
    form = _form(deed, request)
    if not form.is_valid() or not form.attempt(lambda: _act(request, found, deed, form)):
        return _page(request, found, tried={deed.name: form}, status=400)
    return SeeOther(f"{request.path}?klaar={deed.name}")


def _act(request: HttpRequest, found: Any, deed: Deed, form: DeedForm) -> bool:
    by_partner(deed, found, form.values, who=who(found.to_name, request), by=None, by_link=True)
    return True


def who(partner: str, request: HttpRequest) -> str:
    """As whom the answer stands in the file: the partner, and the name that somebody typed."""
    raw = " ".join(request.POST.get("wie", "").split())
    # No sign that a database refuses or that turns the text around.
    typed = "".join(sign for sign in raw if sign.isprintable())[:LONGEST_NAME]
    return f"{partner[:58]}: {typed}" if typed else partner


def _form(deed: Deed, request: HttpRequest | None = None) -> DeedForm:
    data = request.POST if request else None
    return deed.form(data, phone=True, auto_id=f"{deed.name}_%s")


def _page(
    request: HttpRequest,
    found: Any,
    *,
    tried: dict[str, DeedForm] | None = None,
    taken: bool = False,
    status: int = 200,
) -> HttpResponse:
    page = page_of(found)
    done = PARTNER.get(request.GET.get("klaar", ""))
    forms = tried or {}
    page |= {
        "forms": [(deed, forms.get(deed.name) or _form(deed), deed.name in forms) for deed in page["deeds"]],
        "done": done.done if done and not tried else "",
        "taken": taken,
        "typed": request.POST.get("wie", "")[:LONGEST_NAME],
    }
    return render(request, "portal/referral.html", page, status=status)
