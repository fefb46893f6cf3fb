from datetime import timedelta
from typing import Any

import pytest

from tests.cast import client_of, member_of
from trede.clients.actions.documents import add_document, retract_document
from trede.clients.caseload import caseload_ids
from trede.clients.deadlines import due_for
from trede.clients.deadlines_on_file import due_on_file
from trede.clients.models import Document
from trede.clients.tests import uploads as u
from trede.clients.tests.scene import url
from trede.core.models import Member
from trede.core.periods import today

pytestmark = pytest.mark.django_db


def due(member: Member) -> list[Any]:
    found, _more = due_for(member, caseload_ids(member), today=today(), local={})
    return [one for one in found if one.rule == "document"]


@pytest.mark.parametrize(("days", "expected"), [(-1, 1), (0, 0), (1, 0)])
def test_a_document_is_due_the_day_after_it_was_to_be_kept(worker: Member, days: int, expected: int) -> None:
    client = client_of(worker)
    document = Document(client=client, kind="cv", title="Cv", keep_until=today() + timedelta(days=days))
    add_document(document, u.PDF, by=worker)
    assert len(due(worker)) == expected
    assert len(due_on_file(client, {Document: [document]}, today=today(), local={})) == expected


def test_it_leads_to_the_document_and_says_no_title(worker: Member, colleague: Member) -> None:
    client = client_of(worker)
    document = Document(client=client, kind="cv", title="Geheim", keep_until=today() - timedelta(days=2))
    add_document(document, u.PDF, by=worker)
    (one,) = due(worker)
    assert one.url == url("document_change", pk=client.pk, document_id=document.pk)
    assert one.sentence.startswith("Cv: mocht bewaard worden tot")
    assert due(colleague) == []
    assert due(member_of(worker.organisation, "administratief")) == []
    retract_document(document, by=worker, expected=1, because="oud")
    assert due(worker) == []
