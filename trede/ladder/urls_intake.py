from django.urls import URLPattern, path

from trede.ladder.views import intake_writing, intakes, scores

INTAKE = "dossier/<int:pk>/intake/"
ONE = INTAKE + "<int:intake_id>/"

urlpatterns: list[URLPattern] = [
    path(INTAKE + "nieuw/", intakes.new, name="intake_new"),
    path(INTAKE + "meting/", scores.measure, name="intake_score"),
    path(INTAKE + "verloop/", scores.trend, name="intake_trend"),
    path(ONE, intakes.intake, name="intake"),
    path(ONE + "nota/", intake_writing.note, name="intake_note"),
    path(ONE + "afronden/", intakes.close, name="intake_close"),
    path(ONE + "samenvatting/", intakes.summary, name="intake_summary"),
]
