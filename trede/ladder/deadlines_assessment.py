"""An assessment that gives no advice is a promise not kept: it shows after the days that the organisation chose."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients.deadlines import Row, Rule, Sources, as_rows
from trede.core.local import ASSESSMENT_ADVICE_DAYS
from trede.core.models import Member
from trede.core.periods import PlusDays
from trede.core.roles import Can
from trede.ladder.models import Assessment


def _advice(row: Row, today: date) -> str:
    said = {"kind": row.code, "day": row.on.strftime("%d/%m/%Y")}
    if row.on < today:
        return _("%(kind)s nog zonder advies, dat moest tegen %(day)s") % said
    return _("%(kind)s: advies te geven tegen %(day)s") % said


RULES: dict[str, Rule] = {
    "assessment_advice": Rule(
        gettext_lazy("Assessment zonder advies"),
        gettext_lazy("Verder werken"),
        _advice,
        lambda row: ("assessment", {"pk": row.client_id, "assessment_id": row.object_id}),
    )
}


def sources(member: Member, mine: Collection[int], today: date, local: Mapping[str, int | None]) -> Sources:
    """Running assessments of the own files, from the day they began."""
    if member.may(Can.OBSERVE):
        running = Assessment.objects.without_advice().filter(
            client__in=mine, client__closed_on=None, client__erased_at=None, starts_on__lte=today
        )
        until = PlusDays(F("starts_on"), local.get(ASSESSMENT_ADVICE_DAYS) or 0)
        yield as_rows("assessment_advice", running, until, "kind__name")
