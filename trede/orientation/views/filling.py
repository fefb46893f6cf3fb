"""Filling a session in one action, after a look at who would come; and its letters."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trede.clients.fields import clock
from trede.clients.languages import language_name
from trede.core.access import log_access_of
from trede.core.errors import CaseError
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.core.views.pages import SeeOther
from trede.orientation.actions.filling import Proposal, fill_session, propose, said
from trede.orientation.actions.printing import (
    addressed,
    letters_waiting,
    mark_cancelled_posted,
    mark_printed,
    run_pdf,
)
from trede.orientation.actions.sessions import check_open
from trede.orientation.forms_planning import PrintedForm
from trede.orientation.tabs import orientation_tabs
from trede.orientation.views.sessions import session_of
from trede.orientation.waiting_words import ways_words
from trede.orientation.wording import language_of, phone_of


@policy(Can.PLAN_SESSIONS)
def session_fill(request: MemberRequest, pk: int) -> HttpResponse:
    """First who would get which slot and why not others; one button invites them all."""
    found = session_of(request.member, pk)
    back = reverse("session", kwargs={"pk": found.pk})
    try:
        check_open(found)
        if request.method == "POST":
            _tell(request, len(fill_session(found, by=request.member)))
            return SeeOther(back)
        proposal = propose(found, by=request.member)
    except CaseError as error:
        messages.error(request, str(error))
        return SeeOther(back)
    page = {
        "session": found,
        "free": proposal.free,
        "pairs": _pairs(proposal),
        "passed": [(one, said(blocks)) for one, blocks in proposal.passed],
        "too_short": proposal.too_short,
        "phone": phone_of(found),
        "tabs": orientation_tabs(request.member, "sessions"),
    }
    return render(request, "orientation/session_fill.html", page)


def _pairs(proposal: Proposal) -> list[dict[str, Any]]:
    return [
        {
            "one": one,
            "slot": slot,
            "longer": len(place.taken),
            "ways": ways_words(one.ways),
            "language": language_name(language_of(one.client)),
            "clock": clock(slot.begin),
        }
        for one, slot, place in proposal.pairs
    ]


def _tell(request: MemberRequest, count: int) -> None:
    if not count:
        messages.info(request, _("Niemand kon uitgenodigd worden. Kijk de wachtlijst na."))
        return
    said_ = ngettext("%(count)s uitnodiging gemaakt.", "%(count)s uitnodigingen gemaakt.", count)
    messages.success(request, said_ % {"count": count} + " " + _("Druk nu de brieven af."))


@policy(Can.PLAN_SESSIONS)
def session_letters(request: MemberRequest, pk: int) -> HttpResponse:
    """The letters that wait to be printed, in the order of the addresses; then marked as in the post."""
    found = session_of(request.member, pk)
    form = PrintedForm(request.POST or None)
    mark = mark_cancelled_posted if found.cancelled_at else mark_printed
    if form.is_valid():
        count = mark(found, invitations=form.cleaned_data["invitations"], by=request.member)
        words = ngettext("%(count)s brief is in de post.", "%(count)s brieven zijn in de post.", count)
        messages.success(request, words % {"count": count})
        return SeeOther(reverse("session", kwargs={"pk": found.pk}))
    letters = addressed(found, today(), member=request.member)
    seen = ",".join(str(one.invitation.pk) for one in letters)
    page = {
        "session": found,
        "letters": letters,
        "form": PrintedForm(initial={"invitations": seen}),
        "tabs": orientation_tabs(request.member, "sessions"),
    }
    return render(request, "orientation/session_letters.html", page)


@policy(Can.PLAN_SESSIONS, logs_access=True)
def session_letters_pdf(request: MemberRequest, pk: int) -> HttpResponse:
    """The print run itself; the name of the file tells the day and nobody's name."""
    found = session_of(request.member, pk)
    letters = letters_waiting(found, today(), member=request.member)
    try:
        content = run_pdf(letters)
    except CaseError as error:
        messages.error(request, str(error))
        return SeeOther(reverse("session_letters", kwargs={"pk": found.pk}))
    subjects = [one.invitation.client_id for one in letters]
    log_access_of(subjects, by=request.member, page="session_letters", why="role")
    return pdf_answer(content, f"uitnodigingen-{found.on:%Y-%m-%d}.pdf")


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
