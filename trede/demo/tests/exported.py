"""The whole database as sorted lines, without what chance gave it: ids, keys, nonces, passwords, seals."""

import hashlib
import json
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db.models import Model

from trede.clients.models import Client
from trede.core import events
from trede.core.models import Event, EventPayload, Member, Organisation, Seal, SubjectKey

LEFT_OUT = {
    "id",
    "password",
    "row_hash",
    "payload_hash",
    "seal",
    "storage_name",
    "object_id",
    "session_epoch",
    "token_hash",
    "code_hash",
    "secret",
    "shared",
    "ciphertext",
    "message",
    # Of a message: what the providers know it by.
    "outbox.Message.key",
}
KINDS_LEFT_OUT = {EventPayload, Seal, SubjectKey}


class Export:
    """Ids become what they stand for: a client is a number of a town, a member an address."""

    @cached_property
    def clients(self) -> dict[int, str]:
        rows = Client.objects.values_list("pk", "organisation__slug", "number")
        return {pk: f"{slug}/{number}" for pk, slug, number in rows}

    @cached_property
    def members(self) -> dict[int, str]:
        return dict(Member.objects.values_list("pk", "user__email"))

    @cached_property
    def places(self) -> dict[int, str]:
        return dict(Organisation.objects.values_list("pk", "slug"))

    @cached_property
    def payloads(self) -> dict[int, dict[str, Any]]:
        found: dict[int, dict[str, Any]] = {}
        for place in self.places:
            told = Event.objects.filter(organisation=place).select_related("payload")
            found |= events.read_payloads(told, place)
        return found

    def lines(self) -> Iterator[str]:
        for label in ("core", "clients", "referral", "council", "orientation", "outbox"):
            for kind in apps.get_app_config(label).get_models():
                if kind not in KINDS_LEFT_OUT:
                    yield from (self.line(row) for row in kind._default_manager.all())

    def line(self, row: Model) -> str:
        values = {f.name: self.plain(f, getattr(row, f.attname)) for f in row._meta.concrete_fields}
        if isinstance(row, Event):
            values["payload"] = self.payload(row)
            if row.verb.startswith("demo."):
                values["at"] = ""
        label = row._meta.label
        return json.dumps([label, {k: v for k, v in values.items() if not {k, f"{label}.{k}"} & LEFT_OUT}])

    def payload(self, row: Event) -> dict[str, Any]:
        payload = self.payloads[row.pk]
        after = payload.get("after", {})
        if "member" in after:
            after["member"] = self.members[after["member"]]
        if "members" in after:
            after["members"] = sorted(self.members[pk] for pk in after["members"])
        return payload

    def plain(self, field: Any, value: Any) -> Any:
        kind = getattr(field, "related_model", None)
        if value is None:
            return None
        if kind is Client or (field.name == "subject" and isinstance(value, int)):
            return self.clients[value]
        if kind is Member or field.name == "member_id":
            return self.members[value]
        if kind is Organisation or field.name == "organisation_id":
            return self.places[value]
        if field.name == "cause":
            return value.partition(":")[0]
        return None if kind is not None else str(value)

    def digest(self) -> str:
        text = "\n".join(sorted(self.lines()))
        return hashlib.sha256(text.encode()).hexdigest()
