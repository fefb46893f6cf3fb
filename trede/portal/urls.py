from django.urls import path

from trede.portal.views import answer, find, listen

urlpatterns = [
    path("a/<str:token>/", answer.answer, name="portal_answer"),
    path("a/<str:token>/luister/<str:language>/", listen.listen, name="portal_listen"),
    path("afspraak/", find.find, name="portal_find"),
]
