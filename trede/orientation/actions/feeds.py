"""The secret address of a member's own diary: made, found, revoked. One runs at a time."""

import base64
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from trede.core import events, secrets
from trede.core.models import Member
from trede.orientation.models import CalendarFeed


def token_of(feed: CalendarFeed) -> str:
    """The secret in the address, worked out from the key of the installation: nobody reads it in the database."""
    return _token(feed.member_id, feed.made_at)


def _token(member_id: int, made_at: datetime) -> str:
    plain = f"{member_id}:{made_at.astimezone(timezone.get_fixed_timezone(0)).isoformat()}".encode()
    digest = secrets.keyed_hash(secrets.derived_key("calendar token"), plain)
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _hash(token: str) -> str:
    return secrets.keyed_hash(secrets.derived_key("calendar"), token.encode()).hex()


def running_feed(member: Member) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(member=member, revoked_at=None).first()


def find_feed(token: str) -> CalendarFeed | None:
    """The feed behind a token, of somebody who works here today; None when it was revoked."""
    if not token or len(token) > 100:
        return None
    rows = CalendarFeed.objects.filter(token_hash=_hash(token), revoked_at=None)
    return rows.filter(member__in=Member.objects.working()).select_related("member__organisation").first()


@transaction.atomic
def make_feed(*, by: Member) -> CalendarFeed:
    """A new secret address; the one before it stops working."""
    Member.objects.select_for_update().get(pk=by.pk)
    revoke_feed(by=by)
    made_at = timezone.now()
    feed = CalendarFeed.objects.create(
        organisation_id=by.organisation_id,
        member=by,
        made_at=made_at,
        token_hash=_hash(_token(by.pk, made_at)),
    )
    events.record("calendarfeed.made", feed, by=by, organisation_id=by.organisation_id)
    return feed


@transaction.atomic
def revoke_feed(*, by: Member) -> int:
    """The own address answers no longer. Returns how many stopped: none when there was none."""
    running = list(CalendarFeed.objects.filter(member=by, revoked_at=None))
    for feed in running:
        feed.revoked_at = timezone.now()
        feed.save(update_fields=["revoked_at"])
        events.record("calendarfeed.revoked", feed, by=by, organisation_id=by.organisation_id)
    return len(running)
