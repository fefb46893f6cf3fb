"""A partner's own account: what was sent to its organisation, and nothing else."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from trede.clients.handling import go, posted
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.offers.deeds import PARTNER, by_partner
from trede.offers.loop_reading import log_partner_access, sent_to
from trede.offers.partner_page import page_of
from trede.offers.referral_links import names_of

PAGE = 30


@policy(Can.ANSWER_PARTNER_REFERRALS, logs_access=True)
def referrals(request: MemberRequest) -> HttpResponse:
    """What is open at this organisation, the oldest on top; who is named is logged."""
    rows = sent_to(request.member).order_by("pk")
    after = request.GET.get("na", "")
    if after.isascii() and after.isdigit() and len(after) < 18:
        rows = rows.filter(pk__gt=int(after))
    found = list(rows[: PAGE + 1])
    log_partner_access(found[:PAGE], by=request.member)
    names = names_of(found[:PAGE])
    page = {
        "rows": [(one, names.get(one.pk, "")) for one in found[:PAGE]],
        "more": found[PAGE - 1].pk if len(found) > PAGE else None,
    }
    return render(request, "offers/partner_referrals.html", page)


def _mine(request: MemberRequest, pk: int) -> Any:
    """A referral to the organisation of this member; any other does not exist. The look is logged at the sender's."""
    found = sent_to(request.member).filter(pk=pk).first()
    if found is None:
        raise Http404
    log_partner_access([found], by=request.member)
    return found


@policy(Can.ANSWER_PARTNER_REFERRALS, logs_access=True)
def show(request: MemberRequest, pk: int) -> HttpResponse:
    """What was shared, and what may be answered now."""
    referral = _mine(request, pk)
    return render(request, "offers/partner_referral.html", page_of(referral))


@policy(Can.ANSWER_PARTNER_REFERRALS, logs_access=True)
def answer(request: MemberRequest, pk: int, deed: str) -> HttpResponse:
    """One deed of the partner: its form, and the deed."""
    referral = _mine(request, pk)
    chosen = PARTNER.get(deed)
    if chosen is None or not chosen.possible(referral.participation.state):
        raise Http404
    form = chosen.form(posted(request))
    who = f"{request.member.name} ({request.member.organisation.name})"
    if form.is_valid() and form.attempt(
        lambda: by_partner(chosen, referral, form.values, who=who, by=request.member, by_link=False) or True
    ):
        return _done(request, pk, str(chosen.done))
    return render(request, "offers/partner_deed.html", {"referral": referral, "form": form, "deed": chosen})


def _done(request: MemberRequest, pk: int, said: str) -> HttpResponse:
    """Back to the referral, or to the list when the answer closed it."""
    if sent_to(request.member).filter(pk=pk).exists():
        return go(request, said, "partner_referral", pk=pk)
    return go(request, said, "partner_referrals")
