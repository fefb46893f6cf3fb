"""The rows of the two index tables: keys of a file, spellings of a name word."""

from functools import lru_cache

from .folding import NameWords, name_words, skeleton
from .numbers import code_of, digits_of, phone_digits
from .people import SearchablePerson

# First letter of a key: what the rest of it is.
WORD, BIRTH, INSZ, INSZ_REVERSED, PHONE, EMAIL, DOSSIER = "w", "b", "i", "j", "p", "e", "f"
# First letter of a spelling: the written word (and with one letter left out), its sound, its sound
# with one letter left out, the sound of neighbours glued.
WRITTEN, SOUND, SOUND_SHORT, SOUND_GLUED = "d", "s", "t", "g"
LONGEST_KEY = 40
# A sound of three letters less one, or a word of two letters less one, is like too many others.
SHORT_SOUND, SHORT_WORD = 3, 2


def email_of(text: str) -> str:
    """An e-mail address as it is compared."""
    return text.strip().casefold()


def names_of(person: SearchablePerson) -> NameWords:
    """The name words by which this person is found."""
    return name_words(
        given_names=person.given_names, family_name=person.family_name, known_as=person.known_as
    )


def keys_for(person: SearchablePerson) -> frozenset[str]:
    """All keys of one file. Its name words also need their `spelling_rows` in the second table."""
    keys = [WORD + word for word in names_of(person).all]
    if person.birth_date:
        keys.append(f"{BIRTH}{person.birth_date:%Y%m%d}")
    if insz := digits_of(person.insz):
        keys += [INSZ + insz, INSZ_REVERSED + insz[::-1]]
    keys += [PHONE + digits[::-1] for phone in person.phones if (digits := phone_digits(phone))]
    keys += [EMAIL + email for text in person.emails if (email := email_of(text))]
    keys += [DOSSIER + code for number in person.dossier_numbers if (code := code_of(number))]
    return frozenset(key[:LONGEST_KEY] for key in keys)


def _shortened(text: str) -> set[str]:
    return {text[:i] + text[i + 1 :] for i in range(len(text))}


@lru_cache(maxsize=65536)
def _spellings(word: str) -> tuple[str, ...]:
    sound = skeleton(word)
    keys = {SOUND + sound}
    if len(sound) > SHORT_SOUND:
        keys |= {SOUND_SHORT + short for short in _shortened(sound)}
    if len(word) > SHORT_WORD:
        keys |= {WRITTEN + short for short in {word, *_shortened(word)}}
    return tuple(key[:LONGEST_KEY] for key in keys)


def spelling_rows(names: NameWords) -> frozenset[tuple[str, str]]:
    """Rows (key, word) for the table of spellings.

    Two single words share a key if they sound alike, or if they (or their sounds) differ by one
    letter more, less, other or swapped. Glued neighbours are found by their sound only.
    """
    rows = {(key, _cut(word)) for word in names.single for key in _spellings(word)}
    rows |= {((SOUND_GLUED + skeleton(word))[:LONGEST_KEY], _cut(word)) for word in names.glued}
    return frozenset(rows)


def _cut(word: str) -> str:
    return word[: LONGEST_KEY - 1]


def spellings_asked(word: str) -> frozenset[str]:
    """The keys that the words have that are like this typed word."""
    sound = skeleton(word)
    keys = {SOUND + sound, SOUND_GLUED + sound, *_spellings(word)}
    if len(sound) > SHORT_SOUND - 1:
        keys.add(SOUND_SHORT + sound)
    if len(sound) > SHORT_SOUND:
        keys |= {SOUND + short for short in _shortened(sound)}
    return frozenset(key[:LONGEST_KEY] for key in keys)
