"""What was sent about an invitation, and the secrets on the letter. Nothing of it ever left the machine."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from trede.core import bulk, secrets
from trede.demo.filling.sheet import Scribe
from trede.demo.filling.way_desk import Desk
from trede.demo.town.draw import Draw
from trede.demo.town.shapes import Person
from trede.demo.town.way import shapes
from trede.orientation import tokens
from trede.orientation.letters_of import letter_text
from trede.orientation.models import OrientationInvitation
from trede.orientation.wording import Said, mail_text, sms_text
from trede.outbox.models import Message

# Numbers for `Draw` that nobody else has. Secrets from a seed are for a made-up town only.
SECRETS = 4 << 20
TOKEN_SIGNS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"  # noqa: S105 # nosec B105
SETTLED = "Een ander nummer gevraagd."
SETTLED_AFTER = timedelta(days=21)
MINUTE = timedelta(minutes=1)
# As the outbox keeps what a provider says; of a text message that arrived it keeps nothing more.
ANSWERED = {"email": "smtp:250"}
REFUSED = {"email": "smtp:550", "sms": "http:422"}
LETTER_TITLE = "Uitnodiging voor een gesprek over werk"


@dataclass(frozen=True, slots=True)
class Post:
    """One message to be written: by which way, to whom, when, and what it says."""

    channel: str
    to: str
    title: str
    text: str
    purpose: str
    at: datetime
    by: int | None
    language: str = "nl"
    unread: bool = False


def secret_of(scribe: Scribe, desk: Desk, invited: shapes.Invited) -> tokens.Secret:
    """The link and the code, drawn from the file and the day of the session."""
    draw = Draw(invited.place.on.toordinal(), SECRETS + scribe.client.number * 64 + desk.office.pk % 64)
    token = "".join(draw.pick(TOKEN_SIGNS) for _ in range(32))
    code = "".join(draw.pick(tokens.ALPHABET) for _ in range(tokens.CODE_LENGTH))
    return tokens.Secret(token, tokens.grouped(code))


def columns_of(secret: tokens.Secret, key: bytes) -> dict[str, Any]:
    """Hashed and encrypted as ever."""
    plain = secrets.to_bytes({"token": secret.token, "code": secret.code})
    return {
        "token_hash": tokens.hash_of(secret.token),
        "code_hash": tokens.hash_of(tokens.plain_code(secret.code)),
        "secret": secrets.encrypt(key, plain),
    }


def write_messages(
    person: Person,
    invited: shapes.Invited,
    secret: tokens.Secret,
    row: OrientationInvitation,
    scribe: Scribe,
    desk: Desk,
) -> None:
    """A letter, and a text message or an e-mail; reminders go by the same way."""
    words = desk.words(invited, secret, scribe.client)
    if not person.preferences.never_write and "letter" not in person.preferences.opt_outs:
        _letter(words, row, scribe, desk)
    if (way := _way(person)) is None:
        return
    quick = _quick("invitation", way, words, row.made_at + MINUTE, row.made_by_id)
    _send(quick, invited.delivered, row, scribe, desk)
    for at in (row.reminded_first_at, row.reminded_last_at):
        if at is not None and at > row.made_at:
            reminder = _quick("reminder", way, words, at, row.made_by_id)
            _send(reminder, invited.delivered, row, scribe, desk)


def _way(person: Person) -> tuple[str, str] | None:
    """A text message where that is allowed, else an e-mail."""
    wishes = person.preferences
    if person.phones and not wishes.never_call and not {"sms", "phone"} & set(wishes.opt_outs):
        return "sms", person.phones[0].number
    if person.emails and not wishes.never_write and "email" not in wishes.opt_outs:
        return "email", person.emails[0]
    return None


def _letter(words: Said, row: OrientationInvitation, scribe: Scribe, desk: Desk) -> None:
    text = letter_text(words)
    post = Post(
        "letter",
        scribe.client.name,
        LETTER_TITLE,
        text,
        "invitation",
        row.made_at,
        row.made_by_id,
        words.language,
        words.unread,
    )
    letter = write_message(post, scribe, desk)
    letter.sent_at = row.printed_at
    scribe.sheet.link(letter, "cause", row, "invitation:{}")


def _quick(kind: str, way: tuple[str, str], words: Said, at: datetime, by: int | None) -> Post:
    channel, to = way
    if channel == "sms":
        title, text = "", sms_text(words, f"sms.{kind}")
    else:
        title, text = words.own(f"email.{kind}.subject"), mail_text(words, f"email.{kind}.body")
    return Post(channel, to, title, text, kind, at, by, words.language, words.unread)


def _send(post: Post, delivered: bool, row: OrientationInvitation, scribe: Scribe, desk: Desk) -> None:
    message = write_message(post, scribe, desk)
    message.tries = 1
    scribe.sheet.link(message, "cause", row, "invitation:{}")
    if delivered:
        message.sent_at = post.at + MINUTE
        message.delivered_at = post.at + 2 * MINUTE if post.channel == "sms" else None
        message.provider_answer = ANSWERED.get(post.channel, "")
        return
    message.failed_at, message.provider_answer = post.at + 5 * MINUTE, REFUSED[post.channel]
    if post.at.date() + SETTLED_AFTER < scribe.clock.today:
        message.settled_at, message.settled_by_id = post.at + timedelta(days=1), post.by
        message.settled_how = SETTLED


def write_message(post: Post, scribe: Scribe, desk: Desk) -> Message:
    """A message as the outbox stores it; it never leaves."""
    plain = secrets.to_bytes({"to": post.to, "title": post.title, "text": post.text})
    return scribe.sheet.add(
        bulk.fresh(
            Message,
            organisation_id=desk.office.pk,
            subject=scribe.client.pk,
            channel=post.channel,
            purpose=post.purpose,
            cause="",
            language=post.language,
            unread_translation=post.unread,
            ciphertext=secrets.encrypt(desk.keys[scribe.client.pk], plain),
            held=True,
            queued_at=post.at,
            queued_by_id=post.by,
            next_try_at=post.at,
        )
    )
