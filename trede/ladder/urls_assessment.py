from django.urls import URLPattern, path

from trede.ladder.views import assessment_kinds, assessments, kind_parts, observing, profiles

FILE = "dossier/<int:pk>/assessment/"
ONE = FILE + "<int:assessment_id>/"
TASK = ONE + "opdracht/<int:task_id>/"
KINDS = "assessments/"
KIND = KINDS + "<int:kind_id>/"
KIND_TASK = KIND + "opdracht/<int:task_id>/"
INDICATOR = KIND + "gedrag/<int:indicator_id>/"

urlpatterns: list[URLPattern] = [
    path(FILE + "nieuw/", assessments.new, name="assessment_new"),
    path(ONE, assessments.show, name="assessment"),
    path(ONE + "afronden/", assessments.conclude_it, name="assessment_conclude"),
    path(ONE + "stoppen/", assessments.stop_it, name="assessment_stop"),
    path(ONE + "alles-bekijken/", assessments.reveal, name="assessment_reveal"),
    path(ONE + "profiel/", profiles.show, name="assessment_profile"),
    path(ONE + "profiel.pdf", profiles.as_pdf, name="assessment_pdf"),
    path(TASK, observing.observe_it, name="assessment_task"),
    path(TASK + "niet-gedaan/", observing.skip, name="assessment_skip"),
    path(KINDS, assessment_kinds.kinds, name="assessment_kinds"),
    path(KINDS + "nieuw/", assessment_kinds.new, name="assessment_kind_new"),
    path(KINDS + "werklabo/", assessment_kinds.library, name="assessment_library"),
    path(KIND, assessment_kinds.kind, name="assessment_kind"),
    path(KIND + "bewerken/", assessment_kinds.edit, name="assessment_kind_edit"),
    path(KIND + "kopie/", assessment_kinds.copy, name="assessment_kind_copy"),
    path(KIND + "uit-gebruik/", assessment_kinds.retire, name="assessment_kind_retire"),
    path(KIND + "weer-in-gebruik/", assessment_kinds.bring_back, name="assessment_kind_back"),
    path(KIND + "opdracht/nieuw/", kind_parts.task_new, name="kind_task_new"),
    path(KIND_TASK, kind_parts.task_edit, name="kind_task"),
    path(KIND_TASK + "verplaatsen/", kind_parts.task_move, name="kind_task_move"),
    path(KIND_TASK + "uit-gebruik/", kind_parts.task_retire, name="kind_task_retire"),
    path(KIND_TASK + "gedrag/", kind_parts.indicator_new, name="kind_indicator_new"),
    path(INDICATOR, kind_parts.indicator_edit, name="kind_indicator"),
    path(INDICATOR + "verplaatsen/", kind_parts.indicator_move, name="kind_indicator_move"),
    path(INDICATOR + "uit-gebruik/", kind_parts.indicator_retire, name="kind_indicator_retire"),
]
