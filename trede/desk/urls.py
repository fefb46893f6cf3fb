from django.urls import path

from trede.desk.views import file, lists, look, search, today

FILE = "dossier/<int:pk>/"
PERSON = {"name": "file_person", "sections": ("contact", "consents")}
HOUSEHOLD = {"name": "file_household", "sections": ("household",)}
WORK = {"name": "file_work", "sections": ("barriers", "work", "skills")}

urlpatterns = [
    path("", today.home, name="home"),
    path("vandaag/", today.today, name="today"),
    path("zoeken/", search.search, name="search"),
    path("clienten/", lists.clients, name="clients"),
    path("clienten/excel/", lists.export, name="clients_export"),
    path("clienten/filter/", lists.filter_save, name="filter_save"),
    path("clienten/filter/<int:pk>/weg/", lists.filter_end, name="filter_end"),
    path(FILE, file.overview, name="file"),
    path(FILE + "persoon/", file.part, PERSON, name="file_person"),
    path(FILE + "gezin/", file.part, HOUSEHOLD, name="file_household"),
    path(FILE + "werk/", file.part, WORK, name="file_work"),
    path(FILE + "contactlog/", file.attempts, name="file_attempts"),
    path(FILE + "tijdlijn/", file.timeline, name="file_timeline"),
    path(FILE + "nummer/", file.show_insz, name="file_insz"),
    path(FILE + "reden/", look.look, name="look"),
]
