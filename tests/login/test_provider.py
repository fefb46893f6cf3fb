"""Logins by OpenID Connect, against a provider that this test starts."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.browser.site import free_port
from tests.cast import PASSWORD
from tests.login.provider import CLIENT, SECRET
from tests.login.running import become, running_provider
from tests.login.test_password import signed_in, words
from trede.core.actions.members import reset_second_factor
from trede.core.models import User

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with running_provider() as address:
        yield address


@pytest.fixture
def configured(provider: str, settings: Any) -> str:
    app = {
        "provider_id": "oidc",
        "name": "Aanmelden met de stad",
        "client_id": CLIENT,
        "secret": SECRET,
        "settings": {"server_url": provider},
    }
    known = {"OAUTH_PKCE_ENABLED": True, "SCOPE": ["openid", "email"], "APPS": [app]}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": known}
    return provider


def address_in(page: Any) -> str:
    """Where the page sends the browser by itself; the button leads there too."""
    soup = BeautifulSoup(page.content, "html.parser")
    refresh = soup.select_one("meta[http-equiv=refresh]")
    assert refresh, words(page)
    assert refresh["content"] == "0;url=" + soup.select_one("main a")["href"]
    return soup.select_one("main a")["href"]


def go(client: Any, next_page: str = "") -> Any:
    """From our button to the provider and back; the last answer."""
    query = f"?next={next_page}" if next_page else ""
    start = client.post(reverse("openid_connect_login", args=["oidc"]) + query)
    there = requests.get(address_in(start), allow_redirects=False, timeout=10)
    return client.get(there.headers["Location"].removeprefix("http://testserver"))


def test_the_button_stands_on_the_login_page_and_a_get_asks_first(client, configured):
    page = client.get(reverse("account_login"))
    assert "Aanmelden met de stad" in words(page)
    asked = client.get(reverse("openid_connect_login", args=["oidc"]))
    assert asked.status_code == 200, "a link from elsewhere must not start a login"


def test_an_invited_person_with_a_verified_address_enters(
    client, configured, user, django_capture_on_commit_callbacks
):
    become(configured, email=user.email.upper(), email_verified=True, insz="85073003328")
    with django_capture_on_commit_callbacks(execute=True):
        answer = go(client, "/clienten/")
    assert answer["Location"] == "/clienten/"
    assert signed_in(client)
    account = SocialAccount.objects.get()
    assert account.user == user
    assert "insz" not in account.extra_data
    assert mail.outbox[-1].to == [user.email]
    user.refresh_from_db()
    assert user.check_password(PASSWORD), "the password stays"


def test_the_second_time_it_is_the_number_that_counts(client, configured, user):
    become(configured, email=user.email, email_verified=True)
    go(client)
    become(configured, email="ander@example.org", email_verified=False)
    other = Client()
    go(other)
    assert signed_in(other)
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize("verified", [False, None, "true", 1, "ja"])
def test_an_address_that_is_not_verified_links_nothing(client, configured, user, verified):
    become(configured, email=user.email, email_verified=verified)
    answer = go(client)
    assert answer.status_code == 403
    assert "bevestigt uw e-mailadres niet" in words(answer)
    assert not signed_in(client)
    assert not SocialAccount.objects.exists()


def test_a_person_without_address_is_told(client, configured):
    become(configured)
    assert "bevestigt uw e-mailadres niet" in words(go(client))


def test_somebody_who_was_not_invited_gets_no_login(client, configured):
    before = User.objects.count()
    become(configured, email="vreemd@example.org", email_verified=True)
    answer = go(client)
    assert answer.status_code == 403
    assert "heeft geen toegang tot Trede" in words(answer)
    assert User.objects.count() == before
    assert not signed_in(client)


def test_a_closed_login_stays_closed(client, configured, user):
    become(configured, email=user.email, email_verified=True)
    go(client)
    User.objects.filter(pk=user.pk).update(is_active=False)
    other = Client()
    go(other)
    assert not signed_in(other)


def test_an_address_that_went_to_another_person_does_not_bring_the_access_along(
    client, configured, user, worker
):
    become(configured, email=user.email, email_verified=True)
    go(client)
    become(configured, sub="999", email=user.email, email_verified=True)
    other = Client()
    answer = go(other)
    assert "hoort al bij een andere login" in words(answer)
    assert not signed_in(other)
    boss = user.members.get()
    reset_second_factor(boss, by=_beheerder(boss.organisation), reason="nieuw nummer bij de stad")
    go(other)
    assert signed_in(other)


def _beheerder(organisation):
    from tests.cast import member_of

    return member_of(organisation, "beheerder")


def test_a_stranger_cannot_link_a_provider_to_a_session(client, configured, user):
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    become(configured, sub="666", email="kwaad@example.org", email_verified=True)
    start = client.post(reverse("openid_connect_login", args=["oidc"]) + "?process=connect")
    there = requests.get(address_in(start), allow_redirects=False, timeout=10)
    client.get(there.headers["Location"].removeprefix("http://testserver"))
    assert not SocialAccount.objects.exists()


def test_the_answer_of_another_session_is_refused(client, configured, user):
    become(configured, email=user.email, email_verified=True)
    start = client.post(reverse("openid_connect_login", args=["oidc"]))
    there = requests.get(address_in(start), allow_redirects=False, timeout=10)
    victim = Client()
    answer = victim.get(there.headers["Location"].removeprefix("http://testserver"))
    assert not signed_in(victim)
    assert "Aanmelden lukte niet" in words(answer)


def test_a_code_that_was_used_is_refused(client, configured, user):
    become(configured, email=user.email, email_verified=True)
    start = client.post(reverse("openid_connect_login", args=["oidc"]))
    there = requests.get(address_in(start), allow_redirects=False, timeout=10)
    back = there.headers["Location"].removeprefix("http://testserver")
    client.get(back)
    client.post(reverse("account_logout"))
    client.get(back)
    assert not signed_in(client)


def test_a_token_for_another_program_is_refused(client, configured, user):
    become(configured, email=user.email, email_verified=True, audience="ander-programma")
    answer = go(client)
    assert "Aanmelden lukte niet" in words(answer)
    assert not signed_in(client)


def test_giving_up_there_leads_to_a_page_that_goes_on(client, configured):
    become(configured, cancels=True)
    answer = client.get(go(client)["Location"])
    assert "brak het aanmelden" in words(answer)


def test_the_request_asks_little_and_carries_a_proof(client, configured):
    start = client.post(reverse("openid_connect_login", args=["oidc"]))
    query = parse_qs(urlsplit(address_in(start)).query)
    assert set(query["scope"][0].split()) == {"openid", "email"}
    assert query["code_challenge_method"] == ["S256"]
    assert len(query["state"][0]) >= 16


@pytest.mark.parametrize("next_page", ["https://kwaad.example/", "//kwaad.example", "/\\kwaad.example"])
def test_the_way_back_stays_on_this_site(client, configured, user, next_page):
    become(configured, email=user.email, email_verified=True)
    answer = go(client, next_page)
    assert "kwaad" not in answer.get("Location", "")


def test_a_provider_that_is_away_gives_a_page(client, settings):
    app = {"provider_id": "oidc", "name": "x", "client_id": "x", "secret": "x"}
    app |= {"settings": {"server_url": f"http://127.0.0.1:{free_port()}"}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    answer = client.post(reverse("openid_connect_login", args=["oidc"]))
    assert "Aanmelden lukte niet" in words(answer)


def test_it_counts_as_two_steps_and_an_own_second_factor_is_still_asked(client, configured, user, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    become(configured, email=user.email, email_verified=True)
    go(client)
    assert client.get("/vandaag/").status_code == 200
    TOTP.activate(user, generate_totp_secret())
    other = Client()
    assert go(other)["Location"] == reverse("mfa_authenticate")
    assert not signed_in(other)


def test_without_configuration_there_is_no_button_and_no_page(client):
    assert "extern" not in client.get(reverse("account_login")).content.decode()
    assert client.get(reverse("openid_connect_login", args=["oidc"])).status_code == 404
