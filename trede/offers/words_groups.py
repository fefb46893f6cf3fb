from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "edition.planned": _("reeks gepland"),
    "edition.edited": _("reeks gewijzigd"),
    "edition.cancelled": _("reeks geschrapt"),
    "edition.finished": _("reeks afgesloten"),
    "editionsession.added": _("sessie toegevoegd"),
    "editionsession.moved": _("sessie verplaatst"),
    "editionsession.cancelled": _("sessie geschrapt"),
    "sessionpresence.marked": _("aanwezigheid in een reeks genoteerd"),
    "participation.enrolled": _("ingeschreven in een reeks"),
    "participation.queued": _("op de wachtlijst van een reeks gezet"),
    "participation.unplanned": _("wacht op een andere reeks"),
    "participation.promised": _("plaats beloofd"),
    "participation.certified": _("attest van deelname bewaard"),
    "hostseat.added": _("deelnemer van een werkgever ingeschreven"),
    "hostseat.noted": _("aanwezigheid van een werkgever genoteerd"),
    "hostseat.withdrawn": _("deelnemer van een werkgever uitgeschreven"),
}
PAGES: dict[str, str | Promise] = {
    "edition_person": _("deelname aan een reeks"),
    "edition_enrol": _("inschrijven in een reeks"),
    "edition_session": _("aanwezigheid in een reeks"),
    "edition_certificates": _("attesten van een reeks"),
    "edition_letter": _("brief over een reeks"),
}
