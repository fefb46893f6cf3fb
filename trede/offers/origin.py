"""Whose offer is it? A town shows as "offered here" what it does itself; the rest is what a neighbour does."""

from dataclasses import dataclass

from trede.offers.library import Entry

OFFERED, ELSEWHERE, IDEA = "offered", "elsewhere", "idea"
# The source does not name it.
UNNAMED = "een ander OCMW"


@dataclass(frozen=True, slots=True)
class Standing:
    status: str
    seen_at: str


def standing(entry: Entry, town: str) -> Standing:
    """How an entry of the library stands in the catalogue of the OCMW of `town`.

    An idea stays an idea everywhere. What the source shows in this town, and what rests on a law or on an
    organisation that works everywhere (`nationwide`), is offered here. All else is offered elsewhere, by the town
    of the source. Staff change it in the program: this is only the first standing.
    """
    if entry.status == IDEA:
        return Standing(IDEA, "" if town in entry.towns else entry.town)
    if town in entry.towns or (entry.nationwide and entry.status == OFFERED):
        return Standing(OFFERED, "")
    return Standing(ELSEWHERE, entry.town or UNNAMED)
