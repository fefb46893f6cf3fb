from django.urls import path

from trede.core.views import session

urlpatterns = [
    path("organisatie/kiezen/<int:pk>/", session.switch, name="switch_organisation"),
]
