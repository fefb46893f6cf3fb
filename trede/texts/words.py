"""What this room does, in words: its verbs, the names of its languages, its texts and the places in them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trede.texts import library
from trede.texts.states import DUTCH

VERBS: dict[str, str | Promise] = {
    "textversion.written": _("nieuwe versie van een tekst geschreven"),
    "textversion.read": _("tekst nagelezen door een spreker van de taal"),
}
PAGES: dict[str, str | Promise] = {}
LANGUAGE_NAMES: dict[str, str | Promise] = {
    "nl": _("Nederlands"),
    "fr": _("Frans"),
    "en": _("Engels"),
    "ar": _("Arabisch"),
    "tr": _("Turks"),
    "uk": _("Oekraïens"),
    "ru": _("Russisch"),
    "ps": _("Pasjtoe"),
    "fa": _("Perzisch"),
    "so": _("Somalisch"),
    "ti": _("Tigrinya"),
    "es": _("Spaans"),
}
# What stands in the place of a name between braces.
PLACES: dict[str, str | Promise] = {
    "name": _("de naam van de cliënt"),
    "date": _("de dag, met de weekdag"),
    "time": _("het uur"),
    "place": _("de plaats"),
    "way": _("hoe er te komen"),
    "counsellors": _("wie er zal zijn"),
    "link": _("de link naar de pagina van de cliënt"),
    "code": _("de korte code"),
    "organisation": _("de naam van de organisatie"),
    "phone": _("het telefoonnummer"),
    "reply_by": _("tot wanneer antwoorden"),
}
_TITLES: dict[str, str | Promise] = {
    "invitation.title": _("Titel van de brief"),
    "email.invitation.subject": _("Uitnodiging: onderwerp"),
    "email.invitation.body": _("Uitnodiging: tekst"),
    "email.reminder.subject": _("Herinnering: onderwerp"),
    "email.reminder.body": _("Herinnering: tekst"),
    "email.neutral.subject": _("Onderwerp met een neutrale afzender"),
    "sms.invitation": _("Uitnodiging"),
    "sms.invitation.neutral": _("Uitnodiging, neutrale afzender"),
    "sms.reminder": _("Herinnering"),
    "sms.reminder.neutral": _("Herinnering, neutrale afzender"),
    "offer.sms": _("Sms"),
    "offer.sms.neutral": _("Sms, neutrale afzender"),
    "offer.email.subject": _("E-mail: onderwerp"),
    "offer.email.body": _("E-mail: tekst"),
    "cancelled.sms": _("Sms"),
    "cancelled.sms.neutral": _("Sms, neutrale afzender"),
    "cancelled.email.subject": _("E-mail: onderwerp"),
    "cancelled.email.body": _("E-mail: tekst"),
}


def title_of(key: str) -> str | Promise:
    """What a text is called on the screen: words of ours, or how its shipped Dutch begins."""
    return _TITLES.get(key) or library.texts_in(DUTCH)[key].partition("\n")[0]


def has_own_title(key: str) -> bool:
    """The title is a word of the screen; else it is Dutch, whatever language the screen speaks."""
    return key in _TITLES
