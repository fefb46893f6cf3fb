from django.urls import URLPattern, path

from trede.texts.views import sheet, texts

urlpatterns: list[URLPattern] = [
    path("teksten/", texts.index, name="texts"),
    path("teksten/<slug:language>/nalezen/", sheet.sheet, name="texts_read"),
    path("teksten/<slug:language>/<str:key>/", texts.detail, name="text"),
    path("teksten/<slug:language>/<str:key>/nagelezen/", texts.read, name="text_read"),
]
