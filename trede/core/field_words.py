"""The names of fields on the screen: a field's own Dutch name, or the one given here."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Fields without a name of their own in the model, and keys that only events know.
WORDS: dict[str, str | Promise] = {
    "accepted_at": _("aanvaard op"),
    "alias_of": _("deel van dossier"),
    "answered_at": _("beantwoord op"),
    "at": _("tijdstip"),
    "attended_at": _("aanwezigheid genoteerd op"),
    "base_version": _("versie waarop getypt werd"),
    "by": _("door"),
    "cancelled_at": _("afgezegd op"),
    "cause": _("aanleiding"),
    "changes": _("wijzigingen"),
    "choice": _("keuze"),
    "compartment": _("algemeen of vertrouwelijk"),
    "condition": _("voorwaarde"),
    "corrected_at": _("verbeterd op"),
    "corrected_because": _("waarom verbeterd"),
    "counts": _("aantallen"),
    "decided_at": _("beslist op"),
    "decided_by": _("beslist door"),
    "documents": _("documenten"),
    "done_at": _("uitgevoerd op"),
    "ending": _("soort bestand"),
    "erased_at": _("gewist op"),
    "expires_at": _("geldig tot"),
    "file": _("ander dossier"),
    "findings": _("opmerkingen"),
    "finished_at": _("klaar op"),
    "form": _("formulier"),
    "into": _("leidend dossier"),
    "invited_by": _("uitgenodigd door"),
    "is_active": _("aanmelden mag"),
    "left_out": _("weggelaten documenten"),
    "made_at": _("gemaakt op"),
    "mapping": _("kolommen"),
    "member": _("medewerker"),
    "member_id": _("medewerker"),
    "members": _("medewerkers"),
    "number": _("nummer"),
    "object_id": _("welk gegeven"),
    "object_kind": _("soort gegeven"),
    "on": _("op"),
    "one": _("eerste dossier"),
    "opened_at": _("geopend op"),
    "organisation_id": _("organisatie"),
    "other": _("tweede dossier"),
    "outcome": _("gevolg"),
    "page": _("pagina"),
    "person": _("persoon op de lijst"),
    "printed_at": _("afgedrukt op"),
    "problem": _("probleem"),
    "proposed_at": _("voorgesteld op"),
    "purpose": _("doel"),
    "reasons": _("redenen"),
    "recorded_at": _("genoteerd op"),
    "released_at": _("vrijgegeven op"),
    "released_because": _("waarom vrijgegeven"),
    "reminded_first_at": _("eerste herinnering op"),
    "reminded_last_at": _("laatste herinnering op"),
    "replied_at": _("geantwoord op"),
    "reviewed_at": _("nagekeken op"),
    "reviewed_by": _("nagekeken door"),
    "roles": _("rollen"),
    "run": _("ingelezen lijst"),
    "safe": _("veilig over te nemen"),
    "score": _("gelijkenis"),
    "sent_at": _("gestuurd op"),
    "state": _("toestand"),
    "subject": _("cliënt"),
    "team": _("team"),
    "to_organisation": _("aan welke organisatie"),
    "user": _("aanmelding"),
    "verb": _("wat er gebeurde"),
    "why": _("waarom"),
    "withdrawn_at": _("ingetrokken op"),
    "withdrawn_because": _("waarom ingetrokken"),
}


def field_words(name: str, field: Any = None) -> str:
    """The name of a field: what the model says in Dutch, else from the list, else the bare name."""
    own = getattr(field, "verbose_name", None)
    if isinstance(own, Promise):
        return str(own)
    return str(WORDS.get(name, name.replace("_", " ")))
