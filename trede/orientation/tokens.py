"""The secrets of an invitation: the token of its link, and the code that is typed from the letter.

The database holds keyed hashes to find them, and both together encrypted with the client's key to print again.
"""

import json
import secrets as random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from trede.core import secrets
from trede.core.models import SubjectKey
from trede.orientation.models import OrientationInvitation

# No look-alikes (0 O, 1 I L, 2 Z, 5 S, 8 B, U V) and no vowels, so that no word appears. 21⁸ is 3.8 × 10¹⁰.
ALPHABET = "34679CDFGHJKMNPQRTWXY"
CODE_LENGTH = 8
TOKEN_BYTES = 24
# Whatever is longer was not made here.
LONGEST_TOKEN = 100


@dataclass(frozen=True, slots=True)
class Secret:
    token: str
    code: str


def new_secret() -> Secret:
    """A token of 192 bits, safe in an address, and a code such as XXXX-XXXX."""
    code = "".join(random.choice(ALPHABET) for _ in range(CODE_LENGTH))
    return Secret(random.token_urlsafe(TOKEN_BYTES), grouped(code))


def grouped(code: str) -> str:
    return f"{code[:4]}-{code[4:]}"


def plain_code(typed: str) -> str:
    """What somebody typed from paper, without spaces, hyphens and small letters; "" when it cannot be a code."""
    code = "".join(sign for sign in typed[:60].upper() if sign not in " -–—.\t\u00a0\u2066\u2069")
    return code if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) else ""


def hash_of(text: str) -> str:
    """Keyed, so that who reads the database cannot try out codes."""
    return secrets.keyed_hash(secrets.derived_key("invitation"), text.encode()).hex()


def columns_of(secret: Secret, *, organisation_id: int, client_id: int) -> dict[str, Any]:
    """The columns of an invitation that keep this secret."""
    key = secrets.keys_for(organisation_id, {client_id})[client_id]
    plain = secrets.to_bytes({"token": secret.token, "code": secret.code})
    return {
        "token_hash": hash_of(secret.token),
        "code_hash": hash_of(plain_code(secret.code)),
        "secret": secrets.encrypt(key, plain),
    }


def secret_of(invitation: OrientationInvitation) -> Secret | None:
    """The link's token and the code as they stand on the letter; None when the file was erased."""
    return secrets_of([invitation]).get(invitation.pk)


def secrets_of(invitations: Iterable[OrientationInvitation]) -> dict[int, Secret]:
    """The secrets of many invitations of one organisation, by invitation; one query, none when `wrapped` came along."""
    rows: list[Any] = list(invitations)
    if not rows:
        return {}
    if all(hasattr(row, "wrapped") for row in rows):
        return {row.pk: _read(unwrapped(row), row) for row in rows if row.wrapped}
    keys = secrets.keys_for(rows[0].organisation_id, {row.client_id for row in rows}, create=False)
    return {row.pk: _read(keys[row.client_id], row) for row in rows if row.client_id in keys}


def unwrapped(row: Any) -> bytes:
    """The key of the client, from an invitation whose `wrapped` key came along."""
    return secrets.unwrap(SubjectKey(wrapped=row.wrapped))


def _read(key: bytes, invitation: OrientationInvitation) -> Secret:
    found = json.loads(secrets.decrypt(key, invitation.secret))
    return Secret(found["token"], found["code"])


def link_of_token(token: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}/a/{token}/"


def link_of(invitation: OrientationInvitation) -> str:
    """The address on the letter; "" when the file was erased."""
    secret = secret_of(invitation)
    return link_of_token(secret.token) if secret else ""


def with_token(rows: QuerySet[Any], token: str) -> OrientationInvitation | None:
    """The one of these invitations behind a link."""
    if not token or len(token) > LONGEST_TOKEN:
        return None
    found: OrientationInvitation | None = rows.filter(token_hash=hash_of(token)).first()
    return found


def with_code(rows: QuerySet[Any], code: str, birth_date: date) -> OrientationInvitation | None:
    """The one of these invitations that the code on the letter and the date of birth belong to."""
    plain = plain_code(code)
    if not plain:
        return None
    born = Q(client__birth_date=birth_date) | Q(client__alias_of__birth_date=birth_date)
    found: OrientationInvitation | None = rows.filter(born, code_hash=hash_of(plain)).first()
    return found


def find_by_token(token: str, on: date) -> OrientationInvitation | None:
    """The invitation behind a link, as long as it can be answered: until the end of the day of the appointment."""
    return with_token(_answerable(on), token)


def find_by_code(code: str, birth_date: date, on: date) -> OrientationInvitation | None:
    """The same by the code on the letter and the date of birth."""
    return with_code(_answerable(on), code, birth_date)


def _answerable(on: date) -> QuerySet[Any]:
    return OrientationInvitation.objects.answerable_on(on).select_related(
        "slot__session", "client", "organisation", "entry"
    )
