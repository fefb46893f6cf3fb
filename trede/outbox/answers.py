"""The codes that are kept of a provider's answer, in words for who looks at a message."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

WORDS: dict[str, str | Promise] = {
    "bad_address": gettext_lazy("Dit is geen e-mailadres. Verbeter het in het dossier."),
    "bad_number": gettext_lazy("Dit is geen telefoonnummer. Verbeter het in het dossier."),
    "closed": gettext_lazy("Het dossier is intussen gesloten. Er is niets verstuurd."),
    "connection": gettext_lazy("De dienst was niet bereikbaar."),
    "deceased": gettext_lazy("Deze persoon is overleden. Er is niets verstuurd."),
    "erased": gettext_lazy("Het dossier is gewist na de bewaartermijn. Er is niets verstuurd."),
    "internal": gettext_lazy("Het programma liep vast vóór het versturen. Er is niets verstuurd."),
    "never": gettext_lazy(
        "Op dit adres of nummer mag nooit een bericht aankomen. Er is niets verstuurd. Kies een andere weg."
    ),
    "no_neutral": gettext_lazy(
        "Deze cliënt vraagt een neutrale afzender en die is niet ingesteld. Er is niets verstuurd."
    ),
    "not_configured": gettext_lazy("Er is geen dienst ingesteld voor dit kanaal. Er is niets verstuurd."),
    "opted_out": gettext_lazy("Deze persoon wil hier geen berichten meer. Er is niets verstuurd."),
    "report:failed": gettext_lazy("De sms is niet aangekomen. Kijk het nummer na."),
    "restricted": gettext_lazy("De verwerking van dit dossier is beperkt. Er is niets verstuurd."),
    "smtp:auth": gettext_lazy("De mailserver weigerde onze aanmelding. Verwittig wie Trede beheert."),
    "smtp:sender": gettext_lazy("De mailserver weigerde onze afzender. Verwittig wie Trede beheert."),
    "smtp:setup": gettext_lazy("De mailserver werkt niet zoals ingesteld. Verwittig wie Trede beheert."),
    "timeout": gettext_lazy("De dienst antwoordde niet op tijd."),
    "too_late": gettext_lazy("Het moment van dit bericht is voorbij. Er is niets verstuurd."),
    "unknown": gettext_lazy(
        "De verbinding brak af tijdens het versturen. Misschien is het vertrokken: vraag het eerst na."
    ),
}


def answer_words(code: str) -> str:
    """A sentence for a kept code; "" for none."""
    if not code:
        return ""
    if code in WORDS:
        return str(WORDS[code])
    service, _sign, number = code.partition(":")
    return _smtp(number) if service == "smtp" else _http(number)


def _smtp(number: str) -> str:
    if number in ("250", ""):
        return _("De mailserver nam het bericht aan.")
    if number.startswith("5"):
        return _("De mailserver weigerde dit bericht (code %(code)s). Kijk het adres na.") % {"code": number}
    return _("De mailserver vroeg om later te proberen (code %(code)s).") % {"code": number}


def _http(number: str) -> str:
    if number.startswith("2"):
        return _("De sms-dienst nam het bericht aan.")
    if number == "409":
        return _("De sms-dienst had dit bericht al.")
    if number == "429":
        return _("De sms-dienst had het te druk (code 429).")
    if number in ("401", "403", "404", "405", "407"):
        return _("De sms-dienst liet ons niet toe (code %(code)s). Verwittig wie Trede beheert.") % {
            "code": number
        }
    if number.startswith("4"):
        return _("De sms-dienst weigerde dit bericht (code %(code)s). Kijk het nummer na.") % {"code": number}
    return _("De sms-dienst had een storing (code %(code)s).") % {"code": number}
