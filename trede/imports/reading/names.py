"""Names: casing, and one cell split into family name and first names."""

import re
from typing import NamedTuple

# Words that belong to the family name and do not end it.
PARTICLES = frozenset(
    [
        "van",
        "vande",
        "vanden",
        "vander",
        "vanden",
        "van't",
        "de",
        "den",
        "der",
        "des",
        "du",
        "di",
        "da",
        "dos",
        "das",
        "del",
        "della",
        "la",
        "le",
        "les",
        "ter",
        "ten",
        "te",
        "tot",
        "'t",
        "op",
        "aan",
        "in",
        "el",
        "al",
        "ait",
        "aït",
        "ben",
        "bin",
        "ibn",
        "bint",
        "abu",
        "abou",
        "abd",
        "von",
        "zu",
        "zum",
        "san",
        "santa",
        "mac",
        "o",
        "ould",
        "y",
        "e",
    ]
)
# After the first word of the name these are written small: Van den Broeck, Garcia de la Cruz.
SMALL_LATER = frozenset(
    [
        "de",
        "den",
        "der",
        "des",
        "du",
        "di",
        "da",
        "dos",
        "das",
        "del",
        "della",
        "la",
        "le",
        "les",
        "ter",
        "ten",
        "te",
        "tot",
        "op",
        "aan",
        "in",
        "van",
        "'t",
        "von",
        "y",
        "e",
    ]
)
TITLE = re.compile(
    r"^(?P<title>mevrouw|mevr|mej|juffrouw|mw|mme|madame|dhr|de "
    r"heer|meneer|heer|mr|mrs|ms|monsieur|m)[.:]?\s+(?=\S)",
    re.IGNORECASE,
)
FEMALE = frozenset({"mevrouw", "mevr", "mej", "juffrouw", "mw", "mme", "madame", "mrs", "ms"})
WORD = re.compile(r"[^\W\d_]+")
NOT_NAME = re.compile(r"[^\W_]*\d|[@#=<>{}\[\]|\\^~*_+%$€]")


class Split(NamedTuple):
    """Family name and first names; `code` says on what ground if it was not plain to see."""

    last: str
    first: str
    code: str = ""


class Titled(NamedTuple):
    name: str
    sex: str


def without_title(text: str) -> Titled:
    """“Mevr. Janssens” → Janssens, female. A single letter M counts only with a point."""
    match = TITLE.match(text)
    if match is None or (match["title"].lower() == "m" and match[0][1:2] != "."):
        return Titled(text, "")
    title = match["title"].lower()
    return Titled(text[match.end() :], "f" if title in FEMALE else "m")


def proper(name: str) -> str:
    """Capitals or all small letters in ordinary casing; mixed case stays exactly as written."""
    if not (name.isupper() or name.islower()) or len(name) < 2:
        return name
    lower = name.replace("İ", "i").lower()
    words = lower.split(" ")
    return " ".join(
        proper_word(word, later=place > 0 and place < len(words) - 1) for place, word in enumerate(words)
    )


def proper_word(word: str, *, later: bool) -> str:
    if later and word in SMALL_LATER:
        return word
    cased = WORD.sub(lambda match: match[0].capitalize(), word)
    # Inside a word: Sint-Jan, Al-Sayed, D'Hondt, O'Neill; but 't and 's stay small.
    cased = re.sub(r"(?:(?<=\s)|^)'([TS])\b", lambda match: "'" + match[1].lower(), cased)
    return re.sub(r"\bMc([a-z])", lambda match: "Mc" + match[1].upper(), cased)


def is_odd(name: str) -> bool:
    return bool(NOT_NAME.search(name))


def is_capitals(word: str) -> bool:
    letters = [c for c in word if c.isalpha()]
    return len(letters) > 1 and all(c.isupper() for c in letters)


def split_name(text: str, order: str = "") -> Split:
    """Split one cell. `order` is what the column shows: last_first, first_last, or empty if unknown.

    A comma or capitals decide by themselves; the column's order comes next; the rest is a question.
    """
    if "," in text:
        last, _, first = (part.strip() for part in text.partition(","))
        if last and first and "," not in first:
            return Split(last, first)
        text = " ".join(text.replace(",", " ").split())
    words = text.split(" ")
    if len(words) == 1:
        return Split(text, "")
    return by_capitals(words) or by_order(words, order)


def by_capitals(words: list[str]) -> Split | None:
    """“VAN DER MEERSCH Jan” or “Jan VAN DER MEERSCH”; None if the capitals do not tell."""
    flags = [
        is_capitals(word) or (word.lower() in PARTICLES and not word.islower() and word.isupper())
        for word in words
    ]
    count = sum(flags)
    if not 0 < count < len(words):
        return None
    if all(flags[:count]):
        return Split(" ".join(words[:count]), " ".join(words[count:]))
    first = flags.index(True)
    # Small particles in front of the capitals belong to them: Jan van der MEERSCH.
    while first > 1 and words[first - 1].lower() in PARTICLES:
        first -= 1
    if all(
        flag or word.lower() in PARTICLES for flag, word in zip(flags[first:], words[first:], strict=True)
    ):
        if first == 0:
            return None
        return Split(" ".join(words[first:]), " ".join(words[:first]))
    return particles_then_capitals(words, flags)


def particles_then_capitals(words: list[str], flags: list[bool]) -> Split | None:
    """“van der MEERSCH Jan”"""
    end = max(place for place, flag in enumerate(flags) if flag) + 1
    if end < len(words) and all(
        f or w.lower() in PARTICLES for f, w in zip(flags[:end], words[:end], strict=True)
    ):
        return Split(" ".join(words[:end]), " ".join(words[end:]))
    return None


def by_order(words: list[str], order: str) -> Split:
    place, plain = boundary_last_first(words) if order != "first_last" else boundary_first_last(words)
    one, two = " ".join(words[:place]), " ".join(words[place:])
    split = Split(two, one) if order == "first_last" else Split(one, two)
    return split._replace(code="name_split" if plain and order else "name_order")


def boundary_last_first(words: list[str]) -> tuple[int, bool]:
    """Particles and one word are the family name. Plain only if what remains is one word."""
    place = 0
    while place < len(words) - 2 and words[place].lower() in PARTICLES:
        place += 1
    place += 1
    return place, len(words) - place == 1


def boundary_first_last(words: list[str]) -> tuple[int, bool]:
    """The family name starts at the first particle after a first name, or is the last word."""
    for place, word in enumerate(words[1:-1], 1):
        if word.lower() in PARTICLES:
            return place, place == 1
    return len(words) - 1, len(words) == 2


def order_of(title: str, cells: list[str]) -> str:
    """The order in a column of whole names: from its title, else from the cells in capitals."""
    lower = title.lower()
    first = re.search(r"voorn|prénom|prenom|first|given", lower)
    last = re.search(r"familienaam|achternaam|surname|last|(?<!voor)naam|(?<!pré)(?<!pre)nom\b", lower)
    if first and last:
        return "first_last" if first.start() < last.start() else "last_first"
    last_first = first_last = 0
    for cell in cells:
        words = cell.replace(",", " ").split()
        split = by_capitals(words) if len(words) > 1 else None
        if split is not None:
            last_first += split.last.split()[0] == words[0]
            first_last += split.first.split()[0] == words[0]
    if last_first + first_last < 3:
        return ""
    if last_first > 9 * first_last:
        return "last_first"
    return "first_last" if first_last > 9 * last_first else ""
