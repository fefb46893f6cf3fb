"""To send a client to a partner: what is shared is looked at first, exactly as the partner will read it."""

import hashlib
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext as _

from trede.clients import drafts
from trede.clients.handling import go, posted
from trede.clients.models import Client, Consent
from trede.clients.views.answers import offered_draft
from trede.core.models import CapacityKind, Organisation
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.letters import qr
from trede.offers.actions.partner_referrals import new_link, reply, send, send_with_consent
from trede.offers.consenting import named
from trede.offers.forms_loop import LinkForm, SendForm, TextForm
from trede.offers.loop_reading import link_ends, open_participation, open_referral_of
from trede.offers.models import Offer, Participation, PartnerReferral
from trede.offers.partner_page import phone_of
from trede.offers.referral_links import dead_because, link_of
from trede.offers.shared_fields import (
    ALWAYS,
    FIELDS,
    Known,
    Line,
    chosen,
    known_of,
    lines,
    needed_for,
    running_consents,
)


@policy(Can.WRITE_FILE, logs_access=True)
def new(request: MemberRequest, pk: int, participation_id: int) -> HttpResponse:
    """First the form, then what the partner will read, then it goes."""
    client, one = open_participation(request, pk, participation_id)
    known = known_of(client, on=today(), why=one.why)
    consents = running_consents(known) if one.offer.needs_consent else None
    form = _form(request, one, known, consents)
    place, preview = drafts.Place("partner_referral", client.pk), []
    if form.is_valid():
        preview = lines(known, chosen(form.cleaned_data["fields_shared"]))
        seen = form.cleaned_data["digest"] == digest(preview)
        if "send" in request.POST and seen and form.attempt(lambda: _send(request, one, form)) is not None:
            drafts.forget(place, by=request.member)
            return _sent(request, client, one)
        if "change" in request.POST or form.errors:
            preview = []
    page = {
        "client": client,
        "participation": one,
        "form": form,
        "preview": preview,
        "digest": digest(preview),
        "place": place,
        "draft": offered_draft(request, form, place),
        "agrees": one.client_agrees,
    }
    return render(request, "offers/send.html", page)


def digest(preview: list[Line]) -> str:
    """What was looked at: when the file changed meanwhile, it is looked at again."""
    said = "\x1e".join(f"{line.code}\x1f{line.text}" for line in preview)
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


def _form(
    request: MemberRequest, one: Participation, known: Known, consents: list[Consent] | None
) -> SendForm:
    offer = one.offer
    initial = {
        "to_organisation": offer.provider_id or "",
        "to_name": offer.provider.name if offer.provider else offer.provider_name,
        "to_email": offer.contact_email,
        "fields_shared": [code for code in needed_for(offer.kind) if code not in ALWAYS],
        "consent": _consent_for(offer, consents or []),
        "valid_until": link_ends(one),
    }
    shareable = [(line.code, _as_the_partner_reads(line)) for line in lines(known) if line.code not in ALWAYS]
    return SendForm(
        posted(request),
        initial=initial,
        partners=[(row.pk, row.name) for row in partners_of(request)],
        shareable=shareable,
        consents=None if consents is None else [(str(row.pk), _consent_words(row)) for row in consents],
    )


def _as_the_partner_reads(line: Line) -> str:
    """The label in the language of the screen, the words in Dutch: so they go out."""
    label = FIELDS[line.code].label
    if not line.text:
        return format_html("{}: {}", label, _("niet bekend"))
    return format_html('{}: <span lang="nl">{}</span>', label, line.text)


def _consent_for(offer: Offer, consents: list[Consent]) -> str:
    """The running consent that names the provider; else a new one is asked."""
    names = {offer.provider_name, offer.provider.name if offer.provider else ""}
    return next((str(one.pk) for one in consents if named(one.given_to, names)), "new")


def partners_of(request: MemberRequest) -> Any:
    """The organisations with accounts to which somebody may be sent; made-up ones among themselves."""
    here = request.member.organisation
    rows = Organisation.objects.with_capacity(CapacityKind.PARTNER).exclude(pk=here.pk)
    return rows.filter(is_demo=here.is_demo).order_by("name")


def _consent_words(consent: Consent) -> str:
    return _("Aan %(who)s, sinds %(day)s: %(what)s") % {
        "who": consent.given_to,
        "day": consent.starts_on.strftime("%d/%m/%Y"),
        "what": consent.what,
    }


def _send(request: MemberRequest, one: Participation, form: SendForm) -> PartnerReferral:
    data = form.cleaned_data
    office = partners_of(request).filter(pk=data.get("to_organisation") or 0).first()
    values = {
        "to_name": data["to_name"],
        "to_email": data["to_email"],
        "to_organisation": office,
        "question": data["question"],
        "fields": data["fields_shared"],
        "valid_until": data["valid_until"],
        "by": request.member,
    }
    if data.get("consent") == "new":
        return send_with_consent(one, consent_form=data["consent_form"], **values)
    consent = Consent.objects.filter(pk=data["consent"]).first() if data.get("consent") else None
    return send(one, consent=consent, **values)


def _sent(request: MemberRequest, client: Client, one: Participation) -> HttpResponse:
    place = {"pk": client.pk, "participation_id": one.pk}
    if request.POST.get("to_email"):
        return go(request, _("De partner krijgt een mail met de link."), "participation", **place)
    return go(
        request, _("Druk deze brief af of kopieer de link voor de partner."), "referral_letter", **place
    )


def _open_one(request: MemberRequest, pk: int, participation_id: int) -> tuple[Client, Participation, Any]:
    """The referral that is still open. Raises Http404 where there is none."""
    client, one = open_participation(request, pk, participation_id)
    referral = open_referral_of(one)
    if referral is None or referral.closed_on:
        raise Http404
    return client, one, referral


@policy(Can.WRITE_FILE, logs_access=True)
def link(request: MemberRequest, pk: int, participation_id: int) -> HttpResponse:
    """Another link; the old one opens nothing any more."""
    client, one, referral = _open_one(request, pk, participation_id)
    initial = {"valid_until": link_ends(one)}
    form = LinkForm(posted(request), initial=initial)
    if (
        form.is_valid()
        and form.attempt(lambda: new_link(referral, by=request.member, **form.values)) is not None
    ):
        said = _("Er is een nieuwe link. De oude werkt niet meer.")
        return go(request, said, "referral_letter", pk=client.pk, participation_id=one.pk)
    page = {"client": client, "participation": one, "referral": referral, "form": form}
    return render(request, "offers/referral_link.html", page)


@policy(Can.WRITE_FILE, logs_access=True)
def letter(request: MemberRequest, pk: int, participation_id: int) -> HttpResponse:
    """The link on paper, with a code for a telephone; nothing of the client."""
    client, one, referral = _open_one(request, pk, participation_id)
    address = "" if dead_because(referral, today()) else link_of(referral)
    page = {
        "client": client,
        "participation": one,
        "referral": referral,
        "address": address,
        "phone": phone_of(referral),
        "code": qr.data_uri(address) if address else "",
    }
    response = render(request, "offers/referral_letter.html", page)
    response["Cache-Control"] = "no-store"
    return response


@policy(Can.WRITE_FILE, logs_access=True)
def answer_question(request: MemberRequest, pk: int, participation_id: int) -> HttpResponse:
    """The partner asked something."""
    client, one, referral = _open_one(request, pk, participation_id)
    form = TextForm(posted(request))
    form.fields["text"].label = _("Uw antwoord aan de partner")
    if (
        form.is_valid()
        and form.attempt(lambda: reply(referral, by=request.member, **form.values)) is not None
    ):
        if not referral.to_email:
            messages.warning(
                request, _("Er is geen e-mailadres: laat de partner weten dat er een antwoord staat.")
            )
        return go(
            request,
            _("Uw antwoord staat op de pagina van de partner."),
            "participation",
            pk=client.pk,
            participation_id=one.pk,
        )
    questions = referral.notes.order_by("-at", "-pk")[:10]
    page = {"client": client, "participation": one, "form": form, "questions": questions}
    return render(request, "offers/referral_reply.html", page)
