"""Events in words: "cliënt gewijzigd". Known verbs have their own words; the rest is model and deed."""

from functools import cache

from django.apps import apps
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

DEEDS: dict[str, str | Promise] = {
    "acknowledged": _("bevestigd"),
    "added": _("toegevoegd"),
    "answered": _("beantwoord"),
    "begun": _("begonnen"),
    "changed": _("gewijzigd"),
    "chosen": _("gekozen"),
    "closed": _("gesloten"),
    "copied": _("gekopieerd"),
    "corrected": _("verbeterd"),
    "deleted": _("verwijderd"),
    "downloaded": _("gedownload"),
    "ended": _("beëindigd"),
    "exported": _("uitgevoerd"),
    "given": _("gegeven"),
    "imported": _("ingelezen"),
    "joined": _("toegevoegd"),
    "lifted": _("opgeheven"),
    "locked": _("afgeschermd"),
    "made": _("gemaakt"),
    "merged": _("samengevoegd"),
    "moved": _("overgedragen"),
    "noted": _("genoteerd"),
    "opened": _("geopend"),
    "raised": _("gemeld"),
    "reopened": _("heropend"),
    "retracted": _("ingetrokken"),
    "reviewed": _("nagekeken"),
    "sent": _("gestuurd"),
    "shown": _("getoond"),
    "started": _("gestart"),
    "undone": _("ongedaan gemaakt"),
    "unlocked": _("niet langer afgeschermd"),
    "unmerged": _("weer gesplitst"),
    "uploaded": _("opgeladen"),
    "withdrawn": _("ingetrokken"),
}
WHOLE: dict[str, str | Promise] = {
    "assignment.opened": _("dossier toegewezen"),
    "assignment.ended": _("toewijzing beëindigd"),
    "assignment.moved": _("toewijzing aan iemand anders gegeven"),
    "capacity.added": _("hoedanigheid toegevoegd"),
    "capacity.ended": _("hoedanigheid beëindigd"),
    "chain.verified": _("keten van gebeurtenissen nagerekend"),
    "address.returned": _("post teruggekomen"),
    "address.works": _("adres klopt weer"),
    "client.absorbed": _("ander dossier samengevoegd met dit dossier"),
    "client.copied": _("kopie van het dossier gemaakt voor de cliënt"),
    "client.merged": _("dossier samengevoegd met een ander"),
    "client.not_a_double": _("vastgesteld dat dit niet dezelfde persoon is"),
    "client.released": _("samengevoegd dossier weer afgesplitst"),
    "client.unmerged": _("dossier weer gesplitst"),
    "demo.begun": _("begonnen de demostad te vullen"),
    "demo.ready": _("demostad klaar"),
    "filelock.changed": _("lijst van het afgeschermde dossier gewijzigd"),
    "filelock.ended": _("afscherming beëindigd"),
    "filelock.opened": _("dossier afgeschermd"),
    "restriction.added": _("verwerking beperkt"),
    "restriction.ended": _("beperking van de verwerking opgeheven"),
    "client.closed": _("dossier gesloten"),
    "client.died": _("overlijden genoteerd"),
    "client.imported": _("dossier ingelezen"),
    "client.import_changed": _("gegevens bijgewerkt uit een lijst"),
    "client.moved": _("verhuis naar een ander OCMW genoteerd"),
    "client.reopened": _("dossier heropend"),
    "clients.exported": _("lijst uitgevoerd"),
    "filter.ended": _("bewaarde filter verwijderd"),
    "filter.saved": _("filter bewaard"),
    "import.begun": _("inlezen begonnen"),
    "import.mapped": _("kolommen van een lijst gekozen"),
    "import.purged": _("ingelezen lijst opgeruimd"),
    "signal.extended": _("signaal aangevuld"),
    "client.opened": _("dossier geopend"),
    "client.changed": _("gegevens van de cliënt gewijzigd"),
    "invitation.accepted": _("uitnodiging aanvaard"),
    "invitation.renewed": _("uitnodiging opnieuw gestuurd"),
    "look.opened": _("dossier bekeken met reden"),
    "look.reviewed": _("inzage nagekeken"),
    "member.factor_reset": _("tweede factor gewist"),
    "member.left": _("medewerker uit dienst"),
    "retention.dry_run": _("proefronde van de bewaartermijnen"),
    "retention.executed": _("gesloten dossiers gewist"),
    "role.ended": _("rol beëindigd"),
    "role.given": _("rol gegeven"),
    "setting.chosen": _("lokale instelling gekozen"),
    "team.closed": _("team gestopt"),
    "team.joined": _("medewerker in een team geplaatst"),
    "team.lead_changed": _("leiding van een team gewijzigd"),
    "team.left": _("medewerker uit een team gehaald"),
}


_later: list[str] = []


def provide(path: str) -> None:
    """Called when the program starts, by each later room: the dotted path of its phrases by verb."""
    _later.append(path)


@cache
def whole() -> dict[str, str | Promise]:
    """Every verb that has a phrase of its own, those of the later rooms too."""
    found = dict(WHOLE)
    for path in _later:
        found.update(import_string(path))
    return found


@cache
def _nouns() -> dict[str, str | Promise]:
    return {model._meta.model_name or "": model._meta.verbose_name or "" for model in apps.get_models()}


def words(verb: str) -> str:
    """A Dutch phrase for a verb of an Event; never a raw code."""
    if verb in whole():
        return str(whole()[verb])
    kind, _dot, deed = verb.partition(".")
    noun = str(_nouns().get(kind, "")) or kind.replace("_", " ")
    return f"{noun} {DEEDS.get(deed, deed.replace('_', ' '))}"
