from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "offer.adopted": _("aanbod overgenomen uit de catalogus van het programma"),
}
PAGES: dict[str, str | Promise] = {}
