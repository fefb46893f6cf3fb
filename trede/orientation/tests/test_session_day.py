from datetime import timedelta

import pytest

from tests.cast import OrganisationFactory, member_of
from trede.clients.tests.scene import queries_of, sign_in, url, verbs_on, words
from trede.core.errors import CaseError
from trede.core.models import AccessGrant, AccessLog, Event
from trede.core.periods import today
from trede.core.roles import Role
from trede.orientation.actions.attendance import close_session, mark, reopen_session
from trede.orientation.models import (
    Attendance,
    InterpreterRequest,
    NoShowStep,
    OrientationDecision,
    OrientationSession,
    SheetShown,
)
from trede.orientation.sheet import FIELDS
from trede.orientation.tests.planning_scene import invited, session_on
from trede.orientation.tests.session_scene import Scene, at, lock, scene, seat

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def made() -> Scene:
    return scene()


def test_the_day_shows_who_comes_to_both_counsellors(made: Scene) -> None:
    InterpreterRequest.objects.create(
        organisation=made.office,
        client=made.first.client,
        invitation=made.first,
        language="ar",
        confirmed_on=today(),
    )
    for browser in (made.as_counsellor(), made.as_partner()):
        page = words(browser.get(at("session_day", made.session.pk)))
        assert made.first.client.name in page
        assert "tolk bevestigd" in page
        assert "EHO Teststad" in page


def test_one_tap_marks_and_the_same_tap_takes_it_back(made: Scene) -> None:
    browser = made.as_partner()
    for sent, stands in (("present", "present"), ("present", "present"), ("", ""), ("absent", "absent")):
        answer = browser.post(at("attendance", made.first.pk), {"attendance": sent})
        assert answer.status_code == 303
        made.first.refresh_from_db()
        assert made.first.attendance == stands
    assert verbs_on(made.first.client_id).count("orientationinvitation.attended") == 3


@pytest.mark.parametrize("sent", ["thuis", "", None])
def test_an_odd_mark_says_so(made: Scene, sent: str | None) -> None:
    answer = made.as_counsellor().post(
        at("attendance", made.first.pk), {} if sent is None else {"attendance": sent}
    )
    assert answer.status_code == (303 if sent == "" else 409)
    made.first.refresh_from_db()
    assert made.first.attendance == ""


def test_attendance_is_of_the_day_itself_and_of_a_session_that_stands(made: Scene) -> None:
    OrientationSession.objects.update(on=today() + timedelta(days=1))
    with pytest.raises(CaseError, match="moet nog komen"):
        mark(made.first, attendance=Attendance.PRESENT, by=made.counsellor)
    OrientationSession.objects.update(on=today(), cancelled_at=made.first.made_at)
    with pytest.raises(CaseError, match="afgelast"):
        mark(made.first, attendance=Attendance.PRESENT, by=made.counsellor)


def test_a_released_slot_is_not_marked(made: Scene) -> None:
    made.first.released_at = made.first.made_at
    made.first.save()
    with pytest.raises(CaseError, match="vrij"):
        mark(made.first, attendance=Attendance.PRESENT, by=made.counsellor)
    assert (
        made.as_counsellor().post(at("attendance", made.first.pk), {"attendance": "late"}).status_code == 404
    )


def test_who_was_decided_about_was_seen(made: Scene) -> None:
    mark(made.first, attendance=Attendance.PRESENT, by=made.counsellor)
    OrientationDecision.objects.create(
        organisation=made.office,
        client=made.first.client,
        invitation=made.first,
        outcome="vdab",
        motivation="Staat sterk.",
        decided_on=today(),
    )
    with pytest.raises(CaseError, match="al een beslissing"):
        mark(made.first, attendance=Attendance.ABSENT, by=made.counsellor)
    assert mark(made.first, attendance=Attendance.LATE, by=made.counsellor).attendance == "late"


def test_a_no_show_that_was_followed_up_stays_one(made: Scene) -> None:
    mark(made.first, attendance=Attendance.ABSENT, by=made.counsellor)
    NoShowStep.objects.create(
        organisation=made.office, client=made.first.client, invitation=made.first, choice="call"
    )
    with pytest.raises(CaseError, match="volgde al op"):
        mark(made.first, attendance=Attendance.PRESENT, by=made.counsellor)


def test_taking_back_an_absence_after_a_new_invitation_is_refused(made: Scene) -> None:
    mark(made.first, attendance=Attendance.ABSENT, by=made.counsellor)
    later = session_on(made.counsellor, today() + timedelta(days=14))
    invited(made.first.entry, later.slots.first())
    with pytest.raises(CaseError, match="nieuwe uitnodiging"):
        mark(made.first, attendance="", by=made.counsellor)
    made.first.refresh_from_db()
    assert made.first.attendance == "absent"


def test_closing_asks_everybodys_attendance_and_only_a_planner_reopens(made: Scene) -> None:
    browser, address = made.as_partner(), at("session_close", made.session.pk)
    assert browser.post(address).status_code == 409
    for invitation in made.invitations:
        mark(invitation, attendance=Attendance.PRESENT, by=made.counsellor)
    assert [browser.post(address).status_code for _ in range(2)] == [303, 303]
    with pytest.raises(CaseError, match="gesloten"):
        mark(made.first, attendance=Attendance.LATE, by=made.counsellor)
    assert browser.post(at("session_reopen", made.session.pk)).status_code == 403
    with pytest.raises(CaseError, match="plant"):
        reopen_session(made.session, by=made.partner)
    assert made.as_counsellor().post(at("session_reopen", made.session.pk)).status_code == 303
    assert mark(made.first, attendance=Attendance.LATE, by=made.counsellor).attendance == "late"
    assert Event.objects.filter(verb="orientationsession.closed").count() == 1


def test_a_session_to_come_is_not_closed(made: Scene) -> None:
    OrientationSession.objects.update(on=today() + timedelta(days=1))
    with pytest.raises(CaseError, match="moet nog komen"):
        close_session(made.session, by=made.counsellor)


# What a partner can reach


def test_a_partner_meets_only_the_own_sessions(made: Scene) -> None:
    """Every address with the number of somebody else's session, client or organisation answers: not there."""
    theirs = scene()
    beside = session_on(made.counsellor, today())
    elsewhere = seat(Scene(made.office, made.counsellor, made.partner, made.eho, beside, []), 0)
    browser = made.as_partner()
    for invitation in (theirs.first, elsewhere):
        assert browser.get(at("session_day", invitation.slot.session_id)).status_code == 404
        for name in ("sheet", "attendance", "questions", "questions_keep", "questions_forget"):
            assert browser.post(at(name, invitation.pk), {"attendance": "present"}).status_code == 404
        assert browser.post(at("question", invitation.pk, code="work"), {}).status_code == 404
        assert browser.get(at("decide", invitation.pk)).status_code == 404
    assert SheetShown.objects.count() == 0


def test_a_partner_never_opens_a_file_nor_decides(made: Scene) -> None:
    browser, client = made.as_partner(), made.first.client
    for name in ("file", "file_way", "file_person", "file_attempts", "documents", "appointment_new", "look"):
        assert browser.get(at(name, client.pk)).status_code in (403, 404), name
    for name in ("no_shows", "clients"):
        assert browser.get(url(name)).status_code == 403
    assert browser.get(at("no_show", made.first.pk)).status_code == 403
    for name in ("decide", "intake_plan"):
        assert browser.get(at(name, made.first.pk)).status_code == 404
        assert browser.post(at(name, made.first.pk), {}).status_code == 404
    page = browser.get(at("session_day", made.session.pk)).content.decode()
    assert f"/dossier/{client.pk}/" not in page
    assert not AccessGrant.objects.filter(member=made.partner).exists()


def test_a_cancelled_session_is_gone_and_roles_outside_are_refused(made: Scene) -> None:
    assert (
        sign_in(member_of(made.office, Role.MAATSCHAPPELIJK_WERKER))
        .get(at("session_day", made.session.pk))
        .status_code
        == 403
    )
    assert (
        sign_in(member_of(made.office, Role.TEAMLEIDER)).get(at("session_day", made.session.pk)).status_code
        == 200
    )
    stranger = member_of(OrganisationFactory(), Role.DIENSTHOOFD, Role.TRAJECTBEGELEIDER)
    assert sign_in(stranger).get(at("session_day", made.session.pk)).status_code == 404
    OrientationSession.objects.update(cancelled_at=made.first.made_at)
    assert made.as_partner().get(at("session_day", made.session.pk)).status_code == 404


def test_a_locked_client_holds_a_slot_without_a_name(made: Scene) -> None:
    lock(made.first.client, made.counsellor)
    page = made.as_partner().get(at("session_day", made.session.pk))
    assert "Voorbehouden tijdslot" in words(page)
    assert made.first.client.last_name not in page.content.decode()
    assert f"/blad/{made.first.pk}/" not in page.content.decode()
    assert made.as_partner().post(at("sheet", made.first.pk)).status_code == 404
    colleague = sign_in(member_of(made.office, Role.DIENSTHOOFD))
    assert (
        made.first.client.last_name not in colleague.get(at("session_day", made.session.pk)).content.decode()
    )
    assert made.first.client.name in words(made.as_counsellor().get(at("session_day", made.session.pk)))


# The sheet


def test_a_get_does_not_open_the_sheet(made: Scene) -> None:
    answer = made.as_partner().get(at("sheet", made.first.pk))
    assert answer.status_code == 303
    assert (SheetShown.objects.count(), AccessLog.objects.filter(page="session_sheet").count()) == (0, 0)


def test_opening_notes_the_fields_once_a_day_and_every_showing_is_logged(made: Scene) -> None:
    browser, address = made.as_partner(), at("sheet", made.first.pk)
    for _ in range(2):
        assert browser.post(address).status_code == 303
        page = browser.get(address)
        assert made.first.client.name in words(page)
    shown = SheetShown.objects.get()
    assert (shown.member, shown.fields.split(",")) == (made.partner, list(FIELDS))
    log = AccessLog.objects.filter(subject=made.first.client_id, page="session_sheet", why="session")
    assert log.count() == 2
    assert verbs_on(made.first.client_id).count("sheetshown.opened") == 1


def test_the_sheet_serves_the_session_only(made: Scene) -> None:
    browser, address = made.as_partner(), at("sheet", made.first.pk)
    OrientationSession.objects.update(on=today() + timedelta(days=3))
    assert browser.post(address).status_code == 409
    OrientationSession.objects.update(on=today() + timedelta(days=2))
    browser.post(address)
    assert browser.get(address).status_code == 200
    OrientationSession.objects.update(on=today(), closed_at=made.first.made_at)
    assert browser.get(address).status_code == 303
    assert browser.post(at("questions", made.first.pk), {"note_work": "x"}).status_code == 404


def test_pages_of_the_day_ask_no_more_for_more_rows() -> None:
    small, large = scene(people=1), scene(people=40, slots=40)
    for browser, one in ((small.as_partner(), small), (large.as_partner(), large)):
        browser.post(at("sheet", one.first.pk))
    for name in ("session_day", "sheet"):
        few = queries_of(
            small.as_partner(), at(name, small.session.pk if name == "session_day" else small.first.pk)
        )
        many = queries_of(
            large.as_partner(), at(name, large.session.pk if name == "session_day" else large.first.pk)
        )
        assert many <= few <= 12, name


def test_the_overview_gives_a_partner_the_own_sessions(made: Scene) -> None:
    session_on(made.counsellor, today() + timedelta(days=1), place="Ergens anders")
    partner = words(made.as_partner().get(url("orientation")))
    assert "Begin de zitting" in partner
    assert "Ergens anders" not in partner
    assert "Wachten op een gesprek" not in partner
    counsellor = words(made.as_counsellor().get(url("orientation")))
    assert "Ergens anders" in counsellor
    assert "Wachten op een gesprek" in counsellor
    assert queries_of(made.as_counsellor(), url("orientation")) <= 12
    assert queries_of(made.as_partner(), url("orientation")) <= 12
