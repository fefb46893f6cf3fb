"""The ladder on paper: what it says in Dutch, and in the language of the client beside it."""

from datetime import date
from typing import Any

import pytest

from tests.cast import LONG_AGO, client_of
from trede.clients.models import Client
from trede.clients.tests.scene import sign_in, url
from trede.core.local import SEND_UNREAD_TEXTS
from trede.core.models import LocalSetting, Member
from trede.ladder.tests.ladder_scene import goal, step
from trede.letters.tests.reading import is_accessible, pages
from trede.texts import library
from trede.texts.languages import LANGUAGES

pytestmark = pytest.mark.django_db(databases="__all__")


def walker_of(member: Member) -> Client:
    client = client_of(member)
    step(client, 2, date(2025, 3, 1), by=member)
    step(client, 3, date(2025, 6, 1), by=member)
    return client


def made_for(client: Client, member: Member) -> Any:
    answer = sign_in(member).get(url("ladder_pdf", pk=client.pk))
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert client.last_name not in answer["Content-Disposition"]
    return answer.content


def test_in_dutch_it_says_where_the_client_is_and_goes(worker: Member) -> None:
    client = walker_of(worker)
    goal(client, 3, by=worker, highest_within_reach=True)
    made = made_for(client, worker)
    text = " ".join(" ".join(pages(made)).split())
    assert is_accessible(made)
    assert len(pages(made)) == 1
    for words_of_it in ("Uw ladder", client.name, "Hier staat u nu", "Dit is uw doel", "1 juni 2025"):
        assert words_of_it in text
    assert "Dit is een goede plek om te zijn." in text
    assert "niet nagelezen" not in text


def test_what_nobody_read_goes_out_only_where_that_is_allowed(worker: Member) -> None:
    client = walker_of(worker)
    Client.objects.filter(pk=client.pk).update(reads_in="fr")
    text = " ".join(pages(made_for(client, worker)))
    assert "Uw ladder" in text
    assert "Votre" not in text


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "nl"])
def test_in_another_language_the_dutch_stands_beside_it(language: str, worker: Member) -> None:
    client = walker_of(worker)
    goal(client, 5, by=worker)
    Client.objects.filter(pk=client.pk).update(reads_in=language)
    LocalSetting.objects.create(
        organisation=worker.organisation,
        key=SEND_UNREAD_TEXTS,
        value="1",
        reason="Test",
        starts_on=LONG_AGO,
    )
    made = made_for(client, worker)
    text = " ".join(" ".join(pages(made)).split())
    assert is_accessible(made)
    assert len(pages(made)) == 1
    assert "Deze vertaling is niet nagelezen. De Nederlandse tekst geldt." in text
    assert "U doet taken. Een begeleider helpt u." in text
    if language not in ("ar", "fa", "ps", "ti"):
        name, line = library.texts_in(language)["ladder.rung_3"].splitlines()
        assert name in text
        assert line.split()[0] in text


def test_without_a_step_there_is_still_a_ladder(worker: Member) -> None:
    text = " ".join(pages(made_for(client_of(worker), worker)))
    assert "Bezig zijn" in text
    assert "Hier staat u nu" not in text


def test_a_sign_that_no_font_has_does_not_stop_it(worker: Member) -> None:
    client = walker_of(worker)
    Client.objects.filter(pk=client.pk).update(known_as="", last_name="Ünal 👍")
    assert b"%PDF" in sign_in(worker).get(url("ladder_pdf", pk=client.pk)).content[:8]
