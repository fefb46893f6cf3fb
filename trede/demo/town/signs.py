"""What the file gathers: barriers, attempts to reach somebody, papers and signals."""

from datetime import date

from trede.demo.town.draw import Weighted, day, day_or_none
from trede.demo.town.household import Housemate
from trede.demo.town.incomes import BENEFITS, History, Spell
from trede.demo.town.life import Life
from trede.demo.town.shapes import (
    Barrier,
    ContactAttempt,
    DocumentMeta,
    Licence,
    Preferences,
    Signal,
)
from trede.demo.town.skills import youngest_child

# The barriers that may meet anybody, with how often.
COMMON = (
    ("health", 0.20),
    ("debts", 0.17),
    ("digital", 0.16),
    ("network", 0.12),
    ("attitude", 0.09),
    ("addiction", 0.07),
    ("administration", 0.08),
    ("work_does_not_pay", 0.05),
    ("justice", 0.03),
)
SEVERITY = Weighted((1, 35), (2, 45), (3, 20))
CHANNELS = Weighted(("phone", 46), ("email", 18), ("sms", 16), ("letter", 14), ("visit", 6))
ANSWER = {"phone": 0.52, "email": 0.38, "sms": 0.45, "letter": 0.40, "visit": 0.60}
REACHED = {
    "phone": (
        "Afspraak doorgegeven, komt langs.",
        "Teruggebeld, vraagt een ander uur.",
        "Kort gesproken, alles loopt.",
    ),
    "email": (
        "Antwoordt dat de afspraak past.",
        "Stuurt het gevraagde papier door.",
        "Vraagt uitleg over de brief.",
    ),
    "sms": ("Bevestigt de afspraak.", "Laat weten dat de bus te laat was."),
    "letter": ("Brengt de ondertekende strook binnen.", "Meldt zich aan het onthaal met de brief."),
    "visit": ("Thuis gesproken, rustig gesprek.", "Aan de deur gesproken, komt maandag langs."),
}
MISSED = {
    "phone": (
        "Neemt niet op.",
        "Voicemail ingesproken.",
        "Nummer niet in gebruik.",
        "Opgehangen na enkele woorden.",
    ),
    "email": ("Geen antwoord.", "Bericht kwam terug."),
    "sms": ("Geen antwoord.", "Bericht niet afgeleverd."),
    "letter": ("Geen reactie na tien dagen.", "Brief onbestelbaar terug."),
    "visit": ("Niemand thuis, kaartje in de bus.", "Bel werkt niet, niemand gezien."),
}
PAPERS = Weighted(
    (("cv", "Cv"), 26),
    (("contract", "Huurcontract"), 20),
    (("other", "Bankkaart"), 10),
    (("certificate", "Diploma"), 12),
    (("medical_limit", "Attest van beperkingen"), 12),
    (("decision", "Beslissing van het comité"), 20),
)
CARD_NAMES = {
    "eid": "Identiteitskaart",
    "eu_kaart": "EU-kaart",
    "a_kaart": "A-kaart",
    "b_kaart": "B-kaart",
    "f_kaart": "F-kaart",
    "oranje_kaart": "Oranje kaart",
    "attest_immatriculatie": "Attest van immatriculatie",
    "gecombineerde_vergunning": "Gecombineerde vergunning",
}
SIGNALS = {
    "regular": "work_started",
    "interim": "work_started",
    "artikel60": "work_started",
    "part_time": "hours",
}
PREFERRED = Weighted(("phone", 44), ("sms", 26), ("email", 16), ("letter", 14))


def preferences(life: Life) -> Preferences:
    """How somebody wants to be reached; a few may never be written to or called at home."""
    draw = life.draw
    channel = draw.of(PREFERRED)
    outs = tuple(way for way in ("sms", "email") if way != channel and draw.chance(0.05))
    roll = draw.fraction()
    if roll < 0.006:
        return Preferences("phone", (*outs, "letter"), True, False, "Post wordt door een ander geopend.")
    if roll < 0.011:
        return Preferences(
            "letter", (*outs, "phone"), False, True, "Telefoon wordt door een ander beluisterd."
        )
    return Preferences(channel, outs, False, False, "")


def _channel(life: Life, wishes: Preferences) -> str:
    channel = life.draw.of(CHANNELS)
    if wishes.never_call and channel in ("phone", "sms"):
        return "letter"
    if wishes.never_write and channel in ("letter", "email"):
        return "phone"
    return wishes.channel if channel in wishes.opt_outs else channel


def contacts(life: Life, wishes: Preferences, opened: int, last: int) -> tuple[ContactAttempt, ...]:
    """Attempts on working days, in order of date, while the file was open."""
    draw = life.draw
    days = sorted(opened + draw.between(1, max(1, last - opened)) for _ in range(draw.short(0, 7)))
    found = []
    for on in days:
        on -= max(0, (on + 6) % 7 - 4)  # Saturday and Sunday become Friday
        if not opened <= on <= last:
            continue
        channel = _channel(life, wishes)
        reached = draw.chance(ANSWER[channel])
        note = draw.pick((REACHED if reached else MISSED)[channel])
        found.append(ContactAttempt(day(on), draw.between(510, 990), channel, reached, note))
    return tuple(found)


def _likely(life: Life, rank: int, homeless: bool, drives: bool, child: bool) -> list[str]:
    draw = life.draw
    codes = [code for code, share in COMMON if draw.chance(share)]
    for holds, share, code in (
        (rank < 2, 0.85, "language"),
        (2 <= rank < 4, 0.3, "language"),
        (homeless, 1.0, "housing"),
        (not homeless, 0.09, "housing"),
        (not drives, 0.28, "mobility"),
        (child, 0.5, "childcare"),
    ):
        if holds and draw.chance(share):
            codes.append(code)
    return codes


def barriers(
    life: Life,
    found: list[Housemate],
    licences: tuple[Licence, ...],
    rank: int,
    homeless: bool,
    opened: int,
    last: int,
) -> tuple[Barrier, ...]:
    """What stands in the way, as far as the other facts allow: good Dutch, no language barrier."""
    draw = life.draw
    youngest = youngest_child(found, life.today)
    child = youngest is not None and life.today - youngest < 11 * 365
    drives = any(licence.valid_in_belgium for licence in licences)
    noted: list[Barrier] = []
    for code in _likely(life, rank, homeless, drives, child):
        earliest = max(opened, youngest) if code == "childcare" and youngest is not None else opened
        if earliest >= last:
            continue
        since = draw.between(earliest, min(last, earliest + 500))
        fixed = code == "language" or (code == "housing" and homeless)
        lifted = draw.between(since + 1, last) if not fixed and since < last and draw.chance(0.22) else None
        noted.append(Barrier(code, draw.of(SEVERITY), day(since), day_or_none(lifted)))
    running = [barrier.since for barrier in noted if barrier.lifted is None]
    if len(running) >= 4:
        noted.append(Barrier("multi", 3, max(running), None))
    return tuple(noted)


def papers(
    life: Life, opened: int, last: int, card: tuple[str, date, date | None]
) -> tuple[DocumentMeta, ...]:
    """What was put on the file: the card somebody shows first, then papers as they came."""
    draw = life.draw
    _, _, until = card
    found = [DocumentMeta("permit", CARD_NAMES[card[0]], max(card[1], day(opened)), until)]
    for _ in range(draw.short(0, 5)):
        on = draw.between(opened, last)
        kind, title = draw.of(PAPERS)
        ends = day(on + draw.between(10, 90)) if kind == "medical_limit" else None
        found.append(DocumentMeta(kind, title, day(on), ends))
    return tuple(found)


def _signal_days(told: History, found: list[Housemate]) -> list[tuple[str, int]]:
    noted = []
    for spell in told.spells:
        kind = _kind(spell, told)
        if kind:
            noted.append((kind, spell.starts))
    for member in found:
        noted.append(("household", member.starts))
        if member.ends is not None:
            noted.append(("household", member.ends))
    return noted


def _kind(spell: Spell, told: History) -> str:
    if spell.starts == told.first_support:
        return ""
    return "allowance" if spell.kind in BENEFITS else SIGNALS.get(spell.detail, "")


def signals(life: Life, told: History, found: list[Housemate], opened: int, last: int) -> tuple[Signal, ...]:
    """What changed in the last fourteen months; the recent changes often still wait to be seen."""
    draw = life.draw
    since = max(opened, life.today - 430)
    noted = [(kind, on) for kind, on in _signal_days(told, found) if since <= on <= last]
    if draw.chance(0.03) and since < last:
        noted.append(("absence", draw.between(since, last)))
    signs = []
    for kind, on in sorted(noted, key=_on):
        seen = draw.between(on, min(last, on + 9))
        # A signal waits days, not months: only the recent ones may still be unseen.
        waits = draw.chance(0.75 if life.today - on < 10 else 0.0)
        signs.append(Signal(kind, day(on), None if waits else day(seen)))
    return tuple(signs)


def _on(noted: tuple[str, int]) -> int:
    return noted[1]
