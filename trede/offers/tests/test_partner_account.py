"""A partner's own account: what was sent to its organisation, and nothing else."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests.cast import LONG_AGO, OrganisationFactory, client_of
from trede.clients.models import Client, FileLock
from trede.clients.tests.scene import sign_in, url, words
from trede.core.models import AccessLog, CapacityKind, Member
from trede.core.periods import today
from trede.offers.actions import participations as act
from trede.offers.models import (
    Participation,
    PartnerReferral,
)
from trede.offers.models import ParticipationState as S
from trede.offers.referral_links import shared_of
from trede.offers.tests.loop_scene import (
    consent_of,
    now,
    offer_of,
    parsed,
    partner_member,
    person_of,
    proposed,
    sent,
)

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def mine(worker: Member) -> Client:
    return person_of(worker)


def lock(client: Client) -> None:
    FileLock.objects.create(
        organisation=client.organisation, client=client, reason="colleague", starts_on=LONG_AGO
    )


def at(name: str, one: Participation) -> str:
    return url(name, pk=one.client_id, participation_id=one.pk)


def test_a_partner_sees_only_what_was_sent_to_its_organisation(worker: Member, mine: Client) -> None:
    partner = partner_member()
    other = partner_member(OrganisationFactory(capacity=CapacityKind.PARTNER))
    ours = sent(proposed(mine, worker), worker, to_organisation=partner.organisation)
    theirs = sent(
        proposed(client_of(worker, last_name="Anderman"), worker), worker, to_organisation=other.organisation
    )
    by_link = sent(proposed(client_of(worker, last_name="Derde"), worker), worker)
    browser = sign_in(partner)
    rows = parsed(browser.get(url("partner_referrals"))).select("tbody td:first-child a")
    assert [row.get_text(strip=True) for row in rows] == ["Zyxwvutskij Qoppaline"]
    for referral in (theirs, by_link):
        for address in (
            url("partner_referral", pk=referral.pk),
            url("partner_referral_answer", pk=referral.pk, deed="accept"),
        ):
            assert browser.get(address).status_code == 404
            assert browser.post(address, {}).status_code in (404, 405)
        assert now(referral.participation).state == S.REFERRED
    page = browser.get(url("partner_referral", pk=ours.pk))
    shown = {
        dt.get_text(" ", strip=True): dd.get_text(" ", strip=True)
        for dt, dd in zip(parsed(page).select("#shared dt"), parsed(page).select("#shared dd"), strict=True)
    }
    assert shown == {line.label: line.text for line in shared_of(ours)} | {
        "Aanbod": ours.participation.offer.name,
        "Onze vraag": "Is er plaats in het taalcafé?",
    }
    for secret in ("90051712345", "1990", "Anderman", "Derde"):
        assert secret not in page.content.decode()


def test_a_look_of_a_partner_is_in_the_log_of_the_sender(worker: Member, mine: Client) -> None:
    partner = partner_member()
    referral = sent(proposed(mine, worker), worker, to_organisation=partner.organisation)
    browser = sign_in(partner)
    AccessLog.objects.all().delete()
    browser.get(url("partner_referrals"))
    browser.get(url("partner_referral", pk=referral.pk))
    lines = AccessLog.objects.values_list("organisation_id", "member_id", "subject", "page")
    assert list(lines) == [(worker.organisation_id, partner.pk, mine.pk, "partner_referral")] * 2
    assert partner.name in words(sign_in(worker).get(url("file_access", pk=mine.pk)))


def test_a_partner_answers_from_its_account(worker: Member, mine: Client) -> None:
    partner = partner_member()
    referral = sent(proposed(mine, worker), worker, to_organisation=partner.organisation)
    browser = sign_in(partner)

    def answer(deed: str, **typed: str) -> Any:
        return browser.post(url("partner_referral_answer", pk=referral.pk, deed=deed), typed)

    assert answer("waiting").status_code == 200, "a date is asked"
    assert answer("end", on="x").status_code == 404, "not possible now"
    assert answer("accept", note="Welkom").status_code == 303
    step = referral.participation.steps.last()
    assert (step.by, step.by_partner) == (partner, f"{partner.name} (Economisch Huis)")
    assert now(referral).answered_at is not None
    day = today().strftime("%d/%m/%Y")
    assert answer("start", on=day).status_code == 303
    assert answer("progress", on=day, going="well", text="Goed").status_code == 303
    assert answer("ask", text="Heeft zij opvang?").status_code == 303
    done = answer("end", on=day, result="completed")
    assert done.headers["Location"] == reverse("partner_referrals")
    assert browser.get(url("partner_referral", pk=referral.pk)).status_code == 404
    page = words(sign_in(worker).get(at("participation", referral.participation)))
    assert f"{partner.name} (Economisch Huis)" in page


@pytest.mark.parametrize("how", ["locked", "withdrawn", "consent", "moved"])
def test_what_ended_does_not_exist_for_the_partner(how: str, worker: Member, mine: Client) -> None:
    partner = partner_member()
    consent = consent_of(mine, "Economisch Huis")
    one = proposed(mine, worker, offer_of(worker, needs_consent=True))
    referral = sent(one, worker, to_organisation=partner.organisation, consent=consent)
    browser = sign_in(partner)
    assert browser.get(url("partner_referral", pk=referral.pk)).status_code == 200
    if how == "locked":
        lock(mine)
    elif how == "withdrawn":
        act.withdraw(referral.participation, note="x", by=worker)
    elif how == "consent":
        type(consent).objects.filter(pk=consent.pk).update(withdrawn_on=today())
    else:
        Client.objects.filter(pk=mine.pk).update(closed_on=today())
    assert browser.get(url("partner_referral", pk=referral.pk)).status_code == 404
    assert "Zyxwvutskij" not in browser.get(url("partner_referrals")).content.decode()
    answer = browser.post(url("partner_referral_answer", pk=referral.pk, deed="accept"), {})
    assert answer.status_code == 404


def test_an_account_reads_on_after_the_link_expired(worker: Member, mine: Client) -> None:
    partner = partner_member()
    referral = sent(proposed(mine, worker), worker, to_organisation=partner.organisation)
    PartnerReferral.objects.update(valid_until=today() - timedelta(days=1))
    assert sign_in(partner).get(url("partner_referral", pk=referral.pk)).status_code == 200


def test_a_partner_opens_no_file_and_no_list(worker: Member, mine: Client) -> None:
    partner = partner_member()
    one = sent(proposed(mine, worker), worker, to_organisation=partner.organisation).participation
    browser = sign_in(partner)
    for address in (at("participation", one), url("file_offers", pk=mine.pk), url("participations")):
        assert browser.get(address).status_code in (403, 404)
