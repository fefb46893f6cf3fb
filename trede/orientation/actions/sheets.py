"""Opening the session sheet: which fields were shown to whom is kept, beside the access log."""

from django.db import transaction
from django.utils.translation import gettext as _

from trede.core import events
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today
from trede.orientation.models import OrientationInvitation, SheetShown
from trede.orientation.sheet import FIELDS, sheet_is_open


@transaction.atomic
def open_sheet(invitation: OrientationInvitation, *, by: Member) -> SheetShown:
    """Note that the sheet is shown to this member today; once a day, whatever the clicks.

    The caller fetched the invitation through `seeing.seated_invitation`, which is the right to see it. Raises
    CaseError outside the days of the session.
    """
    session = invitation.slot.session
    if not sheet_is_open(session.on, today(), closed=session.closed_at is not None):
        raise CaseError(_("Het blad opent twee dagen voor de zitting en sluit samen met de zitting."))
    shown, made = SheetShown.objects.get_or_create(
        invitation=invitation,
        member=by,
        on=today(),
        defaults={
            "organisation_id": invitation.organisation_id,
            "client_id": invitation.client_id,
            "fields": ",".join(FIELDS),
        },
    )
    if made:
        events.record(
            "sheetshown.opened",
            shown,
            by=by,
            organisation_id=invitation.organisation_id,
            subject=invitation.client_id,
            after={"fields": shown.fields, "invitation": invitation.pk},
        )
    return shown
