"""What is due in the catalogue: offers that somebody should confirm again. They concern no client."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    DateField,
    F,
    IntegerField,
    Min,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from trede.clients.deadlines import Row, Rule, Sources
from trede.core.models import Member
from trede.core.periods import PlusDays
from trede.core.roles import Can
from trede.offers.fresh import LONGEST_MONTHS, stale_before
from trede.offers.models import Offer, OfferStatus

OWN, NOBODYS = "offer_confirm", "offers_confirm"
COLUMNS = ("rule", "client_id", "object_id", "on", "code", "last_name", "first_names", "number")
MONTHS = range(1, LONGEST_MONTHS + 1)


def _own(row: Row, today: date) -> str:
    return _("Aanbod “%(name)s”: klopt het nog?") % {"name": row.code}


def _nobodys(row: Row, today: date) -> str:
    count = int(row.code)
    words = ngettext(
        "%(count)s aanbod zonder verantwoordelijke: klopt het nog?",
        "%(count)s keer aanbod zonder verantwoordelijke: klopt het nog?",
        count,
    )
    return words % {"count": count}


RULES: dict[str, Rule] = {
    OWN: Rule(
        gettext_lazy("Aanbod te bevestigen"),
        gettext_lazy("Nakijken"),
        _own,
        lambda row: ("offer", {"offer_id": row.object_id}),
    ),
    NOBODYS: Rule(
        gettext_lazy("Aanbod te bevestigen"),
        gettext_lazy("Nakijken"),
        _nobodys,
        lambda row: ("offers", {}),
    ),
}


def sources(member: Member, mine: Collection[int], today: date, local: Mapping[str, int | None]) -> Sources:
    """The stale offers of who keeps them; for who edits the catalogue one row for all that nobody keeps.

    What is offered elsewhere is not asked.
    """
    if not member.may(Can.READ_OFFERS):
        return
    stale = stale_offers(Offer.objects.of(member), today).annotate(on=_asked_on(today))
    kept = stale.filter(owner__in=member.acts_for).annotate(object_id=F("pk"), code=Cast("name", CharField()))
    yield kept.annotate(**_of_nobody(OWN)).values(*COLUMNS)
    if member.may(Can.EDIT_OFFERS):
        left = stale.filter(owner=None).values("organisation").annotate(object_id=Min("pk"), first=Min("on"))
        counted = left.annotate(code=Cast(Count("pk"), CharField()), **_of_nobody(NOBODYS))
        yield counted.values(*(name if name != "on" else "first" for name in COLUMNS))


def stale_offers(rows: QuerySet[Any], today: date) -> Any:
    """Of these what is offered here and nobody confirmed lately; the same as `freshness`, in the database."""
    limit = Case(
        *(When(confirm_months=months, then=Value(stale_before(months, today))) for months in MONTHS),
        output_field=DateField(),
    )
    here = rows.filter(Q(stopped_on=None) | Q(stopped_on__gt=today), status=OfferStatus.OFFERED)
    return here.filter(Q(confirmed_on=None) | Q(confirmed_on__lte=limit)).order_by()


def _asked_on(today: date) -> Case:
    """Since when it waits, to within a few days; what nobody ever confirmed waits from today."""
    waits = [
        When(confirm_months=months, then=PlusDays("confirmed_on", (today - stale_before(months, today)).days))
        for months in MONTHS
    ]
    never = When(confirmed_on=None, then=Cast(Value(today), DateField()))
    return Case(never, *waits, output_field=DateField())


def _of_nobody(rule: str) -> dict[str, Any]:
    """The columns of a row that concerns no client: client 0, without a name."""
    return {
        "rule": Value(rule, CharField()),
        "client_id": Value(0, BigIntegerField()),
        "last_name": Value("", CharField()),
        "first_names": Value("", CharField()),
        "number": Value(0, IntegerField()),
    }
