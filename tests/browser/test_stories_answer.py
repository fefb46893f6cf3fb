"""The client answers on a phone, without an account and without scripts, in a language of their own."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.audit import html_errors, look_at
from tests.browser.site import Site

LANGUAGES = ("nl", "ar", "ti", "tr", "uk")
# Inside the site: a session with slots, and one person invited for each language; prints their links and codes.
MAKE = """
import json
from datetime import timedelta
from trede.clients.models import Client
from trede.core.models import LocalSetting, Member
from trede.core.periods import today
from trede.orientation import tokens
from trede.orientation.models import OrientationInvitation, OrientationSession, Slot, WaitingEntry
host = Member.objects.working().with_role("trajectbegeleider").order_by("pk")[0]
own = {{"organisation_id": host.organisation_id}}
LocalSetting.objects.filter(key="texts.send_unread", **own).delete()
LocalSetting.objects.create(key="texts.send_unread", value="1", reason="Proef", starts_on=today(), **own)
session = OrientationSession.objects.create(
    on=today() + timedelta(days=70), place="Sociaal Huis, zaal 2", way="Bus 5", counsellor=host, **own)
slots = [Slot.objects.create(session=session, begin=780 + 10 * place, minutes=10, **own) for place in range(12)]
people = Client.objects.filter(alias_of=None, closed_on=None, waiting_entries=None, **own).exclude(birth_date=None)
people = people.filter(interpreter_needed=False)
made = {{}}
for language, slot, client in zip({languages}, slots, people.order_by("-pk")):
    secret = tokens.new_secret()
    kept = tokens.columns_of(secret, organisation_id=host.organisation_id, client_id=client.pk)
    entry = WaitingEntry.objects.create(client=client, since=today(), **own)
    OrientationInvitation.objects.create(client=client, entry=entry, slot=slot, language=language, **kept, **own)
    born = client.birth_date
    made[language] = ["/a/" + secret.token + "/", secret.code, born.day, born.month, born.year, client.last_name]
print(json.dumps(made))
"""


@pytest.fixture(scope="module")
def invited(site: Site) -> dict[str, list[str]]:
    told = site.manage("shell", "-v", "0", "-c", MAKE.format(languages=LANGUAGES))
    return json.loads(told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_behind_the_link_is_for_everybody(
    language: str, invited: dict[str, list[str]], new_page: Callable[..., Page]
) -> None:
    link, _code, _day, _month, _year, name = invited[language]
    page, wrong = new_page("phone"), {}
    for address in (link, f"/afspraak/?taal={language}"):
        answer = page.goto(address)
        wrong[address] = answer.text()
        assert page.locator("html").get_attribute("lang") == language
        assert name not in answer.text()
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert look_at(page) == []
    assert html_errors(wrong) == []


def test_a_client_cannot_come_chooses_another_moment_and_asks_an_interpreter(
    invited: dict[str, list[str]], new_page: Callable[..., Page]
) -> None:
    page = new_page("narrow", java_script_enabled=False)
    page.goto(invited["ti"][0])
    page.locator("button[value=cannot]").click()
    expect(page.locator("[role=status]")).to_contain_text("Wij weten nu dat u niet kunt komen.")
    page.locator("button[name=slot]").nth(1).click()
    expect(page.locator("[role=status]")).to_contain_text("Wij verwachten u")
    page.locator("button[name=interpreter]").click()
    expect(page.locator("main")).to_contain_text("Wij zoeken een tolk.")
    assert page.context.cookies() == []


def test_a_lost_link_is_found_with_the_code_of_the_letter(
    invited: dict[str, list[str]], new_page: Callable[..., Page]
) -> None:
    link, code, *born, _name = invited["tr"]
    page = new_page("phone", java_script_enabled=False)
    page.goto("/afspraak/?taal=tr")
    page.locator("#code").fill(code.lower())
    for box, value in zip(("day", "month", "year"), born, strict=True):
        page.locator(f"#{box}").fill(str(value))
    page.locator("button.press").click()
    expect(page).to_have_url(re.compile(re.escape(link)))
    page.locator("button[value=comes]").click()
    expect(page.locator("[role=status]")).to_contain_text("Wij verwachten u")
