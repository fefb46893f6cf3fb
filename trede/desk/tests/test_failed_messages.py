from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from tests.cast import ClientFactory, OrganisationFactory, member_of
from trede.clients.actions.locks import lock_file
from trede.clients.models import Client, FileLock
from trede.core.models import Member
from trede.core.periods import today
from trede.desk.deadlines import collect
from trede.outbox.actions.handling import settle
from trede.outbox.actions.posting import post
from trede.outbox.models import Message

pytestmark = pytest.mark.django_db(databases="__all__")


def failed(client: Client, **more: Any) -> Message:
    values = {"channel": "sms", "to": "+32470123456", "title": "", "text": "Tekst", "language": "nl"}
    message = post(
        organisation_id=client.organisation_id,
        subject=client.pk,
        purpose="invitation",
        cause="invitation:1",
        by=None,
        **values | more,
    )
    Message.objects.filter(pk=message.pk).update(failed_at=timezone.now(), held=False)
    return message


def due(member: Member) -> list[int]:
    found, _more = collect(Member.objects.get(pk=member.pk), [], today=today())
    return sorted(one.object_id for one in found if one.rule == "failed_message")


@pytest.mark.parametrize(("role", "sees"), [("administratief", True), ("diensthoofd", True), ("dpo", False)])
def test_who_sees_messages_finds_the_failed_ones_on_vandaag(client: Browser, role: str, sees: bool) -> None:
    member = member_of(OrganisationFactory(), role)
    amina = ClientFactory(organisation=member.organisation, last_name="Testpersoon", first_names="Amina")
    message = failed(amina)
    assert due(member) == ([message.pk] if sees else [])
    client.force_login(member.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = BeautifulSoup(client.get(reverse("today")).content, "html.parser")
    assert ("Uitnodiging mislukt op" in page.get_text()) is sees
    assert bool(page.select(f'a[href="{reverse("message", kwargs={"pk": message.pk})}"]')) is sees


def test_not_of_locked_files_nor_of_elsewhere_nor_when_somebody_looked_at_it() -> None:
    clerk = member_of(OrganisationFactory(), "administratief")
    boss = member_of(clerk.organisation, "teamleider")
    seen, locked, done = (ClientFactory(organisation=clerk.organisation) for _ in range(3))
    failed(ClientFactory())
    mine, hidden, settled = failed(seen), failed(locked), failed(done)
    lock_file(locked, by=boss, reason=FileLock.Reason.COLLEAGUE, members=[boss])
    settle(Message.objects.get(pk=settled.pk), how="Gebeld", by=boss)
    assert due(clerk) == [mine.pk]
    assert due(boss) == [mine.pk, hidden.pk]
