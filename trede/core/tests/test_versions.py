import pytest

from tests.cast import client_of
from trede.core import versions
from trede.core.errors import Conflict
from trede.core.models import Member, TextDraft

pytestmark = pytest.mark.django_db


def test_the_second_writer_gets_a_conflict_and_changes_nothing(worker: Member) -> None:
    mine = client_of(worker, known_as="Mo")
    first, second = (type(mine).objects.get(pk=mine.pk) for _ in range(2))
    assert versions.save_checked(first, expected=1, values={"known_as": "Moh"}) == (
        {"known_as": "Mo"},
        {"known_as": "Moh"},
    )
    with pytest.raises(Conflict):
        versions.save_checked(second, expected=1, values={"known_as": "Momo"})
    mine.refresh_from_db()
    assert (mine.known_as, mine.version) == ("Moh", 2)


def test_saving_the_same_again_writes_nothing(worker: Member) -> None:
    mine = client_of(worker, known_as="Mo")
    assert versions.save_checked(mine, expected=1, values={"known_as": "Mo"}) == ({}, {})
    mine.refresh_from_db()
    assert mine.version == 1


def test_a_draft_is_kept_encrypted_and_replaced(worker: Member) -> None:
    mine = client_of(worker)
    for text in ("eerste", "tweede"):
        versions.keep_draft(by=worker, form="person", data={"note": text}, subject=mine.pk, base_version=1)
    draft = TextDraft.objects.get()
    assert versions.read_draft(draft) == {"note": "tweede"}
    assert b"tweede" not in bytes(draft.ciphertext)
