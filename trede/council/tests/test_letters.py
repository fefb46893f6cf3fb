"""The letter about a decision: in two languages only when somebody read the translation; kept as it went."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from tests.cast import member_of
from trede.clients.models import Client
from trede.core.models import Event, Member
from trede.core.periods import today
from trede.core.roles import Role
from trede.council import letters
from trede.council.actions.decisions import correct
from trede.council.actions.notifications import cause_of, mark_sent, notify
from trede.council.models import Decision, Notification
from trede.council.notice import KEYS
from trede.council.papers import letter_pdf
from trede.council.tests.scene import client_of, decided, lives_somewhere, proposal_of
from trede.outbox.models import Message
from trede.outbox.reading import of_cause
from trede.texts import library
from trede.texts.models import TextVersion
from trede.texts.reading import texts_of
from trede.texts.states import fingerprint

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def decision(worker: Member) -> Decision:
    client = client_of(worker, reads_in="tr")
    lives_somewhere(client)
    return decided(proposal_of(client, worker), worker)


def read_by_a_speaker(by: Member, language: str, *, without: str = "") -> None:
    """Somebody who speaks it read the whole letter."""
    dutch = library.texts_in("nl")
    for key in set(KEYS) - {without}:
        TextVersion.objects.create(
            organisation=by.organisation, key=key, language=language, number=1, body=library.texts_in(language)[key],
            based_on=fingerprint(dutch[key]), read_by=by.name, read_at="2026-01-01T10:00Z", written_by=by,
        )  # fmt: skip


def composed(decision: Decision) -> letters.Letter:
    fresh = Decision.objects.select_related("organisation", "client").get(pk=decision.pk)
    return letters.compose(fresh, fresh.proposal, on=today())


def test_a_translation_that_nobody_read_stays_home(decision: Decision) -> None:
    letter = composed(decision)
    assert (letter.other, letter.language) == (None, "nl")
    assert letter.address_lines[1:] == ("Kerkstraat 1", "8400 Oostende")


def test_half_a_translation_stays_home_too(worker: Member, decision: Decision) -> None:
    read_by_a_speaker(worker, "tr", without="notification.appeal")
    assert composed(decision).other is None


def test_a_translation_that_was_read_stands_beside_the_dutch(worker: Member, decision: Decision) -> None:
    read_by_a_speaker(worker, "tr")
    assert (
        texts_of(worker.organisation_id, "tr", ["notification.appeal"])["notification.appeal"].state == "read"
    )
    letter = composed(decision)
    assert letter.other is not None
    assert letter.other.language == "tr"
    assert letter.dutch.title in letter.text
    content = letter_pdf(letter, organisation="OCMW Teststad", on=today())
    said = " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    assert all(part in said for part in ("arbeidsrechtbank", "Komite", "Kerkstraat 1"))


def test_the_letter_is_kept_word_for_word(worker: Member, decision: Decision) -> None:
    read_by_a_speaker(worker, "tr")
    before = composed(decision)
    notification = notify(decision, registered=True, by=worker)
    Client.objects.filter(pk=decision.client_id).update(last_name="Iemandanders")
    kept = letters.as_made(Decision.objects.select_related("client").get(pk=decision.pk), notification)
    assert (kept.address_lines, kept.dutch, kept.other) == (before.address_lines, before.dutch, before.other)


def test_the_outbox_knows_the_letter_and_that_it_went(worker: Member, decision: Decision) -> None:
    notification = notify(decision, registered=True, by=worker)
    message = of_cause(cause_of(notification))[0]
    assert (message.channel, message.purpose, message.sent_at) == ("letter", "notification", None)
    mark_sent(notification, sent_on=today(), by=worker)
    message.refresh_from_db()
    assert message.sent_at is not None
    assert Event.objects.filter(verb="message.printed", subject=decision.client_id).exists()


def test_the_letter_of_a_wrong_decision_is_cancelled_while_it_is_here(
    worker: Member, decision: Decision
) -> None:
    values: dict[str, Any] = {
        "outcome": "refused",
        "motivation": "Neen.",
        "decided_on": today(),
        "by": worker,
    }
    notify(decision, registered=True, by=worker)
    right = correct(decision, because="Fout.", **values)
    assert Message.objects.get().cancelled_at is not None
    sent = notify(right, registered=True, by=worker)
    mark_sent(sent, sent_on=today(), by=worker)
    correct(right, because="Toch niet.", **(values | {"outcome": "granted"}))
    assert Message.objects.get(pk=sent.message).cancelled_at is None
    assert Notification.objects.count() == 2


def test_the_number_to_call(worker: Member, decision: Decision) -> None:
    assert letters.phone_of(decision.proposal) == ""
    desk = member_of(worker.organisation, Role.ADMINISTRATIEF)
    Member.objects.filter(pk=desk.pk).update(phone="+3259123456")
    assert letters.phone_of(decision.proposal) == "059 12 34 56"
    Member.objects.filter(pk=worker.pk).update(phone="+32470112233")
    decision.proposal.proposed_by = Member.objects.get(pk=worker.pk)
    assert letters.phone_of(decision.proposal) == "0470 11 22 33"
