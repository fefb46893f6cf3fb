"""By which ways a message may go to a client, and why not by the others. Nothing here sends anything.

Order of caution: what was said never to use is never used, whatever else stands in the file; what is closed,
restricted or whose person died gets nothing; what is shared with another person comes last and neutral.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

import phonenumbers
from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients.languages import country_name
from trede.clients.models import (
    Address,
    AddressKind,
    Channel,
    Client,
    ContactPoint,
    ContactRule,
    Restriction,
)
from trede.core.periods import today

POST_ORDER = [AddressKind.POST, AddressKind.HOME, AddressKind.REFERENCE]
BLOCKED: dict[str, str | Promise] = {
    "erased": gettext_lazy("Dit dossier is gewist."),
    "deceased": gettext_lazy("Deze persoon is overleden."),
    "closed": gettext_lazy("Dit dossier is gesloten."),
    "restricted": gettext_lazy("De verwerking van dit dossier is beperkt: er mag niets vertrekken."),
}


class Point(Protocol):
    channel: Any
    value: str
    owner: str
    preferred: bool
    opted_out: bool
    never: bool
    neutral_sender: bool


class Place(Protocol):
    kind: Any
    street: str
    house_number: str
    box: str
    postcode: str
    municipality: str
    country: str
    returned_on: date | None


@dataclass(frozen=True, slots=True, repr=False)
class Ways:
    """What may be used: a number, an address, lines of an address; "" or () where a way may not be used.

    `neutral`: the sender of a text message or mail must not say who writes. `never_any`: nothing at all may go
    (died, closed, restricted, or an agreement on contact that a person must read first). `agreement`: there is
    one; its text is confidential. `reasons`: sentences for staff, without the text of any agreement.
    """

    sms: str = ""
    email: str = ""
    letter_address: tuple[str, ...] = ()
    neutral: bool = False
    never_any: bool = False
    agreement: bool = False
    reasons: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """No address may end in a log."""
        return f"Ways(sms={bool(self.sms)}, email={bool(self.email)}, letter={bool(self.letter_address)})"

    @property
    def any(self) -> bool:
        return bool(self.sms or self.email or self.letter_address)


def ways_from(
    points: Iterable[Point],
    rules: Iterable[Any],
    addresses: Iterable[Place],
    *,
    blocked: str = "",
    agreement_read: bool = False,
) -> Ways:
    """The ways that these running facts leave open. Pure.

    `rules`: agreements on contact; while one runs nothing goes by itself, unless somebody read it
    (`agreement_read`). `blocked`: a key of BLOCKED when the whole file gets nothing.
    """
    points, agreement = list(points), any(True for _rule in rules)
    if blocked:
        return Ways(never_any=True, agreement=agreement, reasons=(str(BLOCKED[blocked]),))
    if agreement and not agreement_read:
        said = _("Er is een afspraak over contact: lees ze in het dossier vóór u iets stuurt.")
        return Ways(never_any=True, agreement=True, reasons=(said,))
    sms, why_no_sms = _best(points, Channel.MOBILE, same_number, _NO_SMS)
    email, why_no_email = _best(points, Channel.EMAIL, same_email, _NO_EMAIL)
    lines, why_no_letter = _letter(list(addresses))
    chosen = [point for point in (sms, email) if point]
    return Ways(
        sms=sms.value if sms else "",
        email=email.value if email else "",
        letter_address=lines,
        neutral=any(point.neutral_sender or point.owner for point in chosen),
        agreement=agreement,
        reasons=(*why_no_sms, *why_no_email, *why_no_letter),
    )


@dataclass(frozen=True, slots=True)
class _Words:
    none: str | Promise
    never: str | Promise
    opted_out: str | Promise
    shared: str | Promise


_NO_SMS = _Words(
    gettext_lazy("Sms: geen gsm-nummer bekend."),
    gettext_lazy("Sms: op dit nummer mag nooit een bericht aankomen."),
    gettext_lazy("Sms: wil hier geen berichten."),
    gettext_lazy("Sms: het nummer is van iemand anders; enkel met een neutrale afzender."),
)
_NO_EMAIL = _Words(
    gettext_lazy("E-mail: geen adres bekend."),
    gettext_lazy("E-mail: op dit adres mag nooit een bericht aankomen."),
    gettext_lazy("E-mail: wil hier geen berichten."),
    gettext_lazy("E-mail: het adres is van iemand anders; enkel met een neutrale afzender."),
)


def _best(
    points: list[Point], channel: str, same: Callable[[str], str], words: _Words
) -> tuple[Point | None, list[str]]:
    """The point to use: own before shared, preferred first; and what staff should know of this way."""
    never = {same(point.value) for point in points if point.never}
    silent = {same(point.value) for point in points if point.opted_out}
    mine = [point for point in points if point.channel == channel]
    if not mine:
        return None, [str(words.none)]
    free = [point for point in mine if same(point.value) not in never | silent]
    if not free:
        barred = any(same(point.value) in never for point in mine)
        return None, [str(words.never if barred else words.opted_out)]
    best = min(free, key=lambda point: (bool(point.owner), not point.preferred))
    return best, [str(words.shared)] if best.owner else []


def same_number(value: str) -> str:
    """Two spellings of one telephone number become the same text."""
    try:
        number = phonenumbers.parse(value, "BE")
    except phonenumbers.NumberParseException:
        return "".join(value.split()).casefold()
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def same_email(value: str) -> str:
    return value.strip().casefold()


def _letter(addresses: list[Place]) -> tuple[tuple[str, ...], list[str]]:
    """Post address first, then where one lives, then the reference address; never where a letter came back."""
    whole = [one for one in addresses if one.street and (one.postcode or one.municipality)]
    usable = sorted(
        (one for one in whole if one.returned_on is None),
        key=lambda one: POST_ORDER.index(AddressKind(one.kind)),
    )
    if usable:
        return address_lines(usable[0]), []
    back = [one.returned_on for one in addresses if one.returned_on]
    if back:
        return (), [_("Brief: post kwam terug op %(day)s.") % {"day": max(back).strftime("%d/%m/%Y")}]
    return (), [_("Brief: geen volledig adres bekend.")]


def address_lines(address: Place) -> tuple[str, ...]:
    """As on an envelope in Belgium, without the name; the country only when it is another one."""
    box = f" bus {address.box}" if address.box else ""
    abroad = address.country not in ("BE", "")
    lines = (
        f"{address.street} {address.house_number}{box}",
        f"{address.postcode} {address.municipality}",
        country_name(address.country).upper() if abroad else "",
    )
    return tuple(text for line in lines if (text := " ".join(line.split())))


def blocked_by(client: Client, *, restricted: bool, on: date) -> str:
    """Why nothing at all goes to this person on a day, or "": a key of BLOCKED."""
    reasons = (
        ("erased", client.erased_at is not None),
        ("deceased", client.died_on is not None and client.died_on <= on),
        ("closed", client.closed_on is not None and client.closed_on <= on),
        ("restricted", restricted),
    )
    return next((code for code, holds in reasons if holds), "")


def ways_of(client_ids: Iterable[int], on: date, *, agreement_read: bool = False) -> dict[int, Ways]:
    """The ways of these clients on a day, by the id asked for; reads over everything merged into their files.

    Always three queries. `agreement_read`: see `ways_from`.
    """
    asked = set(client_ids)
    files = _files(asked, on)
    parts = [client.pk for clients in files.values() for client in clients]
    points = _by_client(ContactPoint, parts, on)
    addresses = _by_client(Address, parts, on)
    return {
        pk: ways_from(
            _of(points, clients),
            [client for client in clients if client.agreement],
            _of(addresses, clients),
            blocked=blocked_by(clients[0], restricted=any(client.restricted for client in clients), on=on),
            agreement_read=agreement_read,
        )
        for pk, clients in files.items()
    }


def _files(asked: set[int], on: date) -> dict[int, list[Any]]:
    """By the id asked for: the whole file first, then what was merged into it.

    Each with `agreement` (on contact) and `restricted` on that day.
    """
    heads = Client.objects.filter(pk__in=asked, alias_of__isnull=False).values("alias_of")
    mine = Q(pk__in=asked) | Q(alias_of__in=asked) | Q(pk__in=heads) | Q(alias_of__in=heads)
    clients = Client.objects.filter(mine).annotate(
        agreement=Exists(ContactRule.objects.on(on).filter(client=OuterRef("pk"))),
        restricted=Exists(Restriction.objects.on(on).filter(client=OuterRef("pk"))),
    )
    rows = {client.pk: client for client in clients}
    groups: dict[int, list[Any]] = {}
    for client in sorted(rows.values(), key=lambda one: one.alias_of_id is not None):
        groups.setdefault(client.alias_of_id or client.pk, []).append(client)
    return {pk: groups[rows[pk].alias_of_id or pk] for pk in asked if pk in rows}


def _by_client(model: Any, parts: list[int], on: date) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for fact in model.objects.on(on).filter(client__in=parts).order_by("-starts_on", "-pk"):
        found.setdefault(fact.client_id, []).append(fact)
    return found


def _of(facts: Mapping[int, list[Any]], clients: list[Any]) -> list[Any]:
    return [fact for client in clients for fact in facts.get(client.pk, [])]


def refusal(organisation_id: int, subject: int, channel: str, to: str) -> str:
    """Asked by the outbox just before something leaves: why it may not go there today, or "".

    What was queued last week obeys what was noted since: "never", "no messages", closed, died, restricted.
    """
    day = today()
    files = _files({subject}, day)
    clients = [client for client in files.get(subject, []) if client.organisation_id == organisation_id]
    if not clients:
        return ""
    parts = [client.pk for client in clients]
    restricted = any(client.restricted for client in clients)
    if code := blocked_by(clients[0], restricted=restricted, on=day):
        return code
    same = same_email if channel == "email" else same_number
    points = ContactPoint.objects.on(day).filter(client__in=parts)
    here = [point for point in points if same(point.value) == same(to)]
    if any(point.never for point in here):
        return "never"
    return "opted_out" if any(point.opted_out for point in here) else ""
