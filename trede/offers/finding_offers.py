"""Finds offers by what somebody needs ("leren fietsen"), also with a typing error. Pure: words in, an order out."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import OSA

EXACT, BEGINS, STEM, INSIDE, SLIP, SLIPS = 100.0, 92.0, 88.0, 74.0, 70.0, 60.0
# What is said in a name or a search word counts more than what stands in a long text.
WEIGHTS = (1.0, 0.97, 0.85, 0.7, 0.55)
# Below this an offer has too little of what was asked.
LOWEST = 30.0
LONGEST = 100
_WORD = re.compile(r"[a-z0-9]+(?:@[a-z0-9]+)?")
_ENDINGS = ("ingen", "tjes", "ing", "tje", "jes", "en", "je", "er", "s", "t", "e")
# Words that say nothing about a need.
_SAYS_NOTHING = """
    aan als bij de dat die deze dit door een en er het hij ik in is iemand iets kan kunnen maar met mijn naar niet
    nog of om onze ook op over per te toe tot uit van voor wat wil wie willen zij zijn zo zich hulp help graag beter
    for the to and with
"""
STOP = frozenset(_SAYS_NOTHING.split())


@dataclass(frozen=True, slots=True)
class Findable:
    """The words of one offer by where they stand: name, search words, provider, for whom, about."""

    pk: int
    fields: tuple[frozenset[str], ...]
    phrases: str = field(default="")


def findable(pk: int, name: str, search_words: str, provider: str, for_whom: str, about: str) -> Findable:
    """An offer as it is searched. Only plain text goes in."""
    parts = (name, search_words, provider, for_whom, about)
    return Findable(pk, tuple(words_of(part) for part in parts), f" {plain(name)} , {plain(search_words)} ")


def find(query: str, offers: Iterable[Findable]) -> list[int]:
    """The offers that answer the need, best first; equal ones by pk. All of them in their own order for no need.

    Each word that says something must be found, exactly, as a part of a longer word, or with one slip (two in long
    words). Where no offer has them all, those with the most words come first.
    """
    rows = list(offers)
    typed = [word for word in _WORD.findall(plain(query)[:LONGEST]) if word not in STOP]
    if not typed:
        return [row.pk for row in rows] if not plain(query).strip() else []
    scored = [(*_score(typed, plain(query), row), row.pk) for row in rows]
    most = max((found for found, _score_, _pk in scored), default=0)
    kept = [(score, pk) for found, score, pk in scored if found == most and found and score >= LOWEST]
    return [pk for _score_, pk in sorted(kept, key=lambda one: (-one[0], one[1]))]


def _score(typed: Sequence[str], phrase: str, row: Findable) -> tuple[int, float]:
    """How many of the words are there, and how well, from 0 to a little over 100."""
    best = [
        max((w * _like_any(word, words) for w, words in zip(WEIGHTS, row.fields, strict=True)), default=0.0)
        for word in typed
    ]
    found = sum(score >= LOWEST for score in best)
    whole = 10.0 if len(typed) > 1 and phrase.strip() in row.phrases else 0.0
    return found, sum(best) / len(typed) + whole


def _like_any(typed: str, words: frozenset[str]) -> float:
    if typed in words:
        return EXACT
    return max((like(typed, word) for word in words), default=0.0)


@lru_cache(maxsize=65536)
def like(typed: str, word: str) -> float:
    """How much a typed word is like a word of an offer: 0 (another word) to 100 (the same)."""
    if typed == word:
        return EXACT
    if min(len(typed), len(word)) < 3:
        return 0.0
    if word.startswith(typed):
        return BEGINS
    if stem(typed) == stem(word):
        return STEM
    root = stem(typed)
    if len(root) > 3 and root in word:
        return INSIDE
    return _slips(typed, word)


def _slips(typed: str, word: str) -> float:
    """One slip in a word of five letters or more, two in one of eight; a mistyped beginning of a long word too."""
    if len(typed) < 5 or abs(len(typed) - len(word)) > 2:
        return 0.0
    distance = OSA.distance(typed, word, score_cutoff=2)
    if distance <= 1:
        return SLIP
    return SLIPS if distance == 2 and len(typed) > 7 else 0.0


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without its Dutch ending: "fietsen", "fietsje" and "fiets" meet."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return _single(word[: -len(ending)])
    return _single(word)


def _single(root: str) -> str:
    """ "lessen" and "les", "taal" and "talen": one consonant at the end, one vowel before it."""
    if len(root) > 2 and root[-1] == root[-2]:
        root = root[:-1]
    return re.sub(r"(aa|ee|oo|uu)(?=[^aeiou]$)", lambda found: found[0][0], root)


@lru_cache(maxsize=4096)
def words_of(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(plain(text)) if word not in STOP)


def plain(text: str) -> str:
    """Small letters without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
