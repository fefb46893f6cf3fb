"""From a decision to the letter about it: what it says, where it goes, and its way through the outbox."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.module_loading import import_string

from trede import rules
from trede.clients.models import Address
from trede.clients.standing import reach_of
from trede.core.models import Member
from trede.council.models import Decision, Notification, Proposal
from trede.council.notice import Told, paragraphs_of, title_of

APPEAL = "leefloon.procedure.appeal_months"


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter as it is printed."""

    organisation_id: int
    organisation: str
    subject: int
    address_lines: tuple[str, ...]
    title: str
    paragraphs: tuple[str, ...]

    @property
    def has_address(self) -> bool:
        """More than a name."""
        return len(self.address_lines) > 1

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


def compose(decision: Decision, proposal: Proposal, *, on: date) -> Letter:
    """The letter about a decision as it would go out on that day."""
    client = decision.client
    with translation.override("nl"):
        told = Told(
            name=client.name,
            organisation=decision.organisation.name,
            kind=str(proposal.get_kind_display()),
            asked=proposal.asked,
            outcome=str(decision.get_outcome_display()),
            motivation=decision.motivation,
            decided_on=decision.decided_on,
            starts_on=decision.starts_on,
            ends_on=decision.ends_on,
            appeal_months=appeal_months(on),
        )
    return Letter(
        organisation_id=decision.organisation_id,
        organisation=decision.organisation.name,
        subject=decision.client_id,
        address_lines=address_of(decision, on),
        title=title_of(told),
        paragraphs=tuple(paragraphs_of(told, {})),
    )


def appeal_months(on: date) -> int | None:
    """Months to appeal after the notification (labour court). Source: leefloon.procedure.appeal_months."""
    answer = rules.value(APPEAL, on)
    return int(answer.decimal()) if answer.known else None


def address_of(decision: Decision, on: date) -> tuple[str, ...]:
    """The lines in the window of the envelope: the name, and the address where post arrives."""
    client = decision.client
    address = reach_of([], Address.objects.of_file(client), on).address
    if address is None:
        return (client.name,)
    box = f" bus {address.box}" if address.box else ""
    street = f"{address.street} {address.house_number}{box}".strip()
    town = f"{address.postcode} {address.municipality}".strip()
    return tuple(line for line in (client.name, street, town) if line)


def post(letter: Letter, *, cause: str, by: Member) -> int | None:
    """Put the letter in the outbox; the number of its message."""
    outbox = _outbox("trede.outbox.actions.posting.post")
    if outbox is None:
        return None
    message = outbox(
        organisation_id=letter.organisation_id,
        subject=letter.subject,
        channel="letter",
        to="\n".join(letter.address_lines),
        title=letter.title,
        text=letter.text,
        language="nl",
        purpose="notification",
        cause=cause,
        by=by,
    )
    return int(message.pk)


def cancel(cause: str, *, by: Member) -> None:
    """Drop the letter of this cause while nobody printed it."""
    if outbox := _outbox("trede.outbox.actions.posting.cancel"):
        outbox(cause=cause, by=by)


def printed(message: int | None, *, at: datetime, by: Member) -> None:
    """The outbox knows that the letter went."""
    if message:
        _messages().filter(pk=message, sent_at=None, cancelled_at=None).update(sent_at=at)


def as_made(decision: Decision, notification: Notification) -> Letter:
    """The letter as it went into the outbox; composed anew where the outbox has none."""
    fresh = compose(decision, decision.proposal, on=timezone.localdate(notification.made_at))
    found = _messages().filter(pk=notification.message).first() if notification.message else None
    if found is None:
        return fresh
    content = import_string("trede.outbox.reading.content")(found)
    return replace(
        fresh,
        address_lines=tuple(content.to.split("\n")),
        title=content.title,
        paragraphs=tuple(content.text.split("\n\n")),
    )


def _outbox(path: str) -> Any:
    try:
        return import_string(path)
    except ImportError:
        return None


def _messages() -> Any:
    return import_string("trede.outbox.models.Message").objects
