"""Wie keek in dit dossier: the access log of one file, newest first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from trede.clients.handling import handle_client
from trede.clients.models import Client
from trede.clients.opening import open_client
from trede.clients.tabs import top_of_file
from trede.core.models import AccessLog, Look, Member
from trede.core.page_words import page_words
from trede.core.paging import newest_first
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.core.views.privacy import WHY


@policy(Can.READ_ACCESS_LOG, logs_access=True)
def index(request: MemberRequest, pk: int) -> HttpResponse:
    client = _client(request, pk)
    lines = AccessLog.objects.filter(organisation_id=client.organisation_id, subject__in=client.file_ids)
    found = newest_first(lines, request.GET.get("after", ""))
    names = _names(found.rows)
    reasons = _reasons(found.rows, client)
    rows = [
        {
            "at": line.at,
            "who": names.get(line.member_id, _("Onbekend")),
            "page": page_words(line.page),
            "why": WHY.get(line.why, ""),
            "reason": reasons.get((line.member_id, line.at.date()), "") if line.why == "reason_given" else "",
        }
        for line in found.rows
    ]
    page = {"client": client, "rows": rows, "following": found.following}
    return render(
        request, "clients/care/access.html", page | top_of_file(client, request.member, "file_access")
    )


def _client(request: MemberRequest, pk: int) -> Client:
    if request.member.may(Can.REVIEW_LOOKS):
        return handle_client(request, pk, page="access")
    client = open_client(request, pk, page="access")
    client.opens = True
    return client


def _names(lines: list[AccessLog]) -> dict[int, str]:
    """The log lives in a database of its own, so names are joined here."""
    members = Member.objects.filter(pk__in={line.member_id for line in lines}).select_related("user")
    return {
        member.pk: f"{member.name} ({member.function})" if member.function else member.name
        for member in members
    }


def _reasons(lines: list[AccessLog], client: Client) -> dict[tuple[int, object], str]:
    """The reason that somebody gave that day, where the look was outside the caseload."""
    curious = {line.member_id for line in lines if line.why == "reason_given"}
    if not curious:
        return {}
    looks = Look.objects.filter(subject__in=client.file_ids, member__in=curious).order_by("opened_at")
    return {(look.member_id, look.opened_at.date()): look.reason for look in looks}
