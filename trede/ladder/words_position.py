from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "ladderposition.moved": _("stap gezet op de participatieladder"),
    "ladderposition.corrected": _("stap op de participatieladder verbeterd"),
    "ladderposition.retracted": _("stap op de participatieladder ingetrokken"),
    "ladderposition.confirmed": _("trede opnieuw bekeken: nog juist"),
    "laddergoal.set": _("doel op de participatieladder gekozen"),
    "laddergoal.corrected": _("doel op de participatieladder verbeterd"),
    "laddergoal.ended": _("doel op de participatieladder beëindigd"),
}
PAGES: dict[str, str | Promise] = {
    "file_ladder": _("intake en ladder"),
    "ladder_pdf": _("ladder op papier"),
    "position": _("stap op de ladder"),
    "laddergoal": _("doel op de ladder"),
}
