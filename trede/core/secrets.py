"""Payloads at rest: one key per client, wrapped with the master key, so that dropping a key erases a person."""

import hashlib
import hmac
import json
import os
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from trede.core import bulk
from trede.core.errors import CaseError
from trede.core.models.event import SubjectKey

__all__ = [
    "InvalidTag",
    "decrypt",
    "derived_key",
    "encrypt",
    "forget",
    "keyed_hash",
    "keys_for",
    "new_key",
    "to_bytes",
    "unwrap",
]

NONCE = 12


@lru_cache(maxsize=4)
def _derived(master: str, use: str) -> bytes:
    return hashlib.blake2b(
        use.encode(), key=hashlib.sha256(master.encode()).digest(), digest_size=32
    ).digest()


def derived_key(use: str) -> bytes:
    return _derived(settings.MASTER_KEY, use)


def encrypt(key: bytes, plain: bytes) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, None)


def decrypt(key: bytes, blob: bytes | memoryview) -> bytes:
    blob = bytes(blob)
    return AESGCM(key).decrypt(blob[:NONCE], blob[NONCE:], None)


def to_bytes(payload: dict[str, Any]) -> bytes:
    return json.dumps(payload, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True).encode()


def keyed_hash(key: bytes, plain: bytes) -> bytes:
    return hmac.digest(key, plain, "sha256")


def new_key(organisation_id: int, subject: int | None) -> tuple[SubjectKey, bytes]:
    key = os.urandom(32)
    wrapped = encrypt(derived_key("wrap"), key)
    row = bulk.fresh(SubjectKey, organisation_id=organisation_id, subject=subject, wrapped=wrapped)
    return row, key


def unwrap(row: SubjectKey) -> bytes:
    return decrypt(derived_key("wrap"), row.wrapped)


def keys_for(
    organisation_id: int, subjects: Iterable[int | None], *, create: bool = True
) -> dict[int | None, bytes]:
    """The keys of these subjects (None: the organisation itself), made where missing.

    An erased subject has none and never gets one again: reading skips it, writing raises CaseError.
    """
    wanted = set(subjects)
    rows = _rows(organisation_id, wanted)
    found = {row.subject: unwrap(row) for row in rows if bytes(row.wrapped)}
    erased = {row.subject for row in rows} - found.keys()
    if create and erased:
        raise CaseError(_("Dit dossier is gewist na de bewaartermijn. Er kan niets meer bij."))
    missing = wanted - found.keys() if create else set()
    made = {subject: new_key(organisation_id, subject) for subject in missing}
    SubjectKey.objects.bulk_create([row for row, _key in made.values()], batch_size=5000)
    return found | {subject: key for subject, (_row, key) in made.items()}


def _rows(organisation_id: int, wanted: set[int | None]) -> list[SubjectKey]:
    rows = SubjectKey.objects.filter(organisation_id=organisation_id)
    real = [subject for subject in wanted if subject is not None]
    found = list(rows.filter(subject__in=real)) if real else []
    return [*found, *rows.filter(subject=None)] if None in wanted else found


def forget(organisation_id: int, subjects: Iterable[int]) -> int:
    """Empty the keys of these subjects for good; what they encrypted can never be read again."""
    rows = SubjectKey.objects.filter(organisation_id=organisation_id, subject__in=set(subjects))
    return rows.update(wrapped=b"")
