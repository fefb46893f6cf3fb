"""How heavy a caseload is, so that a new file goes where there is room: arithmetic on counts, with its explanation.

The weights are a convention of this program, not law: an open file counts 1; one that began in the last three months
half a file more, since intake and plan take most work; one with an interpreter half a file more.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

FILE = Decimal(1)
NEW = Decimal("0.5")
INTERPRETER = Decimal("0.5")
NEW_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Load:
    """Counts of one member: open guided files, those of them that are new, those with an interpreter."""

    files: int
    new: int
    interpreter: int


@dataclass(frozen=True, slots=True)
class Weight:
    total: Decimal
    why: str

    @property
    def words(self) -> str:
        """With a comma, without needless decimals: 12 or 12,5."""
        return decimal_words(self.total)


def weigh(load: Load) -> Weight:
    """The weight of a caseload in files, and from what it is made."""
    total = FILE * load.files + NEW * load.new + INTERPRETER * load.interpreter
    parts = [ngettext("%(count)s dossier", "%(count)s dossiers", load.files) % {"count": load.files}]
    if load.new:
        parts.append(_("%(count)s nieuw") % {"count": load.new})
    if load.interpreter:
        parts.append(_("%(count)s met tolk") % {"count": load.interpreter})
    return Weight(total, ", ".join(parts))


def decimal_words(number: Decimal) -> str:
    text = f"{number:.1f}".removesuffix(".0")
    return text.replace(".", ",")
