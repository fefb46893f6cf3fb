from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.clients.handling import go, posted
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.council import letters
from trede.council.actions.notifications import mark_sent, notify
from trede.council.forms import NotificationForm, SentForm
from trede.council.models import Decision, Notification
from trede.council.papers import letter_pdf
from trede.council.reading import need_one_of, open_decision
from trede.council.views.agenda import pdf_answer


@policy(Can.RECORD_DECISIONS, logs_access=True)
def make(request: MemberRequest, decision_id: int) -> HttpResponse:
    """The letter about a decision: made once, then printed."""
    decision = open_decision(request, decision_id, page="notification")
    form = NotificationForm(posted(request), initial={"registered": "1"})
    if (
        form.is_valid()
        and form.attempt(
            lambda: notify(decision, registered=form.cleaned_data["registered"], by=request.member)
        )
        is not None
    ):
        sentence = _("De kennisgeving is gemaakt. Druk ze af en noteer wanneer ze vertrok.")
        return go(request, sentence, "proposal", proposal_id=decision.proposal_id)
    letter = letters.compose(decision, decision.proposal, on=today())
    page = {"decision": decision, "proposal": decision.proposal, "form": form, "letter": letter}
    return render(request, "council/notification.html", page)


@policy(Can.RECORD_DECISIONS, logs_access=True)
def sent(request: MemberRequest, decision_id: int) -> HttpResponse:
    decision = open_decision(request, decision_id, page="notification")
    notification = _of(decision)
    form = SentForm(posted(request))
    if (
        form.is_valid()
        and form.attempt(
            lambda: mark_sent(notification, sent_on=form.cleaned_data["sent_on"], by=request.member)
        )
        is not None
    ):
        return go(request, _("De verzending is genoteerd."), "proposal", proposal_id=decision.proposal_id)
    page = {"decision": decision, "proposal": decision.proposal, "form": form, "notification": notification}
    return render(request, "council/notification.html", page)


@policy(Can.FIND_CLIENTS, logs_access=True)
def as_pdf(request: MemberRequest, decision_id: int) -> HttpResponse:
    """The letter as it went into the outbox."""
    need_one_of(request.member, Can.PROPOSE, Can.RECORD_DECISIONS)
    decision = open_decision(request, decision_id, page="notification")
    notification = _of(decision)
    made = notification.sent_on or timezone.localdate(notification.made_at)
    letter = letters.as_made(decision, notification)
    content = letter_pdf(letter, organisation=decision.organisation.name, on=made)
    return pdf_answer(content, f"kennisgeving-{decision.pk}")


def _of(decision: Decision) -> Notification:
    found: Notification | None = (
        Notification.objects.filter(decision=decision).select_related("decision").first()
    )
    if found is None:
        raise Http404
    return found
