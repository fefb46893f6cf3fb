"""The Dutch words for every code that a condition or a fact may hold; screens translate them as they show them."""

from __future__ import annotations

from collections.abc import Iterable

from trede.rules import Sentence

LABELS: dict[str, str] = {
    "kind.language_min": "Nederlands: minstens",
    "kind.language_max": "Nederlands: hoogstens",
    "kind.age_min": "Leeftijd: minstens",
    "kind.age_max": "Leeftijd: hoogstens",
    "kind.income": "Inkomen",
    "kind.work_right": "Mag werken",
    "kind.vdab": "Ingeschreven bij VDAB",
    "kind.vdab_or_income": "Ingeschreven bij VDAB, of een inkomen",
    "kind.education_max": "Opleiding: hoogstens",
    "kind.measure_done": "Maatregel gevolgd",
    "kind.measure_running": "Maatregel loopt nu",
    "kind.measure_not_done": "Maatregel nog nooit gevolgd",
    "kind.workless_min": "Zonder werk: minstens",
    "kind.not_working": "Werkt niet",
    "kind.ticket": "Ticket van VDAB",
    "kind.work_limit": "Beperking bij het werk",
    "kind.lives_in": "Woont in",
    "kind.sex": "Voor mannen of voor vrouwen",
    "kind.origin": "Migratieachtergrond",
    "kind.newcomer": "In België: hoogstens",
    "kind.barrier": "Drempel",
    "kind.licence": "Rijbewijs",
    "kind.licence_none": "Nog geen rijbewijs",
    "kind.no_bicycle": "Kan nog niet fietsen",
    "kind.judgement": "Te beoordelen",
    "kind.wish": "Keuze van de cliënt",
    "kind.talk": "Te bespreken",
    "kind.limit": "Grens van het aanbod",
    "state.running": "bezig",
    "state.paused": "onderbroken",
    "state.ended": "afgelopen",
    "income.leefloon": "leefloon",
    "income.equivalent": "equivalent leefloon",
    "income.wage": "loon",
    "income.unemployment": "werkloosheidsuitkering",
    "income.sickness": "ziekte-uitkering",
    "income.disability": "tegemoetkoming handicap",
    "income.pension": "pensioen",
    "income.child": "groeipakket",
    "income.allowance": "premie of vergoeding",
    "income.maintenance": "onderhoudsgeld",
    "income.other": "ander inkomen",
    "work_right.onbeperkt": "onbeperkt",
    "work_right.beperkt": "beperkt",
    "work_right.neen": "neen",
    "education.none": "geen opleiding",
    "education.primary": "lager onderwijs",
    "education.lower": "eerste graad secundair",
    "education.middle": "tweede graad secundair",
    "education.upper": "diploma secundair",
    "education.bachelor": "bachelor of graduaat",
    "education.master": "master of hoger",
    "ticket.imw": "individueel maatwerk",
    "ticket.cmw": "collectief maatwerk",
    "ticket.btom": "bijzondere ondersteuning (BTOM)",
    "sex.f": "vrouw",
    "sex.m": "man",
    "sex.x": "X",
    "barrier.multi": "meerdere problemen samen",
    "barrier.language": "taal",
    "barrier.housing": "wonen",
    "barrier.mobility": "mobiliteit",
    "barrier.childcare": "kinderopvang",
    "barrier.health": "gezondheid",
    "barrier.addiction": "verslaving",
    "barrier.debts": "schulden",
    "barrier.digital": "digitale vaardigheden",
    "barrier.attitude": "werkattitude",
    "barrier.network": "klein netwerk",
    "barrier.justice": "justitie",
    "barrier.administration": "administratie",
    "barrier.work_does_not_pay": "werken loont niet",
    "barrier.expectations": "verwachtingen van werkgevers",
    "licence.AM": "AM (bromfiets)",
    "licence.A": "A (motor)",
    "licence.B": "B (auto)",
    "licence.BE": "BE (auto met aanhangwagen)",
    "licence.C": "C (vrachtwagen)",
    "licence.CE": "CE (vrachtwagen met aanhangwagen)",
    "licence.D": "D (autobus)",
    "licence.G": "G (landbouwvoertuig)",
    "licence.theory": "theorie geslaagd",
    "licence.foreign": "buitenlands, niet omgewisseld",
}


def label(group: str, code: str) -> Sentence:
    """The word of one code, as in `label("income", "leefloon")`; a code without a word stands for itself."""
    return Sentence(f"{group}.{code}", LABELS.get(f"{group}.{code}", code.replace("{", "").replace("}", "")))


def codes_of(group: str) -> tuple[str, ...]:
    """All codes of one group, in the order of the table."""
    return tuple(key.partition(".")[2] for key in LABELS if key.startswith(f"{group}."))


def listed(words: Iterable[Sentence], *, either: bool = True) -> Sentence:
    """ "leefloon, loon of pensioen" (`either`) or "leefloon, loon en pensioen"; "" when there are none."""
    given = list(words)
    if not given:
        return Sentence("list.none", "")
    joined = given[0]
    for word in given[1:-1]:
        joined = Sentence.of("list.comma", "{first}, {second}", first=joined, second=word)
    if len(given) == 1:
        return joined
    if either:
        return Sentence.of("list.or", "{first} of {second}", first=joined, second=given[-1])
    return Sentence.of("list.and", "{first} en {second}", first=joined, second=given[-1])
