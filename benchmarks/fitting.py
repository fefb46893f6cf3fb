"""`python -m benchmarks.fitting`: a whole caseload against the whole catalogue, from the database, cold.

The caseload is made inside a transaction that is taken back: 250 files of the town, with what is known of them.
"""

import json
import time
from typing import Any

import django

CASELOAD = 250


def main() -> None:
    django.setup()
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from benchmarks import walk
    from trede.core.models import Member
    from trede.core.periods import today
    from trede.fit.reading import fits_of_caseload
    from trede.offers.actions.catalogue import adopt_catalogue

    pk = walk.seat().member.pk
    with transaction.atomic():
        member = Member.objects.select_related("organisation").get(pk=pk)
        adopt_catalogue(member.organisation, by=None, today=today())
        fill(member)
        with CaptureQueriesContext(connection) as asked:
            # Cold: the first time in this process, nothing of the rules or the catalogue was read yet.
            started, processor = time.perf_counter(), time.process_time()
            found = fits_of_caseload(member=Member.objects.get(pk=pk), on=today(), own=True)
            cold, processor = time.perf_counter() - started, time.process_time() - processor
        started = time.perf_counter()
        fits_of_caseload(member=Member.objects.get(pk=pk), on=today(), own=True)
        warm = time.perf_counter() - started
        transaction.set_rollback(True)
    standings = list(found.values())
    print(
        json.dumps(
            {
                "clients": len(standings),
                "offers": len(standings[0].fittings),
                "checks": sum(len(one.fit.checks) for each in standings for one in each.fittings),
                "cold": cold * 1000,
                "processor": processor * 1000,
                "warm": warm * 1000,
                "queries": len(asked),
            }
        )
    )


def fill(member: Any) -> None:
    """Exactly so many open files in the own caseload."""
    from trede.clients.models import Client
    from trede.core.models import AccessGrant, Purpose
    from trede.core.periods import today

    AccessGrant.objects.filter(member=member).delete()
    files = Client.objects.of(member).whole().open().filter(locks=None).order_by("pk")
    AccessGrant.objects.bulk_create(
        AccessGrant(
            organisation_id=client.organisation_id,
            subject=client.pk,
            member=member,
            purpose=Purpose.GUIDANCE,
            cause="bench:0",
            starts_on=today(),
        )
        for client in files[:CASELOAD]
    )


if __name__ == "__main__":
    main()
