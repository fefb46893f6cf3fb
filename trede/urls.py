from django.urls import include, path

urlpatterns = [
    path("taal/", include("django.conf.urls.i18n")),
    path("aanmelden/", include("allauth.account.urls")),
]
