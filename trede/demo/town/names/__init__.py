"""Name books per origin. Every full name is a chance combination of common parts and points at nobody."""

from dataclasses import dataclass

from trede.demo.town.names import east, south, west


@dataclass(frozen=True, slots=True)
class NameBook:
    men: tuple[str, ...]
    women: tuple[str, ...]
    last: tuple[str, ...]
    feminine_last: bool = False

    def last_name(self, base: str, sex: str) -> str:
        """The family name as a woman or a man bears it (Polish, Bulgarian and Russian names differ)."""
        if not self.feminine_last or sex != "f":
            return base
        if base.endswith("ski"):
            return base[:-1] + "a"
        return base + "a" if base.endswith(("ov", "ev")) else base


def _book(men: str, women: str, last: str, *, feminine_last: bool = False) -> NameBook:
    # A name of two words is written with an underscore in the lists.
    families = tuple(name.replace("_", " ") for name in last.split())
    return NameBook(tuple(men.split()), tuple(women.split()), families, feminine_last)


BOOKS = {
    "be": _book(west.BE_MEN, west.BE_WOMEN, west.BE_LAST),
    "ro": _book(west.RO_MEN, west.RO_WOMEN, west.RO_LAST),
    "pl": _book(west.PL_MEN, west.PL_WOMEN, west.PL_LAST, feminine_last=True),
    "bg": _book(west.BG_MEN, west.BG_WOMEN, west.BG_LAST, feminine_last=True),
    "ma": _book(south.MA_MEN, south.MA_WOMEN, south.MA_LAST),
    "cd": _book(south.CD_MEN, south.CD_WOMEN, south.CD_LAST),
    "so": _book(south.SO_MEN, south.SO_WOMEN, south.SO_LAST),
    "er": _book(south.ER_MEN, south.ER_WOMEN, south.ER_LAST),
    "gn": _book(south.GN_MEN, south.GN_WOMEN, south.GN_LAST),
    "tr": _book(east.TR_MEN, east.TR_WOMEN, east.TR_LAST),
    "af": _book(east.AF_MEN, east.AF_WOMEN, east.AF_LAST),
    "sy": _book(east.SY_MEN, east.SY_WOMEN, east.SY_LAST),
    "ua": _book(east.UA_MEN, east.UA_WOMEN, east.UA_LAST),
    "ru": _book(east.RU_MEN, east.RU_WOMEN, east.RU_LAST, feminine_last=True),
}
LARGE = ("be", "ma", "tr", "af", "sy", "ua", "so", "er", "ro", "cd")
