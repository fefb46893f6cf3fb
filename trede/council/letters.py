"""From a decision to the letter about it: what it says, where it goes, and its way through the outbox."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from trede.clients.fields import phone_text
from trede.clients.models import Address, Client
from trede.clients.standing import reach_of
from trede.core.models import Member
from trede.core.roles import Role
from trede.council.models import Decision, Notification, Proposal
from trede.council.notice import KEYS, PREFIX, Told, paragraphs_of
from trede.outbox.actions import posting
from trede.outbox.models import Channel, Message
from trede.outbox.reading import content
from trede.texts.languages import language_for
from trede.texts.reading import Sendable, sendable

# Between the Dutch and the other language in the text that the outbox keeps.
BETWEEN = "\n\n⁂\n\n"
DUTCH = "nl"


@dataclass(frozen=True, slots=True)
class Side:
    """The letter in one language."""

    language: str
    title: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n\n".join((self.title, *self.paragraphs))


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter as it is printed. `other`: only in a translation that somebody read; the Dutch counts."""

    address_lines: tuple[str, ...]
    dutch: Side
    other: Side | None

    @property
    def has_address(self) -> bool:
        """More than a name."""
        return len(self.address_lines) > 1

    @property
    def text(self) -> str:
        return BETWEEN.join(side.text for side in (self.dutch, self.other) if side)

    @property
    def language(self) -> str:
        return self.other.language if self.other else DUTCH


def compose(decision: Decision, proposal: Proposal, *, on: date) -> Letter:
    """The letter about a decision as it would go out on that day."""
    client = decision.client
    told = Told(
        organisation=decision.organisation.name,
        asked=proposal.asked,
        outcome=decision.outcome,
        motivation=decision.motivation,
        decided_on=decision.decided_on,
        starts_on=decision.starts_on,
        ends_on=decision.ends_on,
        phone=phone_of(proposal),
    )
    language = language_for(client.reads_in or client.speaks)
    texts = sendable(decision.organisation_id, language, KEYS, on)
    return Letter(address_of(client, on), _side(told, texts, DUTCH), _other(told, texts))


def _side(told: Told, texts: Sendable, language: str) -> Side:
    chosen = texts.dutch if language == DUTCH else texts.texts
    bodies = {key: text.body for key, text in chosen.items()}
    return Side(language, bodies[PREFIX + "title"], tuple(paragraphs_of(told, bodies, language)))


def _other(told: Told, texts: Sendable) -> Side | None:
    """The whole of it in the language of the client, or nothing: half a translation says half a decision."""
    if texts.language == DUTCH or any(text.language == DUTCH for text in texts.texts.values()):
        return None
    return _side(told, texts, texts.language)


def phone_of(proposal: Proposal) -> str:
    """The number to ask about the letter: of who proposed it, or of a colleague at the desk who has one."""
    proposer = proposal.proposed_by
    if proposer and proposer.phone:
        return phone_text(proposer.phone)
    desk = (
        Member.objects.working().with_role(Role.ADMINISTRATIEF).filter(organisation=proposal.organisation_id)
    )
    number = desk.exclude(phone="").order_by("pk").values_list("phone", flat=True).first()
    return phone_text(number) if number else ""


def address_of(client: Client, on: date) -> tuple[str, ...]:
    """The lines in the window of the envelope: the name, and the address where post arrives."""
    address = reach_of([], Address.objects.of_file(client), on).address
    if address is None:
        return (client.name,)
    box = f" bus {address.box}" if address.box else ""
    street = f"{address.street} {address.house_number}{box}".strip()
    town = f"{address.postcode} {address.municipality}".strip()
    return tuple(line for line in (client.name, street, town) if line)


def post(letter: Letter, decision: Decision, *, cause: str, by: Member) -> Message:
    """Put the letter in the outbox, inside the caller's transaction."""
    return posting.post(
        organisation_id=decision.organisation_id,
        subject=decision.client_id,
        channel=Channel.LETTER,
        to="\n".join(letter.address_lines),
        title=letter.dutch.title,
        text=letter.text,
        language=letter.language,
        purpose="notification",
        cause=cause,
        by=by,
    )


def printed(notification: Notification, *, by: Member) -> None:
    """The outbox knows that the letter went."""
    posting.printed(Message.objects.filter(pk=notification.message or 0), by=by)


def as_made(decision: Decision, notification: Notification) -> Letter:
    """The letter word for word as it went into the outbox; composed anew where the outbox has none."""
    fresh = compose(decision, decision.proposal, on=timezone.localdate(notification.made_at))
    message = Message.objects.filter(pk=notification.message or 0).first()
    if message is None:
        return fresh
    kept = content(message)
    dutch, _between, other = kept.text.partition(BETWEEN)
    return replace(
        fresh,
        address_lines=tuple(kept.to.split("\n")),
        dutch=_read(dutch, DUTCH),
        other=_read(other, message.language) if other else None,
    )


def _read(text: str, language: str) -> Side:
    title, *paragraphs = text.split("\n\n")
    return Side(language, title, tuple(paragraphs))
