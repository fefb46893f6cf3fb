"""What was opened, in words: the access log keeps a short code for each page of a file."""

from collections.abc import Callable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, str | Promise]

PAGES: Words = {
    "access": _("wie keek"),
    "assign": _("wie volgt"),
    "attempt": _("contactpoging"),
    "client": _("persoonsgegevens"),
    "client.history": _("geschiedenis van de persoonsgegevens"),
    "copy": _("kopie van het dossier"),
    "document": _("document"),
    "documents": _("documenten"),
    "draft": _("tekst in wording"),
    "file": _("overzicht"),
    "file_attempts": _("contactlog"),
    "file_household": _("gezin en inkomen"),
    "file_person": _("persoon en contact"),
    "file_timeline": _("tijdlijn"),
    "file_work": _("werk en taal"),
    "insz": _("volledig rijksregisternummer"),
    "life": _("sluiten, overlijden of verhuis"),
    "lock": _("afscherming"),
    "merge": _("samenvoegen"),
    "post": _("post terug"),
    "restrict": _("beperking"),
    "signal": _("signaal"),
    "week": _("beschikbaarheid"),
}
_more: list[Callable[[], Words]] = []


def provide(words: Callable[[], Words]) -> None:
    """Called when the program starts, by each later room that has pages of a file: their words."""
    _more.append(words)


def page_words(code: str) -> str:
    """The words for a page; one that no longer exists is still a page of the file."""
    known: dict[str, str | Promise] = dict(PAGES)
    for words in _more:
        known.update(words())
    return str(known.get(code, _("een pagina van het dossier")))
