"""What this room does, in words: its verbs for the timeline and the log, its pages for the access log."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "message.bounced": _("bericht niet aangekomen, meldt de dienst"),
    "message.cancelled": _("bericht geschrapt vóór het vertrok"),
    "message.deferred": _("bericht nog niet verstuurd, later opnieuw"),
    "message.delivered": _("bericht aangekomen"),
    "message.failed": _("bericht niet verstuurd"),
    "message.held": _("bericht klaargezet; het blijft hier"),
    "message.printed": _("brief afgedrukt voor de post"),
    "message.queued": _("bericht klaargezet"),
    "message.retried": _("bericht opnieuw klaargezet"),
    "message.sent": _("bericht verstuurd"),
    "message.settled": _("mislukt bericht opgevolgd"),
}
PAGES: dict[str, str | Promise] = {"message": _("bericht")}
PURPOSES: dict[str, str | Promise] = {
    "cancelled": _("Zitting gaat niet door"),
    "invitation": _("Uitnodiging"),
    "notification": _("Kennisgeving van een beslissing"),
    "offer": _("Vrijgekomen moment"),
    "reminder": _("Herinnering"),
}


def purpose_words(purpose: str) -> str:
    return str(PURPOSES.get(purpose, _("Bericht")))
