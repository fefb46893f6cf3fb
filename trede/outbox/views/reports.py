"""Where the gateway tells what became of text messages. Public, at an address nobody can guess."""

import json
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from trede.core.limits import may_try
from trede.core.policies import PUBLIC, policy
from trede.outbox.actions.recording import report
from trede.outbox.gateway import LONGEST_ANSWER, text_at
from trede.outbox.outcomes import report_says

MOST_REPORTS = 500
WRONG_TRIES, WRONG_SECONDS = 20, 900
A_MINUTE = 3000


@policy(PUBLIC)
@csrf_exempt
@require_POST
def receive(request: HttpRequest, secret: str) -> HttpResponse:
    """One report or a list of them, as JSON or as a form. 204 also for numbers that we do not know: a stranger
    learns nothing, and the gateway does not keep trying."""
    known = constant_time_compare(secret, settings.SMS_REPORT_SECRET) and bool(settings.SMS_REPORT_SECRET)
    what, times, seconds = ("report", A_MINUTE, 60) if known else ("wrong-report", WRONG_TRIES, WRONG_SECONDS)
    if not may_try(request, what=what, times=times, seconds=seconds):
        return HttpResponse(status=429)
    if not known:
        raise Http404
    reports = _reports(request)
    if reports is None:
        return HttpResponse(status=400)
    for one in reports[:MOST_REPORTS]:
        _take(one)
    return HttpResponse(status=204)


def _reports(request: HttpRequest) -> list[Any] | None:
    """None: this is no report, or one longer than any gateway sends."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LONGEST_ANSWER:
        return None
    if request.content_type == "application/x-www-form-urlencoded":
        return [request.POST.dict()]
    try:
        data = json.loads(request.body)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, list) else [data]


def _take(one: Any) -> None:
    number, reference, status = (
        text_at(one, settings.SMS_FIELDS[name]) for name in ("report_id", "report_reference", "report_status")
    )
    delivered = report_says(status)
    if delivered is not None:
        report(number=number, reference=reference, delivered=delivered)
