from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "offer.adopted": _("aanbod overgenomen uit de catalogus van het programma"),
    "offer.added": _("aanbod toegevoegd"),
    "offer.changed": _("aanbod gewijzigd"),
    "offer.confirmed": _("aanbod bevestigd"),
    "offer.stopped": _("aanbod gestopt"),
    "offer.restarted": _("aanbod opnieuw aangeboden"),
    "offercondition.added": _("voorwaarde toegevoegd aan aanbod"),
    "offercondition.changed": _("voorwaarde van aanbod gewijzigd"),
    "offercondition.ended": _("voorwaarde van aanbod beëindigd"),
    "offerlimit.added": _("grens toegevoegd aan aanbod"),
    "offerlimit.changed": _("grens van aanbod gewijzigd"),
    "offerlimit.ended": _("grens van aanbod beëindigd"),
}
PAGES: dict[str, str | Promise] = {}
