"""The pages of exemptions: from proposal to review, for who follows the file only."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client as Browser

from trede.clients.tests.scene import queries_of, sign_in, url, words
from trede.core.models import Member
from trede.core.periods import today
from trede.core.roles import Role
from trede.council.actions.decisions import decide
from trede.council.models import Proposal
from trede.referral.models import Exemption
from trede.referral.tests.scene import client_of, exemption_of, member_of, proposal_for

pytestmark = pytest.mark.django_db(databases="__all__")
MOST = 11 if settings.SQLITE else 12


def status_of(browser: Browser, name: str, **kwargs: Any) -> int:
    return browser.get(url(name, **kwargs)).status_code


def test_an_exemption_from_proposal_to_review(worker: Member) -> None:
    client = client_of(worker)
    browser = sign_in(worker)
    assert "Geen vrijstellingen" in words(browser.get(url("file_exemptions", pk=client.pk)))
    page = browser.get(url("exemption_new", pk=client.pk))
    assert "geen kinderopvang" in page.content.decode()
    assert "Zonder medische gegevens" in page.content.decode()
    day = today() + timedelta(days=100)
    values = {
        "reason": "equity.childcare",
        "starts_on": today().strftime("%d/%m/%Y"),
        "review_on": day.strftime("%d/%m/%Y"),
        "motivation": "Er is geen plaats in de opvang.",
    }
    assert browser.post(url("exemption_new", pk=client.pk), values).status_code == 303
    twice = browser.post(url("exemption_new", pk=client.pk), values)
    assert "wacht al" in words(twice)
    exemption = Exemption.objects.get()
    own = {"pk": client.pk, "exemption_id": exemption.pk}
    assert "wacht op beslissing" in words(browser.get(url("exemption", **own)))
    decide(Proposal.objects.get(), outcome="granted", motivation="Ja.", decided_on=today(), by=worker)
    exemption.refresh_from_db()
    assert "geldt" in words(browser.get(url("file_exemptions", pk=client.pk)))
    review = {"how": "keep", "note": "Nog geen opvang.", "version": str(exemption.version)}
    assert set(browser.post(url("exemption_review", **own), review).context["form"].errors) == {"review_on"}
    later = review | {"review_on": (day + timedelta(days=100)).strftime("%d/%m/%Y")}
    assert browser.post(url("exemption_review", **own), later).status_code == 303
    longer = values | {"starts_on": day.strftime("%d/%m/%Y")}
    longer["review_on"] = (day + timedelta(days=50)).strftime("%d/%m/%Y")
    assert browser.post(url("exemption_prolong", **own), longer).status_code == 303
    assert Exemption.objects.get(prolongs=exemption).starts_on == day


def test_an_exemption_is_for_who_follows_the_file(worker: Member) -> None:
    client = client_of(worker)
    exemption = exemption_of(client, worker)
    own = {"pk": client.pk, "exemption_id": exemption.pk}
    clerk = sign_in(member_of(worker.organisation, Role.ADMINISTRATIEF))
    for name in ("exemption", "exemption_review", "exemption_prolong"):
        assert status_of(clerk, name, **own) == 403
    assert status_of(sign_in(worker), "exemption", pk=client_of(worker).pk, exemption_id=exemption.pk) == 404
    for name in ("exemption_review", "exemption_prolong"):
        assert status_of(sign_in(worker), name, **own) == 200


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"reason": "health.childcare"}, "reason"),
        ({"starts_on": "31/02/2026"}, "starts_on"),
        ({"review_on": "01/01/2099"}, "review_on"),
        ({"motivation": " "}, "motivation"),
        ({"note": "x" * 301}, "note"),
        ({"proof": "999"}, "proof"),
    ],
)
def test_a_bad_exemption_is_said_and_not_written(bad: dict[str, str], field: str, worker: Member) -> None:
    client = client_of(worker)
    values = {
        "reason": "health.medical",
        "starts_on": today().strftime("%d/%m/%Y"),
        "review_on": (today() + timedelta(days=30)).strftime("%d/%m/%Y"),
        "motivation": "Zie het attest.",
    } | bad
    answer = sign_in(worker).post(url("exemption_new", pk=client.pk), values)
    assert (answer.status_code, set(answer.context["form"].errors)) == (200, {field})
    assert not Exemption.objects.exists()
    assert not Proposal.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        "referral_new",
        "file_exemptions",
        "exemption_new",
        "exemption",
        "exemption_review",
        "exemption_prolong",
    ],
)
def test_a_page_on_a_file_stays_within_the_budget(name: str, worker: Member) -> None:
    client = client_of(worker)
    exemption = exemption_of(client, worker)
    decide(proposal_for(exemption), outcome="granted", motivation="Ja.", decided_on=today(), by=worker)
    own = (
        {"exemption_id": exemption.pk}
        if name.removeprefix("exemption") in ("", "_review", "_prolong")
        else {}
    )
    assert queries_of(sign_in(worker), url(name, pk=client.pk, **own)) <= MOST


@pytest.mark.parametrize("name", ["exemption", "proposal"])
def test_a_motivation_is_kept_while_typing(name: str, worker: Member) -> None:
    client = client_of(worker)
    browser, page = sign_in(worker), url(f"{name}_new", pk=client.pk)
    assert f'name="draft_form" value="{name}"' in browser.get(page).content.decode()
    typed = {"draft_form": name, "draft_object": "", "motivation": "Half een zin"}
    assert browser.post(url("draft_keep", pk=client.pk), typed).status_code == 204
    assert browser.get(page, {"concept": "1"}).context["form"]["motivation"].value() == "Half een zin"
