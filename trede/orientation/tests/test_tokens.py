from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from trede.core import secrets
from trede.core.models import Member
from trede.core.periods import today
from trede.orientation import tokens
from trede.orientation.letters_of import with_all
from trede.orientation.models import OrientationInvitation
from trede.orientation.tests.planning_scene import invited, session_on, waits

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def invitation(worker: Member) -> OrientationInvitation:
    return invited(waits(worker), session_on(worker).slots.first())


def test_a_secret_is_long_and_its_code_is_readable() -> None:
    made = [tokens.new_secret() for _ in range(200)]
    assert len({secret.token for secret in made}) == len({secret.code for secret in made}) == 200
    assert min(len(secret.token) for secret in made) >= 32
    assert all(len(code) == 9 and code[4] == "-" for code in (secret.code for secret in made))
    assert not set("".join(secret.code for secret in made)) & set("0O1IL2Z5S8BUVAE")


@pytest.mark.parametrize("typed", ["34cd-fghj", " 34CD FGHJ ", "34cdfghj", "3 4 C D - F G H J", "34CD–FGHJ"])
def test_a_code_is_read_as_people_type_it(typed: str) -> None:
    assert tokens.plain_code(typed) == "34CDFGHJ"


@pytest.mark.parametrize("typed", ["", "34CD", "34CD-FGH0", "🙂" * 8, "3" * 9, "x" * 10_000_000])
def test_anything_else_is_no_code(typed: str) -> None:
    assert tokens.plain_code(typed) == ""


def test_the_secret_can_be_printed_again_and_nobody_reads_it_in_the_database(
    invitation: OrientationInvitation,
) -> None:
    secret = tokens.secret_of(invitation)
    assert secret is not None
    assert tokens.link_of(invitation).endswith(f"/a/{secret.token}/")
    stored = OrientationInvitation.objects.values("token_hash", "code_hash", "secret").get()
    kept = b"".join(value if isinstance(value, bytes) else str(value).encode() for value in stored.values())
    assert secret.token.encode() not in kept
    assert secret.code.encode() not in kept


def test_an_erased_file_has_no_secret(invitation: OrientationInvitation) -> None:
    secrets.forget(invitation.organisation_id, [invitation.client_id])
    assert tokens.secret_of(invitation) is None
    assert tokens.link_of(invitation) == ""
    assert tokens.secrets_of([]) == {}


def test_the_link_works_until_the_end_of_the_day(invitation: OrientationInvitation) -> None:
    secret, day = tokens.secret_of(invitation), invitation.slot.session.on
    assert secret is not None
    assert tokens.find_by_token(secret.token, day) == invitation
    assert tokens.find_by_token(secret.token, day + timedelta(days=1)) is None
    for wrong in ("", "x", secret.token[:-1], secret.token + "x", "é" * 40, "x" * 1_000_000):
        assert tokens.find_by_token(wrong, day) is None


def test_the_code_asks_the_birth_date_too(invitation: OrientationInvitation) -> None:
    secret, day = tokens.secret_of(invitation), today()
    assert secret is not None
    assert tokens.find_by_code(secret.code.lower(), date(1990, 5, 17), day) == invitation
    assert tokens.find_by_code(secret.code, date(1990, 5, 18), day) is None
    assert tokens.find_by_code("34CD-FGHJ", date(1990, 5, 17), day) is None
    assert tokens.find_by_code("geen code", date(1990, 5, 17), day) is None


def test_a_released_or_cancelled_one_cannot_be_answered(invitation: OrientationInvitation) -> None:
    secret = tokens.secret_of(invitation)
    assert secret is not None
    session = invitation.slot.session
    session.cancelled_at = timezone.now()
    session.save()
    assert tokens.find_by_token(secret.token, today()) is None
    session.cancelled_at = None
    session.save()
    invitation.released_at = timezone.now()
    invitation.save()
    assert tokens.find_by_token(secret.token, today()) is None


def test_a_key_that_came_along_asks_nothing_more(
    invitation: OrientationInvitation, django_assert_num_queries: Any
) -> None:
    row = with_all(OrientationInvitation.objects.filter(pk=invitation.pk)).get()
    with django_assert_num_queries(0):
        found = tokens.secret_of(row)
    assert found == tokens.secret_of(invitation)
    secrets.forget(invitation.organisation_id, [invitation.client_id])
    erased = with_all(OrientationInvitation.objects.filter(pk=invitation.pk)).get()
    assert tokens.secret_of(erased) is None
