from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trede.clients.handling import go, posted
from trede.clients.models import Barrier
from trede.clients.opening import sees_confidential
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.referral.actions.referrals import accept, send_back
from trede.referral.forms import SendBackForm
from trede.referral.knowing import look
from trede.referral.models import ReferralState
from trede.referral.reading import answer_days, open_referral, with_age
from trede.referral.views.sending import steps_of, weighed


@policy(Can.FIND_CLIENTS, logs_access=True)
def show(request: MemberRequest, referral_id: int) -> HttpResponse:
    """What is asked, what the criteria say, and every step so far."""
    member = request.member
    referral = open_referral(request, referral_id)
    with_age([referral], answer_days(member))
    confidential = referral.client.opens and sees_confidential(member, referral.client)
    looked = look(referral.client, estimate=referral.estimate, on=today(), confidential=confidential)
    page = {
        "referral": referral,
        "client": referral.client,
        "steps": steps_of(referral),
        "barriers": readable(looked.barriers, confidential=confidential),
        "answers": member.may(Can.ANSWER_REFERRALS) and referral.state == ReferralState.SENT,
        "corrects": member.may(Can.REFER) and referral.state == ReferralState.SENT_BACK,
        "withdraws": member.may(Can.REFER)
        and referral.state in (ReferralState.SENT, ReferralState.SENT_BACK),
    }
    return render(request, "referral/referral.html", page | weighed(looked.criteria))


def readable(barriers: list[Barrier], *, confidential: bool) -> list[Barrier]:
    """The confidential ones only for who follows the file."""
    return [barrier for barrier in barriers if confidential or not barrier.is_confidential]


@require_POST
@policy(Can.ANSWER_REFERRALS, logs_access=True)
def take_on(request: MemberRequest, referral_id: int) -> HttpResponse:
    accept(open_referral(request, referral_id), by=request.member)
    said = _("De aanmelding is aanvaard. De cliënt staat nu op de wachtlijst.")
    return go(request, said, "referral", referral_id=referral_id)


@policy(Can.ANSWER_REFERRALS, logs_access=True)
def back(request: MemberRequest, referral_id: int) -> HttpResponse:
    referral = open_referral(request, referral_id)
    form = SendBackForm(posted(request))
    if (
        form.is_valid()
        and form.attempt(lambda: send_back(referral, by=request.member, **form.cleaned_data)) is not None
    ):
        sentence = _("De aanmelding is teruggestuurd. De afzender ziet dat op Vandaag.")
        return go(request, sentence, "referral", referral_id=referral_id)
    page = {"referral": referral, "client": referral.client, "form": form}
    return render(request, "referral/send_back.html", page)
