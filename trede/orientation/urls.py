from django.urls import include, path

urlpatterns = [
    path("", include("trede.orientation.urls_planning")),
    path("", include("trede.orientation.urls_session")),
    path("", include("trede.orientation.urls_answers")),
]
