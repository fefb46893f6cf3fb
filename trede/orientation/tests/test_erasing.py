from datetime import date

import pytest
from django.utils import timezone

from trede.clients import erasing
from trede.clients.models import Client
from trede.core.models import Member
from trede.core.periods import today
from trede.orientation.actions.answers import answer
from trede.orientation.actions.filling import fill_session
from trede.orientation.models import (
    NoShowStep,
    OrientationDecision,
    OrientationSession,
    PartnerEvaluation,
    QuestionNote,
    SheetShown,
)
from trede.orientation.tests.planning_scene import put, reached_by, ready, session_on
from trede.orientation.tokens import secret_of
from trede.outbox.models import Message
from trede.outbox.reading import contents
from trede.referral.models import Referral, ReferralStep

pytestmark = pytest.mark.django_db(databases="__all__")


def whole_way(worker: Member) -> Client:
    """A client with a row in every table of the way in."""
    entry = ready(worker, interpreter_needed=True, speaks="ti", ways={"sms": "+32470112233"})
    client, common = entry.client, {"organisation": worker.organisation, "client": entry.client}
    referral = Referral.objects.create(estimate="yes", **common)
    ReferralStep.objects.create(referral=referral, state="sent", **common)
    entry.referral = referral
    entry.save()
    (invitation,) = fill_session(session_on(worker), by=worker)
    answer(invitation, reply="comes")
    common |= {"invitation": invitation}
    decision = OrientationDecision.objects.create(
        outcome="ocmw", motivation="x", decided_on=today(), **common
    )
    QuestionNote.objects.create(question="work", **common)
    SheetShown.objects.create(member=worker, fields="x", **common)
    NoShowStep.objects.create(choice="call", at=timezone.now(), **common)
    PartnerEvaluation.objects.create(
        organisation=worker.organisation, client=client, decision=decision, due_on=date(2026, 1, 1)
    )
    return client


def test_erasing_takes_the_whole_way_in_and_leaves_the_session(worker: Member) -> None:
    client = whole_way(worker)
    later = [model for model in erasing.dropped_models() if model._meta.app_label == "orientation"]
    filled = [model for model in later if model.objects.filter(client=client).exists()]
    assert len(filled) >= len(later) - 1, set(later) - set(filled)
    erasing.erase(worker.organisation_id, [client.pk])
    for model in erasing.dropped_models():
        assert not model._base_manager.filter(client=client).exists(), model
    assert OrientationSession.objects.get().slots.count() == 4
    messages = Message.objects.filter(subject=client.pk)
    assert messages.count() == 2
    assert all(content.erased for content in contents(messages).values())


def test_a_merged_file_goes_with_what_hangs_on_either_part(worker: Member) -> None:
    head = reached_by(ready(worker).client, street="")
    part = Client.objects.create(
        organisation=worker.organisation, number=900, last_name="Deel", opened_on=today(), alias_of=head
    )
    head.waiting_entries.all().delete()
    put(part)
    (invitation,) = fill_session(session_on(worker), by=worker)
    assert (invitation.client_id, invitation.entry.client_id) == (head.pk, part.pk)
    assert secret_of(invitation)
    erasing.erase(worker.organisation_id, [head.pk, part.pk])
    assert not head.invitations.exists()
    assert not part.waiting_entries.exists()
