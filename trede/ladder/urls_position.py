from django.urls import URLPattern, path

from trede.ladder.views import file_ladder, goals, positions

LADDER = "dossier/<int:pk>/ladder/"
STEP = LADDER + "stap/<int:position_id>/"
GOAL = LADDER + "doel/<int:goal_id>/"

urlpatterns: list[URLPattern] = [
    path(LADDER, file_ladder.file_ladder, name="file_ladder"),
    path(LADDER + "afdrukken/", file_ladder.printed, name="ladder_pdf"),
    path(LADDER + "stap/", positions.new, name="position_new"),
    path(STEP + "verbeteren/", positions.correct, name="position_correct"),
    path(STEP + "intrekken/", positions.retract, name="position_retract"),
    path(STEP + "nog-juist/", positions.confirm, name="position_confirm"),
    path(LADDER + "doel/", goals.set_one, name="goal_set"),
    path(GOAL + "beeindigen/", goals.end, name="goal_end"),
]
