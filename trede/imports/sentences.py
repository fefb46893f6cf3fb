"""What a finding on a row says to a person."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from trede.core.saying import in_screen_language
from trede.imports.models import ImportRow
from trede.imports.reading import CODES

OWN = {
    "match_many": _(
        "Deze persoon lijkt op meer dan één dossier: {proposal}. Voeg eerst de dubbele dossiers samen."
    ),
    "match_nothing_to_go_by": _(
        "Geen nummer en geen geboortedatum: dit kan een dubbel dossier worden. Vul aan of bevestig."
    ),
    "match_other_insz": _(
        "Dossier {proposal} heeft dezelfde naam en geboortedatum, maar een ander nummer. Wie is dit?"
    ),
    "match_other_name": _(
        "Het nummer hoort bij een dossier met een andere naam dan ‘{raw}’. Klopt het nummer?"
    ),
    "match_other_birth_date": _("In het dossier staat geboortedatum {proposal}. Welke is juist?"),
}


def of(row: ImportRow) -> list[tuple[str, str]]:
    """(level, sentence) of each finding, in the language of the screen."""
    return [(level, sentence(code, raw, proposal)) for level, _field, code, raw, proposal in row.findings]


def sentence(code: str, raw: str, proposal: str) -> str:
    if code in OWN:
        return str(OWN[code]).format(raw=raw, proposal=proposal)
    if code in CODES:
        return gettext(CODES[code][1]).format(raw=raw, proposal=proposal)
    # A file that refused the row said so in the language of whoever took the list over.
    return in_screen_language(raw)
