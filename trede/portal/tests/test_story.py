import re
from typing import Any

import pytest

from trede.core.models import Member
from trede.orientation.models import OrientationInvitation, Reply
from trede.orientation.tests.planning_scene import ready
from trede.outbox.models import Message
from trede.outbox.reading import content
from trede.portal.tests.scene import an_invitation, link_of, now_of, visitor

pytestmark = pytest.mark.django_db(databases="__all__")


def test_one_cannot_come_and_the_next_takes_the_place_by_the_link_in_a_message(
    worker: Member, django_capture_on_commit_callbacks: Any
) -> None:
    first = an_invitation(worker)
    second = ready(worker, entry={"short_notice": True}, ways={"sms": "+32468987654"})
    with django_capture_on_commit_callbacks(execute=True):
        assert visitor().post(link_of(first), {"reply": "cannot"}).status_code == 303
    message = Message.objects.get(purpose="offer")
    link = re.search(r"/a/[\w-]+/", content(message).text)
    assert visitor().get(link[0]).status_code == 200
    assert visitor().post(link[0], {"reply": "comes"}).status_code == 303
    taken = OrientationInvitation.objects.holding().get()
    assert (taken.entry, taken.slot, taken.reply) == (second, first.slot, Reply.COMES)
    late = visitor().post(link_of(first), {"reply": "comes"})
    assert late.status_code == 409
    assert now_of(first).reply == Reply.CANNOT
