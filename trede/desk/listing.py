"""The list of clients: who stands on it, in which order, and what each row says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from trede.clients import models as m
from trede.clients.gather import gather
from trede.clients.models import Client
from trede.clients.standing import WorkStanding, age_on, leefloon_of, work_of
from trede.clients.tabs import scopes_of
from trede.core.access import grants_of
from trede.core.models import Member, Purpose
from trede.core.periods import today
from trede.desk.deadlines import without_follower
from trede.ladder.models import LadderPosition
from trede.ladder.standing_on import path_from

PAGE = 50
COUNTED = 1000
KINDS: tuple[Any, ...] = (m.IncomeSpell, m.WorkRight, m.LanguageLevel, m.CaseAssignment, LadderPosition)
ORDERS = {
    "naam": ("last_name", "first_names", "pk"),
    "-naam": ("-last_name", "-first_names", "-pk"),
    "nummer": ("number",),
    "-nummer": ("-number",),
    "werk": ("work_until", "pk"),
    "-werk": ("-work_until", "-pk"),
    "bereikt": ("reached_at", "pk"),
    "-bereikt": ("-reached_at", "-pk"),
}
# Worked out per file: only for lists that are no longer than a caseload or a team.
WORKED_OUT = {"werk", "bereikt"}
NEVER_REACHED = datetime(1900, 1, 1, tzinfo=UTC)
NO_END = date(9999, 12, 31)
Filters = dict[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """A client on the list. `work` is None where only the name may be shown."""

    client: Client
    age: int | None
    category: str
    work: WorkStanding | None
    dutch: str
    rung: int | None
    followers: list[str]
    last_contact: datetime | None


def listed(member: Member, filters: Filters) -> QuerySet[Client]:
    """The clients of a list, filtered and in order; only files that this member may open (or find: "niemand")."""
    clients = _scope(member, filters.get("wie") or scopes_of(member)[0]).whole()
    for condition in _conditions(filters, member.organisation_id):
        clients = clients.filter(condition)
    order = order_of(member, filters)
    return _worked_out(clients, order).order_by(*ORDERS[order])


def order_of(member: Member, filters: Filters) -> str:
    """The order asked for; by name where that would have to be worked out for every file of the organisation."""
    order = filters.get("orde") or "naam"
    return order if _fits(order, filters.get("wie") or scopes_of(member)[0]) else "naam"


def orders_of(member: Member, filters: Filters) -> dict[str, dict[str, str]]:
    """For each column that sorts here: the order its heading leads to, and how it stands now (as aria-sort)."""
    now, scope = order_of(member, filters), filters.get("wie") or scopes_of(member)[0]
    return {
        column: {
            "to": _other_way(column, now),
            "now": {column: "ascending", f"-{column}": "descending"}.get(now, ""),
        }
        for column in ORDERS
        if not column.startswith("-") and _fits(column, scope)
    }


def _other_way(column: str, now: str) -> str:
    """Where a heading leads: the first time the newest number or the first name, after that the other way."""
    first, second = (f"-{column}", column) if column == "nummer" else (column, f"-{column}")
    return second if now == first else first


def _fits(order: str, scope: str) -> bool:
    return order.removeprefix("-") not in WORKED_OUT or scope in {"mijn", "team"}


def _worked_out(clients: Any, order: str) -> Any:
    """What the order needs beside the columns of a client."""
    if order.removeprefix("-") == "bereikt":
        return clients.annotate(reached_at=Coalesce(_last_contact(), Value(NEVER_REACHED)))
    if order.removeprefix("-") == "werk":
        last = m.WorkRight.objects.standing().filter(client=OuterRef("pk"), starts_on__lte=today())
        ends = last.order_by("-starts_on", "-pk").values("ends_on")[:1]
        return clients.annotate(work_until=Coalesce(Subquery(ends), Value(NO_END)))
    return clients


def _scope(member: Member, scope: str) -> Any:
    if scope == "niemand":
        return without_follower(member)
    visible = Client.objects.visible_to(member)
    if scope == "alle":
        return visible
    grants = grants_of(member).exclude(purpose=Purpose.REASON_GIVEN)
    if scope == "mijn" and "team" in scopes_of(member):
        grants = grants.filter(member=member)
    # The ids first: the database would rather walk through every name of the organisation.
    return visible.filter(pk__in=set(grants.values_list("subject", flat=True)))


def _conditions(filters: Filters, organisation: int) -> Iterable[Any]:
    day = today()
    yield Q(closed_on__isnull=filters.get("staat") != "gesloten")
    if filters.get("staat") != "gesloten":
        yield Q(erased_at=None)
    if speaks := filters.get("taal"):
        # The second half says nothing new: it lets the database use the index of the languages.
        yield Q(speaks=speaks) & ~Q(speaks="")
    if filters.get("tolk"):
        yield Q(interpreter_needed=True)
    if category := filters.get("categorie"):
        yield Exists(_living_wage().filter(category=category))
    if wage := filters.get("leefloon"):
        yield Exists(_living_wage()) if wage == "ja" else ~Exists(_living_wage())
    if code := filters.get("drempel"):
        # By code, not by client: a rare barrier must not cost a look at every file.
        yield Q(
            pk__in=m.Barrier.objects.current().filter(organisation=organisation, code=code).values("client")
        )
    if rung := filters.get("trede"):
        yield _on_rung(organisation, rung, day)
    if follower := filters.get("volgt"):
        yield Exists(m.CaseAssignment.objects.current().filter(client=OuterRef("pk"), member=int(follower)))
    if days := filters.get("werkrecht"):
        yield Q(pk__in=_running_out(organisation, day, int(days)).values("client"))


def _on_rung(organisation: int, rung: str, day: date) -> Q:
    """By rung, not by client, as with the barriers; a file counts with what was merged into it."""
    standing = LadderPosition.objects.on(day).filter(organisation=organisation)
    if rung == "geen":
        return ~Q(pk__in=standing.values("client")) & ~Q(pk__in=_heads(standing))
    on_it = standing.filter(rung=int(rung))
    return Q(pk__in=on_it.values("client")) | Q(pk__in=_heads(on_it))


def _heads(positions: QuerySet[Any]) -> QuerySet[Any, Any]:
    return positions.filter(client__alias_of__isnull=False).values("client__alias_of")


def _living_wage() -> QuerySet[Any]:
    return m.IncomeSpell.objects.current().filter(client=OuterRef("pk"), kind__in=m.household.LIVING_WAGE)


def _running_out(organisation: int, day: date, days: int) -> QuerySet[Any]:
    """The last document ends within so many days, or has ended already (0)."""
    later = m.WorkRight.objects.standing().filter(
        client=OuterRef("client"), starts_on__gt=OuterRef("starts_on")
    )
    ends = {"ends_on__lt": day} if days == 0 else {"ends_on__range": (day, day + timedelta(days=days))}
    return m.WorkRight.objects.standing().filter(~Exists(later), organisation=organisation, **ends)


def after(clients: QuerySet[Client], order: str, pk: int) -> QuerySet[Client]:
    """The clients that come after this one in the order: a page is found by key, never by counting."""
    fields = ORDERS[order]
    anchor = _worked_out(Client.objects.filter(pk=pk), order)
    later, equal = Q(), Q()
    for field in fields:
        name = field.removeprefix("-")
        value = Subquery(anchor.values(name)[:1])
        beyond = Q(**{f"{name}__{'lt' if field.startswith('-') else 'gt'}": value})
        later |= equal & beyond
        equal &= Q(**{name: value})
    first = fields[0].removeprefix("-")
    edge = "lte" if fields[0].startswith("-") else "gte"
    # Says again what `later` says, in a form for which the index can be used.
    return clients.filter(Q(**{f"{first}__{edge}": Subquery(anchor.values(first)[:1])}), later)


def with_contact(clients: QuerySet[Client]) -> QuerySet[Client]:
    return clients.annotate(last_contact=_last_contact())


def _last_contact() -> Subquery:
    reached = m.ContactAttempt.objects.standing().filter(client=OuterRef("pk"), reached=True)
    return Subquery(reached.order_by("-at").values("at")[:1])


def rows_of(clients: Sequence[Client], names: dict[int, str], *, minimal: bool = False) -> list[Row]:
    """What the list says of these clients; two queries. `minimal`: files that may be found, not read."""
    if minimal:
        return [Row(one, age_on(one.birth_date, today()), "", None, "", None, [], None) for one in clients]
    facts = _facts_by_file(clients)
    return [_row(client, facts.get(client.pk, {}), names) for client in clients]


def _facts_by_file(clients: Sequence[Client]) -> dict[int, dict[Any, list[Any]]]:
    """The facts of each file, with those of the files merged into it."""
    if not clients:
        return {}
    ids = [client.pk for client in clients]
    merged = Client.objects.filter(alias_of__in=ids)
    file_of: dict[int, int] = {pk: pk for pk in ids}
    file_of.update((pk, whole) for pk, whole in merged.values_list("pk", "alias_of") if whole)
    found: dict[int, dict[Any, list[Any]]] = {}
    for kind, facts in gather(KINDS, file_of).items():
        for fact in facts:
            found.setdefault(file_of[fact.client_id], {}).setdefault(kind, []).append(fact)
    return found


def _row(client: Client, facts: dict[Any, list[Any]], names: dict[int, str]) -> Row:
    day = today()
    wage = leefloon_of(facts.get(m.IncomeSpell, []), day)
    dutch = next((one.level for one in facts.get(m.LanguageLevel, []) if one.language == "nl"), "")
    following = (one for one in facts.get(m.CaseAssignment, []) if one.runs(day))
    return Row(
        client=client,
        age=age_on(client.birth_date, client.died_on or day),
        category=wage.category_label if wage else "",
        work=work_of(facts.get(m.WorkRight, []), day),
        dutch=dutch,
        rung=path_from(facts.get(LadderPosition, []), [], day).rung,
        followers=[name for one in following if (name := names.get(one.member_id, _("een medewerker")))],
        last_contact=getattr(client, "last_contact", None),
    )


def colleagues(member: Member) -> dict[int, str]:
    """Everybody of the organisation by id, also those who left: an old assignment may name them."""
    everyone = Member.objects.filter(organisation=member.organisation_id)
    return dict(everyone.order_by("user__name").values_list("pk", F("user__name")))
