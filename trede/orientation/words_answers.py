from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "orientationinvitation.answered": _("uitnodiging beantwoord"),
    "orientationinvitation.moved": _("ander moment gekozen voor de trajectbepaling"),
    "orientationinvitation.released": _("tijdslot van een uitnodiging vrijgegeven"),
    "interpreterrequest.wanted": _("tolk gevraagd door de cliënt"),
    "interpreterrequest.withdrawn": _("vraag om een tolk ingetrokken"),
}
PAGES: dict[str, str | Promise] = {"invitation_answer": _("antwoord op een uitnodiging")}
