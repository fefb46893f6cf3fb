from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from trede.clients.actions.signals import acknowledge_signal, raise_signal
from trede.clients.forms import refuse
from trede.clients.forms_contact import AnswerForm, SignalForm
from trede.clients.models import Signal
from trede.clients.opening import open_client
from trede.clients.tabs import client_tabs
from trede.clients.views.answers import saved, see_other
from trede.core.access import log_access
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can

PAGE = 30


@policy(Can.WRITE_FILE, logs_access=True)
def raise_by_hand(request: MemberRequest, pk: int) -> HttpResponse:
    """Tell the sociale dienst what changed."""
    client = open_client(request, pk, page="signal")
    form = SignalForm(request.POST or None)
    if form.is_valid():
        form.instance.client = client
        raise_signal(form.instance, by=request.member)
        return saved(request, client, None, _("De sociale dienst ziet dit signaal vandaag nog."))
    return render(request, "clients/signal_form.html", {"client": client, "form": form})


@policy(Can.ACKNOWLEDGE_SIGNALS)
def waiting(request: MemberRequest) -> HttpResponse:
    """What the sociale dienst has not seen yet, a page at a time."""
    signals = Signal.objects.readable_by(request.member).waiting().order_by("recorded_at", "pk")
    signals = signals.select_related("client", "recorded_by__user")
    after = request.GET.get("na", "")
    if after.isascii() and after.isdigit() and len(after) < 18:
        signals = _after(signals, int(after))
    rows = list(signals[: PAGE + 1])
    more = rows[PAGE - 1].pk if len(rows) > PAGE else None
    page = {"signals": rows[:PAGE], "more": more, "later": bool(after)}
    return render(request, "clients/signals.html", page | {"tabs": client_tabs(request.member, "signals")})


def _after(signals: Any, pk: int) -> Any:
    last = Signal.objects.filter(pk=pk).values_list("recorded_at", flat=True).first()
    if last is None:
        return signals
    return signals.filter(recorded_at__gte=last).exclude(recorded_at=last, pk__lte=pk)


@policy(Can.ACKNOWLEDGE_SIGNALS, logs_access=True)
def acknowledge(request: MemberRequest, signal_id: int) -> HttpResponse:
    """Seen, and what is done with it."""
    signals = Signal.objects.readable_by(request.member).select_related("client", "recorded_by__user")
    signal = signals.filter(pk=signal_id).first()
    if signal is None:
        raise Http404
    log_access(by=request.member, subject=signal.client_id, page="signal", why="role")
    form = AnswerForm(request.POST or None)
    if form.is_valid() and _acknowledged(form, signal, request.member):
        messages.success(request, _("Signaal bevestigd."))
        return see_other(reverse("signals"))
    return render(request, "clients/signal.html", {"signal": signal, "form": form})


def _acknowledged(form: AnswerForm, signal: Signal, member: Member) -> bool:
    try:
        acknowledge_signal(signal, by=member, answer=form.cleaned_data["answer"])
    except CaseError as error:
        refuse(form, error)
    return form.is_valid()
