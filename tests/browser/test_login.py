"""Every way in, in Chromium under the Content-Security-Policy: password, codes, passkey, provider."""

import base64
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from tests.browser.audit import html_errors, look_at
from tests.browser.site import Site, running_site
from tests.login.provider import CLIENT, SECRET
from tests.login.running import become, running_provider

PASSWORD = "een-lang-wachtwoord-voor-tests"
LOGIN = "/aanmelden/login/"
Sound = Callable[[Page], None]
TODAY = re.compile(r"/vandaag/$")
PEOPLE = """
from datetime import date
from trede.core.models import *
o = Organisation.objects.create(name="OCMW Teststad", slug="teststad")
Capacity.objects.create(organisation=o, kind="ocmw", starts_on=date(2020, 1, 1))
for name in {names}:
    u = User.objects.create_user(name + "@example.org", {password!r}, name=name.title())
    m = Member.objects.create(user=u, organisation=o, starts_on=date(2020, 1, 1))
    MemberRole.objects.create(member=m, role="trajectbegeleider", starts_on=date(2020, 1, 1))
"""
NAMES = ["an", "bo", "cis", "dirk", "els", "fee", "gust", "hilde", "ivo"]


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with running_provider() as address:
        yield address


@pytest.fixture(scope="module")
def sources() -> Iterator[dict[str, str]]:
    """The pages of this module on the way: the HTML checker takes as long to start as to read all of them."""
    seen: dict[str, str] = {}
    yield seen
    assert html_errors(seen) == []


@pytest.fixture(scope="module")
def site(provider: str, installation: Path) -> Iterator[Site]:
    """An installation as in production, except that it has no certificate: a second factor is a duty."""
    settings = {
        "TREDE_SECOND_FACTOR": "1",
        "TREDE_OIDC_URL": provider,
        "TREDE_OIDC_CLIENT": CLIENT,
        "TREDE_OIDC_SECRET": SECRET,
        "TREDE_OIDC_NAME": "Aanmelden met de stad",
    }
    with running_site(like=installation, **settings) as running:
        running.manage("shell", "-v", "0", "-c", PEOPLE.format(names=NAMES, password=PASSWORD))
        # A passkey belongs to a name, not to a number.
        yield Site(running.address.replace("127.0.0.1", "localhost"), running.env)


def type_password(page: Page, name: str, password: str = PASSWORD) -> None:
    page.goto(LOGIN)
    page.get_by_label("E-mailadres").fill(f"{name}@example.org")
    page.get_by_label("Wachtwoord", exact=True).fill(password)
    page.get_by_role("button", name="Aanmelden", exact=True).click()


def confirm_password(page: Page) -> None:
    expect(page.get_by_role("heading", name="Bent u het nog?")).to_be_visible()
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Bevestigen").click()
    expect(page.get_by_role("heading", name="Bent u het nog?")).to_be_hidden()


@pytest.fixture
def sound(sources: dict[str, str]) -> Sound:
    """`sound(page)`: no finding of axe, nothing outside the screen, at all three widths; its HTML is kept to check."""

    def check(page: Page) -> None:
        assert look_at(page) == [], page.url
        sources[f"{len(sources)} {page.url}"] = page.content()

    return check


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def set_up_codes(page: Page, sound: Sound) -> str:
    """From the page that asks for a second factor to the recovery codes; returns the secret of the app."""
    page.get_by_role("link", name="App instellen").click()
    confirm_password(page)
    sound(page)
    page.get_by_text("Scannen lukt niet").click()
    secret = page.locator("main").inner_text()
    secret = re.search(r"\b[A-Z2-7]{32}\b", secret)[0]  # type: ignore[index]
    page.get_by_label("Code uit de app").fill(code_of(secret))
    page.get_by_role("button", name="Instellen").click()
    expect(page.get_by_role("heading", name="Herstelcodes")).to_be_visible()
    return secret


def add_device(page: Page) -> None:
    """A made-up security key in this browser, which says it recognised its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_password_then_duty_then_codes_then_inside_and_back_in(
    new_page: Callable[..., Page], sound: Sound
) -> None:
    page = new_page()
    type_password(page, "an")
    expect(page.get_by_text("Stel eerst een tweede factor in")).to_be_visible()
    sound(page)
    secret = set_up_codes(page, sound)
    sound(page)
    recovery = page.locator(".codes code").first.inner_text()
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    page.goto("/")
    expect(page).to_have_url(TODAY)

    other = new_page()
    type_password(other, "an")
    expect(other.get_by_role("heading", name="Tweede stap")).to_be_visible()
    sound(other)
    other.get_by_label("Code").fill("000000")
    other.get_by_role("button", name="Aanmelden", exact=True).click()
    expect(other.get_by_role("alert").first).to_contain_text("Deze code klopt niet")
    other.get_by_label("Code").fill(recovery)
    other.get_by_role("button", name="Aanmelden", exact=True).click()
    expect(other).to_have_url(TODAY)
    assert secret


def test_giving_up_at_the_second_step_leads_back(new_page: Callable[..., Page], sound: Sound) -> None:
    page = new_page()
    type_password(page, "bo")
    set_up_codes(page, sound)
    other = new_page()
    type_password(other, "bo")
    other.get_by_role("button", name="Annuleren en opnieuw aanmelden").click()
    expect(other.get_by_role("heading", name="Aanmelden", exact=True)).to_be_visible()


def test_a_passkey_is_made_and_opens_without_a_password(page: Page, sound: Sound) -> None:
    add_device(page)
    type_password(page, "cis")
    page.get_by_role("link", name="Sleutel toevoegen").click()
    confirm_password(page)
    sound(page)
    page.get_by_label("Naam van de sleutel").fill("Mijn laptop")
    page.get_by_label("Ook aanmelden zonder wachtwoord").check()
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("heading", name="Herstelcodes")).to_be_visible()
    page.goto("/aanmelden/factor/webauthn/")
    expect(page.get_by_text("Mijn laptop")).to_be_visible()
    sound(page)
    page.context.clear_cookies()
    page.goto(LOGIN)
    page.get_by_role("button", name="Met een toegangssleutel").click()
    expect(page).to_have_url(TODAY)


def test_a_passkey_is_the_second_step_after_a_password(page: Page) -> None:
    add_device(page)
    type_password(page, "dirk")
    page.get_by_role("link", name="Sleutel toevoegen").click()
    confirm_password(page)
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("heading", name="Herstelcodes")).to_be_visible()
    page.context.clear_cookies()
    type_password(page, "dirk")
    page.get_by_role("button", name="Met een toegangssleutel").click()
    expect(page).to_have_url(TODAY)


def test_a_browser_without_the_key_says_what_to_do(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options | {"isUserVerified": False}})
    page.goto(LOGIN)
    page.get_by_role("button", name="Met een toegangssleutel").click()
    expect(page.locator("#passkey-error")).to_contain_text("Probeer opnieuw")


def test_the_provider_brings_somebody_in_who_was_invited(page: Page, provider: str, sound: Sound) -> None:
    become(provider, sub="els", email="els@example.org", email_verified=True)
    page.goto("/clienten/")
    sound(page)
    page.get_by_role("button", name="Aanmelden met de stad").click()
    expect(page).to_have_url(re.compile(r"/clienten/$"))


@pytest.mark.expect_errors("403")
def test_the_provider_does_not_bring_a_stranger_in(page: Page, provider: str, sound: Sound) -> None:
    become(provider, sub="x", email="vreemd@example.org", email_verified=True)
    page.goto(LOGIN)
    page.get_by_role("button", name="Aanmelden met de stad").click()
    expect(page.locator("main")).to_contain_text("heeft geen toegang tot Trede")
    sound(page)


@pytest.mark.expect_errors("429")
def test_the_fifth_wrong_password_leads_to_a_page_that_helps(page: Page, sound: Sound) -> None:
    for _ in range(4):
        type_password(page, "fee", "verkeerd wachtwoord")
        expect(page.get_by_role("alert").first).to_contain_text("klopt niet")
    type_password(page, "fee", "verkeerd wachtwoord")
    expect(page.get_by_role("heading", name="Even geblokkeerd")).to_be_visible()
    sound(page)
    page.get_by_role("link", name="Nieuw wachtwoord kiezen").click()
    expect(page.get_by_role("heading", name="Wachtwoord vergeten")).to_be_visible()


def test_a_forgotten_password_is_chosen_anew_with_the_mail(page: Page, site: Site, sound: Sound) -> None:
    page.goto(LOGIN)
    page.get_by_role("link", name="Wachtwoord vergeten?").click()
    sound(page)
    page.get_by_label("E-mailadres").fill("gust@example.org")
    page.get_by_role("button", name="Stuur de link").click()
    expect(page.get_by_role("heading", name="Kijk in uw mailbox")).to_be_visible()
    page.goto(link_in_mail(site))
    sound(page)
    new = "een-nieuw-lang-wachtwoord"
    page.get_by_label("Nieuw wachtwoord", exact=True).fill(new)
    page.get_by_label("Nog eens hetzelfde wachtwoord").fill(new)
    page.get_by_role("button", name="Wachtwoord bewaren").click()
    expect(page.get_by_role("heading", name="Wachtwoord gewijzigd")).to_be_visible()
    type_password(page, "gust", new)
    expect(page.get_by_text("Stel eerst een tweede factor in")).to_be_visible()


def link_in_mail(site: Site) -> str:
    """The path of the link in the newest mail; what stands before it is the address for mails."""
    newest = max(Path(site.env["TREDE_VAR"], "mail").iterdir(), key=lambda path: path.stat().st_mtime)
    text = newest.read_text()
    body = text.partition("\n\n")[2]
    if "base64" in text.partition("\n\n")[0]:
        body = base64.b64decode(body.split("---")[0]).decode()
    return re.search(r"http://localhost:8000(/aanmelden/\S+)", body.replace("=\n", ""))[1]  # type: ignore[index]


def test_after_signing_out_the_back_button_shows_nothing(page: Page, provider: str) -> None:
    become(provider, sub="hilde", email="hilde@example.org", email_verified=True)
    page.goto(LOGIN)
    page.get_by_role("button", name="Aanmelden met de stad").click()
    expect(page).to_have_url(TODAY)
    page.goto("/clienten/")
    page.goto("/vandaag/")
    page.locator(".member-menu summary").click()
    page.get_by_role("button", name="Afmelden").click()
    expect(page).to_have_url(re.compile(LOGIN))
    page.go_back()
    expect(page).to_have_url(re.compile(LOGIN))


def test_another_language_stays_after_signing_in_again(page: Page, provider: str) -> None:
    become(provider, sub="ivo", email="ivo@example.org", email_verified=True)
    page.goto(LOGIN)
    page.get_by_role("button", name="Aanmelden met de stad").click()
    expect(page).to_have_url(TODAY)
    page.locator(".member-menu summary").click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.context.clear_cookies()
    page.goto(LOGIN)
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    page.get_by_role("button", name="Aanmelden met de stad").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
