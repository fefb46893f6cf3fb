"""From a query to the keys to ask for: first the spellings, then the files."""

from collections.abc import Iterable

from .folding import skeleton
from .keys import (
    BIRTH,
    DOSSIER,
    EMAIL,
    INSZ,
    INSZ_REVERSED,
    PHONE,
    SOUND,
    WORD,
    email_of,
    names_of,
    spellings_asked,
)
from .likeness import SOUNDS, likely_words
from .numbers import code_of, digits_of, near_births, phone_digits
from .people import Branch, KeyGroup, Kind, Plan, Query, SearchablePerson, SpellingPlan, Term

FEWEST_DIGITS = 6
MOST_WORDS = 80
# Weights per term. A term that is found at all weighs at least LEAST.
WHOLE, BEGINNING, ALIKE, LEAST, HELPS = 12, 11, 11, 10, 1
# Weights for doubles: two of name word, birth date; or one number that belongs to one person.
SAME_NUMBER, SAME_CONTACT, SAME_BIRTH, NEAR_BIRTH, SAME_WORD, LIKE_WORD, ENOUGH = 100, 30, 40, 35, 30, 27, 60


def spelling_plan(query: Query) -> SpellingPlan:
    """The spellings to look up for the names in a query; empty if there are none."""
    names = [term for term in query.of_kind(Kind.NAME) if not term.optional]
    written = {word for term in names for word in (term.text, *term.glued)}
    sounds = {skeleton(term.text) for term in names if len(term.text) > 2}
    beginnings = sorted(SOUND + sound for sound in sounds if len(sound) > 1)
    return SpellingPlan(_spellings(written), tuple(beginnings))


def spelling_plan_for_doubles(person: SearchablePerson) -> SpellingPlan:
    """The spellings to look up for a person who may already have a file."""
    return SpellingPlan(_spellings(names_of(person).single))


def _spellings(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({key for word in words for key in spellings_asked(word)}))


def plan(query: Query, words: Iterable[str] = ()) -> Plan:
    """The keys to ask for, a group per term, given the words that the spelling plan found."""
    known = sorted(set(words))
    alone = len(query.terms) == 1
    groups = tuple(KeyGroup(term.text, _branches(term, known, alone=alone)) for term in query.terms)
    required = sum(not term.optional for term in query.terms)
    # With several terms one may be wrong altogether; ranking puts those last.
    return Plan(groups, at_least=LEAST * max(required - 1, 1))


def _branches(term: Term, words: list[str], *, alone: bool) -> tuple[Branch, ...]:
    if term.kind == Kind.NAME:
        branches = _optional_branches(term) if term.optional else _name_branches(term, words)
        email = (
            Branch(LEAST, beginnings=(EMAIL + term.text,)) if alone and len(term.text) > 2 else Branch(LEAST)
        )
        return tuple(branch for branch in (*branches, email) if branch)
    if term.kind == Kind.EMAIL:
        return (
            Branch(WHOLE, beginnings=(EMAIL + email_of(term.text),)),
            *([Branch(LEAST, keys=tuple(WORD + word for word in term.glued))] if term.glued else ()),
        )
    return _number_branches(term)


def _optional_branches(term: Term) -> tuple[Branch, ...]:
    return (Branch(HELPS, keys=tuple(WORD + word for word in (term.text, *term.glued))),)


def _name_branches(term: Term, words: list[str]) -> tuple[Branch, ...]:
    whole = Branch(WHOLE, keys=tuple(WORD + word for word in (term.text, *term.glued)))
    beginning = Branch(BEGINNING, beginnings=(WORD + term.text,) if len(term.text) > 1 else ())
    scored = _alike(term, words)
    alike = Branch(ALIKE, keys=tuple(WORD + word for score, word in scored if score >= SOUNDS))
    nearly = Branch(LEAST, keys=tuple(WORD + word for score, word in scored if score < SOUNDS))
    return (whole, beginning, alike, nearly)


def _alike(term: Term, words: list[str]) -> list[tuple[float, str]]:
    """The best known words for a term; those that `whole` and `beginning` find are left out."""
    scores = dict(likely_words(term.text, words))
    for typed in term.glued:
        for word, score in likely_words(typed, words, strictly=True):
            scores[word] = max(score, scores.get(word, 0.0))
    scored = [(score, word) for word, score in scores.items() if not word.startswith(term.text)]
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    return scored[:MOST_WORDS]


def _number_branches(term: Term) -> tuple[Branch, ...]:
    digits, code = digits_of(term.text), code_of(term.text)
    births = tuple(BIRTH + birth for birth in term.births)
    beginnings = [] if term.kind == Kind.BIRTH else [DOSSIER + code]
    if code == digits and len(digits) >= FEWEST_DIGITS:
        beginnings += [INSZ + digits, INSZ_REVERSED + digits[::-1]]
        beginnings += [PHONE + phone[::-1] for phone in {digits, phone_digits(term.text)} if len(phone) > 5]
    whole = [Branch(WHOLE, beginnings=births[:1])] if births else []
    rest = Branch(BEGINNING, beginnings=(*births[1:], *sorted(beginnings)))
    return tuple(branch for branch in (*whole, rest) if branch)


def plan_for_doubles(person: SearchablePerson, words: Iterable[str] = ()) -> Plan:
    """The keys of files that may be this person: same number, or similar name and birth date."""
    known = sorted(set(words))
    groups = [_double_name_group(word, known) for word in sorted(names_of(person).single)]
    if person.birth_date:
        born = f"{person.birth_date:%Y%m%d}"
        near = tuple(sorted(BIRTH + birth for birth in near_births(born)))
        same = Branch(SAME_BIRTH, keys=(BIRTH + born,))
        groups.append(KeyGroup("birth", (same, Branch(NEAR_BIRTH, keys=near))))
    if insz := digits_of(person.insz):
        groups.append(KeyGroup("insz", (Branch(SAME_NUMBER, keys=(INSZ + insz,)),)))
    contacts = {PHONE + digits[::-1] for phone in person.phones if (digits := phone_digits(phone))}
    contacts |= {EMAIL + email for text in person.emails if (email := email_of(text))}
    if contacts:
        groups.append(KeyGroup("contact", (Branch(SAME_CONTACT, keys=tuple(sorted(contacts))),)))
    return Plan(tuple(groups), at_least=ENOUGH)


def _double_name_group(word: str, known: list[str]) -> KeyGroup:
    alike = [other for _, other in _alike(Term(Kind.NAME, word), known)]
    branches = [Branch(SAME_WORD, keys=(WORD + word,))]
    if alike:
        branches.append(Branch(LIKE_WORD, keys=tuple(WORD + other for other in alike)))
    return KeyGroup(word, tuple(branches))
