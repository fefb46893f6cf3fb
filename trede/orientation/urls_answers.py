from django.urls import path

from trede.orientation.views import answers

urlpatterns = [
    path("zittingen/uitnodiging/<int:pk>/antwoord/", answers.by_phone, name="invitation_answer"),
]
