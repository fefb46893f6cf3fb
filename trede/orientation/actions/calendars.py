"""A member's own calendar elsewhere: read from a file, or from an address by the periodic job. Busy hours only."""

import time
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from trede.core import events, secrets
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.orientation.calendar_in import Busy, busy_in
from trede.orientation.calendar_out import ZONE
from trede.orientation.fetching import Fetcher, checked
from trede.orientation.free_time import Taken
from trede.orientation.models import BusyBlock, CalendarSource

AHEAD = timedelta(days=60)
EVERY = timedelta(hours=1)
AT_ONCE = 20
# The other jobs wait for this one: after so many seconds the rest comes next time.
PATIENCE = 30.0


def read_calendar(data: bytes, now: datetime) -> Busy:
    """The busy hours from today until sixty days ahead. Raises CaseError."""
    midnight = now.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    return busy_in(data, first=midnight, last=midnight + AHEAD, zone=ZONE)


@transaction.atomic
def upload_calendar(data: bytes, *, by: Member) -> Busy:
    """The busy hours of an uploaded file replace those of the file before it. Raises CaseError."""
    busy = read_calendar(data, timezone.now())
    _replace(by, None, busy.blocks)
    events.record(
        "busyblock.uploaded",
        None,
        by=by,
        organisation_id=by.organisation_id,
        after={"blocks": len(busy.blocks)},
    )
    return busy


@transaction.atomic
def forget_upload(*, by: Member) -> int:
    """Throw away the busy hours of an uploaded file."""
    count, _by_model = BusyBlock.objects.filter(member=by, source=None).delete()
    if count:
        events.record(
            "busyblock.dropped", None, by=by, organisation_id=by.organisation_id, after={"blocks": count}
        )
    return count


@transaction.atomic
def subscribe(url: str, *, by: Member) -> CalendarSource:
    """Read a calendar at an https address from now on; the periodic job fetches it. Raises CaseError."""
    url = url.strip()
    if url.startswith("webcal://"):
        url = "https://" + url.removeprefix("webcal://")
    host = checked(url).hostname or ""
    key = secrets.keys_for(by.organisation_id, {None})[None]
    source = CalendarSource(
        organisation_id=by.organisation_id,
        member=by,
        host=host[:120],
        ciphertext=secrets.encrypt(key, url.encode()),
    )
    try:
        with transaction.atomic():
            source.save(force_insert=True)
    except IntegrityError as error:
        raise CaseError(_("U leest al een kalender. Stop die eerst.")) from error
    events.record(
        "calendarsource.added", source, by=by, organisation_id=by.organisation_id, after={"host": host}
    )
    return source


@transaction.atomic
def unsubscribe(*, by: Member) -> int:
    """Stop reading; the busy hours that came from it go. Returns how many stopped."""
    running = list(CalendarSource.objects.filter(member=by, stopped_at=None))
    for source in running:
        source.stopped_at = timezone.now()
        source.ciphertext = b""
        source.save(update_fields=["stopped_at", "ciphertext"])
        source.blocks.all().delete()
        events.record("calendarsource.ended", source, by=by, organisation_id=by.organisation_id)
    return len(running)


def fetch_due(fetcher: Fetcher | None = None) -> int:
    """The periodic job: fetch the calendars that were not tried for an hour. Returns how many were read."""
    now = timezone.now()
    due = CalendarSource.objects.filter(stopped_at=None, member__in=Member.objects.working())
    due = due.filter(Q(tried_at=None) | Q(tried_at__lt=now - EVERY)).order_by("tried_at", "pk")
    fetcher, until, count = fetcher or Fetcher(), time.monotonic() + PATIENCE, 0
    for source in due.select_related("member")[:AT_ONCE]:
        if time.monotonic() > until:
            break
        count += fetch_one(source, fetcher)
    return count


def fetch_one(source: CalendarSource, fetcher: Fetcher) -> bool:
    """Fetch one calendar outside any transaction; keep the busy hours, or in words why not."""
    now = timezone.now()
    if not _claimed(source, now):
        return False
    try:
        busy = read_calendar(fetcher.fetch(_url(source)), now)
    except CaseError as error:
        CalendarSource.objects.filter(pk=source.pk).update(failure=str(error)[:200])
        return False
    with transaction.atomic():
        # Stopped meanwhile: nothing of it may come back.
        if not CalendarSource.objects.filter(pk=source.pk, stopped_at=None).update(read_at=now, failure=""):
            return False
        _replace(source.member, source, busy.blocks)
    return True


def _claimed(source: CalendarSource, now: datetime) -> bool:
    """Two workers that run the job together fetch it once."""
    rows = CalendarSource.objects.filter(pk=source.pk, stopped_at=None, tried_at=source.tried_at)
    return bool(rows.update(tried_at=now))


def _url(source: CalendarSource) -> str:
    keys = secrets.keys_for(source.organisation_id, {None}, create=False)
    return secrets.decrypt(keys[None], source.ciphertext).decode()


def _replace(member: Member, source: CalendarSource | None, blocks: list[Taken]) -> None:
    BusyBlock.objects.filter(member=member, source=source).delete()
    rows = [
        BusyBlock(
            organisation_id=member.organisation_id,
            member=member,
            source=source,
            starts_at=block.starts,
            ends_at=block.ends,
        )
        for block in blocks
    ]
    BusyBlock.objects.bulk_create(rows, batch_size=500)
