from django.urls import path

from trede.imports.views import pages

urlpatterns = [
    path("inlezen/", pages.index, name="imports"),
    path("inlezen/<int:pk>/", pages.detail, name="import_run"),
    path("inlezen/<int:pk>/kolommen/", pages.mapping, name="import_mapping"),
    path("inlezen/<int:pk>/overnemen/", pages.accept, name="import_accept"),
    path("inlezen/<int:pk>/na-te-kijken/", pages.waiting, name="import_waiting"),
    path("inlezen/<int:pk>/rij/<int:number>/", pages.row, name="import_row"),
    path("inlezen/<int:pk>/rij/<int:number>/overslaan/", pages.skip, name="import_row_skip"),
    path("inlezen/<int:pk>/rij/<int:number>/overnemen/", pages.take_row, name="import_row_take"),
]
