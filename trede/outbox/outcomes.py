"""What a provider's answer means, and what happens next. Pure: no database, no clock, no network."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

# After the first, second … try without success; then it failed.
BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
LONGEST_WAIT = timedelta(hours=4)
MOST_TRIES = len(BACKOFF) + 1
# Something is wrong on our side (the token, the address of the gateway) or busy on theirs: it may pass.
MAY_PASS = {401, 404, 405, 407, 408, 425, 429}
CONFLICT = 409
NUMBER = re.compile(r"[\w.:+/=-]{1,120}", re.ASCII)


class Kind(StrEnum):
    SENT = "sent"
    LATER = "later"
    REFUSED = "refused"
    # It may have left: only a person may decide to send it again.
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`code` says why, without anything of the provider's own text (it may quote the address): "smtp:550".

    `answered`: the provider was there, whatever it said. `wait`: how long it asks us to wait.
    """

    kind: Kind
    code: str
    number: str = ""
    answered: bool = True
    wait: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What to note: sent, failed, or the next try at `again_at`."""

    sent: bool = False
    failed: bool = False
    again_at: datetime | None = None


def next_step(outcome: Outcome, *, tries: int, now: datetime, not_after: datetime | None = None) -> Step:
    """What follows on the answer to try number `tries` (1 the first): backoff of 1, 5, 15, 60 and 240 minutes, or
    longer when the provider asks for it (4 hours at most); no try after `not_after`."""
    if outcome.kind == Kind.SENT:
        return Step(sent=True)
    if outcome.kind != Kind.LATER or tries >= MOST_TRIES:
        return Step(failed=True)
    again = now + max(BACKOFF[max(tries, 1) - 1], min(outcome.wait or timedelta(0), LONGEST_WAIT))
    return Step(failed=True) if not_after and again > not_after else Step(again_at=again)


def smtp_refusal(code: int) -> Outcome:
    """An answer of a mail server about the address or the text: 5xx for good, 4xx for now (RFC 5321, 4.2.1)."""
    kind = Kind.REFUSED if 500 <= code < 600 else Kind.LATER
    return Outcome(kind, f"smtp:{code}")


def http_answer(status: int, *, number: str, tries: int, wait: timedelta | None = None) -> Outcome:
    """An answer of a gateway. 409 on a later try: it has the message already, by our key."""
    code = f"http:{status}"
    if 200 <= status < 300 or (status == CONFLICT and tries > 1):
        return Outcome(Kind.SENT, code, number=number if NUMBER.fullmatch(number) else "")
    if 400 <= status < 500 and status not in MAY_PASS:
        return Outcome(Kind.REFUSED, code)
    return Outcome(Kind.LATER, code, wait=wait)


DELIVERED = {"delivered", "delivrd", "ok", "success"}
NOT_DELIVERED = {"failed", "undelivered", "undeliv", "undeliverable", "rejected", "rejectd", "expired"}


def report_says(status: str) -> bool | None:
    """Did it arrive? None for a status on the way ("sent", "queued") or one that we do not know."""
    word = status.strip().lower()
    if word in DELIVERED:
        return True
    return False if word in NOT_DELIVERED else None
