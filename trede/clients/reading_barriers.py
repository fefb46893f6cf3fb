"""The barriers of a file as other rooms read them."""

from trede.clients.models import CONFIDENTIAL_BARRIERS, Barrier, Client
from trede.core.periods import today


def barriers_of(client: Client, *, confidential: bool) -> list[Barrier]:
    """What stands in the way today, the heaviest first and then the oldest, with the own barriers loaded.

    `confidential`: may the reader see the confidential part (`clients.opening.sees_confidential`)? One query, and
    one for the merged files.
    """
    rows = Barrier.objects.of_file(client).current().select_related("own")
    if not confidential:
        rows = rows.exclude(code__in=CONFIDENTIAL_BARRIERS)
    # Lifted today: the day still counts, but nothing stands in the way any more.
    rows = rows.exclude(ends_on=today(), lifted_because__gt="")
    return list(rows.order_by("-severity", "starts_on", "pk"))
