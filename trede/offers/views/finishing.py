"""The end of an edition: results, certificates; and the letter that says when and where it is."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trede.clients.handling import posted
from trede.core.access import log_access, log_access_of
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.core.views.pages import SeeOther
from trede.letters.certificate import certificates_pdf
from trede.offers.actions.editions import Outcome, finish_edition, keep_certificates
from trede.offers.certificates import certificates_of
from trede.offers.edition_letter import letter_pdf_of
from trede.offers.forms_groups import ResultsForm
from trede.offers.models import Edition, Participation, ParticipationState, Result
from trede.offers.reading_groups import edition_of, participants_of, participation_of
from trede.offers.views.editions import tabs


@policy(Can.RUN_GROUPS)
def edition_finish(request: MemberRequest, edition_id: int) -> HttpResponse:
    """A result for everyone who has none; certificates for who followed it."""
    found = edition_of(request.member, edition_id)
    people = participants_of(found, request.member)
    form = ResultsForm(posted(request), people=people.seated)
    if form.is_valid():
        outcomes = form.outcomes()
        if form.attempt(lambda: finish_edition(found, outcomes, by=request.member)) is not None:
            _certify(request, found, outcomes)
            return SeeOther(reverse("edition", kwargs={"edition_id": found.pk}))
    page = {"edition": found, "form": form, "hidden": people.hidden, "tabs": tabs(request.member)}
    return render(request, "offers/edition_finish.html", page)


def _certify(request: MemberRequest, edition: Edition, outcomes: dict[int, Outcome]) -> None:
    asked = [pk for pk, one in outcomes.items() if one.certificate and one.result in Result.values]
    said = ngettext("%(count)s resultaat bewaard.", "%(count)s resultaten bewaard.", len(outcomes))
    messages.success(request, said % {"count": len(outcomes)})
    try:
        kept = keep_certificates(edition, asked, by=request.member)
    except CaseError as error:
        messages.error(request, str(error))
        return
    if kept:
        said = ngettext(
            "%(count)s attest staat bij de documenten van het dossier.",
            "%(count)s attesten staan bij de documenten van de dossiers.",
            kept,
        )
        messages.info(request, said % {"count": kept})


@policy(Can.RUN_GROUPS, logs_access=True)
def edition_certificates(request: MemberRequest, edition_id: int) -> HttpResponse:
    """One print run of who followed it; the name of the file tells the day and nobody's name."""
    found = edition_of(request.member, edition_id)
    rows = _certified(found, request.member)
    if not rows:
        messages.error(request, _("Nog niemand kreeg een attest. Noteer eerst de resultaten."))
        return SeeOther(reverse("edition", kwargs={"edition_id": found.pk}))
    log_access_of([row.client_id for row in rows], by=request.member, page="edition_certificates", why="role")
    return pdf_answer(certificates_pdf(certificates_of(rows)), f"attesten-{found.ends_on:%Y-%m-%d}.pdf")


def _certified(edition: Edition, member: Member) -> list[Any]:
    rows = Participation.objects.findable_by(member).filter(edition=edition, state=ParticipationState.ENDED)
    rows = rows.filter(certificate__isnull=False)
    related = rows.select_related("client__alias_of", "offer", "organisation", "edition__leader__user")
    return list(related.order_by("client__last_name", "client__first_names", "pk"))


@policy(Can.RUN_GROUPS, logs_access=True)
def edition_letter(request: MemberRequest, edition_id: int, participation_id: int) -> HttpResponse:
    """When, where and what, on paper for one participant."""
    found = edition_of(request.member, edition_id)
    row = participation_of(found, request.member, participation_id)
    log_access(by=request.member, subject=row.client_id, page="edition_letter", why="role")
    return pdf_answer(letter_pdf_of(found, row, by=request.member), f"reeks-{found.starts_on:%Y-%m-%d}.pdf")


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
