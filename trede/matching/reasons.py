"""What a check found, what was needed, what would lift it and what to ask, as sentences that screens translate."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from trede.matching.facts import ClientFacts
from trede.matching.kinds import Outcome, Weight
from trede.matching.looking import CONFIDENTIAL_BARRIERS, age_on, marking_of, used_of, whole_months
from trede.matching.words import codes_of, label, listed
from trede.rules import Sentence

if TYPE_CHECKING:
    from trede.matching.conditions import Check

_of = Sentence.of
NOT_KNOWN = Sentence.of("found.not_known", "niet bekend")
NOT_SHOWN = Sentence.of("found.hidden", "niet zichtbaar voor u")
NONE = Sentence.of("found.none", "geen")
MEASURES = frozenset({"measure_done", "measure_running", "measure_not_done"})
# What only a person can say.
ASKED = frozenset({"judgement", "wish", "talk"})
# The field of the facts that a kind looks at, where some readers may not see it.
HIDDEN_FIELDS = {"ticket": ("tickets",), "work_limit": ("limits", "tickets"), "barrier": ("barriers",)}


def written(text: str) -> Sentence:
    """Words of the catalogue itself, as they are; braces in them mean nothing."""
    return _of("written", "{words}", words=text)


def is_hidden(check: Check) -> bool:
    """Is it unknown because this reader may not see the confidential part of the file?"""
    if check.machine is not Outcome.UNKNOWN:
        return False
    if check.condition.kind == "barrier" and CONFIDENTIAL_BARRIERS.isdisjoint(check.ready.needs or ()):
        return False
    return any(field in check.facts.hidden for field in HIDDEN_FIELDS.get(check.condition.kind, ()))


def found(check: Check) -> Sentence:
    """What the file says, in the words of the condition."""
    if is_hidden(check):
        return NOT_SHOWN
    if check.machine is Outcome.TALK:
        return _of("found.talk", "wordt besproken, nooit genoteerd")
    if check.condition.kind in MEASURES:
        return _found_measures(check)
    says = _FOUND.get(check.condition.kind)
    return says(check.ready.needs, check.facts) if says else NOT_KNOWN


def needed(check: Check) -> Sentence:
    """What the condition asks, with its value; only what a person judges is said in the words of the catalogue."""
    if check.ready.needs is None and check.condition.parameter:
        return _of("needed.legal_unknown", "een wettelijke waarde die op die dag niet bekend is")
    if check.condition.text and check.condition.kind in ASKED:
        return written(check.condition.text)
    if check.condition.kind in MEASURES:
        return _needed_measures(check)
    says = _NEEDED.get(check.condition.kind)
    return (
        says(check.ready.needs)
        if says and check.ready.needs is not None
        else label("kind", check.condition.kind)
    )


def lifts(check: Check) -> Sentence | None:
    """What would solve a condition that is not met; None where nobody can.

    The law is never set aside; where the catalogue itself says how somebody comes to meet it, that is said.
    """
    if check.outcome is not Outcome.NO:
        return None
    if check.condition.kind == "limit":
        return _room_again(check)
    if check.condition.weight == Weight.WISH:
        return _of("lifts.wish", "enkel de cliënt kan hier anders over beslissen")
    if check.condition.lifts:
        return written(check.condition.lifts)
    if check.condition.weight != Weight.PRACTICAL:
        return None
    if check.condition.kind in MEASURES:
        return _lifting_measures(check)
    says = _LIFTS.get(check.condition.kind)
    return says(check.ready.needs) if says else None


def _words(group: str, codes: Any) -> Sentence:
    return listed(label(group, code) for code in codes_of(group) if code in codes)


def _names(names: Any) -> Sentence:
    return listed(written(name) for name in sorted(names))


def _kinds(group: str, codes: frozenset[str] | None) -> Sentence:
    if codes is None:
        return NOT_KNOWN
    words = [label(group, code) for code in codes_of(group) if code in codes]
    return listed(words, either=False) if words else NONE


def _years(needs: int) -> Sentence:
    return _of("years", "{n} jaar", n=needs)


def _months(needs: int) -> Sentence:
    return _of("month", "1 maand") if needs == 1 else _of("months", "{n} maanden", n=needs)


def _yes_no(known: bool | None) -> Sentence:
    if known is None:
        return NOT_KNOWN
    return _of("yes", "ja") if known else _of("no", "nee")


def _found_age(_needs: Any, facts: ClientFacts) -> Sentence:
    age = age_on(facts.birth_date, facts.on)
    return NOT_KNOWN if age is None else _years(age)


def _found_level(_needs: Any, facts: ClientFacts) -> Sentence:
    if facts.dutch == "0":
        return _of("found.no_dutch", "nog geen Nederlands")
    return written(facts.dutch) if facts.dutch else NOT_KNOWN


def _found_either(_needs: Any, facts: ClientFacts) -> Sentence:
    registered, incomes = _yes_no(facts.vdab), _kinds("income", facts.incomes)
    return _of(
        "found.either", "VDAB: {registered}; inkomen: {incomes}", registered=registered, incomes=incomes
    )


def _found_workless(_needs: Any, facts: ClientFacts) -> Sentence:
    if facts.working:
        return _of("found.works", "werkt nu")
    if facts.last_worked_on is None:
        return NOT_KNOWN
    return _months(whole_months(facts.last_worked_on, facts.on))


def _found_not_working(_needs: Any, facts: ClientFacts) -> Sentence:
    if facts.working:
        return _of("found.works", "werkt nu")
    if facts.incomes is None and facts.last_worked_on is None:
        return NOT_KNOWN
    return _of("found.not_working", "geen betaald werk")


def _offers(check: Check, keys: Iterable[str]) -> Sentence:
    """Offers by the names of the catalogue, where they are known."""
    return listed(written(check.ready.names.get(key, key)) for key in sorted(keys))


def _found_measures(check: Check) -> Sentence:
    """Which of the measures asked began here, each with its state; elsewhere only that it was used."""
    states = {one.offer: one.state for one in check.facts.measures}
    elsewhere = {key: "ended" for key, used in check.facts.used.items() if used.months or used.minutes}
    words = [
        _of("measure", "{offer} ({state})", offer=_offers(check, [key]), state=label("state", state))
        for key, state in sorted((elsewhere | states).items())
        if key in (check.ready.needs or ())
    ]
    return listed(words, either=False) if words else _of("found.never_began", "nooit begonnen")


def _needed_measures(check: Check) -> Sentence:
    offers = _offers(check, check.ready.needs or ())
    if check.condition.kind == "measure_done":
        return _of("needed.done", "eerst afgerond: {offers}", offers=offers)
    if check.condition.kind == "measure_running":
        return _of("needed.running", "loopt nu: {offers}", offers=offers)
    return _of("needed.not_done", "nog nooit gevolgd: {offers}", offers=offers)


def _lifting_measures(check: Check) -> Sentence | None:
    offers = _offers(check, check.ready.needs or ())
    if check.condition.kind == "measure_done":
        return _of("lifts.measure", "eerst {offers} volgen", offers=offers)
    if check.condition.kind == "measure_running":
        return _of("lifts.running", "terwijl {offers} loopt", offers=offers)
    return None


def _found_limits(_needs: Any, facts: ClientFacts) -> Sentence:
    """Never which limit: that stands in the file, for who may read it there."""
    if facts.limits or facts.tickets:
        return _of("found.noted", "genoteerd")
    if facts.limits is None or facts.tickets is None:
        return NOT_KNOWN
    return NONE


def _found_origin(_needs: Any, facts: ClientFacts) -> Sentence:
    if facts.arrived_on is not None:
        return _of("found.arrived", "in België sinds {day}", day=facts.arrived_on)
    if facts.nationality not in ("", "BE"):
        return _of("found.nationality", "nationaliteit {code}", code=facts.nationality)
    return NOT_KNOWN


def _found_newcomer(_needs: Any, facts: ClientFacts) -> Sentence:
    if facts.arrived_on is None:
        return NOT_KNOWN
    return _of("found.arrived", "in België sinds {day}", day=facts.arrived_on)


def _found_barriers(needs: Any, facts: ClientFacts) -> Sentence:
    if facts.barriers is None:
        return NOT_KNOWN
    standing = frozenset(facts.barriers) & (needs or frozenset())
    return _kinds("barrier", standing) if standing else _of("found.no_barrier", "niet als drempel genoteerd")


def _found_bicycle(_needs: Any, facts: ClientFacts) -> Sentence:
    if facts.bicycle is None:
        return NOT_KNOWN
    return _of("found.cycles", "kan fietsen") if facts.bicycle else _of("found.no_cycle", "kan niet fietsen")


def _found_limit(needs: Any, facts: ClientFacts) -> Sentence:
    return NOT_KNOWN if needs is None else _amount(needs.unit, used_of(needs, facts))


def _amount(unit: str, n: int) -> Sentence:
    if unit == "months":
        return _months(n)
    if unit == "days":
        return _of("days", "{n} dagen", n=n)
    if unit == "sessions":
        return _of("sessions", "{n} sessies", n=n)
    hours, minutes = divmod(n, 60)
    if unit == "minutes_month":
        return _of("hours_month", "{hours} u {minutes} in deze maand", hours=hours, minutes=f"{minutes:02d}")
    return _of("hours_year", "{hours} u {minutes} in dit jaar", hours=hours, minutes=f"{minutes:02d}")


def _room_again(check: Check) -> Sentence | None:
    """A limit of a month or a year opens again by itself."""
    on = check.facts.on
    if check.condition.value == "minutes_month":
        year, month = divmod(on.year * 12 + on.month, 12)
        return _of(
            "lifts.from", "opnieuw mogelijk vanaf {day}", day=on.replace(year=year, month=month + 1, day=1)
        )
    if check.condition.value == "minutes_year":
        return _of(
            "lifts.from", "opnieuw mogelijk vanaf {day}", day=on.replace(year=on.year + 1, month=1, day=1)
        )
    return None


Says = Callable[[Any, ClientFacts], Sentence]
_FOUND: dict[str, Says] = {
    "language_min": _found_level,
    "language_max": _found_level,
    "age_min": _found_age,
    "age_max": _found_age,
    "income": lambda _needs, facts: _kinds("income", facts.incomes),
    "work_right": lambda _needs, facts: (
        label("work_right", marking_of(facts)) if marking_of(facts) else NOT_KNOWN
    ),
    "vdab": lambda _needs, facts: _yes_no(facts.vdab),
    "vdab_or_income": _found_either,
    "education_max": lambda _needs, facts: (
        label("education", facts.education) if facts.education else NOT_KNOWN
    ),
    "workless_min": _found_workless,
    "not_working": _found_not_working,
    "ticket": lambda _needs, facts: _kinds("ticket", facts.tickets),
    "work_limit": _found_limits,
    "lives_in": lambda _needs, facts: written(facts.municipality) if facts.municipality else NOT_KNOWN,
    "sex": lambda _needs, facts: label("sex", facts.sex) if facts.sex else NOT_KNOWN,
    "origin": _found_origin,
    "newcomer": _found_newcomer,
    "barrier": _found_barriers,
    "licence": lambda _needs, facts: _kinds("licence", facts.licences),
    "licence_none": lambda _needs, facts: _kinds("licence", facts.licences),
    "no_bicycle": _found_bicycle,
    "limit": _found_limit,
}
_NEEDED: dict[str, Callable[[Any], Sentence]] = {
    "language_min": lambda needs: _of("needed.level_min", "Nederlands minstens {level}", level=needs),
    "language_max": lambda needs: _of("needed.level_max", "Nederlands hoogstens {level}", level=needs),
    "age_min": lambda needs: _of("needed.age_min", "minstens {n} jaar", n=needs),
    "age_max": lambda needs: _of("needed.age_max", "hoogstens {n} jaar", n=needs),
    "income": lambda needs: _words("income", needs),
    "work_right": lambda needs: _of(
        "needed.work_right", "mag werken: {how}", how=_words("work_right", needs)
    ),
    "vdab": lambda _needs: _of("needed.vdab", "ingeschreven bij VDAB"),
    "vdab_or_income": lambda needs: _of(
        "needed.either", "ingeschreven bij VDAB, of {incomes}", incomes=_words("income", needs)
    ),
    "education_max": lambda needs: _of(
        "needed.education", "hoogstens {level}", level=label("education", needs)
    ),
    "workless_min": lambda needs: _of("needed.workless", "minstens {time} zonder werk", time=_months(needs)),
    "not_working": lambda _needs: _of("needed.not_working", "geen betaald werk"),
    "ticket": lambda needs: _of("needed.ticket", "ticket van VDAB: {kinds}", kinds=_words("ticket", needs)),
    "work_limit": lambda _needs: _of("needed.limit", "een beperking bij het werk of een ticket van VDAB"),
    "lives_in": lambda needs: _of("needed.lives", "woont in {places}", places=_names(needs)),
    "sex": lambda needs: (
        _of("needed.women", "enkel voor vrouwen") if needs == "f" else _of("needed.men", "enkel voor mannen")
    ),
    "origin": lambda _needs: _of("needed.origin", "een migratieachtergrond"),
    "newcomer": lambda needs: _of("needed.newcomer", "hoogstens {time} in België", time=_months(needs)),
    "barrier": lambda needs: _of("needed.barrier", "drempel: {codes}", codes=_words("barrier", needs)),
    "licence": lambda needs: _of("needed.licence", "rijbewijs {kinds}", kinds=_words("licence", needs)),
    "licence_none": lambda needs: _of(
        "needed.no_licence", "nog geen rijbewijs {kinds}", kinds=_words("licence", needs)
    ),
    "no_bicycle": lambda _needs: _of("needed.no_bicycle", "kan nog niet fietsen"),
    "limit": lambda needs: _of("needed.room", "minder dan {amount}", amount=_amount(needs.unit, needs.most)),
}
_LIFTS: dict[str, Callable[[Any], Sentence]] = {
    "language_min": lambda needs: _of("lifts.language", "een taaltraject tot {level}", level=needs),
    "vdab": lambda _needs: _of("lifts.vdab", "inschrijven bij VDAB"),
    "vdab_or_income": lambda _needs: _of("lifts.vdab", "inschrijven bij VDAB"),
    "licence": lambda _needs: _of("lifts.licence", "rijlessen en het examen"),
    "ticket": lambda _needs: _of("lifts.ticket", "de indicering bij VDAB aanvragen"),
    "work_right": lambda _needs: _of(
        "lifts.work_right", "het recht om te werken laten nakijken of vernieuwen"
    ),
    "workless_min": lambda _needs: _of("lifts.wait", "later opnieuw bekijken"),
    "age_min": lambda _needs: _of("lifts.wait", "later opnieuw bekijken"),
    "income": lambda _needs: _of("lifts.income", "nagaan of het inkomen in het dossier nog klopt"),
    "barrier": lambda _needs: _of("lifts.barrier", "is die drempel er wel? Noteer hem in het dossier"),
    "work_limit": lambda _needs: _of("lifts.limit", "is er een beperking? Noteer ze in het dossier"),
}
