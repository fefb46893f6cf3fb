"""The link of a referral to a partner: its token, what the partner was shown, and until when it opens anything.

The database holds a keyed hash to find it, and the token itself encrypted with the client's key to send it again.
"""

import json
import secrets as random
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from trede.clients.models import Client, Consent, ConsentPurpose, FileLock, Restriction
from trede.core import secrets
from trede.core.models import SubjectKey
from trede.offers.models import PartnerReferral
from trede.offers.shared_fields import Line

TOKEN_BYTES = 24
# Whatever is longer was not made here.
LONGEST_TOKEN = 100


class Dead(StrEnum):
    """Why a link opens nothing any more. What lies with the file is one reason: a lock must not show."""

    ANSWERED = "answered"
    CLOSED = "closed"
    EXPIRED = "expired"
    FILE = "file"


def new_token() -> str:
    """192 bits, safe in an address."""
    return random.token_urlsafe(TOKEN_BYTES)


def hash_of(token: str) -> str:
    """Keyed, so that who reads the database cannot try out tokens."""
    return secrets.keyed_hash(secrets.derived_key("partner-referral"), token.encode()).hex()


def link_columns(token: str, *, organisation_id: int, client_id: int) -> dict[str, Any]:
    """The columns of a referral that keep this token."""
    key = secrets.keys_for(organisation_id, {client_id})[client_id]
    return {"token_hash": hash_of(token), "secret": secrets.encrypt(key, token.encode())}


def frozen(lines: Iterable[Line], *, organisation_id: int, client_id: int) -> bytes:
    """What the partner will read, encrypted with the client's key: later changes of the file do not reach it."""
    key = secrets.keys_for(organisation_id, {client_id})[client_id]
    return secrets.encrypt(key, secrets.to_bytes({"lines": [asdict(line) for line in lines]}))


def shared_of(referral: PartnerReferral) -> list[Line]:
    """What the partner was shown; nothing once the file was erased."""
    key = _key(referral)
    return _lines(referral, key) if key else []


def names_of(referrals: Sequence[PartnerReferral]) -> dict[int, str]:
    """The name that was shared with each, by referral; one query for each organisation that sent them."""
    keys: dict[int | None, bytes] = {}
    for organisation_id in {one.organisation_id for one in referrals}:
        clients = {one.client_id for one in referrals if one.organisation_id == organisation_id}
        keys |= secrets.keys_for(organisation_id, clients, create=False)
    return {
        one.pk: next((line.text for line in _lines(one, keys[one.client_id]) if line.code == "name"), "")
        for one in referrals
        if one.client_id in keys
    }


def _lines(referral: PartnerReferral, key: bytes) -> list[Line]:
    return [Line(**one) for one in json.loads(secrets.decrypt(key, referral.shared))["lines"]]


def token_of(referral: PartnerReferral) -> str:
    """The token as it stands in the mail; "" once the file was erased."""
    key = _key(referral)
    return secrets.decrypt(key, referral.secret).decode() if key else ""


def with_key(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Referrals that bring the client's key along: reading what was shared asks nothing more."""
    keys = SubjectKey.objects.filter(organisation=OuterRef("organisation"), subject=OuterRef("client"))
    return rows.annotate(wrapped=Subquery(keys.values("wrapped")[:1]))


def _key(referral: Any) -> bytes | None:
    if wrapped := getattr(referral, "wrapped", None):
        return secrets.unwrap(SubjectKey(wrapped=wrapped))
    keys = secrets.keys_for(referral.organisation_id, {referral.client_id}, create=False)
    return keys.get(referral.client_id)


def link_of(referral: PartnerReferral) -> str:
    token = token_of(referral)
    return f"{settings.SITE_URL.rstrip('/')}/d/{token}/" if token else ""


def with_standing(rows: QuerySet[Any], on: date) -> QuerySet[Any]:
    """Referrals that know of their file: `locked`, `restricted`, and `consented` (None needs none) on a day."""
    head = Coalesce("client__alias_of", "client")
    locks = FileLock.objects.on(on).annotate(file=Coalesce("client__alias_of", "client"))
    limits = Restriction.objects.on(on).annotate(file=Coalesce("client__alias_of", "client"))
    consent = Consent.objects.on(on).filter(
        pk=OuterRef("consent"), withdrawn_on=None, purpose=ConsentPurpose.PARTNER
    )
    return (
        rows.annotate(file=head)
        .annotate(
            locked=Exists(locks.filter(file=OuterRef("file"))),
            restricted=Exists(limits.filter(file=OuterRef("file"))),
            consented=Exists(consent),
            gone=Exists(_gone().filter(pk=OuterRef("file"))),
        )
        .select_related("client__alias_of", "organisation", "participation__offer", "sent_by__user")
    )


def _gone() -> QuerySet[Any]:
    return Client.objects.exclude(erased_at=None, died_on=None, closed_on=None)


def behind_token(token: str, on: date) -> Any:
    """The referral behind a link in whatever state, or None; one query."""
    if not token or len(token) > LONGEST_TOKEN:
        return None
    return with_standing(PartnerReferral.objects.filter(token_hash=hash_of(token)), on).first()


def dead_because(referral: Any, on: date, *, by_link: bool = True) -> Dead | None:
    """Why this referral opens nothing on a day, or None. Expects `with_standing`.

    `by_link`: the validity of the link counts too; a partner's own account does not end with it.
    """
    if referral.gone or referral.locked or referral.restricted:
        return Dead.FILE
    if referral.closed_on:
        return Dead.ANSWERED if referral.closed_because in ("refused", "ended") else Dead.CLOSED
    if referral.consent_id and not referral.consented:
        return Dead.CLOSED
    return Dead.EXPIRED if by_link and referral.valid_until < on else None


def alive() -> Q:
    """Condition on `with_standing` rows: the same as no `dead_because` without the link's own end."""
    consent = Q(consent=None) | Q(consented=True)
    return Q(closed_on=None, gone=False, locked=False, restricted=False) & consent
