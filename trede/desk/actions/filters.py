"""Saved filters: kept by name, shared with a team, put away."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.core import events
from trede.core.errors import CaseError
from trede.core.models import Member, TeamMembership
from trede.desk.models import SavedFilter


@transaction.atomic
def save_filter(*, name: str, params: dict[str, str], shared: bool, by: Member) -> SavedFilter:
    """Keep a filter under a name; the same name replaces it. Raises CaseError: no name, or no team to share with."""
    name = " ".join(name.split())[:60]
    if not name:
        raise CaseError(_("Geef de filter een naam, bijvoorbeeld Werkrecht loopt af."))
    team = TeamMembership.objects.current().filter(member=by).values_list("team", flat=True).first()
    if shared and team is None:
        raise CaseError(_("U zit in geen enkel team. Bewaar de filter voor uzelf, of vraag de beheerder."))
    saved, _made = SavedFilter.objects.update_or_create(
        member=by,
        name=name,
        ended_at=None,
        defaults={
            "organisation_id": by.organisation_id,
            "params": params,
            "team_id": team if shared else None,
        },
    )
    events.record(
        "filter.saved",
        saved,
        by=by,
        organisation_id=by.organisation_id,
        after={"name": name, "params": params, "team": saved.team_id},
    )
    return saved


@transaction.atomic
def end_filter(saved: SavedFilter, *, by: Member) -> SavedFilter:
    """Put a filter away. Raises CaseError when it belongs to a colleague."""
    if saved.member_id != by.pk:
        raise CaseError(_("Deze filter is van een collega. Vraag aan wie hem deelde om hem weg te halen."))
    saved.ended_at = timezone.now()
    saved.save(update_fields=["ended_at"])
    events.record(
        "filter.ended", saved, by=by, organisation_id=by.organisation_id, before={"name": saved.name}
    )
    return saved
