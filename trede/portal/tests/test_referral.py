"""The page of a partner without an account: what it shows, what it takes, and what an attacker gets."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.utils import timezone

from tests.cast import client_of
from trede.clients.models import Client, ContactPoint, ContactRule, FileLock, Mobility
from trede.clients.tests.scene import words
from trede.core.events import read_payload, readable
from trede.core.models import Event, Member
from trede.core.periods import today
from trede.offers.actions import participations as act
from trede.offers.actions.partner_referrals import new_link, reply
from trede.offers.models import MOVES, PartnerReferral, ProgressReport, ReferralNote
from trede.offers.models import ParticipationState as S
from trede.offers.tests.loop_scene import (
    LONG_AGO,
    PARTNER,
    days,
    link,
    now,
    parsed,
    person_of,
    proposed,
    sent,
    visitor,
)

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def mine(worker: Member) -> Client:
    return person_of(worker)


@pytest.fixture
def referral(worker: Member, mine: Client) -> PartnerReferral:
    return sent(proposed(mine, worker), worker)


def press(referral: PartnerReferral, deed: str, **typed: Any) -> Any:
    return visitor().post(link(referral), {"doe": deed} | typed)


def state(referral: PartnerReferral) -> str:
    return str(now(referral.participation).state)


def counted() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def deeds(referral: PartnerReferral) -> set[str]:
    return {button["value"] for button in parsed(visitor().get(link(referral))).select("button[name=doe]")}


def test_opening_the_link_changes_nothing(referral: PartnerReferral) -> None:
    before, row = counted(), PartnerReferral.objects.values().get()
    browser = visitor()
    for _look in range(3):
        shown = browser.get(link(referral))
        assert shown.status_code == 200
    assert browser.head(link(referral)).status_code == 200
    assert counted() == before
    assert PartnerReferral.objects.values().get() == row
    assert "Set-Cookie" not in shown.headers


def test_the_page_shows_what_was_shared_and_nothing_else(
    worker: Member, mine: Client, referral: PartnerReferral
) -> None:
    common = {"organisation": mine.organisation, "client": mine, "starts_on": LONG_AGO}
    Mobility.objects.create(remark="Geheime reden", **common)
    other = sent(proposed(client_of(worker, last_name="Iemandanders"), worker), worker)
    shown = visitor().get(link(referral))
    pairs = parsed(shown).select("dl.lines dt"), parsed(shown).select("dl.lines dd")
    said = {dt.get_text(" ", strip=True): dd.get_text(" ", strip=True) for dt, dd in zip(*pairs, strict=True)}
    assert said == {
        "Naam en hoe aanspreken": "Zyxwvutskij Qoppaline",
        "Talen en tolk": "spreekt Tigrinya",
        "Hoe bereiken": "0470 11 22 33",
        "Waarom dit aanbod": "Wil beter Nederlands spreken.",
        "Niveau Nederlands": "A2 algemeen (05/01/2026)",
        "Aanbod": referral.participation.offer.name,
        "Onze vraag": "Is er plaats in het taalcafé?",
        "Waar het staat": "Wacht op uw antwoord",
    }
    everything = shown.content.decode() + str(shown.headers)
    for secret in (
        "90051712345",
        "1990",
        "Geheime",
        "Iemandanders",
        f"nr. {other.pk}",
    ):
        assert secret not in everything
    assert parsed(shown).title.get_text() == "Doorverwijzing"


def test_no_browser_and_no_search_engine_keeps_it(referral: PartnerReferral) -> None:
    for shown in (visitor().get(link(referral)), visitor().get("/d/onbekend/")):
        assert shown.headers["Cache-Control"] == "no-store"
        assert shown.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert shown.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("deed", "typed", "to"),
    [
        ("accept", {"note": "Welkom"}, S.ACCEPTED),
        ("accept", {"promised_on": "2030-01-31"}, S.ACCEPTED),
        ("waiting", {"promised_on": "2030-01-31"}, S.WAITING),
        ("refuse", {"reason": "full"}, S.REFUSED),
        ("start", {"on": today().isoformat()}, S.RUNNING),
    ],
)
def test_an_answer_by_the_link_is_in_the_file(
    deed: str, typed: dict[str, str], to: str, referral: PartnerReferral
) -> None:
    answered = press(referral, deed, wie="An  Peeters", **typed)
    assert (answered.status_code, answered.headers["Location"]) == (303, f"{link(referral)}?klaar={deed}")
    assert state(referral) == to
    row = now(referral)
    assert row.opened_at is not None
    assert row.answered_at is not None
    event = readable(Event.objects.filter(verb=f"participation.{to}")).get()
    assert (event.by, read_payload(event)["after"]["by_partner"]) == (None, f"{PARTNER}: An Peeters")
    page = visitor().get(answered.headers["Location"])
    assert page.status_code == (410 if deed == "refuse" else 200)


def test_from_accepted_to_ended_on_a_phone(worker: Member, referral: PartnerReferral) -> None:
    day = today().isoformat()
    for deed, typed in (
        ("waiting", {"promised_on": days(9).isoformat()}),
        ("accept", {}),
        ("start", {"on": day, "planned_end": days(90).isoformat()}),
        ("progress", {"on": day, "going": "well", "text": "Komt elke week.", "client_says": "Fijn!"}),
        ("pause", {"on": day, "until": days(9).isoformat(), "note": "Vakantie"}),
        ("resume", {"on": day}),
        ("end", {"on": day, "result": "completed", "note": "Geslaagd"}),
    ):
        assert press(referral, deed, **typed).status_code == 303, deed
    assert state(referral) == S.ENDED
    report = ProgressReport.objects.get()
    assert (report.by, report.by_partner, report.client_says) == (None, PARTNER, "Fijn!")
    closed = visitor().get(link(referral))
    assert (closed.status_code, "Zyxwvutskij" in closed.content.decode()) == (410, False)
    assert "Dank u" in words(closed)
    assert press(referral, "progress", on=day, going="well", text="x").status_code == 410


def test_the_buttons_follow_from_the_state(worker: Member, referral: PartnerReferral) -> None:
    assert deeds(referral) == {"accept", "waiting", "refuse", "start", "ask"}
    act.record_answer(referral.participation, state=S.WAITING, by=worker)
    assert deeds(referral) == {"accept", "refuse", "start", "ask"}
    act.record_answer(referral.participation, state=S.ACCEPTED, by=worker)
    assert deeds(referral) == {"waiting", "refuse", "start", "ask"}
    act.start(referral.participation, on=today(), by=worker)
    assert deeds(referral) == {"progress", "pause", "end", "ask"}
    act.pause(referral.participation, on=today(), note="x", by=worker)
    assert deeds(referral) == {"progress", "resume", "end", "ask"}


@pytest.mark.parametrize("deed", ["withdraw", "send", "", "resume", "end", "x" * 10_000, "🙂", "report"])
def test_what_is_no_button_does_nothing(deed: str, referral: PartnerReferral) -> None:
    answer = press(referral, deed, on=today().isoformat(), result="work", note="x")
    assert answer.status_code == 409
    assert state(referral) == S.REFERRED
    assert now(referral).opened_at is None


@pytest.mark.parametrize(
    ("deed", "typed"),
    [
        ("waiting", {}),
        ("waiting", {"promised_on": "31/02/2030"}),
        ("refuse", {}),
        ("refuse", {"reason": "zomaar"}),
        ("start", {"on": "9999-99-99"}),
        ("start", {"on": (timezone.localdate() + timedelta(days=400)).isoformat()}),
        ("ask", {"text": ""}),
        ("ask", {"text": "Ж🙂" * 300_000}),
        ("accept", {"note": "x" * 501}),
        ("accept", {"note": "a\x00b"}),
    ],
)
def test_bad_input_keeps_what_was_typed_and_changes_nothing(
    deed: str, typed: dict[str, str], referral: PartnerReferral
) -> None:
    answer = press(referral, deed, **typed)
    assert answer.status_code == 400
    (opened,) = parsed(answer).select("details[open]")
    assert opened.select_one("button")["value"] == deed
    assert opened.select(".wrong, .says--bad")
    assert state(referral) == S.REFERRED
    assert not ReferralNote.objects.exists()


def test_a_double_press_is_one_answer(referral: PartnerReferral) -> None:
    assert press(referral, "accept").status_code == 303
    assert press(referral, "accept").status_code == 409
    assert Event.objects.filter(verb="participation.accepted").count() == 1


def test_a_question_and_its_answer_stand_on_the_page(worker: Member, referral: PartnerReferral) -> None:
    assert press(referral, "ask", text="Heeft zij opvang?", wie="An").status_code == 303
    assert now(referral).asks_since == today()
    reply(referral, text="Ja, sinds maandag.", by=worker)
    said = words(visitor().get(link(referral)))
    assert "Heeft zij opvang?" in said
    assert "Ja, sinds maandag." in said
    assert state(referral) == S.REFERRED


def test_what_another_site_sends_is_refused(referral: PartnerReferral) -> None:
    for site in ("cross-site", "same-site"):
        forged = visitor(headers={"Sec-Fetch-Site": site}).post(link(referral), {"doe": "accept"})
        assert forged.status_code == 403
    assert state(referral) == S.REFERRED


@pytest.mark.parametrize("how", ["expired", "renewed", "locked", "withdrawn", "erased"])
def test_a_dead_link_shows_nothing_and_takes_nothing(
    how: str, worker: Member, mine: Client, referral: PartnerReferral
) -> None:
    address, status, day = link(referral), 410, today()
    if how == "expired":
        day = referral.valid_until + timedelta(days=1)
    elif how == "renewed":
        new_link(referral, by=worker)
        status = 404
    elif how == "locked":
        FileLock.objects.create(
            organisation=mine.organisation, client=mine, reason="colleague", starts_on=LONG_AGO
        )
    elif how == "withdrawn":
        act.withdraw(referral.participation, note="x", by=worker)
    else:
        PartnerReferral.objects.all().delete()
        status = 404
    with time_machine.travel(
        timezone.make_aware(timezone.datetime.combine(day, timezone.datetime.min.time()))
    ):
        shown = visitor().get(address)
        answered = visitor().post(address, {"doe": "accept"})
    assert (shown.status_code, answered.status_code) == (status, status)
    for text in ("Zyxwvutskij", "Tigrinya", "0470", "Taalcafé"):
        assert text not in shown.content.decode()
    if how not in ("erased", "withdrawn"):
        assert state(referral) == S.REFERRED


def test_a_lock_looks_like_any_other_end(worker: Member, mine: Client) -> None:
    first, second = (sent(proposed(mine, worker), worker) for _turn in range(2))
    act.withdraw(first.participation, note="x", by=worker)
    withdrawn = words(visitor().get(link(first)))
    FileLock.objects.create(
        organisation=mine.organisation, client=mine, reason="colleague", starts_on=LONG_AGO
    )
    assert words(visitor().get(link(second))) == withdrawn


def test_one_link_opens_one_referral(worker: Member, mine: Client, referral: PartnerReferral) -> None:
    other = sent(proposed(person_of(worker, insz="", last_name="Iemandanders"), worker), worker)
    press(referral, "accept", pk=str(other.pk), participation=str(other.participation_id))
    assert (state(referral), state(other)) == (S.ACCEPTED, S.REFERRED)


def test_who_guesses_is_slowed_down(referral: PartnerReferral) -> None:
    answers = [visitor().get(f"/d/{'x' * 30}{number}/").status_code for number in range(32)]
    assert answers == [404] * 30 + [429] * 2
    assert visitor().get(link(referral)).status_code == 200, "who holds the link is not kept out"


def test_one_page_takes_so_many_presses_an_hour(referral: PartnerReferral) -> None:
    answers = {press(referral, "ask", text=f"Vraag {number}").status_code for number in range(40)}
    assert answers == {303}
    assert press(referral, "ask", text="Nog een").status_code == 429


@pytest.mark.parametrize("how", ["never", "rule"])
def test_a_number_that_became_dangerous_is_not_shown_any_more(
    how: str, mine: Client, referral: PartnerReferral
) -> None:
    assert "0470 11 22 33" in words(visitor().get(link(referral)))
    if how == "never":
        ContactPoint.objects.update(never=True)
    else:
        ContactRule.objects.create(
            organisation=mine.organisation, client=mine, rule="Niet bellen", starts_on=LONG_AGO
        )
    shown = words(visitor().get(link(referral)))
    assert "0470 11 22 33" not in shown
    assert "Vraag eerst aan de begeleider" in shown
    assert "Niet bellen" not in shown


def test_what_was_added_since_is_not_shown(mine: Client, referral: PartnerReferral) -> None:
    ContactPoint.objects.create(
        organisation=mine.organisation,
        client=mine,
        channel="email",
        value="nieuw@example.org",
        starts_on=LONG_AGO,
    )
    assert "nieuw@example.org" not in visitor().get(link(referral)).content.decode()


def test_every_state_that_a_partner_sees_has_a_way_on(worker: Member, mine: Client) -> None:
    for wanted in (S.REFERRED, S.WAITING, S.ACCEPTED, S.RUNNING, S.PAUSED):
        assert MOVES[wanted]
