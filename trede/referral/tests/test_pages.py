"""The pages of referrals and exemptions: who opens them, what does not leak, what they cost."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client as Browser
from django.utils import timezone

from tests.cast import LONG_AGO, ClientFactory
from trede.clients.actions.facts import add_fact
from trede.clients.indexing import index_clients
from trede.clients.models import Barrier, Client, FileLock
from trede.clients.tests.scene import queries_of, sign_in, url, words
from trede.core import page_tabs
from trede.core.models import AccessLog, Member, TextDraft
from trede.core.roles import Role
from trede.referral.models import Exemption, Referral, ReferralStep
from trede.referral.tests.scene import (
    client_of,
    may_work,
    member_of,
    referral_of,
    social_of,
)

pytestmark = pytest.mark.django_db(databases="__all__")
# Whether the client waits is asked of the later room: one more than this room itself needs.
MOST = 12 if settings.SQLITE else 13
ROLES = [role.value for role in Role]
REFER = ("trajectbegeleider", "werkvloercoach", "maatschappelijk_werker", "teamleider", "diensthoofd")
ANSWER = ("trajectbegeleider", "administratief", "teamleider", "diensthoofd")
MANY = "Ж🙂" * 300_000


@pytest.fixture
def social(worker: Member) -> Member:
    return social_of(worker)


@pytest.fixture
def mine(social: Member) -> Client:
    client = client_of(social, last_name="Vandenbroucke")
    may_work(client)
    return client


@pytest.fixture
def referral(social: Member, mine: Client) -> Referral:
    return referral_of(mine, social, wish="Kok worden")


def status_of(browser: Browser, name: str, **kwargs: Any) -> int:
    return browser.get(url(name, **kwargs)).status_code


def lock(client: Client) -> None:
    FileLock.objects.create(
        organisation=client.organisation, client=client, reason="colleague", starts_on=LONG_AGO
    )


@pytest.mark.parametrize("role", ROLES)
def test_who_opens_what_of_a_file_that_is_not_theirs(role: str, worker: Member, referral: Referral) -> None:
    browser, one = sign_in(member_of(worker.organisation, role)), {"referral_id": referral.pk}
    refers, answers = role in REFER, role in ANSWER
    read = 200 if answers else 404 if refers else 403
    assert {
        "referrals": status_of(browser, "referrals"),
        "find": status_of(browser, "referral_find"),
        "referral": status_of(browser, "referral", **one),
        "send_back": status_of(browser, "referral_send_back", **one),
        "again": status_of(browser, "referral_again", **one),
        "exemptions": status_of(browser, "file_exemptions", pk=referral.client_id),
        "new": status_of(browser, "referral_new", pk=referral.client_id),
    } == {
        "referrals": 200 if refers or answers else 403,
        "find": 200 if refers else 403,
        "referral": read,
        "send_back": 200 if answers else 403,
        "again": read if refers else 403,
        # Outside the caseload one gives a reason first.
        "exemptions": 302 if refers else 403,
        "new": 302 if refers else 403,
    }


def test_from_search_to_accepted(worker: Member, social: Member, mine: Client) -> None:
    sender, answerer = sign_in(social), sign_in(worker)
    index_clients([mine])
    found = sender.post(url("referral_find"), {"q": mine.last_name})
    assert url("referral_new", pk=mine.pk) in found.content.decode()
    assert url("client_new") in sender.post(url("referral_find"), {"q": "Nergensgevonden"}).content.decode()
    page = words(sender.get(url("referral_new", pk=mine.pk)))
    assert "Wat we al weten en wat de criteria zeggen" in page
    assert "Mag werken." in page
    values = {
        "estimate": "soon",
        "estimate_note": "Eerst opvang zoeken",
        "barriers": ["childcare"],
        "wish": "Kok",
    }
    assert sender.post(url("referral_new", pk=mine.pk), values).status_code == 303
    again = sender.post(url("referral_new", pk=mine.pk), values)
    assert (again.status_code, Referral.objects.count()) == (200, 1)
    assert "loopt al een aanmelding" in words(again)
    referral = Referral.objects.get()
    shown = words(answerer.get(url("referral", referral_id=referral.pk)))
    assert all(
        part in shown for part in ("Kok", "Kinderopvang: duidelijk", "Eerst opvang zoeken", "Aanvaard")
    )
    back = answerer.post(
        url("referral_send_back", referral_id=referral.pk), {"reason": "contact", "note": "Noteer een gsm."}
    )
    assert back.status_code == 303
    assert "Noteer een gsm." in words(sender.get(url("referral_again", referral_id=referral.pk)))
    corrected = {"estimate": "yes", "answer": "Het staat erin.", "wish": "Kok"}
    assert sender.post(url("referral_again", referral_id=referral.pk), corrected).status_code == 303
    assert answerer.get(url("referral_accept", referral_id=referral.pk)).status_code == 405
    assert answerer.post(url("referral_accept", referral_id=referral.pk)).status_code == 303
    twice = answerer.post(url("referral_accept", referral_id=referral.pk))
    assert (twice.status_code, "al aanvaard" in words(twice)) == (409, True)
    steps = list(ReferralStep.objects.order_by("pk").values_list("state", flat=True))
    assert steps == ["sent", "sent_back", "sent", "accepted"]
    assert "Aanvaard" in words(sender.get(url("referral", referral_id=referral.pk)))


def test_the_form_names_the_barriers_that_are_known(social: Member, mine: Client) -> None:
    add_fact(Barrier(client=mine, code="debts", severity=1, starts_on=LONG_AGO), by=social)
    page = words(sign_in(social).get(url("referral_new", pk=mine.pk)))
    assert "Drempels die al in het dossier staan Schulden" in page


def test_the_panel_follows_the_estimate_and_writes_nothing(social: Member, mine: Client) -> None:
    browser, panel = sign_in(social), url("referral_criteria", pk=mine.pk)
    assert "denkt dat het kan" in browser.post(panel, {"estimate": "yes"}).content.decode()
    assert "twijfelt" in browser.post(panel, {"estimate": "unsure"}).content.decode()
    assert "Nog geen inschatting" in browser.post(panel, {"estimate": MANY[:100]}).content.decode()
    assert browser.get(panel).status_code == 405
    assert not Referral.objects.exists()


def test_against_the_criteria_the_form_asks_why(social: Member) -> None:
    client = client_of(social)
    may_work(client, "neen")
    browser, page = sign_in(social), url("referral_new", pk=client.pk)
    assert "De criteria raden dit nu af" in words(browser.get(page))
    assert set(browser.post(page, {"estimate": "yes"}).context["form"].errors) == {"note"}
    assert browser.post(page, {"estimate": "yes", "note": "Kaart komt."}).status_code == 303


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"estimate": "x"}, "estimate"),
        ({"estimate": ""}, "estimate"),
        ({"estimate": "no"}, "estimate_note"),
        ({"wish": MANY}, "wish"),
        ({"barriers": ["language", "niets"]}, "barriers"),
        ({"priority": "eerst"}, "priority"),
        ({"priority": "other"}, "note"),
    ],
)
def test_bad_input_is_said_and_nothing_is_written(
    bad: dict[str, Any], field: str, social: Member, mine: Client
) -> None:
    answer = sign_in(social).post(url("referral_new", pk=mine.pk), {"estimate": "yes"} | bad)
    assert (answer.status_code, set(answer.context["form"].errors)) == (200, {field})
    assert not Referral.objects.exists()
    assert not Barrier.objects.exists()


def test_strange_numbers_are_no_pages(social: Member, mine: Client) -> None:
    browser = sign_in(social)
    for number in (0, 987654321, 9223372036854775807):
        assert status_of(browser, "referral", referral_id=number) == 404
        assert status_of(browser, "exemption", pk=mine.pk, exemption_id=number) == 404
    for junk in ("?na=x_y", "?wie=iedereen", "?na=2026-01-01T00:00:00+00:00_99999999999999999999"):
        assert browser.get(url("referrals") + junk).status_code == 200


def test_each_sees_their_own_lists(worker: Member, social: Member, referral: Referral) -> None:
    other = social_of(worker)
    assert referral.client.last_name in words(sign_in(worker).get(url("referrals")))
    assert referral.client.last_name in words(sign_in(social).get(url("referrals")))
    assert referral.client.last_name not in words(sign_in(other).get(url("referrals")))
    for scope in ("alles", "beantwoorden"):
        page = sign_in(other).get(url("referrals"), {"wie": scope})
        assert (page.context["scope"], page.context["rows"]) == ("mijn", [])
    assert sign_in(worker).get(url("referrals"), {"wie": "terug"}).context["rows"] == []


def test_a_late_one_is_marked(worker: Member, referral: Referral) -> None:
    Referral.objects.update(sent_at=timezone.now() - timedelta(days=8))
    page = sign_in(worker).get(url("referrals"))
    assert "8 dagen te laat" in words(page)
    assert "te laat" in words(sign_in(worker).get(url("referral", referral_id=referral.pk)))


def test_a_locked_file_leaks_nowhere(
    worker: Member, social: Member, referral: Referral, outsider: Member
) -> None:
    lock(referral.client)
    for member in (worker, social, outsider):
        browser = sign_in(member)
        assert status_of(browser, "referral", referral_id=referral.pk) == 404
        for scope in ("beantwoorden", "terug", "mijn", "alles"):
            assert browser.get(url("referrals"), {"wie": scope}).context["rows"] == []
    accepted = sign_in(worker).post(url("referral_accept", referral_id=referral.pk))
    assert accepted.status_code == 404


def test_who_answers_reads_no_confidential_barrier(worker: Member, social: Member, mine: Client) -> None:
    referral = referral_of(mine, social, barriers=("addiction", "housing"))
    page = url("referral", referral_id=referral.pk)
    shown = words(sign_in(worker).get(page))
    assert "Wonen" in shown
    assert "Verslaving" not in shown
    assert "Verslaving" in words(sign_in(social).get(page))
    look = AccessLog.objects.filter(member_id=worker.pk).get()
    assert (look.subject, look.page, look.why) == (mine.pk, "referral", "role")


def test_who_answers_reads_of_an_exemption_only_that_it_holds(
    worker: Member, social: Member, mine: Client, referral: Referral
) -> None:
    page, day = url("referral", referral_id=referral.pk), timezone.localdate()
    waits = Exemption.objects.create(
        organisation=mine.organisation,
        client=mine,
        ground="health",
        reason="certificate",
        starts_on=day,
        ends_on=day + timedelta(days=40),
        review_on=day + timedelta(days=30),
    )
    assert "vrijstelling voorgesteld" not in words(sign_in(worker).get(page))
    assert "vrijstelling voorgesteld" in words(sign_in(social).get(page))
    Exemption.objects.filter(pk=waits.pk).update(decided_on=day)
    until = f"Vrijgesteld tot en met {waits.ends_on:%d/%m/%Y}."
    answers = words(sign_in(worker).get(page))
    assert ("Vrijgesteld." in answers, until in answers) == (True, False)
    assert until in words(sign_in(social).get(page))


def test_withdrawing_in_the_browser(social: Member, referral: Referral) -> None:
    browser, page = sign_in(social), url("referral_withdraw", referral_id=referral.pk)
    assert browser.post(page, {}).context["form"].errors
    assert browser.post(page, {"note": "Werkt al."}).status_code == 303
    assert "Werkt al." in words(browser.get(url("referral", referral_id=referral.pk)))


def shared(member: Member, current: str) -> list[dict[str, Any]]:
    return [{"url": f"/{number}/", "label": f"Deel {number}", "current": False} for number in (1, 2)]


def test_the_list_stands_among_the_parts_of_trajectbepaling(
    worker: Member, social: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_tabs, "_areas", {})
    assert "Mijn dossiers" in words(sign_in(social).get(url("referrals")))
    page_tabs.provide("orientation", f"{__name__}.shared")
    assert "Deel 2" in words(sign_in(worker).get(url("referrals")))
    assert "Deel 2" not in words(sign_in(social).get(url("referrals")))


def test_the_lists_ask_no_more_for_more_rows(worker: Member, social: Member, referral: Referral) -> None:
    pages = [url("referrals") + f"?wie={scope}" for scope in ("beantwoorden", "alles")]
    browser = sign_in(worker)
    few = [queries_of(browser, page) for page in pages]
    for number in range(40):
        client = ClientFactory(organisation=worker.organisation)
        Referral.objects.create(
            organisation=worker.organisation,
            client=client,
            estimate="yes",
            referred_by=social,
            sent_at=timezone.now() - timedelta(days=number),
        )
    assert [queries_of(browser, page) for page in pages] == few
    assert max(few) <= MOST
    first = browser.get(pages[0])
    second = browser.get(pages[0] + "&na=" + first.context["following"].replace("+", "%2B"))
    assert (len(first.context["rows"]), len(second.context["rows"])) == (30, 11)


@pytest.mark.parametrize("name", ["referral", "referral_send_back", "referral_again", "referral_withdraw"])
def test_a_page_of_a_referral_stays_within_the_budget(name: str, social: Member, mine: Client) -> None:
    leader = member_of(social.organisation, Role.DIENSTHOOFD)
    referral = referral_of(mine, social, barriers=("housing", "language", "debts"))
    assert queries_of(sign_in(leader), url(name, referral_id=referral.pk)) <= MOST


def test_what_is_typed_and_not_sent_is_offered_again(social: Member, mine: Client) -> None:
    browser, page = sign_in(social), url("referral_new", pk=mine.pk)
    typed = {"draft_form": "referral", "draft_object": "", "wish": "Kok", "barriers": ["housing", "debts"]}
    assert browser.post(url("draft_keep", pk=mine.pk), typed).status_code == 204
    assert "U had nog een niet-bewaarde tekst" in words(browser.get(page))
    form = browser.get(page, {"concept": "1"}).context["form"]
    assert (form["wish"].value(), form["barriers"].value()) == ("Kok", ["housing", "debts"])
    assert browser.post(page, {"estimate": "yes", "wish": "Kok"}).status_code == 303
    assert not TextDraft.objects.exists()
    strange = browser.post(url("draft_keep", pk=mine.pk), typed | {"draft_form": "vanalles"})
    assert strange.status_code == 404
