"""Made-up people with the skew of an OCMW: few given names very often, many family names seldom."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from trede.clients.naming import SearchablePerson

_VERY_COMMON_TEXT = """
Mohamed Mohammed Muhammad Mohammad Mhamed Ahmed Achmed Ahmad Fatima Fatma Fatiha Khadija Khadidja
Aicha Youssef Yusuf Yassine Ali Hassan Hussein Ibrahim Brahim Mustafa Mostafa Abdullah
"""
_VERY_COMMON = _VERY_COMMON_TEXT.split()
_COMMON_TEXT = """
Jan Marc Luc Maria Anna Els Ann Kevin Sarah Tom Bart Peter Johan Dirk Kristien Christine Nathalie
Julie Yulia Iuliia Olena Oleksandr Andrii Svitlana Nataliia Tetiana Dmytro Volodymyr Katarzyna
Agnieszka Łukasz Piotr Krzysztof Małgorzata Mehmet Ayşe Emine Mustafa Çağla Gülsüm İbrahim Hüseyin
Işık Tuğba Amadou Mamadou Fatoumata Aminata Ousmane Ibrahima Blessing Precious Emmanuel Jean-Pierre
Marie-Claire Abdelkader Abdelaziz Naima Zohra Rachid Rashid Karim Hicham Samira Latifa Hafida Nadia
Omar Oumar Bilal Hamza Zeynep Walid Oualid Sofia Noor Farah Tesfay Selam Mehari Filmon Luwam
Ahmadullah Zabihullah Farid Najib Leila Ivan Georgi Dimitar Elena Andreea Florin Ionuţ Ştefan João
Conceição José María Ángel Jürgen Renée François
"""
_COMMON = _COMMON_TEXT.split()
_FAMILY_TEXT = """
Amrani Idrissi Alaoui Bouzid Haddad Mansouri Yahyaoui Ouali Azzouzi Khattabi Ouazzani Bakkali
Haddouchi Chaoui Ziani Tahiri Hamdaoui Janssens Peeters Maes Jacobs Mertens Willems Claes Goossens
Wouters Smet Clercq Yılmaz Demir Şahin Çelik Yıldız Öztürk Aydın Özdemir Arslan Doğan Kılıç Kowalski
Nowak Wiśniewski Wójcik Shevchenko Kovalenko Bondarenko Tkachenko Diallo Barry Bah Camara Sow
Hossain Khan Ahmadi Hosseini Karimi Tekle Haile Ivanov Popescu Ionescu Silva Santos Ferreira García
Weiß Müller Nguyen Singh Kaur Hassan Ali
"""
_FAMILY = _FAMILY_TEXT.split()
_ARABIC_PARTICLES = ("El ", "El ", "El ", "Al ", "Ben ", "Ait ", "El", "Ben", "Bel", "Ould ")
_DUTCH_PARTICLES = ("Van ", "Van de ", "Van der ", "Van den ", "De ", "Vande", "Vander", "Van", "D'")
_ONSETS_TEXT = """
b br ch d dr f g gh h j k kh kr l m n p r s sh st t tr v w y z
"""
_ONSETS = _ONSETS_TEXT.split()
_VOWELS = ["a", "e", "i", "o", "u", "aa", "ou", "ie", "ee", "oe"]
_CODES = ["", "", "", "n", "r", "l", "s", "m", "k", "t", "d", "ch"]


def _rare_family_names(chance: random.Random, count: int) -> list[str]:
    def syllable() -> str:
        return chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_CODES)

    names = {"".join(syllable() for _ in range(chance.choice((2, 2, 3)))).capitalize() for _ in range(count)}
    return sorted(names)


def _given(chance: random.Random) -> str:
    names = chance.choice(_VERY_COMMON) if chance.random() < 0.3 else chance.choice(_COMMON)
    return f"{names} {chance.choice(_COMMON)}" if chance.random() < 0.15 else names


def _family(chance: random.Random, rare: list[str]) -> str:
    # The square makes the first of the rare names ten to twenty times more frequent than the last.
    name = chance.choice(_FAMILY) if chance.random() < 0.35 else rare[int(len(rare) * chance.random() ** 2)]
    draw = chance.random()
    if draw < 0.3:
        return chance.choice(_ARABIC_PARTICLES) + name
    if draw < 0.5:
        return chance.choice(_DUTCH_PARTICLES) + name
    return f"{name}-{chance.choice(_FAMILY)}" if draw < 0.54 else name


def _insz(chance: random.Random, born: date) -> str:
    start = f"{born:%y%m%d}{chance.randrange(1, 998):03}"
    return f"{start}{97 - int(('2' if born.year >= 2000 else '') + start) % 97:02}"


def people(count: int, seed: int = 1985) -> Iterator[SearchablePerson]:
    """The same people for the same seed."""
    chance = random.Random(seed)
    rare = _rare_family_names(chance, 60_000)
    for number in range(1, count + 1):
        given, family = _given(chance), _family(chance, rare)
        born = date(1955, 1, 1) + timedelta(days=chance.randrange(52 * 365))
        phones = (
            (f"+324{chance.randrange(60, 99)}{chance.randrange(10**6):06}",) if chance.random() < 0.9 else ()
        )
        email = f"{given.split()[0]}.{family.replace(' ', '')}{number % 97}@example.org".lower()
        yield SearchablePerson(
            client_id=number,
            given_names=given,
            family_name=family,
            known_as=chance.choice(_COMMON) if chance.random() < 0.08 else "",
            birth_date=born if chance.random() < 0.98 else None,
            insz=_insz(chance, born) if chance.random() < 0.95 else "",
            phones=phones,
            emails=(email,) if chance.random() < 0.6 else (),
            dossier_numbers=(f"{2015 + number % 11}-{number:06}",),
        )
