"""What is due around editions: free places with people waiting, attendance and results to note, broken promises."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients.deadlines import Row, Rule, Sources, as_rows
from trede.core.models import Member
from trede.core.roles import Can
from trede.offers.models import SEATED, Edition, EditionSession, Participation, ParticipationState

# To fill a place that is free somebody must be reached and get ready.
FILL = timedelta(days=14)
CLOSES = timedelta(days=7)
# What was never noted so long ago is history.
OLDEST = timedelta(days=365)


def _free(row: Row, today: date) -> str:
    values = {"name": row.code, "day": _day(row.on)}
    return _("%(name)s begint op %(day)s: er is plaats en er wachten mensen") % values


def _closes(row: Row, today: date) -> str:
    values = {"name": row.code, "day": _day(row.on)}
    return _("%(name)s: inschrijven kan tot en met %(day)s, er is nog plaats") % values


def _unmarked(row: Row, today: date) -> str:
    return _("%(name)s: noteer wie er was op %(day)s") % {"name": row.code, "day": _day(row.on)}


def _promise(row: Row, today: date) -> str:
    return _("Plaats beloofd tegen %(day)s: %(name)s") % {"name": row.code, "day": _day(row.on)}


def _results(row: Row, today: date) -> str:
    return _("%(name)s eindigde op %(day)s: noteer de resultaten") % {"name": row.code, "day": _day(row.on)}


def _day(value: date) -> str:
    return value.strftime("%d/%m/%Y")


def _edition(row: Row) -> tuple[str, dict[str, object]]:
    return "edition", {"edition_id": row.object_id}


RULES: dict[str, Rule] = {
    "edition_free": Rule(
        gettext_lazy("Vrije plaats in een reeks"), gettext_lazy("Plaats geven"), _free, _edition
    ),
    "edition_closes": Rule(
        gettext_lazy("Inschrijvingen sluiten"),
        gettext_lazy("Inschrijven"),
        _closes,
        lambda row: ("edition_enrol", {"edition_id": row.object_id}),
    ),
    "edition_unmarked": Rule(
        gettext_lazy("Sessie zonder aanwezigheid"), gettext_lazy("Noteren"), _unmarked, _edition
    ),
    "edition_promise": Rule(
        gettext_lazy("Beloofde plaats"),
        gettext_lazy("Bekijken"),
        _promise,
        lambda row: ("file_offers", {"pk": row.client_id}),
    ),
    "edition_results": Rule(
        gettext_lazy("Reeks zonder resultaten"),
        gettext_lazy("Noteren"),
        _results,
        lambda row: ("edition_finish", {"edition_id": row.object_id}),
    ),
}


def sources(member: Member, mine: Collection[int], today: date, local: Mapping[str, int | None]) -> Sources:
    """Editions that this member leads, or that nobody leads; promises to the clients whom this member follows."""
    if not member.may(Can.RUN_GROUPS):
        return
    led = Edition.objects.of(member).filter(
        Q(leader__in=member.acts_for) | Q(leader=None), cancelled_on=None, for_hosts=False
    )
    with_room = led.annotate(taken=_count(state__in=SEATED)).filter(taken__lt=F("places"))
    free = with_room.filter(_someone_waits(), starts_on__range=(today, today + FILL))
    yield _editions("edition_free", free, "starts_on")
    closing = with_room.filter(enrol_until__range=(today, today + CLOSES), ends_on__gte=today)
    yield _editions("edition_closes", closing, "enrol_until")
    yield _unmarked_sessions(led, today)
    over = led.filter(Exists(_seated()), ends_on__range=(today - OLDEST, today - timedelta(days=1)))
    yield _editions("edition_results", over, "ends_on")
    yield _promised(mine, today)


def _count(**state: Any) -> Any:
    rows = Participation.objects.filter(edition=OuterRef("pk"), **state).order_by().values("edition")
    counted = rows.annotate(found=Count("pk")).values("found")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())


def _seated() -> QuerySet[Any]:
    return Participation.objects.filter(edition=OuterRef("pk"), state__in=SEATED)


def _someone_waits() -> Exists:
    waiting = Participation.objects.filter(
        Q(edition=OuterRef("pk")) | Q(edition=None),
        offer=OuterRef("offer"),
        organisation=OuterRef("organisation"),
        state=ParticipationState.WAITING,
        client__closed_on=None,
    )
    return Exists(waiting)


def _unmarked_sessions(led: Any, today: date) -> QuerySet[Any, dict[str, Any]]:
    sessions = EditionSession.objects.filter(
        edition__in=led.values("pk"),
        cancelled_on=None,
        on__range=(today - OLDEST, today - timedelta(days=1)),
        presences=None,
    )
    seated = Participation.objects.filter(edition=OuterRef("edition"), state__in=SEATED)
    return _nameless("edition_unmarked", sessions.filter(Exists(seated)), F("edition"), "on", "edition__name")


def _promised(mine: Collection[int], today: date) -> QuerySet[Any, dict[str, Any]]:
    waiting = Participation.objects.filter(
        client__in=mine, client__closed_on=None, state=ParticipationState.WAITING, promised_on__lt=today
    )
    return as_rows("edition_promise", waiting, "promised_on", "offer__name")


def _editions(rule: str, rows: Any, on: str) -> QuerySet[Any, dict[str, Any]]:
    return _nameless(rule, rows, F("pk"), on, "name")


def _nameless(rule: str, rows: Any, object_id: Any, on: str, code: str) -> QuerySet[Any, dict[str, Any]]:
    """Rows of no client: the columns of `as_rows`, with an empty name and the number 0."""
    found: QuerySet[Any, dict[str, Any]] = (
        rows.order_by()
        .annotate(
            rule=Value(rule, CharField()),
            client_id=Value(0, BigIntegerField()),
            object_id=object_id,
            code=Cast(F(code), CharField()),
            last_name=Value("", CharField()),
            first_names=Value("", CharField()),
            number=Value(0, IntegerField()),
        )
        .annotate(**{} if on == "on" else {"on": F(on)})
        .values("rule", "client_id", "object_id", "on", "code", "last_name", "first_names", "number")
    )
    return found
