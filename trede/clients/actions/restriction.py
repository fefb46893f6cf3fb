"""GDPR 18: a file may be kept but not used while something is being settled."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.clients.actions.facts import add_fact
from trede.clients.models import Client, Restriction, Source
from trede.core import events, versions
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today


def restriction_of(client: Client) -> Restriction | None:
    """The restriction that holds today on this file or on a part merged into it."""
    return Restriction.objects.current().filter(client__in=client.file_ids).order_by("pk").first()


@transaction.atomic
def restrict_file(
    client: Client, *, by: Member, ground: str, starts_on: date | None = None, ends_on: date | None = None
) -> Restriction:
    """Allow no changes from `starts_on` to `ends_on` (inclusive). Raises CaseError or ValidationError."""
    restriction = Restriction(
        client=client,
        ground=ground.strip(),
        starts_on=starts_on or today(),
        ends_on=ends_on,
        source=Source.WORKER,
    )
    add_fact(restriction, by=by)
    return restriction


@transaction.atomic
def lift_restriction(restriction: Restriction, *, by: Member, expected: int, because: str) -> Restriction:
    """The file may be used again, at once. Raises CaseError, or Conflict when somebody was first."""
    if not because.strip():
        raise CaseError(_("Schrijf waarom de beperking niet meer nodig is."))
    yesterday = today() - timedelta(days=1)
    values: dict[str, object] = {"ends_on": yesterday}
    if restriction.starts_on > yesterday:
        # It began today: a last day before its first cannot be, so it is taken back with its reason.
        values = {"retracted_at": timezone.now(), "retracted_because": because.strip()}
    before, after = versions.save_checked(restriction, expected=expected, values=values)
    events.record(
        "restriction.ended",
        restriction,
        by=by,
        organisation_id=restriction.organisation_id,
        subject=restriction.client_id,
        before=before,
        after=after,
        note=because.strip(),
    )
    return restriction
