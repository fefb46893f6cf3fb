from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import ClientFactory, OrganisationFactory, member_of
from trede.clients.actions.restriction import restrict_file
from trede.clients.models import ContactAttempt, Signal
from trede.clients.tests.scene import queries_of, sign_in, url, verbs_on, words
from trede.core import secrets
from trede.core.errors import CaseError, NotAllowed
from trede.core.models import AccessLog
from trede.core.periods import today
from trede.core.roles import Role
from trede.orientation.actions.deciding import decide
from trede.orientation.actions.no_shows import follow_up
from trede.orientation.follow_up import no_shows_for
from trede.orientation.models import NoShowStep, OrientationInvitation, WaitingEntry
from trede.orientation.queue import in_line, uninvited
from trede.orientation.tests.planning_scene import session_on
from trede.orientation.tests.session_scene import Scene, at, lock, scene, seat
from trede.outbox.models import Message

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def made() -> Scene:
    return scene(people=1, attendance="absent")


def choose(made: Scene, **own: Any) -> NoShowStep:
    values: dict[str, Any] = {"choice": "reinvite", "reachable": None, "by": made.counsellor} | own
    return follow_up(made.first, **values)


def entry_of(made: Scene) -> WaitingEntry:
    return WaitingEntry.objects.get(pk=made.first.entry_id)


@pytest.mark.parametrize(
    ("reachable", "priority"), [(None, "second_time"), (False, "second_time"), (True, "")]
)
def test_asking_again_keeps_the_place_and_who_was_perhaps_not_reached_comes_first(
    made: Scene, reachable: bool | None, priority: str
) -> None:
    since = made.first.entry.since
    step = choose(made, reachable=reachable, note=" Had geen gsm meer. ")
    assert (step.reachable, step.note, step.by) == (reachable, "Had geen gsm meer.", made.counsellor)
    assert (entry_of(made).priority, entry_of(made).since, entry_of(made).left_on) == (priority, since, None)
    assert not no_shows_for(made.counsellor).exists()


def test_a_priority_that_was_there_stays(made: Scene) -> None:
    WaitingEntry.objects.update(priority="young", priority_note="19 jaar")
    choose(made)
    assert entry_of(made).priority == "young"


def test_calling_first_leaves_it_on_the_list(made: Scene) -> None:
    choose(made, choice="call")
    assert no_shows_for(made.counsellor).get() == made.first
    choose(made, choice="visit")
    assert not no_shows_for(made.counsellor).exists()


def test_back_to_the_social_worker_ends_the_wait_and_raises_a_signal(made: Scene) -> None:
    choose(made, choice="back")
    assert (entry_of(made).left_on, entry_of(made).left_because) == (today(), "back")
    signal = Signal.objects.waiting().get()
    assert (signal.client, signal.kind) == (made.first.client, "other")
    assert "Niet gezien" in signal.note
    assert verbs_on(made.first.client_id) == ["noshowstep.chosen", "waitingentry.left", "signal.raised"]


def test_a_double_click_is_one_and_a_second_choice_is_refused(made: Scene) -> None:
    assert choose(made, choice="back") == choose(made, choice="back")
    with pytest.raises(CaseError, match="koos al"):
        choose(made, choice="visit")
    assert (NoShowStep.objects.count(), Signal.objects.count()) == (1, 1)


def test_refusals(made: Scene) -> None:
    with pytest.raises(CaseError, match="Kies wat"):
        choose(made, choice="straf")
    with pytest.raises(NotAllowed):
        choose(made, by=made.partner)
    OrientationInvitation.objects.update(attendance="present")
    with pytest.raises(CaseError, match="niet gezien"):
        choose(made)
    OrientationInvitation.objects.update(attendance="absent")
    restrict_file(made.first.client, by=member_of(made.office, Role.DPO), ground="Betwisting")
    with pytest.raises(CaseError, match="beperkt"):
        choose(made)
    assert NoShowStep.objects.count() == 0


def test_nobody_is_invited_again_before_somebody_looked(made: Scene) -> None:
    """Filling a session leaves out who waits for a choice or a decision, and brings them back afterwards."""
    seen = seat(made, 1, attendance="present")
    excused = seat(made, 2, attendance="excused")

    def free() -> set[int]:
        return set(uninvited(in_line(made.office.pk)).values_list("pk", flat=True))

    assert free() == {excused.entry_id}
    choose(made, choice="call")
    assert free() == {excused.entry_id}
    choose(made, choice="reinvite")
    assert free() == {excused.entry_id, made.first.entry_id}
    decide(seen, outcome="exemption", motivation="Zorgt voor een kind.", by=made.counsellor)
    assert seen.entry_id not in free()


def message(made: Scene, **own: Any) -> Message:
    key = secrets.keys_for(made.office.pk, {made.first.client_id})[made.first.client_id]
    values: dict[str, Any] = {"channel": "sms", "language": "ar", "purpose": "invitation"} | own
    return Message.objects.create(
        organisation=made.office,
        subject=made.first.client_id,
        cause=f"invitation:{made.first.pk}",
        ciphertext=secrets.encrypt(key, b"{}"),
        **values,
    )


def test_the_page_asks_first_whether_somebody_was_reachable(made: Scene) -> None:
    message(made, failed_at=timezone.now())
    browser, page = made.as_counsellor(), at("no_show", made.first.pk)
    shown = words(browser.get(page))
    assert "Niets toont dat deze persoon de uitnodiging kreeg." in shown
    assert "Sms" in shown
    assert "mislukt" in shown
    assert "onwillig" not in shown.lower()
    assert AccessLog.objects.filter(page="no_show", subject=made.first.client_id, why="role").exists()
    answer = browser.post(page, {"choice": "reinvite", "note": ""})
    assert "Kijk na wat aankwam" in words(answer)
    assert browser.post(page, {"choice": "reinvite", "reachable": "no", "note": ""}).status_code == 303
    assert NoShowStep.objects.get().reachable is False


def test_a_delivered_message_and_an_opened_link_say_so(made: Scene) -> None:
    made.first.opened_at = timezone.now()
    made.first.save()
    message(made, sent_at=timezone.now(), delivered_at=timezone.now())
    assert "Deze persoon kreeg de uitnodiging." in words(
        made.as_counsellor().get(at("no_show", made.first.pk))
    )


def test_a_call_is_noted_from_here(made: Scene) -> None:
    browser, page = made.as_counsellor(), at("no_show_attempt", made.first.pk)
    for _ in range(2):
        assert browser.post(page, {"how": "phone", "reached": "no", "note": "Voicemail"}).status_code == 303
    attempt = ContactAttempt.objects.get()
    assert (attempt.how, attempt.reached, attempt.client) == ("phone", False, made.first.client)
    assert "Gebeld" in words(browser.get(at("no_show", made.first.pk)))
    assert browser.post(page, {"how": "duif"}).status_code == 200
    assert browser.get(page).status_code == 405


def test_bad_input_is_a_sentence(made: Scene) -> None:
    for bad in (
        {},
        {"choice": "😀", "reachable": "x"},
        {"choice": "visit", "reachable": "yes", "note": "x" * 301},
    ):
        assert made.as_counsellor().post(at("no_show", made.first.pk), bad).status_code == 200
    assert NoShowStep.objects.count() == 0


def test_the_list_holds_exactly_who_waits_for_a_choice(made: Scene) -> None:
    present = seat(made, 1, attendance="present")
    excused = seat(made, 2, attendance="excused")
    decided = seat(made, 3, attendance="absent")
    WaitingEntry.objects.filter(pk=decided.entry_id).update(left_on=today(), left_because="decided")
    scene(attendance="absent")
    locked = scene(people=1, attendance="absent")
    lock(locked.first.client, member_of(locked.office, Role.DPO))
    shown = list(made.as_counsellor().get(url("no_shows")).context["rows"])
    assert shown == [made.first]
    assert {present.pk, excused.pk} & {row.pk for row in shown} == set()
    assert list(locked.as_counsellor().get(url("no_shows")).context["rows"]) == []
    assert locked.as_counsellor().get(at("no_show", locked.first.pk)).status_code == 404


def test_other_numbers_and_other_roles_reach_nothing(made: Scene) -> None:
    stranger = sign_in(member_of(OrganisationFactory(), Role.DIENSTHOOFD))
    for name in ("no_show", "no_show_attempt"):
        assert stranger.post(at(name, made.first.pk), {"choice": "back"}).status_code == 404
    present = seat(made, 1, attendance="present")
    assert made.as_counsellor().get(at("no_show", present.pk)).status_code == 404
    assert (
        sign_in(member_of(made.office, Role.MAATSCHAPPELIJK_WERKER)).get(url("no_shows")).status_code == 403
    )
    assert (
        sign_in(member_of(made.office, Role.ADMINISTRATIEF)).get(at("no_show", made.first.pk)).status_code
        == 200
    )


def test_the_list_goes_on_by_key_with_few_queries(made: Scene) -> None:
    browser = made.as_counsellor()
    few = queries_of(browser, url("no_shows"))
    old = session_on(made.counsellor, today() - timedelta(days=14), slots=40)
    other = Scene(made.office, made.counsellor, made.partner, made.eho, old, [])
    for place in range(35):
        seat(other, place, client=ClientFactory(organisation=made.office), attendance="absent")
    assert queries_of(browser, url("no_shows")) <= few <= 12
    first = browser.get(url("no_shows"))
    second = browser.get(url("no_shows") + f"?na={first.context['more']}")
    assert (len(first.context["rows"]), len(second.context["rows"])) == (30, 6)
    assert list(second.context["rows"])[-1] == made.first
    assert len(browser.get(url("no_shows") + "?na=x").context["rows"]) == 30
    assert queries_of(browser, at("no_show", made.first.pk)) <= 12
