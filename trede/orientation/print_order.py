"""Letters in the order of their addresses, as the post and a round on foot like them. Pure."""

import re
import unicodedata
from collections.abc import Sequence

_STREET = re.compile(r"(?P<street>.*?)\s*(?P<number>\d+)(?P<rest>.*)")
_PLACE = re.compile(r"(?P<code>\d{4,})?\s*(?P<town>.*)")

Key = tuple[bool, str, str, str, int, str]


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def address_key(lines: Sequence[str]) -> Key:
    """Postcode, town, street, number (9 before 10), box. `lines`: name, street and number, postcode and town, country.

    A foreign address comes after the others.
    """
    street, town = (lines[1] if len(lines) > 1 else "", lines[2] if len(lines) > 2 else "")
    place = _PLACE.fullmatch(town.strip())
    house = _STREET.fullmatch(street.strip())
    return (
        len(lines) > 3,
        place["code"] or "" if place else "",
        folded(place["town"] if place else town),
        folded(house["street"] if house else street),
        int(house["number"][:9]) if house else 0,
        folded(house["rest"]) if house else "",
    )
