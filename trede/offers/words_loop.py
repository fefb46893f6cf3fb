from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "participation.proposed": _("aanbod voorgesteld"),
    "participation.referred": _("doorverwezen naar een aanbod"),
    "participation.waiting": _("op de wachtlijst van een aanbod"),
    "participation.accepted": _("aanvaard in een aanbod"),
    "participation.running": _("begonnen of hervat in een aanbod"),
    "participation.paused": _("deelname onderbroken"),
    "participation.ended": _("deelname afgelopen"),
    "participation.refused": _("geweigerd in een aanbod"),
    "participation.withdrawn": _("deelname niet doorgegaan"),
    "progressreport.written": _("voortgang van een deelname genoteerd"),
    "usedtime.noted": _("gebruikte uren genoteerd"),
    "partnerreferral.sent": _("doorverwijzing naar een partner gestuurd"),
    "partnerreferral.renewed": _("nieuwe link voor een partner gemaakt"),
    "partnerreferral.asked": _("vraag van een partner"),
    "partnerreferral.replied": _("vraag van een partner beantwoord"),
    "partnerreferral.reminded": _("partner herinnerd"),
    "partnerreferral.escalated": _("doorverwijzing zonder antwoord hoger gemeld"),
    "partnerreferral.closed": _("doorverwijzing naar een partner afgesloten"),
}
PAGES: dict[str, str | Promise] = {
    "file_offers": _("aanbod"),
    "participation": _("deelname"),
    "partner_referral": _("doorverwijzing, bij de partner"),
}
