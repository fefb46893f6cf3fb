"""What is due in the catalogue: offers that somebody should confirm again. They concern no client."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, CharField, DateField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from trede.clients.deadlines import Row, Rule, Sources
from trede.core.models import Member
from trede.core.roles import Can
from trede.offers.fresh import freshness
from trede.offers.models import Offer, OfferStatus

OWN, NOBODYS = "offer_confirm", "offers_confirm"


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

    One query over the catalogue, none where nothing is stale. What is offered elsewhere is not asked.
    """
    if not member.may(Can.READ_OFFERS):
        return
    stale = _stale(member, today)
    if own := [pk for pk, owner, _day in stale if owner in member.acts_for]:
        yield _rows(OWN, Offer.objects.filter(pk__in=own), F("name"), _asked_on(stale, own, today))
    left = [pk for pk, owner, _day in stale if owner is None]
    if left and member.may(Can.EDIT_OFFERS):
        one = Offer.objects.filter(pk=min(left))
        yield _rows(NOBODYS, one, Value(str(len(left))), _asked_on(stale, left, today))


Stale = list[tuple[int, int | None, date | None]]


def _stale(member: Member, today: date) -> Stale:
    """(offer, who keeps it, since when it should be asked) of what is offered here."""
    rows = Offer.objects.of(member).living(today).filter(status=OfferStatus.OFFERED)
    facts = rows.order_by("pk").values_list("pk", "owner_id", "confirmed_on", "confirm_months")
    found = ((pk, owner, freshness(on, months, today)) for pk, owner, on, months in facts)
    return [(pk, owner, fresh.ask_on) for pk, owner, fresh in found if not fresh.is_fresh]


def _asked_on(stale: Stale, pks: Collection[int], today: date) -> date:
    """Since when the oldest of them waits; what nobody ever confirmed waits from today."""
    return min((day for pk, _owner, day in stale if pk in pks and day), default=today)


def _rows(rule: str, rows: QuerySet[Any], code: Any, on: date) -> QuerySet[Any, dict[str, Any]]:
    """As `clients.deadlines.as_rows`, of what concerns nobody in particular: client 0, without a name."""
    return (
        rows.order_by()
        .annotate(
            rule=Value(rule, CharField()),
            client_id=Value(0, BigIntegerField()),
            object_id=F("pk"),
            on=Cast(Value(on), DateField()),
            code=Cast(code, CharField()),
            last_name=Value("", CharField()),
            first_names=Value("", CharField()),
            number=Value(0, IntegerField()),
        )
        .values("rule", "client_id", "object_id", "on", "code", "last_name", "first_names", "number")
    )
