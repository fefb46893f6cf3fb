"""A middling town: the way in of everybody fits together, and its shares are those of an office."""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connections, transaction
from django.db.models import F, Q

from trede.clients.models import CaseAssignment, Client, FileLock
from trede.core import seals
from trede.core.models import Organisation
from trede.council.models import Proposal
from trede.demo.filling import Plan, fill
from trede.demo.tests import impossible_way
from trede.demo.tests.impossible_rows import IMPOSSIBLE, TODAY
from trede.orientation import tokens
from trede.orientation.models import (
    OrientationDecision,
    OrientationInvitation,
    OrientationSession,
    PartnerEvaluation,
    WaitingEntry,
)
from trede.orientation.wording import language_of
from trede.outbox.models import Message
from trede.outbox.reading import content
from trede.referral.models import Exemption, Referral

CLIENTS = 900
WAY = [name for name, check in IMPOSSIBLE.items() if check.__module__ == impossible_way.__name__]
pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.slow_sqlite_only]


@pytest.fixture(scope="module", autouse=True)
def town(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), ExitStack() as stack:
        for alias in connections:
            stack.enter_context(transaction.atomic(using=alias))
        fill(Plan(CLIENTS, 1, TODAY), lambda said: None)
        yield
        for alias in connections:
            transaction.set_rollback(True, using=alias)


@pytest.mark.parametrize("name", WAY)
def test_nobody_came_in_by_an_impossible_way(name: str) -> None:
    assert list(IMPOSSIBLE[name]()[:3]) == []


def test_the_list_is_long_enough() -> None:
    assert len(WAY) >= 50


CHANGES = {
    "invited_on_the_day_itself_or_later": lambda: OrientationInvitation.objects.update(made_at=_late()),
    "decided_on_somebody_who_was_not_seen": lambda: OrientationInvitation.objects.exclude(
        decision=None
    ).update(attendance="absent"),
    "waits_from_another_day_than_the_acceptance": lambda: WaitingEntry.objects.update(
        since=F("since") + timedelta(days=1)
    ),
    "exempt_and_on_the_waiting_list": lambda: _exempt(WaitingEntry.objects.waiting()[0]),
    "past_session_without_attendance": lambda: _any(
        OrientationInvitation.objects.exclude(decision=None)
    ).update(attendance=""),
    "invited_after_death_or_in_a_closed_file": lambda: Client.objects.update(died_on=date(2024, 1, 1)),
    "message_that_left_the_machine": lambda: Message.objects.update(held=False),
    "accepted_without_the_right_to_work": lambda: WaitingEntry.objects.update(since=date(1990, 1, 1)),
    "referral_in_another_state_than_its_last_step": lambda: Referral.objects.update(state="withdrawn"),
    "exemption_in_force_without_the_committee": lambda: Proposal.objects.update(cause=""),
    "session_on_a_holiday_or_at_the_weekend": lambda: _any(OrientationSession.objects).update(
        on=date(2026, 12, 25)
    ),
    "guided_by_the_ocmw_without_an_assignment_that_follows": lambda: OrientationDecision.objects.filter(
        outcome="ocmw"
    ).update(decided_on=date(2020, 1, 1)),
}


def _late() -> Any:
    return OrientationInvitation.objects.order_by("-made_at").values("made_at")[:1]


def _any(rows: Any) -> Any:
    return rows.filter(pk=rows.values_list("pk", flat=True).first())


def _exempt(entry: WaitingEntry) -> None:
    one = _any(Exemption.objects.filter(organisation=entry.organisation_id))
    one.update(client=entry.client_id, starts_on=entry.since, decided_on=entry.since, ends_on=None)


@pytest.mark.parametrize("name", CHANGES)
def test_a_check_notices_what_it_is_for(name: str) -> None:
    with transaction.atomic():
        CHANGES[name]()
        assert IMPOSSIBLE[name]().exists()
        transaction.set_rollback(True)


def shares(rows: Any, field: str) -> dict[str, float]:
    counts = Counter(rows.values_list(field, flat=True))
    return {key: 100 * many / counts.total() for key, many in counts.items()}


@pytest.mark.parametrize(
    ("outcome", "share"), [("ocmw", 55), ("partner", 25), ("vdab", 5), ("not_yet", 11), ("exemption", 6)]
)
def test_decisions_fall_as_they_do_in_an_office(outcome: str, share: float) -> None:
    assert shares(OrientationDecision.objects.all(), "outcome")[outcome] == pytest.approx(share, abs=5)


def test_a_fifth_is_not_seen() -> None:
    held = shares(OrientationInvitation.objects.holding().exclude(attendance=""), "attendance")
    assert 12 < held["absent"] < 25
    assert held["present"] > 65


def test_nearly_every_guidance_of_these_years_came_by_a_decision() -> None:
    first = date(2023, 12, 20)
    guided = CaseAssignment.objects.filter(role="guide", starts_on__gte=first)
    by_decision = guided.filter(
        client__orientation_decisions__outcome="ocmw", client__orientation_decisions__guide=F("member")
    ).distinct()
    handed_over = guided.filter(
        client__assignments__role="guide", client__assignments__starts_on__lt=F("starts_on")
    )
    assert by_decision.count() / (guided.count() - handed_over.distinct().count()) > 0.93


def test_the_coming_sessions_are_planned_and_the_next_one_partly_filled() -> None:
    town = Organisation.objects.get(slug="oostende")
    coming = OrientationSession.objects.standing().filter(organisation=town, on__gte=TODAY).order_by("on")
    assert coming.count() >= 4
    asked = OrientationInvitation.objects.holding().filter(slot__session=coming[0]).count()
    assert 0 < asked < 12


def test_what_an_office_has_to_do_today_is_there() -> None:
    town = Organisation.objects.get(slug="oostende")
    assert Referral.objects.unanswered().filter(organisation=town).count() > 1
    assert Referral.objects.unanswered().filter(sent_at__date__lt=TODAY - timedelta(days=8)).exists()
    assert Referral.objects.filter(state="sent_back", organisation=town).exists()
    assert WaitingEntry.objects.waiting().filter(organisation=town).count() > 10
    late = Q(done_on=None, due_on__lt=TODAY)
    assert PartnerEvaluation.objects.filter(late).exists()
    missed = OrientationInvitation.objects.filter(
        attendance="absent", no_show_steps=None, entry__left_on=None
    )
    assert missed.exists()
    assert Proposal.objects.undecided().filter(meeting__on__gte=TODAY).exists()


def test_the_letter_can_be_printed_again_and_its_link_found() -> None:
    coming = OrientationInvitation.objects.answerable_on(TODAY).select_related("client").first()
    assert coming
    secret = tokens.secret_of(coming)
    assert secret
    assert tokens.find_by_token(secret.token, TODAY) == coming
    assert tokens.find_by_code(secret.code, coming.client.birth_date, TODAY) == coming


def test_what_would_have_been_sent_can_be_read_and_its_link_works() -> None:
    messages = Message.objects.filter(purpose="invitation", channel="sms", language="ar")
    message = messages.filter(queued_at__date__gte=TODAY - timedelta(days=400)).first()
    assert message
    invitation = OrientationInvitation.objects.get(pk=message.cause.partition(":")[2])
    said = content(message).text
    assert tokens.link_of(invitation) in said
    assert message.unread_translation
    assert "gesprek over werk" in said, "a translation that nobody read brings the Dutch along"


def test_the_language_is_the_one_that_the_rooms_choose() -> None:
    for invitation in OrientationInvitation.objects.select_related("client"):
        assert invitation.language == language_of(invitation.client)


def test_somebody_in_a_locked_file_is_on_the_way_too() -> None:
    """So that lists can be checked for what they must not show."""
    assert FileLock.objects.filter(client__referrals__isnull=False).exists()


def test_the_chain_of_events_holds() -> None:
    assert seals.verify().exit_code == 0
