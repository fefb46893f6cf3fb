"""Who may guide, each with the weighted caseload of today and whether they are away."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from trede.clients.models import CaseAssignment, CaseRole
from trede.core.models import Member, Organisation
from trede.core.roles import Role
from trede.orientation.caseload import NEW_MONTHS, Load, Weight, weigh
from trede.rules.dates import add_months

GUIDING = (Role.TRAJECTBEGELEIDER, Role.TEAMLEIDER, Role.DIENSTHOOFD)


@dataclass(frozen=True, slots=True)
class Guide:
    member: Member
    weight: Weight
    away: str

    @property
    def label(self) -> str:
        """Name, weight, from what it is made, and until when away."""
        said = _("%(name)s – telt als %(weight)s (%(why)s)") % {
            "name": self.member.name,
            "weight": self.weight.words,
            "why": self.weight.why,
        }
        return f"{said} – {self.away}" if self.away else said


def guides_of(organisation: Organisation, on: date) -> list[Guide]:
    """The members who guide here today, the lightest caseload first, who is away last. One query."""
    members = (
        Member.objects.of(organisation).working(on).with_role(*GUIDING).with_absence().select_related("user")
    )
    since = add_months(on, -NEW_MONTHS)
    counted = members.annotate(
        load_files=_files(on),
        load_new=_files(on, starts_on__gt=since),
        load_interpreter=_files(on, client__interpreter_needed=True),
    )
    guides = [Guide(one, weigh(_load(one)), _away(one)) for one in counted]
    return sorted(guides, key=lambda one: (bool(one.away), one.weight.total, one.member.name))


def _files(on: date, **narrower: object) -> Coalesce:
    """How many open files the member of the row guides on a day, of those that `narrower` leaves."""
    rows = CaseAssignment.objects.on(on).filter(
        member=OuterRef("pk"),
        role=CaseRole.GUIDE,
        client__closed_on=None,
        client__erased_at=None,
        **narrower,
    )
    counted = rows.order_by().values("member").annotate(files=Count("client", distinct=True))
    return Coalesce(Subquery(counted.values("files")), 0)


def _load(member: Any) -> Load:
    return Load(member.load_files, member.load_new, member.load_interpreter)


def _away(member: Member) -> str:
    absence = member.absence_now
    if absence is None:
        return ""
    if absence.ends_on is None:
        return _("afwezig")
    return _("afwezig tot en met %(day)s") % {"day": absence.ends_on.strftime("%d/%m/%Y")}
