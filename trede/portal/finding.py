"""From a link or a code to the invitation, in whatever state: the page then says what still can be done."""

from datetime import date

from django.db.models import QuerySet

from trede.orientation import tokens
from trede.orientation.models import OrientationInvitation


def behind_link(token: str) -> OrientationInvitation | None:
    """The invitation behind a link, also one that takes no answer any more; one query."""
    return tokens.with_token(_invitations(), token)


def behind_code(code: str, born: date) -> OrientationInvitation | None:
    """The invitation with this code, of somebody born on this day."""
    return tokens.with_code(_invitations(), code, born)


def _invitations() -> QuerySet[OrientationInvitation]:
    rows: QuerySet[OrientationInvitation] = OrientationInvitation.objects.filter(client__erased_at=None)
    return rows.select_related(
        "slot__session__counsellor__user",
        "slot__session__partner_counsellor__user",
        "slot__session__partner",
        "organisation",
        "entry",
        "client",
    )
