"""Access to the labour market, as it follows from how somebody came to live here."""

from trede.demo.town.draw import day, day_or_none, years_after
from trede.demo.town.life import Life
from trede.demo.town.shapes import WorkRight

# ground -> (marking, document, years of validity of each card)
CARDS = {
    "refugee": ("onbeperkt", "a_kaart", 5),
    "subsidiary": ("onbeperkt", "a_kaart", 2),
    "family": ("onbeperkt", "f_kaart", 5),
    "unlimited": ("onbeperkt", "b_kaart", 5),
    "temporary_protection": ("onbeperkt", "a_kaart", 1),
    "humanitarian": ("beperkt", "a_kaart", 1),
    "single_permit": ("beperkt", "gecombineerde_vergunning", 2),
}
LASTING_AFTER_YEARS = 5  # protection becomes unlimited residence
Phase = tuple[str, str, str, int, int | None]  # ground, marking, document, starts, valid until


def _asylum(life: Life, until: int) -> list[Phase]:
    """The time between request and recognition: no work for four months, then free."""
    start = life.here_since
    free_from = start + 122
    if until <= free_from:
        return [("asylum", "neen", "oranje_kaart", start, until)] if until > start else []
    return [
        ("asylum", "neen", "oranje_kaart", start, free_from - 1),
        ("asylum", "onbeperkt", "oranje_kaart", free_from, until),
    ]


def _cards(ground: str, start: int, last: int) -> list[Phase]:
    """Cards that follow each other, the last one valid on the day `last`."""
    marking, document, years = CARDS[ground]
    lasting = years_after(start, LASTING_AFTER_YEARS)
    phases: list[Phase] = []
    while start <= last:
        if ground in ("refugee", "subsidiary") and start >= lasting:
            document, years = "b_kaart", 5
        until = years_after(start, years) - 1
        if start < lasting and ground == "subsidiary":
            until = min(until, lasting - 1)
        phases.append((ground, marking, document, start, until))
        start = until + 1
    return phases


def _origin_ground(life: Life) -> str:
    """On which ground somebody stayed who is Belgian by now."""
    first = life.origin.residence.outcomes[0]
    return "unlimited" if first == "belgian" else first


def _phases(life: Life, seen: int) -> list[Phase]:
    born_belgian = life.residence == "belgian" and life.arrival is None
    if born_belgian or life.origin.key == "be":
        start = max(years_after(life.birth, 15), life.here_since)
        return [("belgian", "onbeperkt", "eid", start, None)]
    ground = life.residence if life.belgian_since is None else _origin_ground(life)
    if ground == "medical_pending":
        return [("medical_pending", "neen", "attest_immatriculatie", life.registered, life.today + 45)]
    phases = _asylum(life, life.registered - 1) if ground in ("refugee", "subsidiary") else []
    last = seen if life.belgian_since is None else life.belgian_since - 1
    if ground == "eu":
        phases.append(("eu", "onbeperkt", "eu_kaart", life.registered, None))
    else:
        phases += _cards(ground, life.registered, last)
    return phases


def work_rights(life: Life, seen: int) -> tuple[WorkRight, ...]:
    """The periods in order, as far as the file saw them; three in a hundred cards have just run out."""
    phases = _phases(life, seen)
    if life.belgian_since is not None:
        *before, (ground, marking, document, start, _) = phases
        phases = [*before, (ground, marking, document, start, life.belgian_since - 1)]
        phases.append(("belgian", "onbeperkt", "eid", life.belgian_since, None))
    ground, marking, document, start, until = phases[-1]
    if until is not None and seen == life.today and seen - start > 90 and life.draw.chance(0.03):
        phases[-1] = (ground, marking, document, start, life.today - life.draw.between(1, 30))
    return tuple(
        WorkRight(ground, marking, document, day(start), day_or_none(until))
        for ground, marking, document, start, until in phases
    )
