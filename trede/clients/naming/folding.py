"""Names as plain words, and the sound of a word."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

# Letters that Unicode does not take apart, and Cyrillic the way a passport writes it.
_LETTERS = str.maketrans(
    {
        "ß": "ss", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i",
        "ħ": "h", "ŋ": "n", "ə": "e", "ʻ": "", "ʼ": "", "’": "", "‘": "", "'": "", "`": "", "´": "",
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "yo", "є": "ye",
        "ж": "zh", "з": "z", "и": "i", "і": "i", "ї": "yi", "й": "y", "к": "k", "л": "l", "м": "m",
        "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f",
        "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e",
        "ю": "yu", "я": "ya",
    }
)  # fmt: skip

_PARTICLE_LIST = """
el al ul ben bin ibn bint ait ould oulad van von vander vanden vande vom zu zum der den de des
del della di da das do dos du d l la le les ter ten te t s y
"""
PARTICLES = frozenset(_PARTICLE_LIST.split())
# Longest first, so that "vanderelst" loses "vander" and not "van".
_GLUED_PARTICLES = ("vanden", "vander", "vande", "van", "ben", "ait", "el", "al")

_MONGREL = re.compile(r"[^\w]+|_+")
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"tsch|tch|shch|sch|sh|ch|cz|sz|sj|zh", "s"),
        (r"dj|dzh|gj", "j"),
        (r"ph", "f"),
        (r"kh|ck|q", "k"),
        (r"th", "t"),
        (r"gh", "g"),
        (r"ts|tz|z", "s"),
        (r"x", "ks"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"^ou(?=[aeiy])|w", "v"),
        (r"^i(?=[aeou])|^[jy]", "j"),
        (r"^[aeiou]+", "a"),
        (r"(?<!^)[aeiouyj]+", ""),
        (r"(.)\1+", r"\1"),
    )
)
_ASCII_WORD = re.compile(r"[a-z]+")
LONGEST_TEXT = 200
MOST_WORDS = 24


def _bare(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    """The name in plain small letters, words apart by one space; the same when folded again."""
    text = unicodedata.normalize("NFC", name[:LONGEST_TEXT]).casefold()
    # Marks come off first: a decomposed й must not turn into и before the table sees it.
    text = _bare(_bare(text).casefold()).casefold()
    return " ".join(_MONGREL.sub(" ", text).split())


@lru_cache(maxsize=262144)
def skeleton(word: str) -> str:
    """The consonants of a folded word as they sound; a first vowel counts as "a"."""
    if not _ASCII_WORD.fullmatch(word):
        return word
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def particle_run_glued(words: tuple[str, ...], last: int) -> set[str]:
    """The word with the particles before it: van der elst gives derelst and vanderelst."""
    glued, word = set(), words[last]
    for before in reversed(words[:last]):
        if before not in PARTICLES:
            break
        word = before + word
        glued.add(word)
    return glued


def glued_neighbours(words: tuple[str, ...]) -> set[str]:
    """Every two neighbours written as one, and words with all their particles."""
    glued = {first + second for first, second in pairwise(words)}
    for place, word in enumerate(words):
        if word not in PARTICLES:
            glued |= particle_run_glued(words, place)
    return glued


def unglued(word: str) -> str:
    """The word without a particle glued before it, or "" if there is none: elamrani gives amrani."""
    for particle in _GLUED_PARTICLES:
        if word.startswith(particle) and len(word) >= len(particle) + 4:
            return word[len(particle) :]
    return ""


@dataclass(frozen=True, slots=True)
class NameWords:
    """The words by which a person can be found: as written, and as neighbours written as one."""

    single: frozenset[str]
    glued: frozenset[str]

    def __or__(self, other: "NameWords") -> "NameWords":
        return NameWords(self.single | other.single, self.glued | other.glued)

    @property
    def all(self) -> frozenset[str]:
        return self.single | self.glued


@lru_cache(maxsize=32768)
def _field_words(text: str, family: bool) -> NameWords:
    words = tuple(folded(text).split()[:MOST_WORDS])
    found = {word for word in words if word not in PARTICLES}
    # "Ben" may be a given name; "el" as a family name would be the key of a fifth of all files.
    if not family or not found:
        found |= set(words)
    if family:
        found |= {rest for word in words if (rest := unglued(word))}
    return NameWords(frozenset(found), frozenset(glued_neighbours(words) - PARTICLES))


def name_words(*, given_names: str, family_name: str, known_as: str = "") -> NameWords:
    """The words of all names of a person."""
    found = _field_words(given_names, False) | _field_words(family_name, True)
    return found | _field_words(known_as, False) if known_as else found
