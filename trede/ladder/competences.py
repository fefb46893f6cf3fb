"""Generic competences for work, each tied to the ICF by its code: the one list for every assessment and offer."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

import yaml
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

LIBRARY = Path(__file__).parent / "library"
# Second level of the classification: component, chapter, two digits. Finer codes differ between editions.
ICF_FORM = re.compile(r"^[bd][1-9]\d\d$")
# The chapters that speak of work, in our words (the official titles are the WHO's: decision 9).
CHAPTERS: dict[str, str | Promise] = {
    "b1": gettext_lazy("denken, aandacht en energie"),
    "b4": gettext_lazy("conditie"),
    "d1": gettext_lazy("leren en kennis gebruiken"),
    "d2": gettext_lazy("taken aanpakken"),
    "d3": gettext_lazy("elkaar verstaan"),
    "d4": gettext_lazy("bewegen en hanteren"),
    "d5": gettext_lazy("voor zichzelf zorgen"),
    "d6": gettext_lazy("huishouden"),
    "d7": gettext_lazy("omgaan met anderen"),
    "d8": gettext_lazy("werk en opleiding"),
    "d9": gettext_lazy("meedoen in de samenleving"),
}


def _known_code(code: str) -> str:
    if not ICF_FORM.match(code) or code[:2] not in CHAPTERS:
        raise ValueError(f"{code} is not a second-level ICF code of a chapter in the list")
    return code


class Competence(BaseModel):
    """One competence. `icf`: the nearest code first, then others that it touches."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str = Field(pattern=r"^[a-z]{3,40}$")
    nl: str = Field(min_length=3, max_length=60)
    en: str = Field(min_length=3, max_length=60)
    about: str = Field(min_length=10, max_length=200)
    about_en: str = Field(min_length=10, max_length=200)
    icf: tuple[Annotated[str, AfterValidator(_known_code)], ...] = Field(min_length=1, max_length=3)

    def __str__(self) -> str:
        return self.en if get_language() == "en" else self.nl

    @property
    def explained(self) -> str:
        return self.about_en if get_language() == "en" else self.about

    @property
    def code(self) -> str:
        return self.icf[0]

    @property
    def reference(self) -> str:
        """Where the code stands in the ICF, without the title that the WHO gives it."""
        part = _("activiteiten en participatie") if self.code[0] == "d" else _("lichaamsfuncties")
        return _("ICF %(code)s (%(part)s, hoofdstuk %(chapter)s: %(about)s)") % {
            "code": self.code,
            "part": part,
            "chapter": self.code[1],
            "about": CHAPTERS[self.code[:2]],
        }


def read(rows: Iterable[Any]) -> Mapping[str, Competence]:
    """Competences by key, in the order of the file. Raises ValueError for a wrong or double one."""
    found: dict[str, Competence] = {}
    for row in rows:
        one = Competence.model_validate(row)
        if one.key in found:
            raise ValueError(f"{one.key} stands twice in the list")
        found[one.key] = one
    return MappingProxyType(found)


@cache
def _read_library() -> Mapping[str, Competence]:
    return read(yaml.safe_load((LIBRARY / "competences.yaml").read_text(encoding="utf-8")))


COMPETENCES: Mapping[str, Competence] = _read_library()


def choices() -> list[tuple[str, str]]:
    """For a form: every competence with its code."""
    return [(key, f"{one} ({one.code})") for key, one in COMPETENCES.items()]


def name_of(key: str) -> str:
    """In words; the key itself for one that left the list after it was used."""
    one = COMPETENCES.get(key)
    return str(one) if one else key
