"""The week of a client on one screen: what changed becomes ended and new facts."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from trede.clients.actions.facts import add_fact, end_fact, retract_fact
from trede.clients.models import Availability, Client
from trede.core.errors import CaseError, Conflict
from trede.core.models import Member
from trede.core.periods import today

# (kind, weekday) → blocks of (from, to) in minutes from midnight.
Week = dict[tuple[str, int], list[tuple[int, int]]]


def running_blocks(client: Client, day: date) -> list[Availability]:
    """The blocks that hold on a day or begin later, in the order of the week."""
    return list(
        Availability.objects.of_file(client)
        .exclude(ends_on__lt=day)
        .order_by("kind", "weekday", "from_minute", "pk")
    )


def week_of(blocks: Iterable[Availability]) -> Week:
    week: Week = defaultdict(list)
    for block in blocks:
        week[block.kind, block.weekday].append((block.from_minute, block.to_minute))
    return dict(week)


def seen(blocks: Iterable[Availability]) -> str:
    """What somebody had in view, so that a colleague's change in between is noticed."""
    return ",".join(f"{block.pk}.{block.version}" for block in sorted(blocks, key=lambda block: block.pk))


@transaction.atomic
def write_week(client: Client, *, by: Member, week: Week, starts_on: date, had_seen: str) -> int:
    """Make the week as given from a day on; returns how many facts were added or ended.

    Unchanged blocks are left alone. Raises Conflict when a colleague changed the week meanwhile, CaseError on a
    restricted file.
    """
    Client.objects.select_for_update().get(pk=client.pk)
    present = running_blocks(client, starts_on)
    if seen(running_blocks(client, today())) != had_seen:
        raise Conflict(_("Een collega wijzigde deze week net. Vergelijk en bewaar opnieuw."))
    if any(block.starts_on > starts_on for block in present):
        raise CaseError(_("Er staat al een week klaar die later begint. Kies die begindatum of een latere."))
    wanted = {(kind, day, *block) for (kind, day), blocks in week.items() for block in blocks}
    kept = {(one.kind, one.weekday, one.from_minute, one.to_minute) for one in present}
    gone = [one for one in present if (one.kind, one.weekday, one.from_minute, one.to_minute) not in wanted]
    for block in gone:
        _stop(block, client, by=by, starts_on=starts_on)
    for kind, weekday, start, end in sorted(wanted - kept):
        block = Availability(
            client=client, kind=kind, weekday=weekday, from_minute=start, to_minute=end, starts_on=starts_on
        )
        add_fact(block, by=by)
    return len(gone) + len(wanted - kept)


def _stop(block: Availability, client: Client, *, by: Member, starts_on: date) -> None:
    block.client = client if block.client_id == client.pk else block.client
    last_day = starts_on - timedelta(days=1)
    if block.starts_on <= last_day:
        end_fact(block, by=by, expected=block.version, ends_on=last_day)
    else:
        retract_fact(block, by=by, expected=block.version, because=_("Week opnieuw ingevuld."))
