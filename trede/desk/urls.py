from django.urls import path

from trede.desk import views

urlpatterns = [
    path("", views.home, name="home"),
    path("vandaag/", views.today, name="today"),
    path("clienten/", views.clients, name="clients"),
    path("dossier/<int:pk>/", views.file, name="file"),
]
