"""A client sent to a partner: what is shared, on which consent, the link and its ends, the reminders."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from tests.cast import client_of
from trede.clients.actions.consent import withdraw_consent
from trede.clients.actions.restriction import restrict_file
from trede.clients.models import Client, Consent, FileLock
from trede.clients.tests.scene import verbs_on
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today
from trede.offers.actions import participations as act
from trede.offers.actions.closing import close
from trede.offers.actions.partner_referrals import (
    ask,
    consent_ended,
    new_link,
    reply,
    send_with_consent,
    took,
)
from trede.offers.actions.reminding import remind_due
from trede.offers.models import ParticipationState as S
from trede.offers.models import PartnerReferral, ReferralNote
from trede.offers.referral_links import behind_token, dead_because, hash_of, token_of
from trede.offers.tests.loop_scene import (
    LONG_AGO,
    PARTNER,
    consent_of,
    days,
    now,
    offer_of,
    person_of,
    proposed,
    sent,
)
from trede.outbox.models import Message, Purpose
from trede.outbox.reading import contents

pytestmark = pytest.mark.django_db(databases="__all__")
SECRETS = ("90051712345", "insz", "leefloon", "Drugs", "Kerkstraat", "1990")


@pytest.fixture
def mine(worker: Member) -> Client:
    return person_of(worker)


@pytest.fixture
def referral(worker: Member, mine: Client) -> PartnerReferral:
    return sent(proposed(mine, worker), worker)


def mails() -> list[tuple[str, str, str]]:
    messages = list(Message.objects.order_by("pk"))
    found = contents(messages)
    return [(found[one.pk].to, found[one.pk].title, found[one.pk].text) for one in messages]


def test_the_mail_says_nothing_of_the_client(worker: Member, referral: PartnerReferral) -> None:
    ((to, title, text),) = mails()
    assert to == "an@ligo.example.org"
    assert title == f"Een nieuwe doorverwijzing (nr. {referral.pk})"
    assert f"/d/{token_of(referral)}/" in text
    for secret in (*SECRETS, "Zyxwvutskij", "Qoppaline", "Taalcafé", "Nederlands", "Is er plaats"):
        assert secret not in title + text
    message = Message.objects.get()
    assert (message.purpose, message.subject) == (Purpose.PARTNER, referral.client_id)
    assert message.not_after.date() >= referral.valid_until


def test_without_an_address_there_is_only_the_link(worker: Member, mine: Client) -> None:
    referral = sent(proposed(mine, worker), worker, to_email="")
    assert not Message.objects.exists()
    assert len(token_of(referral)) == 32
    assert referral.token_hash == hash_of(token_of(referral))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"to_name": " "}, "to_name"),
        ({"to_name": "x" * 121}, "to_name"),
        ({"to_email": "geen adres"}, "to_email"),
        ({"question": ""}, "question"),
        ({"question": "🙂" * 501}, "question"),
        ({"fields": ["insz"]}, "fields"),
        ({"valid_until": today() - timedelta(days=1)}, "valid_until"),
        ({"valid_until": today() + timedelta(days=181)}, "valid_until"),
    ],
)
def test_what_a_referral_must_say(values: dict[str, Any], field: str, worker: Member, mine: Client) -> None:
    one = proposed(mine, worker)
    with pytest.raises(ValidationError) as refused:
        sent(one, worker, **values)
    assert list(refused.value.message_dict) == [field]
    assert (now(one).state, PartnerReferral.objects.count(), Message.objects.count()) == (S.PROPOSED, 0, 0)


def test_what_the_client_does_not_want_is_not_sent(worker: Member, mine: Client) -> None:
    with pytest.raises(CaseError):
        sent(proposed(mine, worker, client_agrees=False), worker)


def test_it_is_sent_once(worker: Member, referral: PartnerReferral) -> None:
    with pytest.raises(CaseError):
        sent(referral.participation, worker)
    assert PartnerReferral.objects.count() == 1


def strict(worker: Member) -> Any:
    return offer_of(worker, needs_consent=True)


@pytest.mark.parametrize(
    "values",
    [
        None,
        {"given_to": "Een ander"},
        {"purpose": "passport"},
        {"starts_on": days(-30), "ends_on": days(-1)},
        {"starts_on": days(1)},
        {"withdrawn_on": today()},
        {"retracted_at": "2026-01-01T00:00Z"},
    ],
)
def test_without_a_consent_for_this_partner_today_nothing_goes(
    values: dict[str, Any] | None, worker: Member, mine: Client
) -> None:
    consent = None if values is None else consent_of(mine, **values)
    one = proposed(mine, worker, strict(worker))
    with pytest.raises(CaseError):
        sent(one, worker, consent=consent)
    assert (now(one).state, PartnerReferral.objects.count()) == (S.PROPOSED, 0)


def test_the_consent_of_somebody_else_is_none(worker: Member, mine: Client) -> None:
    with pytest.raises(CaseError):
        sent(proposed(mine, worker, strict(worker)), worker, consent=consent_of(client_of(worker)))


def test_a_consent_for_this_partner_lets_it_go(worker: Member, mine: Client) -> None:
    consent = consent_of(mine, f"  {PARTNER.upper()} ")
    referral = sent(proposed(mine, worker, strict(worker)), worker, consent=consent)
    assert (referral.consent, now(referral.participation).state) == (consent, S.REFERRED)


def test_a_consent_given_in_the_same_form_names_partner_and_fields(worker: Member, mine: Client) -> None:
    one = proposed(mine, worker, strict(worker))
    values: dict[str, Any] = {"to_name": PARTNER, "question": "Plaats?", "fields": ["dutch"], "by": worker}
    with pytest.raises(ValidationError):
        send_with_consent(one, consent_form="gedroomd", **values)
    with pytest.raises(ValidationError):
        send_with_consent(one, consent_form="spoken", **(values | {"question": ""}))
    assert not Consent.objects.exists(), "both or neither"
    referral = send_with_consent(one, consent_form="spoken", **values)
    consent = Consent.objects.get()
    assert (referral.consent, consent.given_to, consent.starts_on) == (consent, PARTNER, today())
    assert "niveau nederlands" in consent.what


def opens(referral: PartnerReferral, on: Any = None) -> bool:
    day = on or today()
    found = behind_token(token_of(now(referral)), day)
    return found is not None and dead_because(found, day) is None


def test_a_link_opens_until_its_last_day(referral: PartnerReferral) -> None:
    assert opens(referral)
    assert opens(referral, referral.valid_until)
    assert not opens(referral, referral.valid_until + timedelta(days=1))
    for token in ("", "x", "x" * 32, "x" * 5000, token_of(referral)[:-1], f"{token_of(referral)} "):
        assert behind_token(token, today()) is None


def test_a_new_link_kills_the_old_one(worker: Member, referral: PartnerReferral) -> None:
    old = token_of(referral)
    fresh = new_link(referral, valid_until=days(5), by=worker)
    assert behind_token(old, today()) is None
    assert opens(fresh)
    assert (now(referral).valid_until, len(mails())) == (days(5), 2)
    assert token_of(now(referral)) in mails()[-1][2]
    with pytest.raises(ValidationError):
        new_link(referral, valid_until=days(-1), by=worker)
    close(referral, because="withdrawn", by=worker)
    with pytest.raises(CaseError):
        new_link(referral, by=worker)


def locked(client: Client) -> None:
    FileLock.objects.create(
        organisation=client.organisation, client=client, reason="colleague", starts_on=LONG_AGO
    )


@pytest.mark.parametrize("how", ["locked", "restricted", "closed", "died", "ended", "withdrawn", "refused"])
def test_when_a_link_dies(how: str, worker: Member, mine: Client, referral: PartnerReferral) -> None:
    one = referral.participation
    if how == "locked":
        locked(mine)
    elif how == "restricted":
        restrict_file(mine, by=worker, ground="Betwist")
    elif how in ("closed", "died"):
        Client.objects.filter(pk=mine.pk).update(**{f"{how}_on": today()})
    elif how == "withdrawn":
        act.withdraw(one, note="Verhuisd", by=worker)
    elif how == "refused":
        act.record_answer(one, state=S.REFUSED, reason="full", by=worker)
    else:
        act.end(act.start(one, on=today(), by=worker), on=today(), result="work", by=worker)
    assert not opens(referral)
    for deed in (
        lambda: took(referral, by_link=True),
        lambda: ask(referral, text="Wie?", by_partner=PARTNER, by=None, by_link=True),
        lambda: reply(referral, text="Zij", by=worker),
        lambda: new_link(referral, by=worker),
    ):
        with pytest.raises(CaseError):
            deed()
    assert not ReferralNote.objects.exists()


def test_a_lock_on_a_part_of_a_merged_file_closes_the_link(worker: Member, mine: Client) -> None:
    head = client_of(worker)
    referral = sent(proposed(mine, worker), worker)
    Client.objects.filter(pk=mine.pk).update(alias_of=head)
    assert opens(referral)
    locked(head)
    assert not opens(referral)


def test_a_consent_taken_back_closes_at_once_and_the_partner_hears_it(worker: Member, mine: Client) -> None:
    consent = consent_of(mine)
    referral = sent(proposed(mine, worker, strict(worker)), worker, consent=consent)
    withdraw_consent(consent, by=worker, on=today())
    consent_ended(consent, by=worker)
    assert (now(referral).closed_because, now(referral).closed_on) == ("consent", today())
    assert [one.cancelled_at is not None for one in Message.objects.order_by("pk")] == [True, False]
    assert "afgesloten" in mails()[-1][1]
    assert verbs_on(mine.pk).count("partnerreferral.closed") == 1


def test_a_consent_that_ended_opens_nothing_even_before_this_room_hears_it(
    worker: Member, mine: Client
) -> None:
    consent = consent_of(mine)
    referral = sent(proposed(mine, worker, strict(worker)), worker, consent=consent)
    Consent.objects.filter(pk=consent.pk).update(withdrawn_on=today())
    assert not opens(referral)
    Consent.objects.filter(pk=consent.pk).update(withdrawn_on=None, ends_on=today())
    assert (opens(referral), opens(referral, days(1))) == (True, False)


def test_a_consent_is_taken_back_on_a_restricted_file_too(worker: Member, mine: Client) -> None:
    consent = consent_of(mine)
    referral = sent(proposed(mine, worker, strict(worker)), worker, consent=consent)
    restrict_file(mine, by=worker, ground="Betwist")
    withdraw_consent(consent, by=worker, on=today())
    assert now(referral).closed_because == "consent"


def test_another_consent_that_ends_closes_nothing(
    worker: Member, mine: Client, referral: PartnerReferral
) -> None:
    consent_ended(consent_of(mine), by=worker)
    consent_ended(consent_of(mine, purpose="passport"), by=worker)
    assert opens(referral)


def test_a_question_waits_for_its_answer(worker: Member, referral: PartnerReferral) -> None:
    ask(referral, text="Is de opvang geregeld?", by_partner=f"{PARTNER}: An", by=None, by_link=True)
    asked = now(referral)
    assert (asked.asks_since, asked.answered_at) == (today(), None)
    assert asked.opened_at is not None
    assert remind_due(days(10)) == 1, "a question is no answer"
    reply(asked, text="Ja, sinds maandag.", by=worker)
    assert now(referral).asks_since is None
    assert [note.text for note in ReferralNote.objects.all()] == [
        "Is de opvang geregeld?",
        "Ja, sinds maandag.",
    ]
    assert "Ja, sinds maandag." not in mails()[-1][2], "the answer stands on the page, not in the mail"
    for text in ("", "x" * 501):
        with pytest.raises(ValidationError):
            ask(referral, text=text, by_partner=PARTNER, by=None, by_link=True)
