from django.urls import path

from trede.clients.views import client

urlpatterns = [
    path("clienten/nieuw/", client.new, name="client_new"),
]
