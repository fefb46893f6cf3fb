from django.urls import include, path

urlpatterns = [
    path("", include("trede.core.urls")),
    path("", include("trede.texts.urls")),
    path("", include("trede.outbox.urls")),
    path("", include("trede.clients.urls")),
    path("", include("trede.council.urls")),
    path("", include("trede.referral.urls")),
    path("", include("trede.orientation.urls")),
    path("", include("trede.ladder.urls")),
    path("", include("trede.offers.urls")),
    path("", include("trede.fit.urls")),
    path("", include("trede.insight.urls")),
    path("", include("trede.portal.urls")),
    path("", include("trede.imports.urls")),
    path("", include("trede.desk.urls")),
    path("aanmelden/", include("allauth.account.urls")),
    path("aanmelden/factor/", include("allauth.mfa.urls")),
    path("aanmelden/extern/", include("allauth.socialaccount.urls")),
]

handler400 = "trede.core.views.errors.bad_request"
handler500 = "trede.core.views.errors.server_error"
