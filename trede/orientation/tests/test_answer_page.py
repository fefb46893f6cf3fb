from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from tests.cast import OrganisationFactory, member_of
from trede.clients.models import FileLock
from trede.clients.tests.scene import queries_of, sign_in, url, words
from trede.core.models import AccessLog, Member
from trede.core.periods import today
from trede.orientation.models import OrientationInvitation, Reply
from trede.orientation.tests.planning_scene import invited, planner, session_on, waits

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def invitation(worker: Member) -> OrientationInvitation:
    return invited(waits(worker), session_on(worker).slots.first())


def page(invitation: OrientationInvitation) -> str:
    return url("invitation_answer", pk=invitation.pk)


@pytest.mark.parametrize(
    ("reply", "released"), [(Reply.COMES, False), (Reply.CALL_ME, True), (Reply.CANNOT, True)]
)
def test_a_member_takes_down_what_was_said_by_phone(
    reply: str, released: bool, worker: Member, invitation: OrientationInvitation
) -> None:
    helper = planner(worker.organisation)
    answer = sign_in(helper).post(page(invitation), {"reply": reply, "asks_interpreter": "on"})
    row = OrientationInvitation.objects.get()
    assert (answer.status_code, row.reply, row.released_at is not None) == (303, reply, released)
    assert (row.asks_interpreter, row.answers.get().by) == (True, helper)
    assert AccessLog.objects.filter(member_id=helper.pk, page="invitation_answer").exists()


def test_another_moment_is_chosen_from_the_list(worker: Member, invitation: OrientationInvitation) -> None:
    browser, free = sign_in(worker), invitation.slot.session.slots.last()
    assert "Kies een vrij moment uit de lijst." in words(
        browser.post(page(invitation), {"reply": "other_time"})
    )
    assert browser.post(page(invitation), {"reply": "other_time", "slot": free.pk}).status_code == 303
    assert OrientationInvitation.objects.get().slot == free


def test_a_moment_that_went_meanwhile_is_refused_with_a_sentence(
    worker: Member, invitation: OrientationInvitation
) -> None:
    taken = invited(waits(worker), invitation.slot.session.slots.last()).slot
    answer = sign_in(worker).post(page(invitation), {"reply": "other_time", "slot": taken.pk})
    assert answer.status_code == 200
    assert BeautifulSoup(answer.content, "html.parser").select("[role=alert]")


@pytest.mark.parametrize("typed", ["", "31/02", "😀", "9" * 40, "other_time\x00"])
def test_bad_input_gets_the_page_again(typed: str, worker: Member, invitation: OrientationInvitation) -> None:
    answer = sign_in(worker).post(page(invitation), {"reply": typed, "slot": typed})
    assert answer.status_code == 200
    assert OrientationInvitation.objects.get().version == 1


def test_what_is_closed_says_why_and_shows_no_form(worker: Member, invitation: OrientationInvitation) -> None:
    session = invitation.slot.session
    session.cancelled_at = timezone.now()
    session.save()
    said = words(sign_in(worker).get(page(invitation)))
    assert "Deze zitting is afgelast" in said
    assert "Noteer het antwoord" not in said


def test_only_planners_of_this_organisation_and_never_a_locked_file(
    worker: Member, outsider: Member, invitation: OrientationInvitation
) -> None:
    FileLock.objects.create(
        organisation=worker.organisation, client=invitation.client, reason="relative", starts_on=today()
    )
    partner = member_of(worker.organisation, "partner")
    statuses = [sign_in(member).get(page(invitation)).status_code for member in (worker, outsider, partner)]
    assert statuses == [404, 404, 403]
    elsewhere = planner(OrganisationFactory())
    assert sign_in(elsewhere).post(page(invitation), {"reply": "comes"}).status_code == 404


def test_the_page_takes_few_queries_however_many_moments_are_free(
    worker: Member, invitation: OrientationInvitation
) -> None:
    browser = sign_in(worker)
    few = queries_of(browser, page(invitation))
    for week in range(1, 6):
        session_on(worker, today() + timedelta(days=7 * week), slots=20)
    assert queries_of(browser, page(invitation)) == few <= 12
