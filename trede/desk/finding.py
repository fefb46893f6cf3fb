"""The search box: who was found, who follows them, and whether the file opens without a reason."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from trede.clients.models import CaseAssignment
from trede.clients.naming import Matched
from trede.clients.search import Found, find
from trede.clients.standing import age_on
from trede.core.models import Member
from trede.core.periods import today

MOST = 30
SUGGESTED = 8
LONGEST = 100
_DAY = re.compile(r"\b(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})\b", re.ASCII)
_INSZ = re.compile(r"\b\d{2}[. ]?\d{2}[. ]?\d{2}[- ]?\d{3}[. ]?\d{2}\b", re.ASCII)


@dataclass(frozen=True, slots=True)
class Result:
    found: Found
    age: int | None
    followers: list[str]
    by: str


def search(member: Member, text: str, *, limit: int = MOST) -> list[Result]:
    """The files that match, best first, with who follows them; at most four queries."""
    found = find(member, text[:LONGEST], limit=limit)
    followers = _followers([one.client_id for one in found])
    return [
        Result(
            one,
            age_on(one.birth_date, one.died_on or today()),
            followers.get(one.client_id, []),
            _by(one.matched),
        )
        for one in found
    ]


def exact(results: list[Result], text: str) -> int | None:
    """The one file of which somebody typed the whole number; None when it is a guess."""
    digits = re.sub(r"\D", "", text)
    if not digits or re.search(r"[^\W\d_]", text):
        return None
    numbers = {Matched.DOSSIER, Matched.INSZ}
    sure = [
        one.found.client_id
        for one in results
        if one.found.matched & numbers and (len(digits) == 11 or str(one.found.number) == digits)
    ]
    return sure[0] if len(sure) == 1 else None


def _followers(ids: list[int]) -> dict[int, list[str]]:
    if not ids:
        return {}
    running = CaseAssignment.objects.current().filter(client__in=ids).order_by("role")
    found: dict[int, list[str]] = {}
    for client_id, name in running.values_list("client_id", "member__user__name"):
        found.setdefault(client_id, []).append(name)
    return found


def _by(matched: frozenset[Matched]) -> str:
    """By what this file was found, when it was not simply the name."""
    words = {
        Matched.KNOWN_AS: _("roepnaam"),
        Matched.BIRTH_DATE: _("geboortedatum"),
        Matched.INSZ: _("rijksregisternummer"),
        Matched.PHONE: _("telefoon"),
        Matched.EMAIL: _("e-mail"),
        Matched.DOSSIER: _("dossiernummer"),
    }
    return ", ".join(words[one] for one in Matched if one in matched and one in words)


def typed_person(text: str) -> dict[str, str]:
    """What somebody typed, laid in the fields of a new file: the number, the birth date, and the rest as name."""
    number, day = _INSZ.search(text), _DAY.search(text)
    rest = _DAY.sub(" ", _INSZ.sub(" ", text))
    words = [word for word in rest.split() if not re.search(r"\d", word)]
    return {
        "last_name": " ".join(words),
        "birth_date": _real_day(day.groups()) if day else "",
        "insz": number.group() if number else "",
    }


def _real_day(parts: tuple[str, ...]) -> str:
    day, month, year = (int(part) for part in parts)
    try:
        return date(year, month, day).strftime("%d/%m/%Y")
    except ValueError:
        return ""
