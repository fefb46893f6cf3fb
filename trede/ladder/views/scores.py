"""Scores of the life domains apart from a conversation: a new measure, and how it went over time."""

from functools import partial
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from trede.clients.handling import go
from trede.clients.models import Client
from trede.clients.opening import open_client, sees_confidential
from trede.clients.tabs import top_of_file
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.ladder.actions.intakes import score
from trede.ladder.forms_intake import MeasureForm
from trede.ladder.guide import SCORES
from trede.ladder.intake_page import domains_for, faces
from trede.ladder.models import Domain, Whose
from trede.ladder.score_reading import last_scores, trends_of


@policy(Can.WRITE_FILE, logs_access=True)
def measure(request: MemberRequest, pk: int) -> HttpResponse:
    """Ask again how it goes, without a whole conversation; only what was chosen is kept."""
    client = open_client(request, pk, page="intake_trend")
    domains = domains_for(confidential=sees_confidential(request.member, client))
    form = MeasureForm(request.POST if request.method == "POST" else None, domains=domains)
    if form.is_valid() and form.attempt(partial(measured, client, form, by=request.member)) is not None:
        return go(request, _("De scores zijn bewaard."), "intake_trend", pk=client.pk)
    last = last_scores(client, domains)
    page = {
        "client": client,
        "form": form,
        "rows": [
            (domain, Domain(domain).label, _pairs(form, domain, last.get(domain, {}))) for domain in domains
        ],
        "faces": faces(),
    }
    return render(request, "ladder/intake_measure.html", page)


def measured(client: Client, form: MeasureForm, *, by: Member) -> int:
    """Keep every score that was chosen, all or none. Raises CaseError without any."""
    chosen = form.chosen()
    if not chosen:
        raise CaseError(_("Kies minstens één gezicht."))
    with transaction.atomic():
        for domain, whose, value in chosen:
            score(client, domain=domain, whose=whose, score=value, intake=None, by=by)
    return len(chosen)


def _pairs(form: MeasureForm, domain: str, last: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "name": f"{domain}_{whose.value}",
            "label": whose.label,
            "chosen": _number(form.data.get(f"{domain}_{whose.value}", "")),
            "last": last.get(whose.value),
        }
        for whose in Whose
    ]


def _number(text: str) -> int | None:
    return int(text) if text in {str(value) for value in SCORES} else None


@require_safe
@policy(Can.OPEN_FILE, logs_access=True)
def trend(request: MemberRequest, pk: int) -> HttpResponse:
    """A drawing and a table for each domain that was scored."""
    client = open_client(request, pk, page="intake_trend")
    domains = domains_for(confidential=sees_confidential(request.member, client))
    page = {
        "client": client,
        "trends": trends_of(client, domains),
        "writes": request.member.may(Can.WRITE_FILE),
    }
    top = top_of_file(client, request.member, "file_ladder")
    return render(request, "ladder/intake_trend.html", page | top)
