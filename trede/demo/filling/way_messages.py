"""What was sent about an invitation, and the secrets on the letter. Nothing of it ever left the machine."""

from datetime import datetime, timedelta
from typing import Any

from trede.core import bulk, secrets
from trede.demo.filling.sheet import Scribe
from trede.demo.filling.way_desk import Desk
from trede.demo.town.draw import Draw
from trede.demo.town.shapes import Person
from trede.demo.town.way import shapes
from trede.demo.town.way.calendar import Place
from trede.orientation import tokens
from trede.orientation.models import OrientationInvitation
from trede.outbox.models import Message

# Numbers for `Draw` that nobody else has. Secrets from a seed are for a made-up town only.
SECRETS = 4 << 20
TOKEN_SIGNS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"  # noqa: S105 # nosec B105
SETTLED = "Een ander nummer gevraagd."
SETTLED_AFTER = timedelta(days=21)
TITLE = "Uitnodiging: gesprek over werk"
TEXT = "U bent uitgenodigd voor een gesprek over werk op {:%d/%m/%Y} om {}.{:02d} uur. Sociaal Huis, aan het onthaal."
REMINDER = "Herinnering: gesprek over werk op {:%d/%m/%Y} om {}.{:02d} uur in het Sociaal Huis."
MINUTE = timedelta(minutes=1)


def secret_of(scribe: Scribe, desk: Desk, invited: shapes.Invited) -> dict[str, Any]:
    """The columns of the link and the code; drawn from the file and the day, hashed and encrypted as ever."""
    draw = Draw(invited.place.on.toordinal(), SECRETS + scribe.client.number * 64 + desk.office.pk % 64)
    token = "".join(draw.pick(TOKEN_SIGNS) for _ in range(32))
    code = "".join(draw.pick(tokens.ALPHABET) for _ in range(tokens.CODE_LENGTH))
    plain = secrets.to_bytes({"token": token, "code": tokens.grouped(code)})
    return {
        "token_hash": tokens.hash_of(token),
        "code_hash": tokens.hash_of(code),
        "secret": secrets.encrypt(desk.keys[scribe.client.pk], plain),
    }


def _said(words: str, place: Place) -> str:
    return words.format(place.on, place.begin // 60, place.begin % 60)


def write_messages(
    person: Person, invited: shapes.Invited, row: OrientationInvitation, scribe: Scribe, desk: Desk
) -> None:
    """A letter, and a text message or an e-mail; reminders go by the same way."""
    text, by = _said(TEXT, invited.place), row.made_by_id
    if not person.preferences.never_write and "letter" not in person.preferences.opt_outs:
        letter = write_letter(TITLE, text, "invitation", row.made_at, by, scribe, desk)
        letter.sent_at, letter.language = row.printed_at, invited.language
        scribe.sheet.link(letter, "cause", row, "invitation:{}")
    way = _way(person)
    if way is None:
        return
    _quick(way, TITLE, text, "invitation", row.made_at + MINUTE, invited, row, scribe, desk)
    for at in (row.reminded_first_at, row.reminded_last_at):
        if at is not None and at > row.made_at:
            words = _said(REMINDER, invited.place)
            _quick(way, TITLE, words, "reminder", at, invited, row, scribe, desk)


def _way(person: Person) -> tuple[str, str] | None:
    """A text message where that is allowed, else an e-mail."""
    wishes = person.preferences
    if (
        person.phones
        and not wishes.never_call
        and "sms" not in wishes.opt_outs
        and "phone" not in wishes.opt_outs
    ):
        return "sms", person.phones[0].number
    if person.emails and not wishes.never_write and "email" not in wishes.opt_outs:
        return "email", person.emails[0]
    return None


def write_letter(
    title: str, text: str, purpose: str, at: datetime, by: int | None, scribe: Scribe, desk: Desk
) -> Message:
    client = scribe.client
    to = f"{client.first_names} {client.last_name}"
    return _message("letter", to, title, text, purpose, at, by, scribe, desk)


def _quick(
    way: tuple[str, str],
    title: str,
    text: str,
    purpose: str,
    at: datetime,
    invited: shapes.Invited,
    row: OrientationInvitation,
    scribe: Scribe,
    desk: Desk,
) -> None:
    channel, to = way
    message = _message(channel, to, title, text, purpose, at, row.made_by_id, scribe, desk)
    message.language = invited.language
    scribe.sheet.link(message, "cause", row, "invitation:{}")
    if invited.delivered:
        message.sent_at = at + MINUTE
        message.delivered_at = at + 2 * MINUTE if channel == "sms" else None
        message.provider_answer = "250" if channel == "email" else "delivered"
        return
    message.failed_at, message.provider_answer = at + 5 * MINUTE, "unknown subscriber"
    if at.date() + SETTLED_AFTER < scribe.clock.today:
        message.settled_at, message.settled_by_id = at + timedelta(days=1), row.made_by_id
        message.settled_how = SETTLED


def _message(
    channel: str,
    to: str,
    title: str,
    text: str,
    purpose: str,
    at: datetime,
    by: int | None,
    scribe: Scribe,
    desk: Desk,
) -> Message:
    plain = secrets.to_bytes({"to": to, "title": title, "text": text})
    return scribe.sheet.add(
        bulk.fresh(
            Message,
            organisation_id=desk.office.pk,
            subject=scribe.client.pk,
            channel=channel,
            purpose=purpose,
            cause="",
            language="nl",
            ciphertext=secrets.encrypt(desk.keys[scribe.client.pk], plain),
            held=True,
            queued_at=at,
            queued_by_id=by,
            next_try_at=at,
            tries=0 if channel == "letter" else 1,
        )
    )
