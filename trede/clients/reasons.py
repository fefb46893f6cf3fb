"""Why two files look like one person, in words."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trede.clients.naming import Matched, Reason

WORDS: dict[Reason, str | Promise] = {
    Reason.SAME_INSZ: _("zelfde rijksregisternummer"),
    Reason.OTHER_INSZ: _("ander rijksregisternummer"),
    Reason.SAME_NAME: _("zelfde naam"),
    Reason.SIMILAR_NAME: _("naam die erop lijkt"),
    Reason.SAME_BIRTH_DATE: _("zelfde geboortedatum"),
    Reason.NEAR_BIRTH_DATE: _("geboortedatum die bijna dezelfde is"),
    Reason.OTHER_BIRTH_DATE: _("andere geboortedatum"),
    Reason.SAME_PHONE: _("zelfde telefoon"),
    Reason.SAME_EMAIL: _("zelfde e-mailadres"),
}
MATCHED: dict[Matched, str | Promise] = {
    Matched.NAME: _("naam"),
    Matched.KNOWN_AS: _("roepnaam"),
    Matched.BIRTH_DATE: _("geboortedatum"),
    Matched.INSZ: _("rijksregisternummer"),
    Matched.PHONE: _("telefoon"),
    Matched.EMAIL: _("e-mailadres"),
    Matched.DOSSIER: _("dossiernummer"),
}


def reasons_in_words(reasons: Iterable[Reason]) -> list[str]:
    """For the screen, the weightiest first."""
    return [str(WORDS[reason]) for reason in reasons]


def matched_in_words(matched: Iterable[Matched]) -> list[str]:
    """By what a search found somebody, in a fixed order."""
    found = set(matched)
    return [str(words) for key, words in MATCHED.items() if key in found]
