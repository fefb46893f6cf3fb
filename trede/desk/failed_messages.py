"""Messages to clients that failed, on Vandaag of who sees messages: the outbox itself knows no names of clients."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients.deadlines import Room, Row, Rule
from trede.clients.models import Client
from trede.core.models import Member
from trede.core.roles import Can
from trede.outbox.reading import failed_of
from trede.outbox.words import purpose_words

RULE = "failed_message"


def _sentence(row: Row, today: date) -> str:
    values = {"purpose": purpose_words(row.code), "day": row.on.strftime("%d/%m/%Y")}
    return _("%(purpose)s mislukt op %(day)s") % values


def _sources(
    member: Member, mine: Collection[int], today: date, local: Mapping[str, int | None]
) -> Iterator[QuerySet[Any, dict[str, Any]]]:
    if not member.may(Can.SEE_MESSAGES):
        return
    client = Client.objects.filter(pk=OuterRef("subject"))
    findable = Client.objects.findable_by(member).filter(pk=OuterRef("subject"))
    rows: Any = (
        failed_of(member)
        .filter(Exists(findable))
        .order_by()
        .annotate(
            rule=Value(RULE, CharField()),
            client_id=F("subject"),
            object_id=F("pk"),
            on=TruncDate("failed_at"),
            code=Cast(F("purpose"), CharField()),
            last_name=Subquery(client.values("last_name")),
            first_names=Subquery(client.values("first_names")),
            number=Subquery(client.values("number")),
        )
        .values("rule", "client_id", "object_id", "on", "code", "last_name", "first_names", "number")
    )
    yield rows


ROOM = Room(
    {
        RULE: Rule(
            gettext_lazy("Mislukt bericht"),
            gettext_lazy("Opvolgen"),
            _sentence,
            lambda row: ("message", {"pk": row.object_id}),
            timedelta(days=1),
        )
    },
    _sources,
)
