from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "intake.started": _("werkintake begonnen"),
    "intake.changed": _("wens, sterktes of eerste stap aangevuld"),
    "intake.closed": _("werkintake afgerond"),
    "domainnote.noted": _("nota bij een levensdomein"),
    "domainnote.changed": _("nota bij een levensdomein gewijzigd"),
    "domainscore.given": _("score van een levensdomein gegeven"),
    "domainscore.changed": _("score van een levensdomein gewijzigd"),
}
PAGES: dict[str, str | Promise] = {
    "intake": _("werkintake"),
    "intake_note": _("werkintake, schrijven"),
    "intake_summary": _("samenvatting van de werkintake"),
    "intake_trend": _("verloop van de scores"),
}
