"""What this room does, in words: its verbs for the timeline and the log, its pages for the access log."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "fitremark.answered": _("vraag bij wat past beantwoord"),
    "fitremark.disagreed": _("anders beoordeeld wat past"),
    "fitremark.withdrawn": _("opmerking bij wat past teruggenomen"),
}
PAGES: dict[str, str | Promise] = {
    "fit": _("wat past"),
    "fit.command": _("wat past, met een opdracht op de server"),
}
