"""How much one typed word is like one name word."""

from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from .folding import skeleton

EXACT, BEGINS, SOUNDS, SLIP = 100.0, 90.0, 86.0, 76.0
# Below this Jaro-Winkler similarity two words are strangers, even if their consonants agree.
FAINT, CLOSE, STRICT = 0.55, 0.7, 0.88


def likely_words(typed: str, words: list[str], *, strictly: bool = False) -> list[tuple[str, float]]:
    """The words that are like the typed one, with their likeness; quick over thousands of words."""
    # process.extract compares in C; only what is not a stranger gets the careful look. One slip in
    # a word of four letters leaves little in common.
    cutoff = STRICT if strictly else FAINT if len(typed) < 5 else CLOSE
    found = process.extract(
        typed, words, scorer=JaroWinkler.similarity, processor=None, score_cutoff=cutoff, limit=None
    )
    sound = skeleton(typed)
    near = {word for word, _, _ in found} | {word for word in words if skeleton(word) == sound}
    return [(word, score) for word in near if (score := likeness(typed, word))]


@lru_cache(maxsize=131072)
def likeness(typed: str, word: str) -> float:
    """0 (another word) to 100 (the same); SOUNDS and more if it sounds alike, below that a typing error."""
    if typed == word:
        return EXACT
    if len(typed) > 1 and word.startswith(typed):
        return BEGINS + 8 * len(typed) / len(word)
    sound, other = skeleton(typed), skeleton(word)
    close = JaroWinkler.similarity(typed, word)
    if close < FAINT:
        return 0.0
    if sound == other and (len(sound) > 1 or close > CLOSE):
        return SOUNDS + 4 * close
    if len(typed) > 2 and OSA.distance(typed, word, score_cutoff=1) <= 1:
        return SLIP + 8 * close
    return _nearly(typed, word, sound, other, close)


def _nearly(typed: str, word: str, sound: str, other: str, close: float) -> float:
    begins = len(sound) > 1 and len(typed) > 2 and other.startswith(sound)
    if begins and JaroWinkler.similarity(typed, word[: len(typed)]) > 0.6:
        return 70 + 6 * close
    if (
        len(sound) > 2
        and len(other) > 1
        and OSA.distance(sound, other, score_cutoff=1) <= 1
        and close > CLOSE
    ):
        return 60 + 10 * close
    if len(typed) > 5 and OSA.distance(typed, word, score_cutoff=2) <= 2:
        return 60 + 10 * close
    return 0.0
