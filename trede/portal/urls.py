from django.urls import path

from trede.portal.views import answer, find

urlpatterns = [
    path("a/<str:token>/", answer.answer, name="portal_answer"),
    path("afspraak/", find.find, name="portal_find"),
]
