from django.urls import path

from trede.clients.views import client, reassignment

urlpatterns = [
    path("beheer/medewerkers/<int:pk>/dossiers/", reassignment.reassign, name="reassign"),
    path("clienten/nieuw/", client.new, name="client_new"),
]
