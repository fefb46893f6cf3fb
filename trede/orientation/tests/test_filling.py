import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections
from django.utils import timezone

from tests.cast import ClientFactory, member_of
from trede.clients.actions.locks import lock_file
from trede.clients.models import Address, ContactRule, Restriction
from trede.clients.tests.scene import verbs_on
from trede.core.errors import CaseError
from trede.core.models import Event, LocalSetting, Member
from trede.core.periods import today
from trede.orientation.actions import filling
from trede.orientation.actions.answers import answer
from trede.orientation.actions.filling import fill_session, invite, propose
from trede.orientation.models import InterpreterRequest, OrientationInvitation, Slot
from trede.orientation.queue import in_line
from trede.orientation.tests.planning_scene import invited, put, reached_by, ready, seats, session_on, waits
from trede.orientation.tokens import secret_of
from trede.outbox.models import Message
from trede.outbox.reading import contents
from trede.referral.models import Exemption

pytestmark = pytest.mark.django_db(databases="__all__")


def who(made: list[OrientationInvitation]) -> list[int]:
    return [invitation.client_id for invitation in made]


def test_the_next_in_the_fair_order_one_a_slot(worker: Member) -> None:
    session = session_on(worker, slots=3)
    people = [ready(worker, days=days) for days in (10, 40, 20, 30)]
    urgent = ready(worker, days=1, entry={"priority": "job_waits", "priority_note": "bakker"})
    made = fill_session(session, by=worker)
    assert who(made) == [urgent.client_id, people[1].client_id, people[3].client_id]
    assert seats(session) == [
        ("13:00", urgent.client_id),
        ("13:10", people[1].client_id),
        ("13:20", people[3].client_id),
    ]
    assert fill_session(session, by=worker) == []


def test_the_pure_order_and_that_of_the_database_agree(worker: Member) -> None:
    from trede.orientation.order import Waiting
    from trede.orientation.order import in_order as fair

    for number, priority in enumerate(["", "young", "other", "job_waits", "second_time", "benefit_ends", ""]):
        waits(worker, days=number * 7 % 5, entry={"priority": priority})
    entries = list(in_line(worker.organisation_id))
    plain = [Waiting(entry.pk, entry.priority, entry.since) for entry in entries]
    assert [one.entry for one in fair(plain[::-1])] == [entry.pk for entry in entries]


def exempt(entry: Any, **kwargs: Any) -> None:
    values: dict[str, Any] = {"decided_on": today(), "ends_on": today() + timedelta(days=90)} | kwargs
    Exemption.objects.create(
        organisation_id=entry.organisation_id,
        client_id=entry.client_id,
        ground="health",
        reason="x",
        starts_on=today(),
        review_on=today(),
        **values,
    )


def test_who_may_not_be_invited_is_passed_over_with_the_reason(worker: Member, colleague: Member) -> None:
    session = session_on(worker, slots=4)
    dead, restricted, exempted, nowhere, agreed, locked, fine = (
        ready(worker, days=90 - n) if n != 3 else waits(worker, days=87) for n in range(7)
    )
    dead.client.died_on = today()
    dead.client.save()
    common = {"organisation_id": worker.organisation_id, "starts_on": today()}
    Restriction.objects.create(client=restricted.client, ground="x", **common)
    exempt(exempted)
    ContactRule.objects.create(client=agreed.client, rule="enkel via de zus", **common)
    lock_file(locked.client, by=colleague, reason="relative", members=[colleague])
    proposal = propose(session, by=worker)
    assert [(one.client.pk, blocks) for one, blocks in proposal.passed] == [
        (dead.client_id, ["gone", "no_way"]),
        (restricted.client_id, ["restricted", "no_way"]),
        (exempted.client_id, ["exempt"]),
        (nowhere.client_id, ["no_way"]),
        (agreed.client_id, ["agreement"]),
    ]
    assert who(fill_session(session, by=worker)) == [fine.client_id]
    for entry in (dead, restricted, exempted, nowhere, agreed, locked):
        with pytest.raises(CaseError):
            invite(entry, session.slots.last(), by=worker)
    assert invite(locked, session.slots.last(), by=colleague).client_id == locked.client_id


def test_who_asked_to_be_called_is_called_first(worker: Member) -> None:
    session, later = session_on(worker), session_on(worker, today() + timedelta(days=40))
    entry = ready(worker)
    invitation = invited(entry, session.slots.first())
    answer(invitation, reply="call_me")
    assert propose(later, by=worker).passed[0][1] == ["call"]
    assert invite(entry, later.slots.first(), by=worker).client_id == entry.client_id


def test_an_exemption_that_is_over_by_then_or_not_decided_does_not_count(worker: Member) -> None:
    session = session_on(worker)
    over, undecided = ready(worker), ready(worker)
    exempt(over, ends_on=session.on - timedelta(days=1))
    exempt(undecided, decided_on=None)
    assert set(who(fill_session(session, by=worker))) == {over.client_id, undecided.client_id}


def test_a_merged_file_waits_once_and_is_written_to_as_a_whole(worker: Member) -> None:
    head = reached_by(ClientFactory(organisation=worker.organisation))
    part = ClientFactory(organisation=worker.organisation, alias_of=head)
    put(part, days=50)
    put(head, days=40)
    session = session_on(worker)
    assert who(fill_session(session, by=worker)) == [head.pk]
    assert [blocks for _one, blocks in propose(session, by=worker).passed] == [["twice"]]


def test_an_interpreter_takes_a_longer_slot_and_is_wanted(worker: Member) -> None:
    session = session_on(worker, slots=3)
    first = ready(worker, days=50, speaks="ti", interpreter_needed=True)
    second = ready(worker, days=40)
    made = fill_session(session, by=worker)
    assert seats(session) == [("13:00", first.client_id), ("13:20", second.client_id)]
    slot = Slot.objects.get(pk=made[0].slot_id)
    assert (slot.minutes, session.slots.exclude(withdrawn_at=None).count()) == (20, 1)
    request = InterpreterRequest.objects.get()
    assert (request.invitation, request.language, request.asked_on) == (made[0], "ti", None)


def test_no_slot_is_long_enough(worker: Member) -> None:
    session = session_on(worker, slots=1)
    needs = ready(worker, days=50, interpreter_needed=True)
    other = ready(worker)
    assert [one.client.pk for one in propose(session, by=worker).too_short] == [needs.client_id]
    with pytest.raises(CaseError, match="tolk"):
        invite(needs, session.slots.first(), by=worker)
    assert who(fill_session(session, by=worker)) == [other.client_id]


def test_a_message_by_every_way_that_is_allowed(worker: Member) -> None:
    ready(worker, ways={"sms": "+32470112233", "email": "alex@example.org"}, first_names="Alex")
    (invitation,) = fill_session(session_on(worker), by=worker)
    messages = {message.channel: message for message in Message.objects.all()}
    assert set(messages) == {"letter", "sms", "email"}
    assert {message.cause for message in messages.values()} == {f"invitation:{invitation.pk}"}
    said = contents(messages.values())
    secret = secret_of(invitation)
    for message in messages.values():
        assert secret.token in said[message.pk].text
    letter = said[messages["letter"].pk]
    assert letter.to.splitlines()[1:] == ["Kerkstraat 1", "8400 Oostende"]
    assert secret.code in letter.text
    assert verbs_on(invitation.client_id)[0] == "orientationinvitation.made"


def test_a_shared_phone_gets_nothing_that_says_whom_or_what(worker: Member) -> None:
    entry = ready(worker, ways={"sms": "+32470112233"}, first_names="Alexandra")
    entry.client.contactpoint_set.update(owner="buurvrouw")
    fill_session(session_on(worker), by=worker)
    sms = Message.objects.get(channel="sms")
    text = contents([sms])[sms.pk].text
    assert sms.neutral
    assert "Alexandra" not in text
    assert worker.organisation.name not in text


@pytest.mark.parametrize(("allowed", "language", "unread"), [(0, "nl", False), (1, "tr", True)])
def test_an_unread_translation_goes_only_where_allowed_and_says_so(
    worker: Member, allowed: int, language: str, unread: bool
) -> None:
    LocalSetting.objects.create(
        organisation=worker.organisation,
        key="texts.send_unread",
        value=str(allowed),
        reason="x",
        starts_on=today(),
    )
    ready(worker, speaks="tr", ways={"sms": "+32470112233"})
    fill_session(session_on(worker), by=worker)
    for message in Message.objects.all():
        text = contents([message])[message.pk].text
        assert (message.language, message.unread_translation) == (language, unread)
        assert ("niet nagelezen" in text) is unread


def test_broken_off_in_the_middle_and_started_again(worker: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed between two invitations, or in the middle of one: the same end as a run that nothing disturbed."""
    session = session_on(worker, slots=5)
    for number in range(8):
        ready(worker, days=90 - number, interpreter_needed=number == 1)
    expected = [(slot.begin, one.client.pk) for one, slot, _where in propose(session, by=worker).pairs]
    real, calls = filling.send, []

    def dies(*args: Any, **kwargs: Any) -> Any:
        calls.append(1)
        if len(calls) in (3, 4):
            raise KeyboardInterrupt
        return real(*args, **kwargs)

    monkeypatch.setattr(filling, "send", dies)
    for _attempt in range(2):
        with pytest.raises(KeyboardInterrupt):
            fill_session(session, by=worker)
    assert OrientationInvitation.objects.count() == Message.objects.count() == 2
    fill_session(session, by=worker)
    rows = OrientationInvitation.objects.holding().order_by("slot__begin")
    assert [(row.slot.begin, row.client_id) for row in rows] == expected
    assert Message.objects.filter(channel="letter").count() == len(expected) == 4
    assert Event.objects.filter(verb="orientationinvitation.made").count() == 4


def test_a_colleague_was_first(worker: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    """While the plan was made somebody else took the first slot and the second person."""
    session = session_on(worker, slots=3)
    people = [ready(worker, days=90 - number) for number in range(4)]
    slots = list(session.slots.all())
    real = filling._invite
    done: list[OrientationInvitation] = []

    def races(*args: Any, **kwargs: Any) -> Any:
        if not done:
            done.append(invited(people[1], slots[0]))
        return real(*args, **kwargs)

    monkeypatch.setattr(filling, "_invite", races)
    fill_session(session, by=worker)
    assert [client for _clock, client in seats(session)] == [people[n].client_id for n in (1, 0, 2)]


def test_filling_gives_up_when_somebody_is_always_first(
    worker: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready(worker)
    calls = []

    def never(*args: Any, **kwargs: Any) -> Any:
        calls.append(1)
        raise filling._Taken("x")

    monkeypatch.setattr(filling, "_invite", never)
    assert fill_session(session_on(worker), by=worker) == []
    assert len(calls) == filling.MOST_TRIES


def test_by_hand_only_what_is_free(worker: Member) -> None:
    session = session_on(worker, slots=2)
    first, second = session.slots.all()
    one, two = ready(worker), ready(worker)
    assert invite(one, second, by=worker).slot_id == second.pk
    with pytest.raises(CaseError, match="ingenomen"):
        invite(two, second, by=worker)
    with pytest.raises(CaseError, match="heeft al een uitnodiging"):
        invite(one, first, by=worker)
    two.left_on, two.left_because = today(), "decided"
    two.save()
    with pytest.raises(CaseError, match="niet meer"):
        invite(two, first, by=worker)


@pytest.mark.parametrize("state", ["cancelled_at", "closed_at", "past"])
def test_a_session_that_is_over_takes_nobody(worker: Member, state: str) -> None:
    ready(worker)
    session = session_on(worker, today() - timedelta(days=1) if state == "past" else None)
    if state != "past":
        setattr(session, state, timezone.now())
        session.save()
    with pytest.raises(CaseError):
        fill_session(session, by=worker)
    assert not OrientationInvitation.objects.exists()


def test_another_organisation_is_never_invited(worker: Member, outsider: Member) -> None:
    ready(outsider)
    assert fill_session(session_on(worker), by=worker) == []


def test_a_returned_letter_is_no_way(worker: Member) -> None:
    entry = ready(worker)
    Address.objects.filter(client=entry.client).update(returned_on=today())
    assert propose(session_on(worker), by=worker).passed[0][1] == ["no_way"]


@pytest.mark.django_db(databases="__all__", transaction=True)
def test_two_planners_fill_at_the_same_time() -> None:
    from tests.cast import OrganisationFactory

    town = OrganisationFactory()
    planners = [member_of(town, "administratief"), member_of(town, "teamleider")]
    session = session_on(planners[0], slots=6)
    for number in range(9):
        ready(planners[0], days=90 - number)
    # The database of the tests on SQLite lives in memory, where one writer refuses the other instead of waiting.
    together = 2 if connection.vendor == "postgresql" else 1
    gate, failed = threading.Barrier(together), []

    def fills(member: Member) -> None:
        try:
            gate.wait(10)
            fill_session(session, by=member)
        except (CaseError, DatabaseError) as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=fills, args=(member,)) for member in planners]
    for group in (threads,) if together == 2 else [[thread] for thread in threads]:
        for thread in group:
            thread.start()
        for thread in group:
            thread.join(60)
    assert failed == []
    held = OrientationInvitation.objects.holding()
    assert (
        held.count() == held.values("slot").distinct().count() == held.values("entry").distinct().count() == 6
    )
    oldest = list(in_line(town.pk).values_list("client", flat=True)[:6])
    assert sorted(held.values_list("client", flat=True)) == sorted(oldest)
    assert Message.objects.count() == 6
    assert connection.in_atomic_block is False
