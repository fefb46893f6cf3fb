"""Codes, recovery codes, and the obligation to have a second factor."""

import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD
from tests.login.test_password import attempt, signed_in, words

pytestmark = pytest.mark.django_db(databases="__all__")


def code_of(secret: str, *, later: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


@pytest.fixture
def secret(user) -> str:
    made = generate_totp_secret()
    TOTP.activate(user, made)
    return made


class TestSettingUp:
    def set_up(self, client) -> str:
        page = client.get(reverse("mfa_activate_totp"), follow=True)
        assert page.redirect_chain, "the password is asked again first"
        page = client.post(page.redirect_chain[-1][0], {"password": PASSWORD}, follow=True)
        return client.session["mfa.totp.secret"]

    def test_an_app_with_codes_from_the_first_page_to_the_recovery_codes(
        self, client, user, django_capture_on_commit_callbacks
    ):
        attempt(client, user.email)
        secret = self.set_up(client)
        with django_capture_on_commit_callbacks(execute=True):
            page = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}, follow=True)
        assert len(BeautifulSoup(page.content, "html.parser").select(".codes code")) == 10
        assert [message.to for message in mail.outbox] == [[user.email]]
        kept = str(Authenticator.objects.get(user=user, type="totp").data)
        assert secret not in kept

    def test_a_wrong_password_at_the_confirmation_is_explained(self, client, user):
        attempt(client, user.email)
        page = client.get(reverse("mfa_activate_totp"), follow=True)
        page = client.post(page.redirect_chain[-1][0], {"password": "verkeerd"})
        assert "Dit wachtwoord klopt niet" in words(page)

    def test_a_wrong_code_activates_nothing(self, client, user):
        attempt(client, user.email)
        self.set_up(client)
        page = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
        assert "Deze code klopt niet" in words(page)
        assert not Authenticator.objects.exists()

    def test_a_reset_password_does_not_stand_in_the_way(self, client, user):
        client.post(reverse("account_reset_password"), {"email": user.email})
        attempt(client, user.email)
        assert self.set_up(client)


class TestSigningIn:
    def test_the_password_alone_opens_nothing(self, client, user, secret):
        answer = attempt(client, user.email)
        assert answer["Location"] == reverse("mfa_authenticate")
        assert not signed_in(client)
        assert client.get("/vandaag/").status_code == 302

    def test_password_and_code_open(self, client, user, secret):
        attempt(client, user.email)
        client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
        assert signed_in(client)

    def test_a_code_of_half_a_minute_ago_still_counts_and_an_older_one_does_not(self, client, user, secret):
        attempt(client, user.email)
        client.post(reverse("mfa_authenticate"), {"code": code_of(secret, later=-3)})
        assert not signed_in(client)
        client.post(reverse("mfa_authenticate"), {"code": code_of(secret, later=-1)})
        assert signed_in(client)

    def test_a_code_works_once(self, client, user, secret):
        with time_machine.travel(time.time(), tick=False):
            for each in (client, Client()):
                attempt(each, user.email)
                each.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
        assert signed_in(client)
        assert not signed_in(each)

    def test_a_recovery_code_works_once(self, client, user, secret):
        codes = RecoveryCodes.activate(user).get_unused_codes()
        for each, opens in ((client, True), (Client(), False)):
            attempt(each, user.email)
            each.post(reverse("mfa_authenticate"), {"code": codes[0]})
            assert signed_in(each) is opens

    def test_codes_cannot_be_guessed_without_end(self, client, user, secret):
        attempt(client, user.email)
        for _ in range(15):
            page = client.post(reverse("mfa_authenticate"), {"code": "000000"})
        assert "Deze code klopt niet" in words(page)
        page = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
        assert "te veel pogingen" in words(page)
        assert not signed_in(client)

    def test_a_new_login_gives_no_new_tries(self, client, user, secret):
        for _ in range(16):
            other = Client()
            attempt(other, user.email)
            page = other.post(reverse("mfa_authenticate"), {"code": "000000"})
        assert "te veel pogingen" in words(page)

    def test_giving_up_halfway_starts_again(self, client, user, secret):
        attempt(client, user.email)
        answer = client.post(reverse("account_logout"), {"next": reverse("account_login")})
        assert answer["Location"] == reverse("account_login")
        assert client.get(reverse("account_login")).status_code == 200

    def test_a_secret_that_another_master_key_locked_fits_no_code(self, client, user, secret, settings):
        settings.MASTER_KEY = "x" * 60
        attempt(client, user.email)
        page = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
        assert "Deze code klopt niet" in words(page)


class TestTheObligation:
    @pytest.fixture(autouse=True)
    def _obliged(self, settings):
        settings.SECOND_FACTOR_REQUIRED = True

    def test_without_one_every_page_leads_to_setting_it_up_which_can_be_done(self, client, user):
        attempt(client, user.email)
        page = client.get("/vandaag/", follow=True)
        assert page.redirect_chain[-1][0] == reverse("mfa_index")
        assert "Stel eerst een tweede factor in" in words(page)
        secret = TestSettingUp().set_up(client)
        client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
        assert client.get("/vandaag/").status_code == 200

    def test_with_one_the_pages_open(self, client, user, secret):
        attempt(client, user.email)
        client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
        assert client.get("/vandaag/").status_code == 200

    def test_recovery_codes_alone_are_not_one(self, client, user):
        RecoveryCodes.activate(user)
        attempt(client, user.email)
        assert client.get("/vandaag/")["Location"] == reverse("mfa_index")

    def test_a_linked_provider_does_not_excuse_a_login_by_password(self, client, user):
        user.socialaccount_set.create(provider="oidc", uid="7")
        attempt(client, user.email)
        assert client.get("/vandaag/")["Location"] == reverse("mfa_index")

    def test_pages_ask_nothing_more_of_the_database_for_it(
        self, client, user, secret, django_assert_num_queries
    ):
        attempt(client, user.email)
        client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
        client.get("/rollen/")
        with django_assert_num_queries(4):
            client.get("/rollen/")
