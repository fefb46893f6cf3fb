"""Puts the candidates of a search in order."""

from collections.abc import Iterable
from datetime import date

from rapidfuzz import fuzz

from .folding import folded, name_words
from .keys import email_of, names_of
from .likeness import EXACT, likeness
from .numbers import code_of, digits_of, near_births, phone_digits
from .people import Hit, Kind, Matched, Query, SearchablePerson, Term

# A hit below this matches too little of what was typed to be shown.
LOWEST = 60.0
_Found = tuple[float, Matched]


def rank(query: Query, candidates: Iterable[SearchablePerson], *, limit: int = 20) -> list[Hit]:
    """The files that match, best first; equal scores by client_id, so that order is always the same."""
    typed = " ".join(term.text for term in query.of_kind(Kind.NAME))
    hits = [hit for person in candidates if (hit := _hit(query, typed, person)).score >= LOWEST]
    return sorted(hits, key=lambda hit: (-hit.score, hit.client_id))[:limit]


def _hit(query: Query, typed: str, person: SearchablePerson) -> Hit:
    total = weights = 0.0
    matched = set()
    words = names_of(person).all
    for term in query.terms:
        score, by = _best(term, words, person)
        weight = _weight(term, score, by)
        total, weights = total + score * weight, weights + weight
        if score:
            matched.add(by)
    score = total / weights if weights else 0.0
    return Hit(person.client_id, round(_with_whole_name(score, typed, person), 3), frozenset(matched))


def _weight(term: Term, score: float, by: Matched) -> float:
    if term.optional:
        return 0.15
    # A whole number or address names one person: it outweighs a wrong name beside it.
    return (
        2.0 if score == EXACT and by in {Matched.INSZ, Matched.EMAIL, Matched.PHONE, Matched.DOSSIER} else 1.0
    )


def _with_whole_name(score: float, typed: str, person: SearchablePerson) -> float:
    if not typed or score < LOWEST:
        return score
    whole = folded(f"{person.given_names} {person.family_name}")
    return 0.93 * score + 0.07 * fuzz.token_sort_ratio(typed, whole)


def _best(term: Term, words: frozenset[str], person: SearchablePerson) -> _Found:
    if term.kind == Kind.NAME:
        return _best_name(term, words, person)
    if term.kind == Kind.EMAIL:
        return max(_email(term, person), _glued_names(term, words))
    return max(_birth(term, person.birth_date), *_numbers(term, person))


def _best_name(term: Term, words: frozenset[str], person: SearchablePerson) -> _Found:
    score = max((likeness(term.text, word) for word in words), default=0.0)
    score = max(score, *(99.0 for glued in term.glued if glued in words), 0.0)
    if term.optional and len(term.text) == 1:
        score = max(score, 90.0 if any(word.startswith(term.text) for word in words) else 0.0)
    if score < EXACT:
        score = max(score, *(0.97 * likeness(glued, word) for glued in term.glued for word in words), 0.0)
    if not score:
        return _email(term, person) if len(term.text) > 2 else (0.0, Matched.NAME)
    return score, _name_field(term, score, person)


def _name_field(term: Term, score: float, person: SearchablePerson) -> Matched:
    if not person.known_as:
        return Matched.NAME
    official = name_words(given_names=person.given_names, family_name=person.family_name).all
    best = max((likeness(term.text, word) for word in official), default=0.0)
    return Matched.NAME if best >= score or set(term.glued) & official else Matched.KNOWN_AS


def _email(term: Term, person: SearchablePerson) -> _Found:
    typed = email_of(term.text)
    known = [email_of(email) for email in person.emails]
    score = EXACT if typed in known else 94.0 * any(email.startswith(typed) for email in known)
    return score, Matched.EMAIL


def _glued_names(term: Term, words: frozenset[str]) -> _Found:
    scores = [max((likeness(typed, word) for word in words), default=0.0) for typed in term.glued]
    return (0.95 * sum(scores) / len(scores) if scores else 0.0), Matched.NAME


def _birth(term: Term, born: date | None) -> _Found:
    if born is None or not term.births:
        return 0.0, Matched.BIRTH_DATE
    text = f"{born:%Y%m%d}"
    if text.startswith(term.births[0]):
        return 99.0, Matched.BIRTH_DATE
    if any(text.startswith(birth) for birth in term.births):
        return 95.0, Matched.BIRTH_DATE
    near = any(text in near_births(birth) for birth in term.births if len(birth) == 8)
    return 60.0 * near, Matched.BIRTH_DATE


def _numbers(term: Term, person: SearchablePerson) -> list[_Found]:
    code, digits = code_of(term.text), digits_of(term.text)
    dossiers = [code_of(number) for number in person.dossier_numbers]
    found = [(_of_part(code, dossiers, ends=False), Matched.DOSSIER)] if term.kind == Kind.NUMBER else []
    if code == digits and len(digits) > 5:
        found.append((_of_part(digits, [digits_of(person.insz)], ends=True), Matched.INSZ))
        phones = [phone_digits(phone) for phone in person.phones]
        found += [
            (_of_part(part, phones, begins=False), Matched.PHONE)
            for part in (digits, phone_digits(term.text))
            if part
        ]
    return found or [(0.0, Matched.DOSSIER)]


def _of_part(part: str, wholes: list[str], *, begins: bool = True, ends: bool = True) -> float:
    if part in wholes:
        return EXACT
    return 94.0 * any(
        (begins and whole.startswith(part)) or (ends and whole.endswith(part)) for whole in wholes
    )
