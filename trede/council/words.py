"""What this room does, in words: its verbs for the timeline and the log, its pages for the access log."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "proposal.made": _("voorstel aan het comité gedaan"),
    "proposal.withdrawn": _("voorstel aan het comité ingetrokken"),
    "proposal.scheduled": _("voorstel op de agenda van het comité gezet"),
    "proposal.unscheduled": _("voorstel van de agenda van het comité gehaald"),
    "decision.recorded": _("beslissing van het comité genoteerd"),
    "decision.corrected": _("beslissing van het comité verbeterd"),
    "notification.made": _("kennisgeving gemaakt"),
    "notification.sent": _("kennisgeving verstuurd"),
    "meeting.made": _("zitting van het comité gepland"),
    "meeting.changed": _("zitting van het comité gewijzigd"),
    "meeting.ordered": _("volgorde van de agenda gewijzigd"),
    "meeting.agenda_closed": _("agenda van het comité afgesloten"),
    "meeting.agenda_reopened": _("agenda van het comité weer geopend"),
}
PAGES: dict[str, str | Promise] = {
    "proposal": _("voorstel aan het comité"),
    "proposals": _("voorstellen aan het comité"),
    "agenda": _("agenda van het comité"),
    "notification": _("kennisgeving van een beslissing"),
}
