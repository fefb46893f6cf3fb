"""Numbers that check but belong to nobody: national and bis numbers, phones, enterprise numbers.

- National numbers: serials of 500 and more, for which a day would need 250 births of one sex in the country:
  twins from 500, people of whom the day was moved from 600, everybody else from 800. They may yet belong to
  somebody by accident; nothing about that person is in the demo.
- Phones: +32 400 xx xx xx. No operator hands out numbers that start with 0400: libraries can parse them and
  call them invalid, and a message to them reaches nobody. Belgium keeps no range of numbers for fiction.
- Enterprise numbers: 0100.xxx.xxx, below the first number in use (0200.000.000), with the right check digits.
  The organisations of the demo exist; their numbers here do not.
"""

MAX_CLIENTS = 200_000
_SLOTS = {500: 49, 600: 99, 800: 99}  # serials of one parity in each block


def national_number(year: int, month: int, day: int, serial: int) -> str:
    """Eleven digits with the check digits of the register: 97 minus the rest of nine or ten digits."""
    nine = (year % 100) * 10_000_000 + month * 100_000 + day * 1000 + serial
    base = nine + 2_000_000_000 if year >= 2000 else nine
    return f"{nine:09d}{97 - base % 97:02d}"


def serial(turn: int, sex: str, *, block: int, even: bool) -> int:
    """The serial in its block: odd for men, even for women, either for x."""
    place = block + 2 * (turn % _SLOTS[block])
    return place if sex == "f" or (sex == "x" and even) else place + 1


def bis_number(year: int, month: int, day: int, serial: int, *, sex_known: bool) -> str:
    return national_number(year, month + (40 if sex_known else 20), day, serial)


def unsure_bis_number(year: int, turn: int, sex: str) -> str:
    """A bis number of somebody of whom only the year of birth is sure: month 00, days counting on."""
    place = 500 + 2 * (turn % 249)
    return bis_number(year, 0, turn // 249 % 10, place + (sex != "f"), sex_known=sex != "x")


def phone(turn: int) -> str:
    return f"+32400{turn * 7_919 % 1_000_000:06d}"


def enterprise_number(turn: int) -> str:
    base = 1_000_000 + turn * 1_237
    return f"{base:08d}{97 - base % 97:02d}"
