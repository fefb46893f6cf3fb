"""Who may see which session, and which of its clients. A partner sees only the sessions in which they sit."""

from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from trede.clients.models import Client
from trede.core.models import Member
from trede.core.periods import today
from trede.core.roles import Can
from trede.orientation.models import OrientationInvitation, OrientationSession, SheetShown


def sessions_for(member: Member) -> Any:
    """Every session of the organisation for who plans; else those in which this member, or whom they cover, sits."""
    rows = OrientationSession.objects.filter(organisation=member.organisation_id)
    if member.may(Can.PLAN_SESSIONS):
        return rows
    mine = member.acts_for
    return rows.filter(Q(counsellor__in=mine) | Q(partner_counsellor__in=mine))


def unlocked(member: Member) -> Q:
    """Condition on a row of a client: the file is not locked, or this member is named for it."""
    return ~Q(client__in=Client.objects.hidden_from(member).values("pk"))


def shown(member: Member) -> ExpressionWrapper:
    """`unlocked` as a column."""
    return ExpressionWrapper(unlocked(member), output_field=BooleanField())


def seated(member: Member) -> QuerySet[OrientationInvitation]:
    """The invitations that hold a slot in a session this member may see; locked files only for who is named."""
    rows = OrientationInvitation.objects.holding().filter(slot__session__in=sessions_for(member).standing())
    return rows.filter(unlocked(member), organisation=member.organisation_id)


def seated_invitation(member: Member, pk: int) -> OrientationInvitation:
    """One of `seated`, with its session and client. Raises Http404 for any other, whatever the reason.

    `opened`: did this member open the sheet today; `next_pk`: who comes after in the same session.
    """
    rows = seated(member).select_related(
        "client__alias_of", "organisation", "slot__session__partner", "slot__session__counsellor__user"
    )
    rows = rows.select_related("slot__session__partner_counsellor__user", "decision", "entry")
    opened = SheetShown.objects.filter(invitation=OuterRef("pk"), member=member, on=today())
    later = seated(member).filter(
        slot__session=OuterRef("slot__session"), slot__begin__gt=OuterRef("slot__begin")
    )
    invitation: OrientationInvitation | None = (
        rows.annotate(opened=Exists(opened), next_pk=Subquery(later.order_by("slot__begin").values("pk")[:1]))
        .filter(pk=pk)
        .first()
    )
    if invitation is None:
        raise Http404
    return invitation


def head_of(client: Client) -> Client:
    """The file itself, or the one that it was merged into."""
    return client.alias_of or client
