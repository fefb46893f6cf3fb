"""What this room does, in words: its verbs for the timeline and the log, its pages for the access log."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trede.outbox.models import Purpose

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


def purpose_words(purpose: str) -> str:
    return str(dict(Purpose.choices).get(purpose, Purpose.OTHER.label))
