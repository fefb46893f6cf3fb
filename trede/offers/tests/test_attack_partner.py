"""Attempts on what goes to a partner: by another consent, another office, an old form, a strange text."""

from typing import Any

import pytest
import time_machine

from tests.cast import LONG_AGO, OrganisationFactory, client_of, member_of
from trede.clients.actions.consent import withdraw_consent
from trede.clients.actions.facts import correct_fact
from trede.clients.models import Client, Consent, FileLock
from trede.clients.tests.scene import sign_in, url, verbs_on, words
from trede.core.errors import CaseError
from trede.core.middleware import CHOSEN
from trede.core.models import CapacityKind, Member
from trede.core.periods import today
from trede.core.roles import Role
from trede.offers.actions import participations as act
from trede.offers.actions.partner_referrals import close_expired, new_link
from trede.offers.models import Offer, ParticipationStep, PartnerReferral, ProgressReport, ReferralNote
from trede.offers.models import ParticipationState as S
from trede.offers.tests.loop_scene import (
    PARTNER,
    consent_of,
    days,
    link,
    now,
    offer_of,
    partner_member,
    person_of,
    proposed,
    sent,
    visitor,
)
from trede.outbox.models import Message

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def mine(worker: Member) -> Client:
    return person_of(worker)


@pytest.fixture
def referral(worker: Member, mine: Client) -> PartnerReferral:
    return sent(proposed(mine, worker), worker)


def strict(worker: Member) -> Offer:
    return offer_of(worker, needs_consent=True)


def press(referral: PartnerReferral, deed: str, **typed: Any) -> Any:
    return visitor().post(link(referral), {"doe": deed} | typed)


def test_a_name_does_not_carry_a_consent_to_another_office(worker: Member, mine: Client) -> None:
    other = partner_member(OrganisationFactory(name="Iemand Anders", capacity=CapacityKind.PARTNER))
    one = proposed(mine, worker, strict(worker))
    with pytest.raises(CaseError):
        sent(one, worker, consent=consent_of(mine), to_organisation=other.organisation)
    assert not PartnerReferral.objects.exists()


def test_the_provider_of_the_offer_does_not_lend_its_consent_to_another_name(
    worker: Member, mine: Client
) -> None:
    one = proposed(mine, worker, strict(worker))
    with pytest.raises(CaseError):
        sent(one, worker, consent=consent_of(mine), to_name="Iemand Anders")
    assert not PartnerReferral.objects.exists()


def test_the_consent_of_another_person_is_never_written_on_a_referral(worker: Member, mine: Client) -> None:
    theirs = consent_of(client_of(worker))
    with pytest.raises(CaseError):
        sent(proposed(mine, worker), worker, consent=theirs)
    assert not PartnerReferral.objects.exists()


@pytest.mark.parametrize("values", [{"given_to": "Iemand Anders"}, {"purpose": "passport"}])
def test_a_consent_corrected_to_something_else_closes_what_hung_on_it(
    values: dict[str, str], worker: Member, mine: Client
) -> None:
    consent = consent_of(mine)
    referral = sent(proposed(mine, worker, strict(worker)), worker, consent=consent)
    correct_fact(consent, by=worker, expected=consent.version, values=values)
    assert visitor().get(link(referral)).status_code == 410
    assert now(referral).closed_because == "consent"


def test_a_consent_with_another_word_keeps_the_link(worker: Member, mine: Client) -> None:
    consent = consent_of(mine)
    referral = sent(proposed(mine, worker, strict(worker)), worker, consent=consent)
    for values in ({"what": "naam, talen, telefoon"}, {"given_to": f"  {PARTNER.upper()} "}):
        consent = now(consent)
        correct_fact(consent, by=worker, expected=consent.version, values=values)
    assert visitor().get(link(referral)).status_code == 200


def test_after_the_last_day_of_a_consent_it_closes_and_the_worker_goes_on(
    worker: Member, mine: Client
) -> None:
    consent = consent_of(mine, ends_on=days(3))
    one = proposed(mine, worker, strict(worker))
    first = sent(one, worker, consent=consent)
    with time_machine.travel(days(3)):
        assert visitor().get(link(first)).status_code == 200
        close_expired()
        assert now(first).closed_on is None
    with time_machine.travel(days(4)):
        assert visitor().get(link(first)).status_code == 410
        close_expired()
        close_expired()
        assert now(first).closed_because == "expired"
        assert verbs_on(mine.pk).count("partnerreferral.closed") == 1
        assert Message.objects.count() == 2, "the partner hears once that it closed"
        again = sent(one, worker, consent=consent_of(mine, starts_on=today()))
        assert visitor().get(link(again)).status_code == 200


def test_an_offer_that_began_to_need_consent_sends_no_new_link_without(
    worker: Member, mine: Client, referral: PartnerReferral
) -> None:
    Offer.objects.update(needs_consent=True)
    with pytest.raises(CaseError):
        new_link(referral, by=worker)


def test_a_consent_taken_back_after_a_merge_closes(worker: Member, mine: Client) -> None:
    consent = consent_of(mine)
    referral = sent(proposed(mine, worker, strict(worker)), worker, consent=consent)
    Client.objects.filter(pk=mine.pk).update(alias_of=client_of(worker))
    withdraw_consent(now(consent), by=worker, on=today())
    assert visitor().get(link(referral)).status_code == 410


STRANGE = (
    "\x00naam",
    "\u202egnirts\u202c",
    "<script>alert(1)</script>",
    '=HYPERLINK("http://kwaad.example")',
    '#read("/etc/passwd")',
    "{{ settings.SECRET_KEY }}{% debug %}",
    "🙂" * 80,
    "x" * 100_000,
)


@pytest.mark.parametrize("typed", STRANGE, ids=range(len(STRANGE)))
def test_strange_text_of_a_partner_breaks_and_injects_nothing(
    typed: str, worker: Member, referral: PartnerReferral
) -> None:
    answer = press(referral, "accept", note=typed, wie=typed)
    assert answer.status_code in (303, 400)
    asked = press(referral, "ask", text="Vraag", wie=typed)
    assert asked.status_code == 303
    note = ReferralNote.objects.get()
    assert len(note.by_partner) <= 120
    assert "\x00" not in note.by_partner
    assert "\u202e" not in note.by_partner
    for page in (
        visitor().get(link(referral)),
        sign_in(worker).get(
            url("participation", pk=referral.client_id, participation_id=referral.participation_id)
        ),
    ):
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()


def test_the_same_question_or_report_pressed_twice_is_one(worker: Member, referral: PartnerReferral) -> None:
    for _turn in range(2):
        assert press(referral, "ask", text="Heeft zij opvang?", wie="An").status_code == 303
    assert ReferralNote.objects.count() == 1
    assert verbs_on(referral.client_id).count("partnerreferral.asked") == 1
    act.start(now(referral.participation), on=today(), by=worker)
    how = {"on": today().isoformat(), "going": "well", "text": "Gaat goed"}
    for _turn in range(2):
        assert press(referral, "progress", **how).status_code == 303
    assert ProgressReport.objects.count() == 1


def test_nothing_is_sent_from_a_locked_file_that_would_tell_of_the_lock(worker: Member, mine: Client) -> None:
    one = proposed(mine, worker)
    FileLock.objects.create(
        organisation=mine.organisation, client=mine, reason="colleague", starts_on=LONG_AGO
    )
    with pytest.raises(CaseError):
        sent(one, worker)
    assert (Message.objects.count(), now(one).state) == (0, S.PROPOSED)


def test_an_old_form_moves_nothing_back(worker: Member, referral: PartnerReferral) -> None:
    act.start(referral.participation, on=today(), by=worker)
    for deed in ("accept", "waiting", "refuse"):
        assert press(referral, deed, reason="full", promised_on="2030-01-01").status_code == 409
    act.end(now(referral.participation), on=today(), result="work", by=worker)
    for deed in ("start", "ask", "progress"):
        assert press(referral, deed, text="x", on=today().isoformat(), going="well").status_code == 410
    assert now(referral.participation).state == S.ENDED
    assert not ReferralNote.objects.exists()


def test_a_long_name_of_somebody_at_a_partner_still_writes(worker: Member, mine: Client) -> None:
    office = OrganisationFactory(name="O" * 118, capacity=CapacityKind.PARTNER)
    partner = partner_member(office)
    partner.user.name = "N" * 118
    partner.user.save()
    one = sent(proposed(mine, worker), worker, to_organisation=office)
    browser = sign_in(partner)
    today_ = today().strftime("%d/%m/%Y")
    for deed, typed in (
        ("accept", {}),
        ("start", {"on": today_}),
        ("progress", {"on": today_, "going": "well", "text": "Goed"}),
        ("ask", {"text": "Vraag"}),
    ):
        answer = browser.post(url("partner_referral_answer", pk=one.pk, deed=deed), typed)
        assert answer.status_code == 303, deed
    assert all(len(step.by_partner) <= 120 for step in ParticipationStep.objects.all())


@pytest.mark.parametrize("pk", [0, 10**17, 2**63, 10**40])
def test_numbers_that_no_row_has(pk: int, worker: Member, mine: Client) -> None:
    partner = sign_in(partner_member())
    assert partner.get(f"/doorverwijzingen/{pk}/").status_code == 404
    assert partner.post(f"/doorverwijzingen/{pk}/accept/").status_code == 404
    assert partner.get(f"/doorverwijzingen/?na={pk}").status_code == 200
    mine_ = sign_in(worker)
    for address in (
        f"/dossier/{mine.pk}/deelname/{pk}/",
        f"/reeksen/{pk}/",
        f"/reeksen/?na={pk}",
        f"/aanbod/{pk}/",
        f"/dossier/{mine.pk}/wat-past/{pk}/",
        f"/dossier/{mine.pk}/assessment/{pk}/",
        f"/dossier/{mine.pk}/intake/{pk}/",
        f"/assessments/{pk}/",
    ):
        assert mine_.get(address).status_code in (200, 404), address


def test_who_works_at_two_organisations_sees_a_referral_as_the_partner_only(
    worker: Member, mine: Client
) -> None:
    partner = partner_member()
    elsewhere = member_of(OrganisationFactory(), Role.DIENSTHOOFD, user=partner.user)
    one = sent(proposed(mine, worker), worker, to_organisation=partner.organisation)
    browser = sign_in(partner)
    for member, statuses in ((partner, {200}), (elsewhere, {403, 404})):
        session = browser.session
        session[CHOSEN] = member.pk
        session.save()
        assert browser.get(url("partner_referral", pk=one.pk)).status_code in statuses


def test_a_partner_of_two_roles_reads_nothing_of_the_sender(worker: Member, mine: Client) -> None:
    """Who is head of service at another OCMW does not see what was sent to somebody else."""
    head = member_of(OrganisationFactory(), Role.DIENSTHOOFD, Role.PARTNER)
    one = sent(proposed(mine, worker), worker, to_organisation=partner_member().organisation)
    browser = sign_in(head)
    assert browser.get(url("partner_referral", pk=one.pk)).status_code == 404
    assert words(browser.get(url("partner_referrals"))).count("Zyxwvutskij") == 0


def test_a_consent_of_long_ago_of_another_partner_is_not_offered_as_this_one(
    worker: Member, mine: Client
) -> None:
    other = consent_of(mine, given_to="Iemand Anders", starts_on=LONG_AGO)
    one = proposed(mine, worker, strict(worker))
    with pytest.raises(CaseError):
        sent(one, worker, consent=other)
    assert Consent.objects.count() == 1
