from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "appointment.attended": _("genoteerd of de cliënt gezien werd op een afspraak"),
    "appointment.cancelled": _("afspraak afgezegd"),
    "appointment.made": _("afspraak gemaakt"),
    "appointment.taken": _("afspraak van een collega overgenomen"),
    "busyblock.dropped": _("bezette uren uit een bestand weggegooid"),
    "busyblock.uploaded": _("bezette uren uit een bestand gelezen"),
    "calendarfeed.made": _("adres van de eigen agenda gemaakt"),
    "calendarfeed.revoked": _("adres van de eigen agenda gestopt"),
    "calendarsource.added": _("eigen kalender elders aangesloten"),
    "calendarsource.ended": _("eigen kalender elders losgekoppeld"),
    "noshowstep.chosen": _("gekozen wat gebeurt na niet gezien"),
    "orientationdecision.corrected": _("beslissing trajectbepaling verbeterd"),
    "orientationdecision.made": _("beslist in de trajectbepaling"),
    "orientationinvitation.attended": _("aanwezigheid in de trajectbepaling genoteerd"),
    "orientationsession.closed": _("zitting trajectbepaling gesloten"),
    "orientationsession.reopened": _("zitting trajectbepaling weer geopend"),
    "partnerevaluation.given": _("evaluatie door een partner gegeven"),
    "questionnote.changed": _("nota bij een vraag gewijzigd"),
    "questionnote.noted": _("nota bij een vraag geschreven"),
    "sheetshown.opened": _("zittingsblad getoond"),
}
PAGES: dict[str, str | Promise] = {
    "appointment": _("afspraak"),
    "attendance": _("aanwezigheid in de zitting"),
    "decision": _("beslissing trajectbepaling"),
    "evaluation": _("evaluatie door een partner"),
    "file_way": _("traject"),
    "no_show": _("opvolging na niet gezien"),
    "session_sheet": _("zittingsblad"),
}
