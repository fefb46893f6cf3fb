"""Interpreters: wanted, asked, booked, confirmed, called off, paid; each a date."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from trede.clients.actions.facts import check_writable
from trede.core import events, versions
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today
from trede.orientation.models import InterpreterRequest, OrientationInvitation

# Step → the column with its date, and the columns that must be filled in before.
STEPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "asked": ("asked_on", ()),
    "booked": ("booked_on", ("asked_on",)),
    "confirmed": ("confirmed_on", ("asked_on", "booked_on")),
    "cancelled": ("cancelled_on", ()),
    "paid": ("paid_on", ("asked_on", "booked_on")),
}


@transaction.atomic
def want(invitation: OrientationInvitation, *, language: str, how: str, by: Member) -> InterpreterRequest:
    """Note that an interpreter is needed for an invitation. Raises CaseError when one is wanted already."""
    check_writable(invitation.client)
    if not language:
        raise CaseError(_("Kies de taal van de tolk."))
    try:
        with transaction.atomic():
            request = InterpreterRequest.objects.create(
                organisation_id=invitation.organisation_id,
                client_id=invitation.client_id,
                invitation=invitation,
                language=language,
                how=how,
                made_by=by,
            )
    except IntegrityError as error:
        raise CaseError(_("Voor deze afspraak loopt al een tolkaanvraag.")) from error
    _record("needed", request, by=by, after={"language": language, "how": how})
    return request


@transaction.atomic
def step(
    request: InterpreterRequest,
    *,
    to: str,
    on: date | None = None,
    provider: str = "",
    cost_cents: int | None = None,
    by: Member,
    expected: int | None = None,
) -> InterpreterRequest:
    """Note one step on a day. What lies between is filled in with the same day: who books has asked.

    `cost_cents` in euro cents. Raises CaseError (called off, in the future, no cost, no provider) or Conflict.
    """
    day = on or today()
    request = (
        InterpreterRequest.objects.select_for_update(of=("self",)).select_related("client").get(pk=request.pk)
    )
    _check(request, to, day, provider, cost_cents)
    column, earlier = STEPS[to]
    values: dict[str, Any] = {column: day}
    values |= {name: day for name in earlier if getattr(request, name) is None}
    if provider.strip():
        values["provider"] = provider.strip()[:120]
    if cost_cents is not None:
        values["cost_cents"] = cost_cents
    version = request.version if expected is None else expected
    before, after = versions.save_checked(request, expected=version, values=values)
    if after:
        _record(to, request, by=by, before=before, after=after)
    return request


def _check(request: InterpreterRequest, to: str, day: date, provider: str, cost_cents: int | None) -> None:
    if to not in STEPS:
        raise CaseError(_("Kies wat er gebeurde: gevraagd, geboekt, bevestigd, afgezegd of betaald."))
    if day > today():
        raise CaseError(_("Die datum ligt in de toekomst. Kijk de datum na."))
    if request.cancelled_on and to != "paid":
        raise CaseError(_("Deze tolk is afgezegd. Vraag er een nieuwe."))
    if to in ("booked", "confirmed") and not (provider.strip() or request.provider):
        raise CaseError(_("Schrijf bij welke tolkdienst."))
    if to == "paid" and cost_cents is None and request.cost_cents is None:
        raise CaseError(_("Schrijf hoeveel de tolk kostte."))
    if request.client.erased_at:
        check_writable(request.client)


def _record(deed: str, request: InterpreterRequest, *, by: Member, **payload: Any) -> None:
    events.record(
        f"interpreterrequest.{deed}",
        request,
        by=by,
        organisation_id=request.organisation_id,
        subject=request.client_id,
        **payload,
    )
