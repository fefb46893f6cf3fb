from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from tests.cast import ClientFactory, OrganisationFactory, member_of
from trede.clients.actions.locks import lock_file
from trede.clients.models import Client, FileLock
from trede.core.models import AccessLog, Member, Organisation
from trede.outbox.models import Message
from trede.outbox.tests.scene import PHONE, TEXT, TITLE, TO, posted

pytestmark = pytest.mark.django_db(databases="__all__")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SEES = ("administratief", "teamleider", "diensthoofd")
ODD = ("?toon=x&kanaal=💥&after=31-02", "?after=2026-02-31T00:00_9", "?kanaal=" + "z" * 9000)
SEES_NOT = ("trajectbegeleider", "werkvloercoach", "maatschappelijk_werker", "partner", "beheerder", "dpo")


@pytest.fixture
def clerk(db: None) -> Member:
    return member_of(OrganisationFactory(), "administratief")


@pytest.fixture
def desk(client: Browser, clerk: Member) -> Browser:
    client.force_login(clerk.user, backend=BACKEND)
    return client


@pytest.fixture
def amina(clerk: Member) -> Client:
    return ClientFactory(
        organisation=clerk.organisation, last_name="Testpersoon", first_names="Amina", number=4711
    )


def url(message: Message, name: str = "message") -> str:
    return reverse(name, kwargs={"pk": message.pk})


def failed(message: Message, code: str = "smtp:550") -> Message:
    Message.objects.filter(pk=message.pk).update(failed_at=timezone.now(), provider_answer=code, tries=1)
    return Message.objects.get(pk=message.pk)


def listed(desk: Browser, query: str = "") -> list[int]:
    return [row.message.pk for row in desk.get(reverse("messages") + query).context["rows"]]


def text_of(answer: Any) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def test_the_list_opens_on_what_failed(desk: Browser, clerk: Member, amina: Client) -> None:
    waiting = posted(clerk, amina.pk)
    assert listed(desk) == [waiting.pk]
    lost = failed(posted(clerk, amina.pk, channel="sms"), "http:422")
    assert listed(desk) == [lost.pk]
    page = text_of(desk.get(reverse("messages")))
    assert "Testpersoon Amina dossier 4711" in page
    assert "De sms-dienst weigerde dit bericht (code 422). Kijk het nummer na." in page
    assert PHONE not in page
    assert TO not in page


def test_the_filters(desk: Browser, clerk: Member, amina: Client) -> None:
    mail, sms, letter, old = (
        posted(clerk, amina.pk),
        posted(clerk, amina.pk, channel="sms"),
        posted(clerk, amina.pk, channel="letter"),
        posted(clerk, amina.pk),
    )
    Message.objects.filter(pk=old.pk).update(
        queued_at=timezone.now() - timedelta(days=2), sent_at=timezone.now()
    )
    Message.objects.filter(pk=sms.pk).update(held=False)
    failed(mail)
    assert listed(desk, "?toon=mislukt") == [mail.pk]
    assert listed(desk, "?toon=wacht") == [letter.pk, sms.pk]
    assert listed(desk, "?toon=vandaag") == [letter.pk, sms.pk, mail.pk]
    assert listed(desk, "?toon=alles") == [letter.pk, sms.pk, mail.pk, old.pk]
    assert listed(desk, "?toon=alles&kanaal=email") == [mail.pk, old.pk]
    assert listed(desk, "?toon=mislukt&kanaal=letter") == []


@pytest.mark.parametrize("query", ODD)
def test_odd_filters_are_no_filters(desk: Browser, clerk: Member, query: str) -> None:
    message = posted(clerk, None)
    assert listed(desk, query) == [message.pk]


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_as_many_queries_for_fifty_rows_as_for_one(
    desk: Browser, clerk: Member, rows: int, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        client = ClientFactory(organisation=clerk.organisation)
        failed(posted(clerk, client.pk, cause=f"invitation:{number}"))
    desk.get(reverse("messages"))
    with django_assert_num_queries(8):
        assert len(listed(desk)) == rows


def test_pages_go_on_by_key(desk: Browser, clerk: Member) -> None:
    made = [posted(clerk, None).pk for _ in range(53)]
    first = desk.get(reverse("messages"), {"toon": "alles"})
    rest = desk.get(reverse("messages"), {"toon": "alles", "after": first.context["following"]})
    assert [row.message.pk for page in (first, rest) for row in page.context["rows"]] == made[::-1]
    assert "Naar het begin" in text_of(rest)


def test_messages_of_another_organisation_and_of_locked_files_do_not_exist(
    desk: Browser, clerk: Member, amina: Client, outsider: Member
) -> None:
    boss = member_of(clerk.organisation, "teamleider")
    colleague, named, part = (ClientFactory(organisation=clerk.organisation) for _ in range(3))
    Client.objects.filter(pk=part.pk).update(alias_of=colleague)
    seen = failed(posted(clerk, amina.pk))
    hidden = [
        failed(posted(clerk, colleague.pk)),
        failed(posted(clerk, part.pk)),
        failed(posted(outsider, None)),
    ]
    lock_file(colleague, by=boss, reason=FileLock.Reason.COLLEAGUE, members=[boss])
    lock_file(named, by=boss, reason=FileLock.Reason.RELATIVE, members=[boss, clerk])
    mine = failed(posted(clerk, named.pk))
    assert listed(desk) == [mine.pk, seen.pk]
    assert desk.get(reverse("messages")).context["tabs"][0]["count"] == 2
    for message in hidden:
        for name in ("message", "message_settle"):
            assert desk.get(url(message, name)).status_code == 404
        assert desk.post(url(message, "message_retry")).status_code == 404
    assert Message.objects.failed().count() == 5


def test_one_message_shows_what_was_sent_and_is_logged(
    desk: Browser, clerk: Member, amina: Client, django_assert_max_num_queries: Any
) -> None:
    message = failed(posted(clerk, amina.pk, unread_translation=True))
    desk.get(reverse("messages"))
    with django_assert_max_num_queries(10):
        answer = desk.get(url(message))
    page = text_of(answer)
    for part in (
        TO,
        TITLE,
        "Beste Amina Geheimnaam",
        "De mailserver weigerde dit bericht (code 550)",
        "Bericht klaargezet",
    ):
        assert part in page
    assert "vertaling niet nagelezen" in page
    assert BeautifulSoup(answer.content, "html.parser").title.get_text(strip=True).startswith("Bericht")
    log = AccessLog.objects.get()
    assert (log.subject, log.page, log.why, log.member_id) == (amina.pk, "message", "role", clerk.pk)


def test_another_script_is_shown_in_its_direction(desk: Browser, clerk: Member) -> None:
    message = posted(clerk, None, language="ps", text="سلام\n\nDag")
    soup = BeautifulSoup(desk.get(url(message)).content, "html.parser")
    assert soup.select_one('#content [lang="ps"][dir="rtl"]') is not None
    assert "Pasjtoe" in soup.get_text()


def test_in_a_made_up_town_one_reads_what_would_have_been_sent(
    desk: Browser, clerk: Member, amina: Client
) -> None:
    Organisation.objects.update(is_demo=True)
    message = posted(Member.objects.get(pk=clerk.pk), amina.pk)
    page = text_of(desk.get(url(message)))
    assert "In een demo vertrekt er niets." in page
    assert "Wat verstuurd zou zijn" in page
    assert "Stuur het nu" not in page
    assert "Blijft hier" in text_of(desk.get(reverse("messages")))


def test_an_erased_message_is_still_a_line(desk: Browser, clerk: Member, amina: Client) -> None:
    from trede.core import secrets

    message = posted(clerk, amina.pk)
    secrets.forget(clerk.organisation_id, [amina.pk])
    assert "De inhoud is gewist" in text_of(desk.get(url(message)))


def test_sending_again(desk: Browser, clerk: Member, amina: Client) -> None:
    message = failed(posted(clerk, amina.pk))
    assert "Stuur opnieuw" in text_of(desk.get(url(message)))
    assert desk.get(url(message, "message_retry")).status_code == 405
    answer = desk.post(url(message, "message_retry"))
    assert (answer.status_code, answer.headers["Location"]) == (303, url(message))
    assert Message.objects.get().state == "waiting"
    assert "kan niet opnieuw verstuurd worden" in text_of(desk.post(url(message, "message_retry")))


def test_noting_what_was_done(desk: Browser, clerk: Member, amina: Client) -> None:
    message = failed(posted(clerk, amina.pk))
    for wrong in ("", "   ", "é" * 201):
        answer = desk.post(url(message, "message_settle"), {"how": wrong})
        assert (answer.status_code, Message.objects.get().settled_at) == (200, None)
    answer = desk.post(url(message, "message_settle"), {"how": "Gebeld 💬, nieuw adres genoteerd"})
    assert answer.status_code == 303
    assert Message.objects.get().settled_how == "Gebeld 💬, nieuw adres genoteerd"
    assert listed(desk, "?toon=mislukt") == []
    assert "Gebeld 💬, nieuw adres genoteerd" in text_of(desk.get(url(message)))
    twice = desk.post(url(message, "message_settle"), {"how": "Nog eens"})
    assert "wacht niet meer op opvolging" in text_of(twice)


@pytest.mark.parametrize("role", SEES)
def test_who_sees_messages(client: Browser, clerk: Member, role: str) -> None:
    member = member_of(clerk.organisation, role)
    client.force_login(member.user, backend=BACKEND)
    message = posted(clerk, None)
    assert client.get(reverse("messages")).status_code == 200
    assert client.get(url(message)).status_code == 200


@pytest.mark.parametrize("role", SEES_NOT)
def test_who_does_not(client: Browser, clerk: Member, role: str) -> None:
    member = member_of(clerk.organisation, role)
    client.force_login(member.user, backend=BACKEND)
    message = failed(posted(clerk, None))
    assert client.get(reverse("messages")).status_code == 403
    for name in ("message", "message_settle", "message_retry"):
        assert client.post(url(message, name), {"how": "x"}).status_code == 403
    assert Message.objects.get().settled_at is None


@pytest.mark.parametrize("pk", [0, 10**12, 10**25])
def test_a_strange_number(desk: Browser, pk: int) -> None:
    assert desk.get(f"/berichten/{pk}/").status_code == 404


def test_nothing_of_the_text_in_the_title_or_the_address(desk: Browser, clerk: Member, amina: Client) -> None:
    message = posted(clerk, amina.pk)
    answer = desk.get(url(message))
    title = BeautifulSoup(answer.content, "html.parser").title.get_text()
    assert not any(word in title + url(message) for word in (TO, "Amina", TEXT[:10]))
