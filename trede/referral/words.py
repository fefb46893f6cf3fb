"""What this room does, in words: its verbs for the timeline and the log, its pages for the access log."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "referral.sent": _("aangemeld voor begeleiding"),
    "referral.sent_back": _("aanmelding teruggestuurd"),
    "referral.sent_again": _("aanmelding opnieuw gestuurd"),
    "referral.accepted": _("aanmelding aanvaard"),
    "referral.withdrawn": _("aanmelding ingetrokken"),
    "exemption.added": _("vrijstelling voorgesteld"),
    "exemption.retracted": _("voorgestelde vrijstelling ingetrokken"),
    "exemption.decided": _("vrijstelling toegestaan"),
    "exemption.refused": _("vrijstelling geweigerd"),
    "exemption.postponed": _("vrijstelling uitgesteld"),
    "exemption.kept": _("vrijstelling herbekeken en behouden"),
    "exemption.stopped": _("vrijstelling herbekeken en beëindigd"),
    "exemption.prolonged": _("over de verlenging van een vrijstelling beslist"),
}
PAGES: dict[str, str | Promise] = {
    "referral": _("aanmelding"),
    "exemption": _("vrijstelling"),
}
