"""What workers type, made from a known person, so that we can see whether that person is found."""

import random
from dataclasses import dataclass

from trede.clients.naming import SearchablePerson, folded

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_VARIANTS = {
    "mohamed": "muhammad", "mohammed": "mhamed", "youssef": "joesoef", "yusuf": "youssef",
    "fatima": "fatma", "khadija": "khadidja", "ahmed": "achmed", "oumar": "omar", "rachid": "rashid",
    "yulia": "joelia", "walid": "oualid", "hussein": "hossein", "ibrahim": "brahim", "ali": "aly",
    "kowalski": "kovalski", "amrani": "amrany", "celik": "chelik", "idrissi": "idrisi",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    kind: str
    text: str
    wanted: SearchablePerson


def typo(word: str, chance: random.Random) -> str:
    """One letter left out, doubled by another, replaced, or swapped with the next."""
    place = chance.randrange(len(word))
    letter = chance.choice(_LETTERS)
    way = chance.randrange(4)
    if way == 0 and len(word) > 3:
        return word[:place] + word[place + 1 :]
    if way == 1:
        return word[:place] + letter + word[place:]
    if way == 2 and place + 1 < len(word):
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + letter + word[place + 1 :]


def slipped(text: str, chance: random.Random) -> str:
    """The name with one typing error in its longest word."""
    words = folded(text).split()
    longest = max(range(len(words)), key=lambda place: len(words[place]))
    words[longest] = typo(words[longest], chance)
    return " ".join(words)


def _named(person: SearchablePerson, kind: str, chance: random.Random) -> str:
    given, family = person.given_names, person.family_name
    if kind == "name, reversed":
        return f"{family} {given}"
    if kind == "glued":
        return f"{folded(family).replace(' ', '')} {folded(given)}"
    if kind == "typo in family name":
        return f"{given} {slipped(family, chance)}"
    if kind == "typo in given name":
        return f"{slipped(given, chance)} {family}"
    if kind == "typo in both":
        return f"{slipped(family, chance)} {slipped(given, chance)}"
    if kind == "first letters":
        return f"{folded(given)[:4]} {folded(family)[:6]}"
    if kind == "variant":
        return " ".join(_VARIANTS.get(word, word) for word in folded(f"{given} {family}").split())
    return folded(given).split()[0]


def _numbered(person: SearchablePerson, kind: str, chance: random.Random) -> str:
    born = person.birth_date
    phone, insz = person.phones[0], person.insz
    texts = {
        "given name and date": f"{folded(person.given_names)} {born:%d/%m/%Y}",
        "family name and year": f"{born:%Y} {folded(person.family_name)}",
        "typo and date": f"{slipped(person.family_name, chance)} {born:%d.%m.%y}",
        "national number": f"{insz[:2]}.{insz[2:4]}.{insz[4:6]}-{insz[6:9]}.{insz[9:]}",
        "last 6 of national number": insz[-6:],
        "phone": f"0{phone[3:6]} {phone[6:8]} {phone[8:10]} {phone[10:]}",
        "last 6 of phone": phone[-6:],
        "e-mail start": person.emails[0][:14],
        "file number": person.dossier_numbers[0],
    }
    return texts[kind]


NAMED = (
    "name, reversed", "glued", "typo in family name", "typo in given name", "typo in both", "first letters",
    "variant", "only a given name",
)  # fmt: skip
NUMBERED = (
    "given name and date", "family name and year", "typo and date", "national number",
    "last 6 of national number", "phone", "last 6 of phone", "e-mail start", "file number",
)  # fmt: skip


def cases(everyone: list[SearchablePerson], per_kind: int, seed: int = 7) -> list[Case]:
    """The same cases for the same seed; only people of whom everything is known."""
    chance = random.Random(seed)
    known = [
        person for person in everyone if person.birth_date and person.insz and person.phones and person.emails
    ]
    made = []
    for _ in range(per_kind):
        for kind in NAMED:
            person = chance.choice(known)
            made.append(Case(kind, _named(person, kind, chance), person))
        for kind in NUMBERED:
            person = chance.choice(known)
            made.append(Case(kind, _numbered(person, kind, chance), person))
    return made
