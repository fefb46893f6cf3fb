"""What an attacker tries at the doors: headers, forged forms, other sites, the demo in production."""

import logging

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as active
from django.test import Client
from django.urls import reverse

from tests.cast import OrganisationFactory, client_of, member_of
from tests.login.test_password import attempt, signed_in, words
from trede.core.logs import CleanFormatter, NoPersonalData

pytestmark = pytest.mark.django_db(databases="__all__")
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "connect-src": "'self'",
}


def policy_of(response) -> dict[str, str]:
    parts = [part.split(None, 1) for part in response["Content-Security-Policy"].split(";")]
    return {name: value for name, value in parts}


@pytest.fixture
def pages(client, user):
    """One of each kind: entrance, refusal, unknown, locked, inside, a file, static."""
    member = user.members.get()
    inside = Client()
    inside.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    dossier = client_of(member)
    forged = Client(enforce_csrf_checks=True)
    for _ in range(5):
        locked = attempt(client, "x@example.org", "verkeerd")
    return {
        "entrance": client.get("/aanmelden/login/"),
        "redirect": client.get("/vandaag/"),
        "unknown": client.get("/bestaat-niet/"),
        "locked": locked,
        "inside": inside.get("/vandaag/"),
        "file": inside.get(f"/dossier/{dossier.pk}/"),
        "refused": inside.get("/beheer/"),
        "csrf": forged.post("/aanmelden/login/", {}),
    }


def test_every_kind_of_page_carries_the_whole_policy_and_no_exception_to_it(pages):
    for kind, page in pages.items():
        policy = policy_of(page)
        assert {name: policy.get(name) for name in POLICY} == POLICY, kind
        assert "unsafe" not in page["Content-Security-Policy"], kind


def test_every_kind_of_page_says_how_it_may_be_used(pages):
    for kind, page in pages.items():
        assert page["X-Frame-Options"] == "DENY", kind
        assert page["X-Content-Type-Options"] == "nosniff", kind
        assert page["Referrer-Policy"] == "same-origin", kind
        assert page["Cross-Origin-Opener-Policy"] == "same-origin", kind
        assert b"http-equiv" not in page.content, kind
        assert b'name="referrer"' not in page.content, kind


def test_pages_of_people_are_not_kept_by_proxies_or_by_the_browser_unasked(pages):
    for kind in ("inside", "file", "refused"):
        assert {"private", "no-cache"} <= set(pages[kind]["Cache-Control"].split(", ")), kind


@pytest.mark.parametrize(
    "next_page",
    [
        "https://kwaad.example/",
        "//kwaad.example/",
        "///kwaad.example",
        "/\\kwaad.example",
        "https:kwaad.example",
        "javascript:alert(1)",
        " https://kwaad.example",
        "http://testserver@kwaad.example/",
        "\thttps://kwaad.example",
        "https://testserver.kwaad.example",
    ],
)
def test_no_address_of_ours_leads_to_another_site(client, user, next_page):
    data = {"login": user.email, "password": "een-lang-wachtwoord-voor-tests", "next": next_page}
    assert client.post("/aanmelden/login/", data)["Location"] == "/vandaag/"
    assert "kwaad" not in client.get("/aanmelden/login/", {"next": next_page})["Location"]
    answer = client.post(reverse("set_language"), {"language": "nl", "next": next_page})
    assert "kwaad" not in answer["Location"]
    assert "script" not in answer["Location"]
    assert "kwaad" not in client.post("/aanmelden/logout/", {"next": next_page})["Location"]


def test_a_path_that_looks_like_a_host_stays_a_path(client):
    answer = client.get("//kwaad.example/vandaag/")
    assert not answer.get("Location", "/").startswith(("//", "http"))


@pytest.mark.parametrize(
    "host", ["kwaad.example", "localhost.kwaad.example", "kwaad.example:80", "loc alhost"]
)
def test_an_unknown_host_gets_no_page(client, settings, host):
    settings.ALLOWED_HOSTS = ["localhost"]
    assert client.get("/aanmelden/login/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize(
    "path",
    ["/aanmelden/login/", "/aanmelden/logout/", "/taal/", "/aanmelden/password/reset/", "/aanmelden/demo/1/"],
)
def test_a_form_from_elsewhere_is_refused_in_dutch(path):
    answer = Client(enforce_csrf_checks=True).post(path, {})
    assert answer.status_code == 403
    assert "Het formulier is verlopen" in words(answer)


def test_a_post_without_login_does_nothing_and_goes_to_the_login(client):
    answer = client.post("/afwezigheid/", {})
    assert answer["Location"] == "/aanmelden/login/?next=/"


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "head", "get"])
def test_other_methods_of_the_logout_and_the_demo_change_nothing(client, user, method):
    attempt(client, user.email)
    getattr(client, method)("/aanmelden/demo/1/")
    getattr(client, method)("/taal/", {"language": "en"})
    assert signed_in(client)


@pytest.mark.parametrize("bound", [("/aanmelden/login/", 4), ("/aanmelden/password/reset/", 4)])
def test_the_entrance_asks_the_database_little(client, bound, django_assert_max_num_queries):
    path, most = bound
    client.get(path)
    with django_assert_max_num_queries(most):
        client.get(path)


class TestDemo:
    @pytest.fixture
    def actor(self):
        return member_of(OrganisationFactory(is_demo=True), "teamleider")

    def test_one_click_signs_in_and_says_it_is_a_demonstration(self, client, actor):
        page = client.get("/aanmelden/login/")
        form = BeautifulSoup(page.content, "html.parser").select_one(
            f'form[action="/aanmelden/demo/{actor.pk}/"]'
        )
        assert "Teamleider" in form.get_text()
        answer = client.post(form["action"])
        assert answer["Location"] == "/vandaag/"
        assert client.get("/vandaag/").wsgi_request.member == actor

    def test_there_is_no_door_without_a_made_up_town(self, client, user):
        assert "Rondkijken" not in words(client.get("/aanmelden/login/"))
        assert client.post(reverse("demo_login", args=[user.members.get().pk])).status_code == 404
        assert not signed_in(client)

    def test_there_is_no_door_in_production(self, client, actor, settings):
        settings.PRODUCTION = True
        assert "Rondkijken" not in words(client.get("/aanmelden/login/"))
        assert client.post(reverse("demo_login", args=[actor.pk])).status_code == 404

    def test_a_person_who_also_works_in_a_real_organisation_has_no_door(self, client, actor):
        member_of(OrganisationFactory(), "dpo", user=actor.user)
        assert "Rondkijken" not in words(client.get("/aanmelden/login/"))
        assert client.post(reverse("demo_login", args=[actor.pk])).status_code == 404

    def test_somebody_who_left_or_was_closed_has_no_door(self, client, actor):
        actor.user.is_active = False
        actor.user.save()
        assert client.post(reverse("demo_login", args=[actor.pk])).status_code == 404

    def test_a_click_does_not_keep_the_session_of_a_stranger(self, client, actor):
        client.get("/aanmelden/login/")
        before = client.session.session_key
        client.post(reverse("demo_login", args=[actor.pk]))
        assert client.session.session_key != before


class TestLogs:
    def line(self, message, *args, error=None):
        record = logging.LogRecord("trede", logging.ERROR, "x.py", 1, message, args, error)
        NoPersonalData().filter(record)
        return CleanFormatter("{message}", style="{").format(record)

    @pytest.mark.parametrize(
        "text",
        [
            "85.07.30-033.28",
            "85073003328",
            "+32 475 12 34 56",
            "an.peeters@example.org",
            "BE68 5390 0754 7034",
        ],
    )
    def test_numbers_and_addresses_are_blotted_out(self, text):
        assert text not in self.line("Niet gevonden: %s", text)

    def test_the_key_of_a_link_is_blotted_out(self):
        said = self.line("Not Found: %s", "/uitnodiging/Zk3xA9_Qw7pLmN2bVcX1sD4fGh6/")
        assert said == "Not Found: /uitnodiging/[sleutel]/"
        for behind in (".", "?taal=nl", "%20", ")", ",/"):
            said = self.line("Not Found: %s", f"/a/Zk3xA9_Qw7pLmN2bVcX1sD4fGh6{behind}")
            assert said == f"Not Found: /a/[sleutel]{behind}"

    def test_an_error_keeps_the_code_and_loses_what_it_quotes(self):
        try:
            int("Jan Peeters")
        except ValueError as error:
            said = self.line("Fout", error=(type(error), error, error.__traceback__))
        assert "ValueError" in said
        assert 'int("Jan Peeters")' in said, "a line of our own code"
        assert "'Jan Peeters'" not in said

    def test_an_error_in_a_page_logs_no_form(self, client, user, settings, monkeypatch, caplog):
        secret = "heel persoonlijk"
        client.raise_request_exception = False

        def fails(*args, **kwargs):
            raise RuntimeError("kapot")

        monkeypatch.setattr("trede.core.limits.login_name", fails)
        monkeypatch.setattr("allauth.account.adapter.DefaultAccountAdapter.authenticate", fails)
        answer = attempt(client, user.email, secret)
        assert answer.status_code == 500
        formatter = CleanFormatter("{message}", style="{")
        lines = "\n".join(formatter.format(record) for record in caplog.records)
        assert "RuntimeError" in lines
        assert secret not in lines
        assert user.email not in lines
        assert secret not in answer.content.decode()

    def test_nobody_gets_errors_by_mail(self):
        assert not active.ADMINS
        assert logging.getLogger("django").handlers == []
