"""Whether two files are likely one person."""

from rapidfuzz import fuzz

from .folding import folded, skeleton
from .keys import email_of
from .likeness import SOUNDS
from .numbers import digits_of, near_births, phone_digits
from .people import Reason, SearchablePerson, Verdict

_BIRTH_POINTS = {Reason.SAME_BIRTH_DATE: 40.0, Reason.NEAR_BIRTH_DATE: 32.0, Reason.OTHER_BIRTH_DATE: 0.0}
_UNKNOWN_BIRTH = 22.0
# Two people do not share a national number, but a bis number is replaced by one later.
_MOST_WITH_OTHER_INSZ = 80.0


def likely_double(a: SearchablePerson, b: SearchablePerson) -> Verdict:
    """How likely two files are one person: 0 to 100 with the reasons, the weightiest first."""
    if digits_of(a.insz) and digits_of(a.insz) == digits_of(b.insz):
        return Verdict(100.0, (Reason.SAME_INSZ, *_shared(a, b)))
    alike = name_likeness(a, b)
    birth = _birth_reason(a, b)
    shared = _shared(a, b)
    score = 0.6 * alike + (_BIRTH_POINTS[birth] if birth else _UNKNOWN_BIRTH) + 4 * len(shared)
    reasons = [*_name_reasons(alike), *([birth] if birth else []), *shared]
    if digits_of(a.insz) and digits_of(b.insz):
        score = min(score, _MOST_WITH_OTHER_INSZ) - 10
        reasons.append(Reason.OTHER_INSZ)
    return Verdict(round(max(min(score, 99.0), 0.0), 1), tuple(reasons))


def name_likeness(a: SearchablePerson, b: SearchablePerson) -> float:
    """0 to 100: the same names in any order, spelled alike or sounding alike, a second name left out."""
    return max(_names_alike(x, y) for x in _full_names(a) for y in _full_names(b))


def _full_names(person: SearchablePerson) -> list[str]:
    names = [folded(f"{person.given_names} {person.family_name}")]
    if person.known_as:
        names.append(folded(f"{person.known_as} {person.family_name}"))
    return names


def _names_alike(one: str, other: str) -> float:
    if not one or not other:
        return 0.0
    if one.replace(" ", "") == other.replace(" ", ""):
        return 100.0
    written = max(fuzz.token_sort_ratio(one, other), _all_of_shorter(one, other))
    sounding = SOUNDS / 100 * fuzz.token_sort_ratio(_sound(one), _sound(other)) + 10
    return min(max(written, sounding), 100.0)


def _all_of_shorter(one: str, other: str) -> float:
    """A double often has only the first of two given names: all its words are in the other."""
    short, long = sorted((set(one.split()), set(other.split())), key=len)
    return 92.0 if len(short) > 1 and short <= long else 0.0


def _sound(name: str) -> str:
    return " ".join(skeleton(word) for word in name.split())


def _name_reasons(alike: float) -> list[Reason]:
    if alike >= 99:
        return [Reason.SAME_NAME]
    return [Reason.SIMILAR_NAME] if alike >= 75 else []


def _birth_reason(a: SearchablePerson, b: SearchablePerson) -> Reason | None:
    if a.birth_date is None or b.birth_date is None:
        return None
    if a.birth_date == b.birth_date:
        return Reason.SAME_BIRTH_DATE
    near = f"{b.birth_date:%Y%m%d}" in near_births(f"{a.birth_date:%Y%m%d}")
    return Reason.NEAR_BIRTH_DATE if near else Reason.OTHER_BIRTH_DATE


def _shared(a: SearchablePerson, b: SearchablePerson) -> tuple[Reason, ...]:
    phones = {phone_digits(phone) for phone in a.phones} & {phone_digits(phone) for phone in b.phones}
    emails = {email_of(email) for email in a.emails} & {email_of(email) for email in b.emails}
    return tuple(
        reason for reason, same in ((Reason.SAME_PHONE, phones), (Reason.SAME_EMAIL, emails)) if same - {""}
    )
