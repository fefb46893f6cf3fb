"""What a file says of its client, for the client: in plain words (GDPR 15) and as data for a machine (GDPR 20).

What belongs to others is left out: names and birth dates of family, names of colleagues, documents chosen.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from trede.clients.actions.clients import OWN_FIELDS
from trede.clients.actions.facts import editable_names
from trede.clients.gather import Gathered, gather
from trede.clients.kinds_of_facts import fact_models
from trede.clients.models import Client, Document, OwnBarrier, SignalKind
from trede.clients.records import Records, records_of, shown_columns
from trede.clients.sniffing import EXTENSIONS
from trede.clients.wording import differences, field_label, in_words, rows_of
from trede.core import events
from trede.core.models import AccessGrant, AccessLog, Event, Member
from trede.core.models.access import Purpose
from trede.core.verb_words import words
from trede.core.versions import plain
from trede.outbox import reading
from trede.outbox.models import Message
from trede.outbox.reading import Content

# Fields that tell something of somebody else.
OF_OTHERS = {
    "householdmember": {"first_name", "birth_date"},
    "contactpoint": {"owner"},
    "caseassignment": {"member", "note", "from"},
    "filelock": {"members"},
    "barrier": {"doing_by"},
    # The documents themselves go along, or were left out for what they say of others.
    "functionallimit": {"proof"},
    "consent": {"paper"},
}
# Written by an action and not on a form, but as much about the client.
ALSO = {"barrier": ["lifted_because"], "consent": ["withdrawn_on"]}
STORED = {"storage_name", "sha256"}


@dataclass(frozen=True)
class Happening:
    """One event: what, when, by whom (a function, never a name), and what changed in words."""

    at: str
    what: str
    by: str
    changes: list[tuple[str, str, str]]


@dataclass(frozen=True)
class Access:
    who: str
    purpose: str
    since: str
    until: str


@dataclass
class Contents:
    """Everything of one file and of what was merged into it."""

    client: Client
    facts: Gathered
    happenings: list[Happening]
    accesses: list[Access]
    openings: list[tuple[str, int]]
    documents: list[Document]
    left_out: list[Document]
    shared_with: list[str] = field(default_factory=list)
    messages: list[tuple[Message, Content]] = field(default_factory=list)
    records: Records = field(default_factory=dict)


def contents_of(client: Client, *, leave_out: Collection[int] = ()) -> Contents:
    """Read the whole file. `leave_out`: documents that hold data of others, by id."""
    facts = gather(fact_models(), client.file_ids)
    documents = facts.get(Document, [])
    functions = _functions(client)
    grants = list(
        AccessGrant.objects.filter(subject__in=client.file_ids)
        .select_related("to_organisation")
        .order_by("starts_on", "pk")
    )
    return Contents(
        client=client,
        facts=facts,
        happenings=_happenings(client, functions),
        accesses=[_access(grant, functions) for grant in grants],
        openings=_openings(client, functions),
        documents=[document for document in documents if document.pk not in leave_out],
        left_out=[document for document in documents if document.pk in leave_out],
        messages=_messages(client),
        records=records_of(client.file_ids),
        shared_with=sorted({grant.to_organisation.name for grant in grants if grant.to_organisation}),
    )


def _messages(client: Client) -> list[tuple[Message, Content]]:
    made = reading.of_subjects(client.organisation_id, client.file_ids)
    contents = reading.contents(made)
    return [(message, contents[message.pk]) for message in made]


def _functions(client: Client) -> dict[int, str]:
    """What each colleague does, not who it is: the client has a right to the kind of recipients."""
    members = Member.objects.of(client.organisation).prefetch_related("role_periods")
    return {member.pk: member.function or _roles(member) for member in members}


def _roles(member: Member) -> str:
    held = {str(period.get_role_display()) for period in member.role_periods.all()}
    return ", ".join(sorted(held)) or _("Medewerker")


def _happenings(client: Client, functions: Mapping[int, str]) -> list[Happening]:
    rows = Event.objects.filter(organisation=client.organisation_id, subject__in=client.file_ids)
    found = list(rows.select_related("payload").order_by("at", "pk"))
    payloads = events.read_payloads(found, client.organisation_id)
    return [_happening(event, payloads.get(event.pk, {}), functions) for event in found]


def _happening(event: Event, payload: Mapping[str, Any], functions: Mapping[int, str]) -> Happening:
    before, after = (
        {name: value for name, value in side.items() if name not in of_others(event.object_kind, side)}
        for side in (payload.get("before", {}), payload.get("after", {}))
    )
    model = _models().get(event.object_kind, Client)
    by = functions.get(event.by_id or 0, _("Het programma"))
    return Happening(_moment(event.at), capfirst(words(event.verb)), by, differences(model, before, after))


def _models() -> dict[str, Any]:
    return {model._meta.model_name or "": model for model in apps.get_models()}


def _moment(at: Any) -> str:
    return timezone.localtime(at).strftime("%d/%m/%Y %H:%M")


def _access(grant: AccessGrant, functions: Mapping[int, str]) -> Access:
    who = grant.to_organisation.name if grant.to_organisation else functions.get(grant.member_id or 0, "")
    until = grant.ends_on.strftime("%d/%m/%Y") if grant.ends_on else _("nu")
    purpose = str(Purpose(grant.purpose).label)
    return Access(who or _("Medewerker"), purpose, grant.starts_on.strftime("%d/%m/%Y"), until)


def _openings(client: Client, functions: Mapping[int, str]) -> list[tuple[str, int]]:
    lines = AccessLog.objects.filter(subject__in=client.file_ids).values_list("member_id", flat=True)
    counted = Counter(functions.get(member, _("Medewerker")) for member in lines.iterator(5000))
    return sorted(counted.items())


def of_others(kind: str, values: Mapping[str, Any]) -> set[str]:
    """The fields of a record that stay out: what tells of somebody else, and how it is stored."""
    # A signal about the household names a relative in its note.
    note = (
        {"note"}
        if kind == "signal" and values.get("kind", SignalKind.HOUSEHOLD) == SignalKind.HOUSEHOLD
        else set()
    )
    return OF_OTHERS.get(kind, set()) | STORED | note


def shown_fields(fact: Any) -> list[str]:
    """The fields of a fact that are about the client."""
    kind = fact._meta.model_name
    hidden = of_others(kind, {"kind": getattr(fact, "kind", "")})
    return [name for name in (*editable_names(type(fact)), *ALSO.get(kind, ())) if name not in hidden]


def fact_rows(fact: Any) -> list[tuple[str, str]]:
    return rows_of(fact, shown_fields(fact))


def person_rows(client: Client) -> list[tuple[str, str]]:
    """Who the file says that this is; the client may read the whole national number."""
    rows = []
    for name in OWN_FIELDS:
        value = getattr(client, name)
        said = str(value) if name == "insz" else in_words(Client, name, value)
        if said:
            rows.append((field_label(Client, name), said))
    return rows


def as_data(contents: Contents) -> dict[str, Any]:
    """The same for a machine: names of fields as the program has them, dates as ISO 8601, money in cents."""
    client = contents.client
    return {
        "format": "trede-file-copy/1",
        "file": {
            "number": client.number,
            "opened_on": plain(client.opened_on),
            "closed_on": plain(client.closed_on),
        },
        "person": {name: plain(getattr(client, name)) for name in OWN_FIELDS},
        "facts": {
            kind._meta.model_name: [_fact_data(fact) for fact in facts]
            for kind, facts in contents.facts.items()
            if kind is not Document
        },
        "documents": [
            _fact_data(document) | {"file": file_name(document)} for document in contents.documents
        ],
        "messages": [_message_data(*pair) for pair in contents.messages],
        "records": {
            kind._meta.model_name: [_record_data(row) for row in rows]
            for kind, rows in contents.records.items()
        },
        "documents_left_out": len(contents.left_out),
        "events": [
            {"at": one.at, "what": one.what, "by": one.by, "changes": one.changes}
            for one in contents.happenings
        ],
        "access": [
            {"who": one.who, "purpose": one.purpose, "since": one.since, "until": one.until}
            for one in contents.accesses
        ],
        "opened": dict(contents.openings),
    }


def _fact_data(fact: Any) -> dict[str, Any]:
    values = {name: _value(getattr(fact, name)) for name in shown_fields(fact)}
    return values | {"recorded_at": plain(fact.recorded_at)}


def _value(value: Any) -> Any:
    """The name of an own barrier says more than its number here."""
    return value.label if isinstance(value, OwnBarrier) else plain(value)


def _record_data(row: Any) -> dict[str, Any]:
    return {name: plain(getattr(row, name)) for name in shown_columns(type(row))}


def record_rows(row: Any) -> list[tuple[str, str]]:
    return rows_of(row, shown_columns(type(row)))


def _message_data(message: Message, content: Content) -> dict[str, Any]:
    moments = ("queued_at", "sent_at", "delivered_at", "failed_at", "cancelled_at")
    return {
        "channel": message.channel,
        "purpose": message.purpose,
        "language": message.language,
        **{name: plain(getattr(message, name)) for name in moments},
        "to": content.to,
        "title": content.title,
        "text": content.text,
    }


def file_name(document: Document) -> str:
    """A name that says nothing of the person."""
    return f"documenten/document-{document.pk}.{EXTENSIONS[document.media_type]}"
