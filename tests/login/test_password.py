"""The login with a password: what it says, whom it lets in, how it resists guessing."""

import re
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import PASSWORD
from trede.core.models import User

pytestmark = pytest.mark.django_db(databases="__all__")
LOGIN = "/aanmelden/login/"


def attempt(client, email, password=PASSWORD, **extra):
    return client.post(LOGIN, {"login": email, "password": password}, **extra)


def signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def words(response) -> str:
    return BeautifulSoup(response.content, "html.parser").get_text(" ", strip=True)


class TestTheForm:
    def test_a_right_password_leads_to_the_page_that_was_asked(self, client, user):
        answer = client.get("/clienten/", follow=True)
        assert answer.redirect_chain[-1][0] == f"{LOGIN}?next=/clienten/"
        answer = client.post(LOGIN, {"login": user.email, "password": PASSWORD, "next": "/clienten/"})
        assert answer["Location"] == "/clienten/"
        assert signed_in(client)

    def test_capitals_and_spaces_in_the_address_do_not_matter(self, client, user):
        attempt(client, f"  {user.email.upper()} ")
        assert signed_in(client)

    @pytest.mark.parametrize("known", [True, False])
    def test_a_wrong_password_and_an_unknown_address_read_the_same(self, client, user, known):
        answer = attempt(client, user.email if known else "niemand@example.org", "verkeerd wachtwoord")
        assert answer.status_code == 200
        assert "Het e-mailadres of het wachtwoord klopt niet. Probeer opnieuw." in words(answer)
        assert not signed_in(client)

    @pytest.mark.parametrize("known", [True, False])
    def test_an_unknown_address_takes_as_much_hashing(self, client, user, known, monkeypatch):
        calls = []
        encode = MD5PasswordHasher.encode
        monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *given: calls.append(1) or encode(*given))
        attempt(client, user.email if known else "niemand@example.org", "verkeerd wachtwoord")
        assert len(calls) == 1

    def test_a_closed_login_says_so_only_after_the_right_password(self, client, user):
        User.objects.filter(pk=user.pk).update(is_active=False)
        assert "klopt niet" in words(attempt(client, user.email, "verkeerd"))
        answer = client.post(LOGIN, {"login": user.email, "password": PASSWORD}, follow=True)
        assert "Dit adres kan niet meer aanmelden" in words(answer)
        assert not signed_in(client)

    @pytest.mark.parametrize(
        "login", ["", "geen adres", "a@b", "x" * 400 + "@example.org", "é@é.é", "a\x00@b.be"]
    )
    def test_odd_input_is_refused_in_a_sentence(self, client, login):
        answer = attempt(client, login)
        assert answer.status_code == 200
        assert BeautifulSoup(answer.content, "html.parser").select(".alert--bad")

    def test_nobody_signs_up(self, client):
        before = User.objects.count()
        data = {"email": "nieuw@example.org", "password1": PASSWORD, "password2": PASSWORD}
        assert "Alleen op uitnodiging" in words(client.get(reverse("account_signup")))
        assert "Alleen op uitnodiging" in words(client.post(reverse("account_signup"), data))
        assert User.objects.count() == before


class TestTheSession:
    def test_the_key_changes_at_login_and_what_a_stranger_planted_goes(self, client, user):
        client.get(LOGIN)
        planted = client.session
        planted["planted"] = True
        planted.save()
        before = planted.session_key
        attempt(client, user.email)
        assert client.session.session_key != before
        old = Client()
        old.cookies["trede"] = before
        assert old.get("/vandaag/").status_code == 302

    def test_the_login_ends_with_the_browser_and_after_ten_hours_anyway(self, client, user):
        attempt(client, user.email)
        assert client.session.get_expire_at_browser_close()
        assert client.cookies["trede"]["max-age"] == ""
        assert client.get("/vandaag/").status_code == 200
        with time_machine.travel(timezone.now() + timedelta(hours=10, minutes=1)):
            assert client.get("/vandaag/").status_code == 302

    def test_a_logout_ends_it_everywhere_the_cookie_went(self, client, user):
        attempt(client, user.email)
        stolen = Client()
        stolen.cookies["trede"] = client.cookies["trede"].value
        client.post("/aanmelden/logout/")
        assert stolen.get("/vandaag/").status_code == 302

    def test_a_get_does_not_sign_out(self, client, user):
        attempt(client, user.email)
        client.get("/aanmelden/logout/")
        assert signed_in(client)

    def test_a_new_password_ends_every_other_session(self, client, user):
        attempt(client, user.email)
        other = Client()
        attempt(other, user.email)
        new = "nog-een-lang-wachtwoord"
        data = {"oldpassword": PASSWORD, "password1": new, "password2": new}
        client.post(reverse("account_change_password"), data)
        assert other.get("/vandaag/").status_code == 302

    def test_the_language_of_the_person_comes_along(self, client, user):
        User.objects.filter(pk=user.pk).update(language="en")
        attempt(client, user.email)
        assert b'lang="en"' in client.get("/vandaag/").content

    def test_a_chosen_language_is_kept_for_the_next_device(self, client, user):
        attempt(client, user.email)
        client.post(reverse("set_language"), {"language": "en", "next": "/vandaag/"})
        user.refresh_from_db()
        assert user.language == "en"
        client.post(reverse("set_language"), {"language": "xx"})
        user.refresh_from_db()
        assert user.language == "en"


class TestGuessing:
    def test_the_fifth_wrong_password_locks_and_says_what_to_do(self, client, user):
        for _ in range(4):
            assert attempt(client, user.email, "verkeerd").status_code == 200
        answer = attempt(client, user.email, "verkeerd")
        assert answer.status_code == 429
        assert "15 minuten" in words(answer)
        assert reverse("account_reset_password") in answer.content.decode()

    def test_locked_means_that_the_right_password_is_refused_too(self, client, user):
        for _ in range(5):
            attempt(client, user.email.upper(), "verkeerd")
        assert attempt(client, user.email).status_code == 429
        assert not signed_in(client)

    def test_a_quarter_of_an_hour_later_it_opens(self, client, user):
        for _ in range(5):
            attempt(client, user.email, "verkeerd")
        with time_machine.travel(timezone.now() + timedelta(minutes=16)):
            attempt(client, user.email)
            assert signed_in(client)

    def test_a_colleague_at_the_same_address_is_not_locked(self, client, user, worker):
        for _ in range(5):
            attempt(client, user.email, "verkeerd")
        attempt(client, worker.user.email)
        assert signed_in(client)

    def test_the_owner_at_another_address_is_not_locked_by_a_stranger(self, client, user):
        for _ in range(5):
            attempt(client, user.email, "verkeerd", REMOTE_ADDR="203.0.113.9")
        attempt(client, user.email, REMOTE_ADDR="198.51.100.7")
        assert signed_in(client)

    def test_many_addresses_together_get_fifteen_tries(self, client, user):
        for number in range(15):
            attempt(client, user.email, "verkeerd", REMOTE_ADDR=f"203.0.113.{number}")
        answer = attempt(client, user.email, REMOTE_ADDR="203.0.113.200")
        assert "te veel pogingen" in words(answer)
        assert not signed_in(client)

    def test_a_forged_header_gives_no_new_tries(self, client, user, settings):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        for number in range(5):
            answer = attempt(
                client, user.email, "x", headers={"x-forwarded-for": f"10.0.0.{number}, 203.0.113.9"}
            )
        assert answer.status_code == 429

    def test_without_a_proxy_the_header_is_not_read(self, client, user):
        for number in range(5):
            answer = attempt(client, user.email, "x", headers={"x-forwarded-for": f"10.0.0.{number}"})
        assert answer.status_code == 429

    def test_a_client_that_asks_for_json_gets_the_same_page(self, client, user):
        for _ in range(5):
            answer = attempt(client, user.email, "x", headers={"x-requested-with": "XMLHttpRequest"})
        assert answer.status_code == 429
        assert "text/html" in answer["Content-Type"]
        assert "Access-Control-Allow-Origin" not in answer


class TestReset:
    def ask(self, client, email):
        return client.post(reverse("account_reset_password"), {"email": email}, follow=True)

    def link(self) -> str:
        return re.search(r"https?://\S+", mail.outbox[-1].body)[0]

    def test_the_link_opens_a_form_once(self, client, user, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            self.ask(client, user.email)
        assert mail.outbox[-1].to == [user.email]
        path = self.link().removeprefix("http://localhost:8000")
        form = client.get(path, follow=True)
        address = form.redirect_chain[-1][0]
        new = "een-nieuw-lang-wachtwoord"
        done = client.post(address, {"password1": new, "password2": new}, follow=True)
        assert "Wachtwoord gewijzigd" in words(done)
        assert "werkt niet meer" in words(Client().get(path, follow=True))
        attempt(client, user.email, new)
        assert signed_in(client)

    @pytest.mark.parametrize("password", ["kort", "123456789012", "wachtwoord123456"])
    def test_a_weak_password_is_explained(self, client, user, password, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            self.ask(client, user.email)
        address = client.get(self.link(), follow=True).redirect_chain[-1][0]
        answer = client.post(address, {"password1": password, "password2": password + "x"})
        assert BeautifulSoup(answer.content, "html.parser").select(".alert--bad")

    def test_the_page_does_not_tell_who_has_a_login(self, client, user):
        known, unknown = self.ask(client, user.email), self.ask(client, "niemand@example.org")
        assert words(known) == words(unknown)

    def test_the_link_is_ours_whatever_host_was_asked(
        self, client, user, settings, django_capture_on_commit_callbacks
    ):
        settings.ALLOWED_HOSTS = ["*"]
        settings.SITE_URL = "https://trede.example.be"
        with django_capture_on_commit_callbacks(execute=True):
            client.post(
                reverse("account_reset_password"), {"email": user.email}, headers={"host": "kwaad.example"}
            )
        assert self.link().startswith("https://trede.example.be/aanmelden/")

    def test_a_mail_server_that_is_away_does_not_break_the_page(
        self, client, user, settings, django_capture_on_commit_callbacks
    ):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_PORT = 1
        with django_capture_on_commit_callbacks(execute=True):
            assert "Kijk in uw mailbox" in words(self.ask(client, user.email))
