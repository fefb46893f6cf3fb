"""What the DPO has to look at: files opened with a reason, and the log of the last weeks."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import router, transaction

from trede.clients.models import CaseAssignment, Client
from trede.core import bulk, events
from trede.core.models import AccessGrant, AccessLog, Look, Purpose
from trede.demo.filling.clock import Clock
from trede.demo.filling.office import Office
from trede.demo.town.draw import Draw

# Numbers for `Draw` that no person of the town has.
LOOKS, LOG = 5 << 20, 6 << 20
MANY_LOOKS, MANY_WEEKS = 12, 3
# Who opens files, at most: the log of a large town must stay readable.
READERS = 60
REASONS = (
    "Cliënt stond aan het loket, collega was in een gesprek.",
    "Telefoon van VDAB over de inschrijving.",
    "Vervanging op korte termijn, nog niet geregeld.",
    "Zelfde adres als een cliënt van mij: gezin nagekeken.",
    "Vraag van de werkvloer over het uurrooster.",
)
PAGES = ("file", "file", "file", "file_timeline", "documents", "client")


def write_looks(office: Office, seed: int, clock: Clock) -> None:
    """Files opened outside the caseload; the oldest are reviewed, one of them was not justified."""
    draw = Draw(seed, LOOKS)
    open_files = list(
        Client.objects.filter(organisation=office.pk, closed_on=None, locks=None)
        .order_by("pk")
        .values_list("pk", flat=True)[:400]
    )
    looks = [
        _look(office, draw, place, open_files, clock) for place in range(min(MANY_LOOKS, len(open_files)))
    ]
    bulk.insert(Look, looks)
    bulk.insert(AccessGrant, [_opened_by(look) for look in looks])
    events.record_all(
        [change for look in looks for change in _told(look)], by=None, organisation_id=office.pk
    )


def _look(office: Office, draw: Draw, place: int, files: list[int], clock: Clock) -> Look:
    guides = office.by_role["trajectbegeleider"]
    on = _working_day(clock.last_day - timedelta(days=(MANY_LOOKS - place) * 2))
    subject = files[draw.between(0, len(files) - 1)]
    followed = set(CaseAssignment.objects.filter(client=subject).values_list("member", flat=True))
    others = [guide for guide in guides if guide not in followed] or guides
    look = Look(
        organisation_id=office.pk,
        member_id=draw.pick(others),
        subject=subject,
        reason=draw.pick(REASONS),
        opened_at=clock.moment(on, draw.between(540, 1000)),
    )
    if place < MANY_LOOKS // 3:
        look.reviewed_by_id = office.member("dpo", 0)
        look.reviewed_at = look.opened_at + timedelta(days=3)
        look.justified = place != 1
        look.remark = "" if look.justified else "Besproken: de collega had kunnen helpen."
    return look


def _working_day(on: date) -> date:
    return on - timedelta(days=max(0, on.weekday() - 4))


def _opened_by(look: Look) -> AccessGrant:
    on = look.opened_at.date()
    return AccessGrant(
        organisation_id=look.organisation_id,
        subject=look.subject,
        member_id=look.member_id,
        purpose=Purpose.REASON_GIVEN,
        cause=f"look:{look.pk}",
        starts_on=on,
        ends_on=on,
    )


def _told(look: Look) -> Iterator[events.Change]:
    yield events.Change(
        "look.opened",
        subject=look.subject,
        object_kind="look",
        object_id=look.pk,
        after={"reason": look.reason},
        at=look.opened_at,
        by_id=look.member_id,
    )
    if look.reviewed_at:
        yield events.Change(
            "look.reviewed",
            subject=look.subject,
            object_kind="look",
            object_id=look.pk,
            after={"justified": look.justified, "remark": look.remark},
            at=look.reviewed_at,
            by_id=look.reviewed_by_id,
        )


def write_log(office: Office, seed: int, clock: Clock) -> int:
    """Who opened which file in the last weeks; in a database of its own, so written whole or again."""
    alias = router.db_for_write(AccessLog)
    with transaction.atomic(using=alias):
        AccessLog.objects.filter(organisation_id=office.pk).delete()
        return len(bulk.insert(AccessLog, list(_log(office, seed, clock))))


def _log(office: Office, seed: int, clock: Clock) -> Iterator[AccessLog]:
    draw = Draw(seed, LOG)
    for look in Look.objects.filter(organisation=office.pk).order_by("pk"):
        yield _line(office, look.member_id, look.subject, "file", Purpose.REASON_GIVEN, look.opened_at)
    days = [clock.last_day - timedelta(days=back) for back in range(MANY_WEEKS * 7, -1, -1)]
    for member, purpose in _readers(office):
        followed = CaseAssignment.objects.on(clock.last_day).filter(member=member).order_by("pk")
        files = list(followed.values_list("client", flat=True)[:200])
        for on in (day for day in days if files and day.weekday() < 5):
            for _turn in range(draw.between(0, 4)):
                at = clock.moment(on, draw.between(510, 1000))
                yield _line(office, member, draw.pick(files), draw.pick(PAGES), purpose, at)


def _readers(office: Office) -> list[tuple[int, str]]:
    roles: tuple[tuple[str, str], ...] = (
        ("trajectbegeleider", Purpose.GUIDANCE),
        ("maatschappelijk_werker", Purpose.SOCIAL_SERVICE),
        ("werkvloercoach", Purpose.GUIDANCE),
    )
    return [(member, purpose) for role, purpose in roles for member in office.by_role[role]][:READERS]


def _line(office: Office, member: int, subject: int, page: str, why: str, at: datetime) -> AccessLog:
    return AccessLog(at=at, organisation_id=office.pk, member_id=member, subject=subject, page=page, why=why)
