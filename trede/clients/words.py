"""What the barriers, limits and consents of a file do, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "barrier.lifted": _("drempel opgelost"),
    "consent.added": _("toestemming gegeven"),
    "consent.ended": _("toestemming beëindigd"),
    "consent.retracted": _("toestemming weggehaald, ze was fout genoteerd"),
    "consent.withdrawn": _("toestemming ingetrokken door de cliënt"),
    "ownbarrier.added": _("eigen drempel toegevoegd"),
    "ownbarrier.renamed": _("eigen drempel hernoemd"),
    "ownbarrier.retired": _("eigen drempel niet meer gebruikt"),
    "ownbarrier.resumed": _("eigen drempel weer in gebruik"),
}
