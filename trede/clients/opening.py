"""Fetch = authorise: the only way from a request to a file."""

from typing import NoReturn

from django.http import Http404
from django.utils.translation import gettext as _

from trede.clients.models import Client
from trede.core.access import log_access
from trede.core.errors import Elsewhere, NotAllowed
from trede.core.models import Member, Purpose
from trede.core.policies import MemberRequest
from trede.core.roles import Can


def open_client(request: MemberRequest, pk: int, *, page: str) -> Client:
    """The file, if this member may open it; the look is logged.

    A file outside the caseload leads to the page that asks a reason; a locked one does not exist.
    """
    member = request.member
    client = Client.objects.visible_to(member).select_related("organisation").filter(pk=pk).first()
    if client is None:
        _turn_away(member, pk)
    if client.alias_of_id:
        raise Elsewhere("file", pk=client.alias_of_id)
    log_access(by=member, subject=client.pk, page=page, why=client.why)  # type: ignore[attr-defined]
    return client


def _turn_away(member: Member, pk: int) -> NoReturn:
    found = Client.objects.findable_by(member).filter(pk=pk).first()
    if found and found.alias_of_id:
        raise Elsewhere("file", pk=found.alias_of_id)
    if found and member.may(Can.OPEN_OUTSIDE_CASELOAD):
        raise Elsewhere("look", pk=pk)
    if found:
        raise NotAllowed(_("Dit dossier hoort niet bij uw caseload en uw rol laat niet toe het te openen."))
    raise Http404


def sees_confidential(member: Member, client: Client) -> bool:
    """The confidential part opens for who follows this file, never for a role that reads every file, nor for a look
    with a reason."""
    follows = getattr(client, "why", "role") not in ("role", Purpose.REASON_GIVEN)
    return member.may(Can.READ_CONFIDENTIAL) and follows
