"""What a client is told about an invitation, by every way that is allowed; posted inside the caller's transaction."""

from typing import Any

from trede.clients.models import Client
from trede.clients.reaching import Ways, ways_of
from trede.core.models import Member
from trede.core.periods import today
from trede.orientation import tokens
from trede.orientation.letters_of import letter_text
from trede.orientation.models import OrientationInvitation
from trede.orientation.notice_texts import KINDS, LETTER_TITLE, NEUTRAL_SUBJECT
from trede.orientation.tokens import Secret
from trede.orientation.wording import Said, facts_of, mail_text, said, sms_text
from trede.outbox.actions.posting import post
from trede.texts.keys import INVITATION_BLOCKS, MAIL_BLOCKS


def cause_of(invitation: OrientationInvitation) -> str:
    return f"invitation:{invitation.pk}"


def whole(client: Client) -> Client:
    """The file to which a merged one belongs."""
    return client.alias_of or client


def send(
    kind: str,
    invitation: OrientationInvitation,
    ways: Ways,
    secret: Secret,
    *,
    by: Member | None,
    letter: bool = False,
    not_after: Any = None,
) -> list[str]:
    """Post a message of this kind by sms and e-mail where allowed, and with `letter` on paper; which channels."""
    words = _words(kind, invitation, secret, letter=letter)
    common: dict[str, Any] = {
        "organisation_id": invitation.organisation_id,
        "subject": invitation.client_id,
        "language": words.language,
        "purpose": kind,
        "cause": cause_of(invitation),
        "by": by,
        "unread_translation": words.unread,
    }
    sent = []
    if letter and ways.letter_address:
        to = "\n".join((str(whole(invitation.client)), *ways.letter_address))
        text = letter_text(words) if kind == "invitation" else mail_text(words, KINDS[kind]["body"])
        title = words.dutch[LETTER_TITLE if kind == "invitation" else KINDS[kind]["subject"]]
        post(channel="letter", to=to, title=title, text=text, **common)
        sent.append("letter")
    for channel, to in (("sms", ways.sms), ("email", ways.email)):
        if to:
            post(channel=channel, to=to, not_after=not_after, **_body(kind, channel, words, ways), **common)
            sent.append(channel)
    return sent


def _words(kind: str, invitation: OrientationInvitation, secret: Secret, *, letter: bool) -> Said:
    keys = [*KINDS[kind].values(), f"{KINDS[kind]['sms']}.neutral", NEUTRAL_SUBJECT]
    if kind == "invitation":
        keys += [*MAIL_BLOCKS, *(INVITATION_BLOCKS if letter else ())]
    facts = facts_of(invitation, secret)
    return said(invitation.organisation_id, invitation.language, keys, facts, today())


def _body(kind: str, channel: str, words: Said, ways: Ways) -> dict[str, Any]:
    """Title and text; on a shared phone or mailbox the neutral ones."""
    neutral = bool(ways.neutral)
    short = f"{KINDS[kind]['sms']}.neutral" if neutral else KINDS[kind]["sms"]
    if channel == "sms":
        return {"title": "", "text": sms_text(words, short), "neutral": neutral}
    if neutral:
        return {"title": words.own(NEUTRAL_SUBJECT), "text": mail_text(words, short), "neutral": True}
    # An invitation by e-mail tells the same as the letter.
    more = MAIL_BLOCKS if kind == "invitation" else ()
    return {
        "title": words.own(KINDS[kind]["subject"]),
        "text": mail_text(words, KINDS[kind]["body"], *more),
        "neutral": False,
    }


def tell_cancelled(invitation: OrientationInvitation, *, by: Member | None) -> list[str]:
    """Tell that the session does not take place; on paper only to whom nothing quicker reaches. Which channels."""
    secret = tokens.secret_of(invitation)
    client = whole(invitation.client)
    if secret is None or client.died_on or client.erased_at:
        return []
    ways = ways_of([client.pk], today()).get(client.pk)
    if ways is None:
        return []
    on_paper = invitation.printed_at is not None and not (ways.sms or ways.email)
    return send("cancelled", invitation, ways, secret, by=by, letter=on_paper)
