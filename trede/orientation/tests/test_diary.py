from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from tests.cast import ClientFactory, OrganisationFactory, client_of, member_of
from trede.clients.actions.clients import assign
from trede.clients.actions.lifecycle import close_file
from trede.clients.actions.restriction import restrict_file
from trede.clients.models import Client, ContactAttempt
from trede.clients.tests.scene import queries_of, sign_in, url, verbs_on, words
from trede.core.errors import CaseError, NotAllowed
from trede.core.models import Absence, Member
from trede.core.periods import today
from trede.core.roles import Role
from trede.orientation.actions.appointments import book, cancel, mark_seen, take_over
from trede.orientation.diary import DiaryDay, is_over, monday_of
from trede.orientation.models import Appointment, BusyBlock
from trede.orientation.taken import taken_of
from trede.orientation.tests.planning_scene import session_on
from trede.orientation.tests.session_scene import at, lock

pytestmark = pytest.mark.django_db(databases="__all__")


def on(days: int, hour: int = 10, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(today() + timedelta(days=days), time(hour, minute)))


@pytest.fixture
def mine(worker: Member) -> Client:
    return client_of(worker)


def booked(client: Client, by: Member, **own: Any) -> Appointment:
    values: dict[str, Any] = {"member": by, "kind": "talk", "starts_at": on(2)} | own
    return book(client, by=by, **values)


def past(client: Client, member: Member, days: int = 1, **own: Any) -> Appointment:
    values: dict[str, Any] = {"kind": "talk", "starts_at": on(-days)} | own
    return Appointment.objects.create(
        organisation=member.organisation, client=client, member=member, **values
    )


def test_an_appointment_is_made_once(worker: Member, mine: Client) -> None:
    one, two = booked(mine, worker, place="Loket 3"), booked(mine, worker, place="Loket 3")
    assert (one, one.place, one.made_by) == (two, "Loket 3", worker)
    assert verbs_on(mine.pk).count("appointment.made") == 1


@pytest.mark.parametrize(
    ("own", "sentence"),
    [({"starts_at": None}, "voorbij"), ({"minutes": 4}, "5 tot 480"), ({"minutes": 481}, "5 tot 480")],
)
def test_refusals(worker: Member, mine: Client, own: dict[str, Any], sentence: str) -> None:
    if "starts_at" in own:
        own = {"starts_at": timezone.now() - timedelta(hours=2)}
    with pytest.raises(CaseError, match=sentence):
        booked(mine, worker, **own)


def test_no_appointment_in_a_closed_or_restricted_file_or_with_a_stranger(
    worker: Member, outsider: Member, mine: Client
) -> None:
    with pytest.raises(CaseError, match="niet voor de organisatie"):
        booked(mine, worker, member=outsider)
    restrict_file(mine, by=member_of(worker.organisation, Role.DPO), ground="Betwisting")
    with pytest.raises(CaseError, match="beperkt"):
        booked(mine, worker)
    other = client_of(worker, closed_on=today())
    with pytest.raises(CaseError, match="gesloten"):
        booked(other, worker)


def test_cancelled_stays_in_the_file_and_frees_the_diary(worker: Member, mine: Client) -> None:
    appointment = booked(mine, worker)
    assert cancel(cancel(appointment, by=worker), by=worker).cancelled_at
    assert verbs_on(mine.pk).count("appointment.cancelled") == 1
    assert taken_of([worker.pk], today(), today() + timedelta(days=5)) == {worker.pk: []}
    with pytest.raises(CaseError, match="afgezegd"):
        mark_seen(appointment, seen=True, by=worker)


@pytest.mark.parametrize(
    ("kind", "how"), [("talk", "desk"), ("call", "phone"), ("visit", "visit"), ("intake", "desk")]
)
def test_not_seen_becomes_a_contact_attempt(worker: Member, mine: Client, kind: str, how: str) -> None:
    appointment = past(mine, worker, kind=kind)
    for _ in range(2):
        mark_seen(appointment, seen=False, by=worker)
    attempt = ContactAttempt.objects.get()
    assert (attempt.how, attempt.reached, attempt.at.date()) == (how, False, today() - timedelta(days=1))
    with pytest.raises(CaseError, match="al genoteerd"):
        cancel(appointment, by=worker)
    assert mark_seen(appointment, seen=True, by=worker).seen is True


def test_a_file_that_closes_takes_its_appointments_out_of_the_diary(worker: Member, mine: Client) -> None:
    coming, gone = booked(mine, worker), past(mine, worker)
    close_file(mine, by=worker, expected=mine.version, closed_on=today(), reason="Verhuisd")
    coming.refresh_from_db()
    gone.refresh_from_db()
    assert (bool(coming.cancelled_at), gone.cancelled_at) == (True, None)


def test_what_a_colleague_reads_is_kept_in_dutch(worker: Member, mine: Client) -> None:
    with translation.override("en"):
        mark_seen(past(mine, worker), seen=False, by=worker)
    assert ContactAttempt.objects.get().note == "Niet gezien op een afspraak."


def test_what_is_to_come_is_not_seen(worker: Member, mine: Client) -> None:
    with pytest.raises(CaseError, match="moet nog komen"):
        mark_seen(booked(mine, worker), seen=True, by=worker)


def test_all_that_takes_somebody(worker: Member, colleague: Member, mine: Client) -> None:
    booked(mine, worker, starts_at=on(3, 9), minutes=30)
    session_on(colleague, today() + timedelta(days=3), partner_counsellor=worker, slots=3)
    BusyBlock.objects.create(
        organisation=worker.organisation, member=worker, starts_at=on(3, 15), ends_at=on(3, 16)
    )
    Absence.objects.create(
        member=worker, starts_on=today() + timedelta(days=4), ends_on=today() + timedelta(days=4)
    )
    found = taken_of([worker.pk, colleague.pk], today(), today() + timedelta(days=6))
    spans = sorted((one.starts, one.ends) for one in found[worker.pk])
    assert spans == [
        (on(3, 9), on(3, 9, 30)),
        (on(3, 13), on(3, 13, 30)),
        (on(3, 15), on(3, 16)),
        (on(4, 0), on(5, 0)),
    ]
    assert [(one.starts, one.ends) for one in found[colleague.pk]] == [(on(3, 13), on(3, 13, 30))]


def test_a_colleague_who_took_the_file_takes_its_appointments(
    worker: Member, colleague: Member, mine: Client
) -> None:
    appointment = booked(mine, worker)
    browser, page = sign_in(colleague), at("appointment_take", appointment.pk)
    assert browser.post(page).status_code == 302
    with pytest.raises(NotAllowed):
        take_over(appointment, by=colleague)
    assign(mine, member=colleague, role="guide", by=None)
    assert "Neem over" in words(browser.get(at("file_way", mine.pk)))
    assert [browser.post(page).status_code for _ in range(2)] == [303, 303]
    appointment.refresh_from_db()
    assert (appointment.member, appointment.starts_at) == (colleague, on(2))
    assert verbs_on(mine.pk).count("appointment.taken") == 1
    with pytest.raises(CaseError, match="nog komt"):
        take_over(past(mine, worker), by=colleague)
    stranger = sign_in(member_of(OrganisationFactory(), Role.TRAJECTBEGELEIDER))
    assert stranger.post(page).status_code == 404


# Pages


def form(worker: Member, **own: str) -> dict[str, str]:
    day = (today() + timedelta(days=2)).strftime("%d/%m/%Y")
    return {"kind": "talk", "member": str(worker.pk), "day": day, "clock": "9:30", "minutes": "60"} | own


def test_planning_from_the_file(as_worker: Any, worker: Member, mine: Client) -> None:
    answer = as_worker.post(at("appointment_new", mine.pk), form(worker))
    appointment = Appointment.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (303, at("appointment", appointment.pk))
    assert appointment.starts_at == on(2, 9, 30)
    assert mine.name in words(as_worker.get(at("appointment", appointment.pk)))


def test_a_clash_warns_and_may_be_planned_anyway(as_worker: Any, worker: Member, mine: Client) -> None:
    booked(mine, worker, starts_at=on(2, 9), minutes=60)
    answer = as_worker.post(at("appointment_new", mine.pk), form(worker))
    assert "al bezet (09:00–10:00)" in words(answer)
    assert Appointment.objects.count() == 1
    assert as_worker.post(at("appointment_new", mine.pk), form(worker, anyway="on")).status_code == 303
    Absence.objects.create(member=worker, starts_on=today())
    assert "hele dag" in words(as_worker.post(at("appointment_new", mine.pk), form(worker, clock="14")))


@pytest.mark.parametrize(
    "bad",
    [
        {"day": "31/02/2026"},
        {"clock": "25:00"},
        {"clock": "😀"},
        {"minutes": "x"},
        {"member": "9" * 40},
        {"kind": "?"},
        {"day": ""},
    ],
)
def test_bad_input_is_a_sentence(as_worker: Any, worker: Member, mine: Client, bad: dict[str, str]) -> None:
    answer = as_worker.post(at("appointment_new", mine.pk), form(worker, **bad))
    assert answer.status_code == 200
    assert Appointment.objects.count() == 0


def test_the_week_shows_what_is_on(as_worker: Any, worker: Member, mine: Client) -> None:
    monday = monday_of(today()) + timedelta(days=7)
    days = (monday - today()).days
    past(mine, worker, -days, starts_at=on(days, 9))
    session_on(worker, monday + timedelta(days=5))
    BusyBlock.objects.create(
        organisation=worker.organisation, member=worker, starts_at=on(days, 7), ends_at=on(days, 8)
    )
    page = as_worker.get(url("diary") + f"?week={monday.isoformat()}")
    assert [len(day.items) for day in page.context["days"]] == [2, 0, 0, 0, 0, 1]
    assert mine.name in words(page)
    assert "Bezet" in words(page)
    for odd in ("x", "2026-02-31", "9999-12-31", "😀", "0001-01-01"):
        assert as_worker.get(url("diary"), {"week": odd}).status_code == 200


@pytest.mark.parametrize(
    ("today_is", "saturday", "over"),
    [(4, False, False), (5, False, True), (5, True, False), (6, True, True), (6, False, True)],
)
def test_in_a_weekend_with_nothing_on_the_next_week_opens(today_is: int, saturday: bool, over: bool) -> None:
    monday = date(2026, 11, 23)
    shown = range(6 if saturday else 5)
    days = [DiaryDay(monday + timedelta(days=number), []) for number in shown]
    assert is_over(days, monday + timedelta(days=today_is)) is over


def test_a_locked_client_is_a_number_in_the_diary_of_who_is_not_named(
    as_worker: Any, worker: Member, mine: Client
) -> None:
    appointment = past(mine, worker, 0, starts_at=on(0, 9))
    lock(mine, member_of(worker.organisation, Role.DPO))
    page = as_worker.get(url("diary"))
    assert mine.last_name not in page.content.decode()
    assert f"dossier {mine.number}" in words(page)
    assert as_worker.get(at("appointment", appointment.pk)).status_code == 404


def test_an_appointment_is_for_who_holds_covers_or_made_it(
    worker: Member, colleague: Member, mine: Client
) -> None:
    appointment = past(mine, worker)
    page = at("appointment", appointment.pk)
    assert sign_in(colleague).get(page).status_code == 404
    Absence.objects.create(member=worker, cover=colleague, starts_on=today())
    assert sign_in(colleague).get(page).status_code == 200
    stranger = sign_in(member_of(OrganisationFactory(), Role.DIENSTHOOFD))
    for name in ("appointment", "appointment_cancel", "appointment_seen"):
        assert stranger.post(at(name, appointment.pk)).status_code == 404


def test_buttons_of_an_appointment(as_worker: Any, worker: Member, mine: Client) -> None:
    appointment = past(mine, worker)
    assert as_worker.post(at("appointment_seen", appointment.pk), {"seen": "no"}).status_code == 303
    assert "nee" in words(as_worker.get(at("appointment", appointment.pk)))
    assert as_worker.post(at("appointment_cancel", appointment.pk)).status_code == 409
    other = booked(mine, worker)
    assert as_worker.post(at("appointment_cancel", other.pk)).status_code == 303
    assert "afgezegd" in words(as_worker.get(at("appointment", other.pk)))
    assert as_worker.get(at("appointment_cancel", other.pk)).status_code == 405


def test_few_queries(as_worker: Any, worker: Member, mine: Client) -> None:
    appointment = past(mine, worker, 0, starts_at=on(0, 9))
    few = queries_of(as_worker, url("diary"))
    for minute in range(40):
        past(ClientFactory(organisation=worker.organisation), worker, 0, starts_at=on(0, 11, minute))
    assert queries_of(as_worker, url("diary")) <= few <= 12
    assert queries_of(as_worker, at("appointment", appointment.pk)) <= 12
    assert queries_of(as_worker, at("appointment_new", mine.pk)) <= 12
