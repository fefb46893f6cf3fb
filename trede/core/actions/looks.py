"""The DPO reviews every look outside the own caseload."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.core import events
from trede.core.actions.members import check_same_organisation
from trede.core.errors import CaseError
from trede.core.models import Look, Member


@transaction.atomic
def review_look(look: Look, *, by: Member, justified: bool, remark: str) -> Look:
    """Say whether a look was justified. A look that was not needs a remark.

    Raises CaseError for the own look, without a needed remark, or when a colleague reviewed it before.
    """
    check_same_organisation(by, look.organisation_id)
    if look.member.user_id == by.user_id:
        raise CaseError(_("U kunt uw eigen inzage niet nakijken. Laat dat aan een andere DPO."))
    remark = remark.strip()
    if not justified and not remark:
        raise CaseError(_("Schrijf in één regel waarom deze inzage niet gerechtvaardigd was."))
    waiting = Look.objects.filter(pk=look.pk, reviewed_at=None)
    now = timezone.now()
    if not waiting.update(reviewed_by=by, reviewed_at=now, justified=justified, remark=remark[:300]):
        raise CaseError(_("Een collega heeft deze inzage al nagekeken."))
    # Under the organisation: what the DPO thinks of a colleague is no part of the client's file.
    events.record(
        "look.reviewed",
        look,
        by=by,
        organisation_id=look.organisation_id,
        after={"justified": justified},
        note=remark,
    )
    look.refresh_from_db()
    return look
