"""The pages of participations: who opens them, what does not leak, what they cost."""

from typing import Any

import pytest

from tests.cast import LONG_AGO, client_of, member_of
from trede.clients.models import Client, Consent, FileLock
from trede.clients.tests.scene import sign_in, url, words
from trede.core.models import Member
from trede.core.periods import today
from trede.core.roles import Role
from trede.offers.actions import participations as act
from trede.offers.actions.partner_referrals import ask
from trede.offers.loop_reading import path_shown
from trede.offers.models import (
    Participation,
    PartnerReferral,
    ProgressReport,
    UsedTime,
)
from trede.offers.models import ParticipationState as S
from trede.offers.referral_links import shared_of, token_of
from trede.offers.tests.loop_scene import (
    consent_of,
    days,
    in_state,
    limit_on,
    now,
    offer_of,
    parsed,
    person_of,
    proposed,
    sent,
)

pytestmark = pytest.mark.django_db(databases="__all__")
ROLES = [role.value for role in Role]
READ = ("trajectbegeleider", "werkvloercoach", "maatschappelijk_werker", "teamleider", "diensthoofd")
MANY = "Ж🙂" * 300_000


@pytest.fixture
def mine(worker: Member) -> Client:
    return person_of(worker)


def lock(client: Client) -> None:
    FileLock.objects.create(
        organisation=client.organisation, client=client, reason="colleague", starts_on=LONG_AGO
    )


def at(name: str, one: Participation) -> str:
    return url(name, pk=one.client_id, participation_id=one.pk)


DEED_PAGES = (
    "participation", "participation_send", "participation_record_answer", "participation_start",
    "participation_pause", "participation_resume", "participation_end", "participation_withdraw",
    "participation_report",
)  # fmt: skip


@pytest.mark.parametrize("role", ROLES)
def test_who_opens_what_of_a_file_that_is_not_theirs(role: str, worker: Member, mine: Client) -> None:
    one = in_state(mine, worker, S.REFERRED)
    browser = sign_in(member_of(worker.organisation, role))
    looks, writes = role in READ, role in (*READ, "administratief")
    reads = {True: 302, False: 200 if role == "administratief" else 403}[looks]
    expected = {name: reads if name == "participation" or writes else 403 for name in DEED_PAGES}
    assert {name: browser.get(at(name, one)).status_code for name in DEED_PAGES} == expected
    assert browser.get(url("file_offers", pk=mine.pk)).status_code == reads
    assert browser.get(url("participations")).status_code == (200 if writes else 403)
    assert browser.get(url("partner_referrals")).status_code == (200 if role == "partner" else 403)


@pytest.mark.parametrize("name", DEED_PAGES)
def test_nothing_of_another_office_or_of_a_locked_file_exists(
    name: str, worker: Member, outsider: Member, mine: Client
) -> None:
    one = in_state(mine, worker, S.REFERRED)
    assert sign_in(outsider).get(at(name, one)).status_code == 404
    assert sign_in(outsider).post(at(name, one), {"on": today().isoformat()}).status_code == 404
    other = in_state(client_of(worker), worker, S.REFERRED)
    mixed = url(name, pk=mine.pk, participation_id=other.pk)
    assert sign_in(worker).get(mixed).status_code == 404, "of another file"
    lock(mine)
    assert sign_in(worker).get(at(name, one)).status_code == 404


def test_from_proposal_to_result_by_the_pages(worker: Member, mine: Client) -> None:
    browser, offer = sign_in(worker), offer_of(worker)
    new = url("participation_new", pk=mine.pk)
    assert "Samen Nederlands oefenen." in words(browser.get(f"{new}?aanbod={offer.pk}"))
    values = {"offer": offer.pk, "why": "Wil spreken", "client_agrees": "yes"}
    assert browser.post(new, values).status_code == 303
    again = browser.post(new, values)
    assert (again.status_code, Participation.objects.count()) == (200, 1)
    assert "al lopen" in words(again)
    one = Participation.objects.get()
    assert one.client_agrees is True
    for name, typed, state in (
        ("participation_record_answer", {"state": "waiting", "on": today().strftime("%d/%m/%Y")}, S.WAITING),
        (
            "participation_record_answer",
            {"state": "accepted", "on": today().strftime("%d/%m/%Y")},
            S.ACCEPTED,
        ),
        ("participation_start", {"on": today().strftime("%d/%m/%Y")}, S.RUNNING),
        ("participation_pause", {"on": today().strftime("%d/%m/%Y"), "note": "Vakantie"}, S.PAUSED),
        ("participation_resume", {"on": today().strftime("%d/%m/%Y")}, S.RUNNING),
        ("participation_end", {"on": today().strftime("%d/%m/%Y"), "result": "work"}, S.ENDED),
    ):
        assert browser.post(at(name, one), typed).status_code == 303, name
        assert now(one).state == state
    page = words(browser.get(at("participation", one)))
    assert "Werk gevonden" in page
    assert "Werk gevonden" in words(browser.get(url("file_offers", pk=mine.pk)))


def test_an_offer_is_chosen_before_it_is_proposed(worker: Member, mine: Client) -> None:
    browser, offer = sign_in(worker), offer_of(worker)
    new = url("participation_new", pk=mine.pk)
    first = parsed(browser.get(new))
    assert first.select_one("main form[method=get] select[name=offer]")
    assert not first.select("main [name=why]")
    chosen = parsed(browser.get(new, {"offer": offer.pk}))
    assert chosen.select_one("main form[method=post] [name=why]")
    assert "Samen Nederlands oefenen." in chosen.get_text()


@pytest.mark.parametrize(
    ("state", "sent", "labels", "current"),
    [
        (S.PROPOSED, False, ["Voorgesteld", "Doorverwezen", "Aanvaard", "Bezig", "Afgelopen"], 1),
        (S.REFERRED, True, ["Voorgesteld", "Doorverwezen", "Aanvaard", "Bezig", "Afgelopen"], 2),
        (S.RUNNING, False, ["Voorgesteld", "Aanvaard", "Bezig", "Afgelopen"], 3),
        (S.PAUSED, True, ["Voorgesteld", "Doorverwezen", "Aanvaard", S.PAUSED.label, "Afgelopen"], 4),
        (S.WAITING, False, ["Voorgesteld", S.WAITING.label, "Bezig", "Afgelopen"], 2),
        (S.WITHDRAWN, False, ["Voorgesteld", "Aanvaard", "Bezig", "Afgelopen"], 0),
    ],
)
def test_the_way_shows_no_referral_that_never_was(
    state: S, sent: bool, labels: list[str], current: int
) -> None:
    assert path_shown(Participation(state=state), sent=sent) == ([str(one) for one in labels], current)


def test_a_full_run_says_so(worker: Member, mine: Client) -> None:
    offer = offer_of(worker, capacity=1)
    in_state(client_of(worker), worker, S.RUNNING, offer=offer)
    page = words(sign_in(worker).get(f"{url('participation_new', pk=mine.pk)}?aanbod={offer.pk}"))
    assert "Er is nu geen plaats" in page
    assert "1 van 1 plaatsen" in page


@pytest.mark.parametrize("asked", ["", "0", "x", "9" * 40, "🙂", "-1"])
def test_strange_addresses_are_no_offer(asked: str, worker: Member, mine: Client) -> None:
    browser = sign_in(worker)
    new = url("participation_new", pk=mine.pk)
    assert browser.get(new, {"aanbod": asked, "reeks": asked}).status_code == 200
    assert browser.post(new, {"offer": asked, "why": "x"}).status_code == 200
    assert not Participation.objects.exists()
    assert browser.get(url("participations"), {"wat": asked, "na": asked}).status_code == 200


def test_the_worker_sees_exactly_what_the_partner_will_see(worker: Member, mine: Client) -> None:
    browser, one = sign_in(worker), proposed(mine, worker)
    form = browser.get(at("participation_send", one))
    ticked = [box["value"] for box in parsed(form).select("input[name=fields_shared][checked]")]
    assert ticked == ["dutch", "availability"]
    assert "Niveau Nederlands: A2 algemeen (05/01/2026)" in words(form)
    values = {
        "to_name": "Ligo",
        "to_email": "an@ligo.example.org",
        "question": "Is er plaats?",
        "fields_shared": ["dutch"],
        "valid_until": days(30).strftime("%d/%m/%Y"),
    }
    preview = browser.post(at("participation_send", one), values)
    assert not PartnerReferral.objects.exists()
    shown = [
        (dt.get_text(" ", strip=True), dd.get_text(" ", strip=True))
        for dt, dd in zip(
            parsed(preview).select("#preview dt"), parsed(preview).select("#preview dd"), strict=True
        )
    ]
    digest = parsed(preview).select_one("input[name=digest]")["value"]
    without = browser.post(at("participation_send", one), values | {"send": "1", "digest": "x"})
    assert (without.status_code, PartnerReferral.objects.count()) == (200, 0)
    gone = browser.post(at("participation_send", one), values | {"send": "1", "digest": digest})
    assert (gone.status_code, gone.headers["Location"]) == (303, at("participation", one))
    referral = PartnerReferral.objects.get()
    offer = one.offer.name
    frozen = [(line.label, line.text) for line in shared_of(referral)]
    assert shown == [*frozen, ("Aanbod", offer), ("Onze vraag", "Is er plaats?")]
    page = words(browser.get(at("participation", one)))
    assert "nog geen antwoord" in page


def test_a_file_that_changed_is_looked_at_again(worker: Member, mine: Client) -> None:
    browser, one = sign_in(worker), proposed(mine, worker)
    values = {"to_name": "Ligo", "question": "Plaats?", "valid_until": days(30).strftime("%d/%m/%Y")}
    preview = browser.post(at("participation_send", one), values)
    digest = parsed(preview).select_one("input[name=digest]")["value"]
    Client.objects.filter(pk=mine.pk).update(known_as="Kop")
    again = browser.post(at("participation_send", one), values | {"send": "1", "digest": digest})
    assert (again.status_code, PartnerReferral.objects.count()) == (200, 0)
    assert "(Kop)" in words(again)
    back = browser.post(at("participation_send", one), values | {"change": "1", "digest": digest})
    assert parsed(back).select_one("textarea[name=question]").get_text(strip=True) == "Plaats?"


def test_consent_is_asked_where_the_offer_needs_it(worker: Member, mine: Client) -> None:
    browser, one = sign_in(worker), proposed(mine, worker, offer_of(worker, needs_consent=True))
    values = {"to_name": "Ligo", "question": "Plaats?", "valid_until": days(30).strftime("%d/%m/%Y")}
    digest = parsed(
        browser.post(at("participation_send", one), values | {"consent": "new", "consent_form": "spoken"})
    )
    values |= {"digest": digest.select_one("input[name=digest]")["value"], "send": "1"}
    for consent in ({}, {"consent": "new"}, {"consent": "x"}, {"consent": "9" * 30}):
        answer = browser.post(at("participation_send", one), values | consent)
        assert answer.status_code == 200
        assert not PartnerReferral.objects.exists()
    assert "toestemming" in words(browser.post(at("participation_send", one), values))
    other = consent_of(client_of(worker), "Ligo")
    assert browser.post(at("participation_send", one), values | {"consent": other.pk}).status_code == 200
    done = browser.post(at("participation_send", one), values | {"consent": "new", "consent_form": "paper"})
    assert (done.status_code, done.headers["Location"]) == (303, at("referral_letter", one))
    referral = PartnerReferral.objects.get()
    assert (referral.consent.form, referral.consent.client) == ("paper", mine)
    assert Consent.objects.count() == 2


def test_the_letter_has_the_link_and_not_the_client(worker: Member, mine: Client) -> None:
    referral = sent(proposed(mine, worker), worker, to_email="")
    browser, one = sign_in(worker), referral.participation
    page = browser.get(at("referral_letter", one))
    assert f"/d/{token_of(referral)}/" in words(page)
    assert "Zyxwvutskij" not in words(page)
    assert page.headers["Cache-Control"] == "no-store"
    old = token_of(referral)
    done = browser.post(at("referral_link_new", one), {"valid_until": days(9).strftime("%d/%m/%Y")})
    assert done.status_code == 303
    assert old not in words(browser.get(at("referral_letter", one)))
    act.withdraw(one, note="x", by=worker)
    assert browser.get(at("referral_letter", one)).status_code == 404


def test_a_question_of_the_partner_is_answered(worker: Member, mine: Client) -> None:
    referral = sent(proposed(mine, worker), worker)
    ask(referral, text="Heeft zij opvang?", by_partner="An", by=None, by_link=True)
    browser, one = sign_in(worker), referral.participation
    assert "De partner vraagt iets" in words(browser.get(at("participation", one)))
    assert "de partner vraagt iets" in words(browser.get(url("file_offers", pk=mine.pk)))
    assert browser.post(at("referral_reply", one), {"text": ""}).status_code == 200
    assert browser.post(at("referral_reply", one), {"text": "Ja."}).status_code == 303
    assert "De partner vraagt iets" not in words(browser.get(at("participation", one)))


def test_hours_are_noted_a_month_and_a_limit_is_said(worker: Member, mine: Client) -> None:
    offer = offer_of(worker)
    limit_on(offer, "minutes_month", 3600)
    one = in_state(mine, worker, S.RUNNING, offer=offer)
    browser, month = sign_in(worker), today().replace(day=1).isoformat()
    assert browser.get(at("participation_time", one)).status_code == 200
    done = browser.post(
        at("participation_time", one), {"month": month, "hours": "70", "minutes": "30"}, follow=True
    )
    assert "10 u 30 boven de grens van 60 u" in words(done)
    assert UsedTime.objects.get().minutes == 4230
    assert browser.post(at("participation_time", one), {"month": month, "hours": "1"}).status_code == 200
    page = browser.get(at("participation_time", one))
    assert parsed(page).select_one("input[name=hours]")["value"] == "70"
    for typed in (
        {"hours": "-1"},
        {"hours": "x"},
        {"month": "2020-01-01"},
        {"month": "🙂"},
        {"hours": "9" * 99},
    ):
        bad = {"month": month, "hours": "1", "version": "1"} | typed
        assert browser.post(at("participation_time", one), bad).status_code == 200
    assert UsedTime.objects.get().minutes == 4230


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("participation_start", {"on": "31/02/2026"}),
        ("participation_pause", {"on": today().strftime("%d/%m/%Y"), "note": MANY}),
        ("participation_end", {"on": "x", "result": "work"}),
        ("participation_end", {"on": today().strftime("%d/%m/%Y"), "result": "rijk geworden"}),
        ("participation_report", {"on": today().strftime("%d/%m/%Y"), "going": "", "kind": "progress"}),
        ("participation_withdraw", {"note": ""}),
    ],
)
def test_bad_input_is_said_and_changes_nothing(
    name: str, typed: dict[str, str], worker: Member, mine: Client
) -> None:
    one = in_state(mine, worker, S.RUNNING if name != "participation_start" else S.ACCEPTED)
    before = now(one).version
    answer = sign_in(worker).post(at(name, one), typed)
    assert answer.status_code == 200
    assert parsed(answer).select(".field__error, .error-summary, [role=alert]")
    assert now(one).version == before
    assert not ProgressReport.objects.exists()


def listed(browser: Any, what: str) -> list[str]:
    page = parsed(browser.get(url("participations"), {"wat": what}))
    return [link.get_text(strip=True) for link in page.select("tbody td:first-child a")]


def test_the_list_has_the_own_files_first_and_no_locked_one(worker: Member, colleague: Member) -> None:
    other = client_of(colleague, last_name="Vreemd", first_names="")
    mine = client_of(worker, last_name="Eigen", first_names="")
    hidden = client_of(worker, last_name="Geheim", first_names="")
    for client in (other, mine, hidden):
        for state in (S.REFERRED, S.WAITING, S.RUNNING):
            in_state(client, worker, state)
    Participation.objects.filter(state=S.RUNNING).update(limit_on=days(5), evaluation_on=days(3))
    lock(hidden)
    browser = sign_in(worker)
    for what in ("antwoord", "wacht", "bezig", "grens", "evaluatie", "zomaar"):
        assert listed(browser, what) == ["Eigen", "Vreemd"], what


def test_the_list_goes_on_where_it_stopped(worker: Member) -> None:
    offer = offer_of(worker)
    for number in range(33):
        one = proposed(client_of(worker, last_name=f"C{number:02}", first_names=""), worker, offer)
        act.record_answer(one, state=S.WAITING, on=days(-number % 7 - 7), by=worker)
    browser = sign_in(worker)
    first = browser.get(url("participations"), {"wat": "wacht"})
    following = parsed(first).select_one("a.btn-outline[href*='na=']")["href"]
    rest = parsed(browser.get(url("participations") + following)).select("tbody td:first-child a")
    seen = listed(browser, "wacht") + [link.get_text(strip=True) for link in rest]
    assert (len(seen), len(set(seen))) == (33, 33)
