from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "assessment.started": _("assessment begonnen"),
    "assessment.concluded": _("assessment afgerond met advies"),
    "assessment.corrected": _("advies van het assessment verbeterd"),
    "assessment.stopped": _("assessment gestopt"),
    "assessment.marks_opened": _("observaties van collega's bekeken"),
    "taskrun.done": _("opdracht van het assessment gedaan"),
    "taskrun.skipped": _("opdracht van het assessment niet gedaan"),
    "observation.noted": _("observatie genoteerd"),
    "observation.corrected": _("observatie verbeterd"),
    "assessmentkind.adopted": _("WerkLabo overgenomen uit de bibliotheek"),
    "assessmentkind.added": _("soort assessment toegevoegd"),
    "assessmentkind.changed": _("soort assessment gewijzigd"),
    "assessmentkind.retired": _("soort assessment uit gebruik"),
    "assessmentkind.brought_back": _("soort assessment weer in gebruik"),
    "assessmentkind.task_added": _("opdracht toegevoegd"),
    "assessmentkind.task_changed": _("opdracht gewijzigd"),
    "assessmentkind.task_retired": _("opdracht uit gebruik"),
    "assessmentkind.task_brought_back": _("opdracht weer in gebruik"),
    "assessmentkind.indicator_added": _("gedragsindicator toegevoegd"),
    "assessmentkind.indicator_changed": _("gedragsindicator gewijzigd"),
    "assessmentkind.indicator_retired": _("gedragsindicator uit gebruik"),
    "assessmentkind.indicator_brought_back": _("gedragsindicator weer in gebruik"),
    "assessmentkind.reordered": _("volgorde gewijzigd"),
}
PAGES: dict[str, str | Promise] = {
    "assessment": _("assessment"),
    "assessment_task": _("observatie in een assessment"),
    "assessment_profile": _("profiel van een assessment"),
}
