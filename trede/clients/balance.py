"""Who takes over which file: pure arithmetic on counts."""

import heapq
from collections.abc import Iterable, Mapping

Pair = tuple[int, str]


def spread(
    files: Iterable[Pair], loads: Mapping[int, int], *, taken: Mapping[Pair, set[int]]
) -> dict[Pair, int]:
    """Taker by (client, role): each file goes to whoever has the fewest, so that caseloads even out.

    `loads`: files each taker has now. `taken`: who follows that file in that role already; such a file needs
    nobody else and is left out of the answer.
    """
    heap = [(load, member) for member, load in loads.items()]
    heapq.heapify(heap)
    chosen: dict[Pair, int] = {}
    for pair in files:
        if taken.get(pair, set()) & loads.keys():
            continue
        load, member = heapq.heappop(heap)
        chosen[pair] = member
        heapq.heappush(heap, (load + 1, member))
    return chosen
