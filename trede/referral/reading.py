"""From a request to a referral or an exemption: fetch = authorise, and the look is logged."""

from datetime import timedelta
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils import timezone

from trede.clients.models import Client
from trede.clients.opening import open_client, sees_confidential
from trede.core.access import log_access
from trede.core.local import REFERRAL_ANSWER_DAYS, local_value
from trede.core.models import Member
from trede.core.periods import today
from trede.core.policies import MemberRequest
from trede.core.roles import Can
from trede.council.reading import need_one_of
from trede.referral.models import Exemption, Referral, ReferralState

# Why somebody reads a referral without opening the file: the role asks it.
ROLE = "role"


def open_referral(request: MemberRequest, referral_id: int) -> Referral:
    """A referral that this member may read; `referral.client` knows whether and why the file opens for them.

    Raises Http404, or NotAllowed for a role that neither refers nor answers.
    """
    member = request.member
    need_one_of(member, Can.REFER, Can.ANSWER_REFERRALS)
    visible: Any = Client.objects.visible_to(member).filter(pk=OuterRef("file"))
    rows = Referral.objects.readable_by(member).alias(file=Coalesce("client__alias_of", "client"))
    rows = rows.annotate(opens_because=Subquery(visible.values("why")[:1]))
    referral = rows.select_related("client", "referred_by__user").filter(pk=referral_id).first()
    if referral is None:
        raise Http404
    found: Referral = referral
    why = str(referral.opens_because or ROLE)
    found.client.opens = referral.opens_because is not None
    found.client.why = why  # type: ignore[attr-defined]
    log_access(by=member, subject=found.client_id, page="referral", why=why)
    return found


def open_exemption(request: MemberRequest, pk: int, exemption_id: int | None = None) -> tuple[Client, Any]:
    """The file and one of its exemptions (None when none is asked); only for who follows the file. Raises Http404."""
    client = open_client(request, pk, page="exemption")
    if not sees_confidential(request.member, client):
        raise Http404
    if exemption_id is None:
        return client, None
    rows = Exemption.objects.filter(client__in=client.file_ids, pk=exemption_id)
    exemption: Exemption | None = rows.select_related("proof", "prolongs", "client").first()
    if exemption is None:
        raise Http404
    return client, exemption


def answer_days(member: Member) -> int:
    """Days within which a referral is answered, as the organisation chose."""
    return local_value(member.organisation_id, REFERRAL_ANSWER_DAYS, today()) or 0


def with_age(referrals: list[Referral], days: int) -> list[Referral]:
    """Each with `age` in days since it was last sent, and `late` when nobody answered in time."""
    for referral in referrals:
        sent = timezone.localtime(referral.sent_at).date()
        referral.age = (today() - sent).days  # type: ignore[attr-defined]
        waits = referral.state == ReferralState.SENT
        referral.late = waits and today() > sent + timedelta(days=days)  # type: ignore[attr-defined]
    return referrals
