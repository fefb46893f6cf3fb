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

from trede.core import bulk
from trede.core.models.event import SubjectKey

__all__ = [
    "InvalidTag",
    "decrypt",
    "derived_key",
    "encrypt",
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
    row = SubjectKey(
        organisation_id=organisation_id, subject=subject, wrapped=encrypt(derived_key("wrap"), key)
    )
    return row, key


def unwrap(row: SubjectKey) -> bytes:
    return decrypt(derived_key("wrap"), row.wrapped)


def keys_for(
    organisation_id: int, subjects: Iterable[int | None], *, create: bool = True
) -> dict[int | None, bytes]:
    """The keys of these subjects (None: the organisation itself), made where missing."""
    wanted = set(subjects)
    rows = SubjectKey.objects.filter(organisation_id=organisation_id)
    real = [subject for subject in wanted if subject is not None]
    found = {row.subject: unwrap(row) for row in rows.filter(subject__in=real)} if real else {}
    if None in wanted:
        found.update((row.subject, unwrap(row)) for row in rows.filter(subject=None))
    missing = wanted - found.keys() if create else set()
    made = {subject: new_key(organisation_id, subject) for subject in missing}
    bulk.insert(SubjectKey, [row for row, _ in made.values()])
    return found | {subject: key for subject, (_, key) in made.items()}
