"""`python -m benchmarks.finding`: names of the town as they are typed, right and wrong, through the search."""

import json
import random
import statistics
import time

import django

SEED, SEARCHES = 1, 60


def main() -> None:
    django.setup()
    from benchmarks import walk
    from benchmarks.name_queries import slipped
    from trede.clients.models import Client
    from trede.clients.search import find

    chance = random.Random(SEED)
    member = walk.seat().member
    last = Client.objects.filter(organisation=member.organisation_id).count()
    chosen = Client.objects.findable_by(member).filter(
        number__in=[chance.randrange(1, last) for _ in range(SEARCHES)]
    )
    found, durations = 0, []
    for client in chosen:
        typed = slipped(client.name, chance)
        find(member, typed)
        started = time.perf_counter()
        hits = find(member, typed)
        durations.append((time.perf_counter() - started) * 1000)
        found += any(hit.client_id == client.pk for hit in hits)
    print(
        json.dumps(
            {
                "clients": last,
                "median": statistics.median(durations),
                "p95": statistics.quantiles(durations, n=20)[-1],
                "found": 100 * found / len(durations),
            }
        )
    )


if __name__ == "__main__":
    main()
