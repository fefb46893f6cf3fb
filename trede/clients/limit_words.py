"""A functional limit as a sentence: "Hoogstens 10 kg tillen, tot en met 30/06/2027". Pure."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients.models import LimitKind

_MINUTES = gettext_lazy("In minuten na elkaar, hoogstens 480.")
# With a number: the sentence, the most that makes sense, and how the form asks it.
COUNTED: dict[str, tuple[str | Promise, int, str | Promise]] = {
    LimitKind.LIFTING: (
        gettext_lazy("Hoogstens %(most)s kg tillen"),
        100,
        gettext_lazy("In kilo, hoogstens 100."),
    ),
    LimitKind.STANDING: (gettext_lazy("Hoogstens %(most)s minuten na elkaar staan"), 480, _MINUTES),
    LimitKind.SITTING: (gettext_lazy("Hoogstens %(most)s minuten na elkaar zitten"), 480, _MINUTES),
    LimitKind.WALKING: (gettext_lazy("Hoogstens %(most)s minuten na elkaar stappen"), 480, _MINUTES),
    LimitKind.HOURS: (
        gettext_lazy("Hoogstens %(most)s uur per week werken"),
        50,
        gettext_lazy("In uren per week, hoogstens 50."),
    ),
}
# Without one, or where nothing is counted.
PLAIN: dict[str, str | Promise] = {
    LimitKind.LIFTING: gettext_lazy("Niet zwaar tillen"),
    LimitKind.STANDING: gettext_lazy("Niet lang staan"),
    LimitKind.SITTING: gettext_lazy("Niet lang zitten"),
    LimitKind.WALKING: gettext_lazy("Niet lang stappen"),
    LimitKind.BENDING: gettext_lazy("Niet bukken, knielen of reiken"),
    LimitKind.HANDS: gettext_lazy("Geen fijn werk met de handen"),
    LimitKind.HEIGHTS: gettext_lazy("Niet op hoogte werken"),
    LimitKind.MACHINES: gettext_lazy("Niet met machines werken of een voertuig besturen"),
    LimitKind.NOISE: gettext_lazy("Niet in lawaai werken"),
    LimitKind.DUST: gettext_lazy("Niet in stof of dampen, of met irriterende producten werken"),
    LimitKind.COLD: gettext_lazy("Niet in kou of hitte, geen nat werk"),
    LimitKind.PACE: gettext_lazy("Geen hoog tempo of werk onder druk"),
    LimitKind.PEOPLE: gettext_lazy("Geen werk met veel contact met mensen"),
    LimitKind.CONCENTRATION: gettext_lazy("Niet lang geconcentreerd werken"),
    LimitKind.SIGHT: gettext_lazy("Rekening houden met het zien"),
    LimitKind.HEARING: gettext_lazy("Rekening houden met het horen"),
    LimitKind.NIGHTS: gettext_lazy("Geen nachtwerk of wisselende uren"),
    LimitKind.HOURS: gettext_lazy("Minder uren dan voltijds werken"),
    LimitKind.OTHER: gettext_lazy("Iets anders dat het werk beperkt"),
}


def limit_words(kind: str, most: int | None) -> str:
    """What the work must respect; `most` in kilo, minutes or hours, as the kind counts."""
    if most is not None and kind in COUNTED:
        return str(COUNTED[kind][0]) % {"most": most}
    return str(PLAIN.get(kind, PLAIN[LimitKind.OTHER]))


def limit_sentence(kind: str, most: int | None, ends_on: date | None) -> str:
    """The same with its last day; a limit without one is said without a day."""
    words = limit_words(kind, most)
    if ends_on is None:
        return words
    return _("%(limit)s, tot en met %(day)s") % {"limit": words, "day": ends_on.strftime("%d/%m/%Y")}


def unit_words() -> dict[str, str]:
    """How the form asks the number of each kind that counts something."""
    return {str(kind): str(asked) for kind, (_said, _most, asked) in COUNTED.items()}


def most_of(kind: str) -> int | None:
    """The highest number that makes sense for this kind; None: it counts nothing."""
    return COUNTED[kind][1] if kind in COUNTED else None
