from django.urls import path

from trede.portal.views import answer, find, listen, referral

urlpatterns = [
    path("a/<str:token>/", answer.answer, name="portal_answer"),
    path("a/<str:token>/luister/<str:language>/", listen.listen, name="portal_listen"),
    path("d/<str:token>/", referral.referral, name="portal_referral"),
    path("afspraak/", find.find, name="portal_find"),
]
