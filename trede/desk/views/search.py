"""Searching is a POST, so that no name stands in an address; what was typed waits in the session for the answer."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.desk import finding

TYPED = "searched"


@never_cache
@policy(Can.FIND_CLIENTS)
def search(request: MemberRequest) -> HttpResponse:
    if request.method != "POST":
        return _answer(request, request.session.get(TYPED, ""))
    typed = " ".join(request.POST.get("q", "").replace("\x00", " ").split())[: finding.LONGEST]
    if request.htmx:
        return _suggestions(request, typed)
    request.session[TYPED] = typed
    results = finding.search(request.member, typed) if typed else []
    if (pk := finding.exact(results, typed)) and request.member.may(Can.OPEN_FILE):
        return HttpResponseRedirect(reverse("file", kwargs={"pk": pk}), status=303)
    return HttpResponseRedirect(reverse("search"), status=303)


def _answer(request: MemberRequest, typed: str) -> HttpResponse:
    results = finding.search(request.member, typed) if typed else []
    page = {
        "typed": typed,
        "results": results,
        "most": finding.MOST,
        "person": finding.typed_person(typed),
        "may_create": request.member.may(Can.CREATE_CLIENT),
        "may_open": request.member.may(Can.OPEN_FILE),
    }
    return render(request, "desk/search.html", page)


def _suggestions(request: MemberRequest, typed: str) -> HttpResponse:
    """The first few, while somebody types; nothing is kept."""
    enough = len(typed) > 1
    results = finding.search(request.member, typed, limit=finding.SUGGESTED) if enough else []
    page = {
        "typed": typed if enough else "",
        "results": results,
        "may_open": request.member.may(Can.OPEN_FILE),
    }
    return render(request, "desk/_suggestions.html", page)
