"""What is due on a file: a projection of its facts, never stored. The desk lists them; the file shows its own."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, TruncDate
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients import models as m
from trede.clients.limit_words import limit_words
from trede.core.local import PERMIT_WARNING_DAYS
from trede.core.models import Member
from trede.core.roles import Can

# What ran out longer ago than this is history, not something to do.
OLDEST = timedelta(days=365)
LICENCE_WARNING = timedelta(days=60)
LEEFLOON_WARNING = timedelta(days=30)
LIMIT_WARNING = timedelta(days=30)
# A new advice of VDAB takes months.
TICKET_WARNING = timedelta(days=183)
# A paper past its term, a rung and an offer that nobody looked at: they can wait a day longer.
HABITS = frozenset({"document", "ladder_look", "offer_confirm", "offers_confirm"})
# After a returned letter somebody looks for the new address within a week.
ADDRESS_CHECK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Row:
    """What a rule needs to know: which file, which record, the date it counts from, and a code."""

    rule: str
    client_id: int
    object_id: int
    on: date
    code: str
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something due: by which rule, on whose file, when, in one sentence, and the one button."""

    rule: str
    client_id: int
    object_id: int
    due: date
    sentence: str
    name: str
    number: int
    action: str
    url_name: str
    url_args: Mapping[str, object]

    @property
    def url(self) -> str:
        """Where the button leads; "" while no room brings that page."""
        try:
            return reverse(self.url_name, kwargs=dict(self.url_args))
        except NoReverseMatch:
            return ""


@dataclass(frozen=True, slots=True)
class Rule:
    """`label` names the rule; `due` is the day on which it is late, counted from the row's date."""

    label: str | Promise
    action: str | Promise
    sentence: Callable[[Row, date], str]
    url: Callable[[Row], tuple[str, dict[str, object]]]
    after: timedelta = timedelta(0)


def _expiry(row: Row, today: date, gone: str, coming: str) -> str:
    return (gone if row.on < today else coming) % {"day": row.on.strftime("%d/%m/%Y")}


def _work_right(row: Row, today: date) -> str:
    return _expiry(
        row,
        today,
        _("Document om te werken verviel op %(day)s"),
        _("Document om te werken vervalt op %(day)s"),
    )


def _licence(row: Row, today: date) -> str:
    kind = dict(m.DrivingLicence.Kind.choices).get(row.code, row.code)
    gone, coming = _("Rijbewijs %(kind)s verviel op"), _("Rijbewijs %(kind)s vervalt op")
    return f"{(gone if row.on < today else coming) % {'kind': kind}} {row.on.strftime('%d/%m/%Y')}"


def _ticket(row: Row, today: date) -> str:
    kind = dict(m.TicketKind.choices).get(row.code, row.code)
    gone, coming = _("Ticket van VDAB verviel op %(day)s"), _("Ticket van VDAB vervalt op %(day)s")
    return f"{_expiry(row, today, gone, coming)}: {kind}"


def _limit(row: Row, today: date) -> str:
    gone = _("Functionele beperking liep tot en met %(day)s")
    coming = _("Functionele beperking loopt tot en met %(day)s")
    return f"{_expiry(row, today, gone, coming)}: {limit_words(row.code, None).lower()}"


def _leefloon(row: Row, today: date) -> str:
    return _expiry(row, today, _("Leefloon liep tot en met %(day)s"), _("Leefloon loopt tot en met %(day)s"))


def _returned(row: Row, today: date) -> str:
    return _("Post kwam terug op %(day)s: kijk het adres na") % {"day": row.on.strftime("%d/%m/%Y")}


def _document(row: Row, today: date) -> str:
    kind = dict(m.DocumentKind.choices).get(row.code, "")
    return _("%(kind)s: mocht bewaard worden tot %(day)s") % {
        "kind": kind,
        "day": row.on.strftime("%d/%m/%Y"),
    }


def _signal(row: Row, today: date) -> str:
    kind = dict(m.SignalKind.choices).get(row.code, "")
    return _("Signaal: %(kind)s, gemeld op %(day)s") % {"kind": kind, "day": row.on.strftime("%d/%m/%Y")}


def _add(slug: str) -> Callable[[Row], tuple[str, dict[str, object]]]:
    return lambda row: ("fact_add", {"pk": row.client_id, "slug": slug})


RULES: dict[str, Rule] = {
    "work_right": Rule(
        gettext_lazy("Document om te werken"),
        gettext_lazy("Vernieuwen"),
        _work_right,
        _add("werkrecht"),
    ),
    "licence": Rule(gettext_lazy("Rijbewijs"), gettext_lazy("Vernieuwen"), _licence, _add("rijbewijs")),
    "leefloon": Rule(gettext_lazy("Leefloon"), gettext_lazy("Vervolg noteren"), _leefloon, _add("inkomen")),
    "ticket": Rule(
        gettext_lazy("Ticket van VDAB"), gettext_lazy("Nieuw ticket noteren"), _ticket, _add("ticket")
    ),
    "functional_limit": Rule(
        gettext_lazy("Functionele beperking"), gettext_lazy("Nakijken"), _limit, _add("beperking")
    ),
    "returned_post": Rule(
        gettext_lazy("Teruggekomen post"),
        gettext_lazy("Nakijken"),
        _returned,
        lambda row: ("file_person", {"pk": row.client_id}),
        ADDRESS_CHECK,
    ),
    "signal": Rule(
        gettext_lazy("Signaal"),
        gettext_lazy("Bevestigen"),
        _signal,
        lambda row: ("signal_acknowledge", {"signal_id": row.object_id}),
    ),
    "document": Rule(
        gettext_lazy("Document"),
        gettext_lazy("Nakijken"),
        _document,
        lambda row: ("document_change", {"pk": row.client_id, "document_id": row.object_id}),
    ),
}


Sources = Iterator[QuerySet[Any, dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Room:
    """What a later room finds due: its rules by name, and where their rows come from (`as_rows`).

    `sources(member, mine, today, local)`: `mine` are the clients whose files this member works in.
    """

    rules: Mapping[str, Rule]
    sources: Callable[[Member, Collection[int], date, Mapping[str, int | None]], Sources]


def deadline(row: Row, today: date, rules: Mapping[str, Rule] = RULES) -> Deadline:
    """The deadline that a row makes."""
    rule = rules[row.rule]
    name, args = rule.url(row)
    return Deadline(
        rule=row.rule,
        client_id=row.client_id,
        object_id=row.object_id,
        due=row.on + rule.after,
        sentence=rule.sentence(row, today),
        name=row.name,
        number=row.number,
        action=str(rule.action),
        url_name=name,
        url_args=args,
    )


def warning_ends(today: date, local: Mapping[str, int | None]) -> dict[str, date]:
    """Until which day each rule looks ahead."""
    permit = timedelta(days=local.get(PERMIT_WARNING_DAYS) or 60)
    return {
        "work_right": today + permit,
        "licence": today + LICENCE_WARNING,
        "leefloon": today + LEEFLOON_WARNING,
        "ticket": today + TICKET_WARNING,
        "functional_limit": today + LIMIT_WARNING,
        "returned_post": today,
        "signal": today,
        "document": today,
    }


def due_for(
    member: Member,
    mine: Collection[int],
    *,
    today: date,
    local: Mapping[str, int | None],
    limit: int = 60,
    rooms: Sequence[Room] = (),
) -> tuple[list[Deadline], bool]:
    """What is due in the files of `mine` (`caseload_ids`), the oldest first, and whether there is more.

    One query, in which what is only a habit never takes the place of what was promised.

    `rooms`: the later rooms that find something due as well.
    """
    sources = _sources(member, mine, today, warning_ends(today, local))
    rules = dict(RULES)
    for room in rooms:
        rules.update(room.rules)
        sources += list(room.sources(member, mine, today, local))
    if not sources:
        return [], False
    first, *others = [_ranked(one) for one in sources]
    rows = first.union(*others, all=True).order_by("rank", "on", "client_id")[: limit + 1]
    found = [deadline(_row(values), today, rules) for values in rows]
    return sorted(found[:limit], key=lambda one: (one.due, one.client_id)), len(found) > limit


def _ranked(rows: QuerySet[Any, dict[str, Any]]) -> QuerySet[Any, dict[str, Any]]:
    """With a last column: 0 for what was promised, 1 for a habit."""
    return rows.annotate(rank=Value(int(_rule_of(rows) in HABITS), IntegerField()))


def _rule_of(rows: QuerySet[Any, dict[str, Any]]) -> str:
    """The name of its rule, a constant in every row; "" where it is worked out per row."""
    return str(getattr(rows.query.annotations["rule"], "value", ""))


def _row(values: Mapping[str, Any]) -> Row:
    return Row(
        rule=values["rule"],
        client_id=values["client_id"],
        object_id=values["object_id"],
        on=values["on"],
        code=values["code"],
        name=f"{values['last_name']} {values['first_names']}".strip(),
        number=values["number"],
    )


def _sources(
    member: Member, mine: Collection[int], today: date, ends: Mapping[str, date]
) -> list[QuerySet[Any, dict[str, Any]]]:
    sources = []
    if member.may(Can.READ_EVERY_FILE):
        # Who helps with every file writes the letters, and leaves the rest to who follows the client.
        everyone = m.Client.objects.visible_to(member).open().filter(pk=OuterRef("client"))
        back = m.Address.objects.filter(Exists(everyone), organisation=member.organisation_id)
        sources.append(_returned_post(back, today))
    elif member.may(Can.WRITE_FILE):
        sources += list(_own_files(member, mine, today, ends))
    if member.may(Can.ACKNOWLEDGE_SIGNALS):
        sources.append(_signals(member))
    return sources


def _own_files(
    member: Member, mine: Collection[int], today: date, ends: Mapping[str, date]
) -> Iterator[QuerySet[Any, dict[str, Any]]]:
    own = {"client__in": mine, "client__closed_on": None, "client__erased_at": None}
    runs_out: dict[str, Any] = {"ends_on__gte": today - OLDEST, **own}
    rights = m.WorkRight.objects.filter(ends_on__lte=ends["work_right"], **runs_out)
    yield as_rows("work_right", _last_of(m.WorkRight, rights), "ends_on")
    licences = m.DrivingLicence.objects.filter(ends_on__lte=ends["licence"], **runs_out)
    yield as_rows("licence", _last_of(m.DrivingLicence, licences, "kind"), "ends_on", "kind")
    spells = m.IncomeSpell.objects.filter(
        kind__in=m.household.LIVING_WAGE, ends_on__range=(today, ends["leefloon"]), **own
    )
    yield as_rows("leefloon", _last_of(m.IncomeSpell, spells, "kind"), "ends_on")
    yield _returned_post(m.Address.objects.filter(**own), today)
    if member.may(Can.READ_CONFIDENTIAL):
        tickets = m.Ticket.objects.filter(ends_on__lte=ends["ticket"], **runs_out)
        yield as_rows("ticket", _last_of(m.Ticket, tickets, "kind"), "ends_on", "kind")
        limits = m.FunctionalLimit.objects.filter(ends_on__range=(today, ends["functional_limit"]), **own)
        yield as_rows("functional_limit", _last_of(m.FunctionalLimit, limits, "kind"), "ends_on", "kind")
        past = m.Document.objects.standing().filter(keep_until__lt=today, **own)
        yield as_rows("document", past, "keep_until", "kind")


def _returned_post(addresses: QuerySet[Any, Any], today: date) -> QuerySet[Any, dict[str, Any]]:
    back = addresses.filter(returned_on__isnull=False, retracted_at=None)
    return as_rows("returned_post", back.filter(Q(ends_on=None) | Q(ends_on__gte=today)), "returned_on")


def _last_of(kind: Any, rows: QuerySet[Any], *same: str) -> QuerySet[Any]:
    """Only where no later period follows: then nothing is left to do."""
    later = kind.objects.standing().filter(client=OuterRef("client"), starts_on__gt=OuterRef("starts_on"))
    for name in same:
        later = later.filter(**{name: OuterRef(name)})
    return rows.filter(~Exists(later), retracted_at=None)


def _signals(member: Member) -> QuerySet[Any, dict[str, Any]]:
    findable = m.Client.objects.findable_by(member).filter(pk=OuterRef("client"))
    waiting = m.Signal.objects.waiting().filter(Exists(findable), organisation=member.organisation_id)
    return as_rows("signal", waiting, TruncDate("recorded_at"), "kind")


def as_rows(rule: str, rows: QuerySet[Any], on: Any, code: str = "") -> QuerySet[Any, dict[str, Any]]:
    """The same columns for every rule, so that one query asks them all."""
    return (
        rows.order_by()
        .annotate(
            rule=Value(rule, CharField()),
            object_id=F("pk"),
            on=F(on) if isinstance(on, str) else on,
            code=Cast(F(code), CharField()) if code else Value("", CharField()),
            last_name=F("client__last_name"),
            first_names=F("client__first_names"),
            number=F("client__number"),
        )
        .values("rule", "client_id", "object_id", "on", "code", "last_name", "first_names", "number")
    )
