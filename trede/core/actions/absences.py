"""Being away, and who works in the files meanwhile. No reason is kept."""

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from trede.core import events, promises
from trede.core.actions.members import check_same_organisation
from trede.core.ends import end_period
from trede.core.errors import CaseError, NotAllowed
from trede.core.models import Absence, Member, TeamMembership
from trede.core.periods import today
from trede.core.roles import Can, Role


def members_recordable_by(member: Member) -> QuerySet[Member]:
    """Whose absence this member may note: the own; with MANAGE_MEMBERS everybody's; a team lead's teams."""
    working = Member.objects.working().filter(organisation=member.organisation_id).select_related("user")
    if member.may(Can.MANAGE_MEMBERS):
        return working
    if Role.TEAMLEIDER not in member.roles:
        return working.filter(pk=member.pk)
    led = TeamMembership.objects.current().filter(member=member, leads=True).values("team")
    in_team = TeamMembership.objects.current().filter(team__in=led).values("member")
    return working.filter(Q(pk=member.pk) | Q(pk__in=in_team))


def _check_may(by: Member, member: Member) -> None:
    check_same_organisation(by, member.organisation_id)
    if by.pk != member.pk and not members_recordable_by(by).filter(pk=member.pk).exists():
        raise NotAllowed(_("U kunt enkel uw eigen afwezigheid noteren, of die van uw team."))


@transaction.atomic
def record_absence(
    member: Member, *, by: Member, starts_on: date, ends_on: date | None, cover: Member | None
) -> Absence:
    """Note that a member is away; the cover works in those files on those days.

    Raises CaseError when the days overlap another absence, or the cover is away as well or does not work then.
    """
    _check_may(by, member)
    if cover:
        _check_cover(member, cover, starts_on, ends_on)
    absence = Absence(member=member, starts_on=starts_on, ends_on=ends_on, cover=cover)
    absence.full_clean(exclude=["member", "cover"])
    with promises.explained(), transaction.atomic():
        absence.save(force_insert=True)
    after = {"starts_on": starts_on, "ends_on": ends_on, "cover": cover.pk if cover else None}
    events.record("absence.noted", member, by=by, organisation_id=member.organisation_id, after=after)
    return absence


def _check_cover(member: Member, cover: Member, starts_on: date, ends_on: date | None) -> None:
    last = ends_on or date.max
    if cover.pk == member.pk:
        raise CaseError(_("Kies een collega als vervanger, niet dezelfde persoon."))
    check_same_organisation(member, cover.organisation_id)
    if cover.ends_on and cover.ends_on < (ends_on or starts_on):
        raise CaseError(_("De vervanger werkt dan niet meer voor uw organisatie. Kies iemand anders."))
    away = Absence.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=starts_on), member=cover)
    if away.filter(starts_on__lte=last).exists():
        raise CaseError(_("De vervanger is in die dagen zelf afwezig. Kies iemand anders."))


@transaction.atomic
def end_absence(absence: Absence, *, by: Member, last_day: date) -> Absence:
    """Back earlier (or later) than noted; an absence that had not begun is dropped."""
    _check_may(by, absence.member)
    if absence.ends_on and absence.ends_on < today():
        raise CaseError(_("Deze afwezigheid is al voorbij."))
    change = end_period(absence, last_day=last_day)
    events.record(
        "absence.ended", absence.member, by=by, organisation_id=absence.member.organisation_id, **change
    )
    return absence
