"""From a link or a code to the invitation, in whatever state: the page then says what still can be done."""

from datetime import date

from django.db.models import Q, QuerySet

from trede.orientation import tokens
from trede.orientation.models import OrientationInvitation

LONGEST_TOKEN = 100


def behind_link(token: str) -> OrientationInvitation | None:
    """The invitation behind a link, also one that takes no answer any more; one query."""
    if not token or len(token) > LONGEST_TOKEN:
        return None
    return _invitations().filter(token_hash=tokens.hash_of(token)).first()


def behind_code(code: str, born: date) -> OrientationInvitation | None:
    """The invitation with this code, of somebody born on this day."""
    plain = tokens.plain_code(code)
    if not plain:
        return None
    birthday = Q(client__birth_date=born) | Q(client__alias_of__birth_date=born)
    return _invitations().filter(birthday, code_hash=tokens.hash_of(plain)).first()


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
