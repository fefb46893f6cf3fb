from django.urls import path

from trede.orientation.views import filling, interpreters, invitations, sessions, waiting

urlpatterns = [
    path("wachtlijst/", waiting.waiting, name="waiting"),
    path("wachtlijst/<int:pk>/voorrang/", waiting.priority, name="waiting_priority"),
    path("wachtlijst/<int:pk>/belofte/", waiting.promise, name="waiting_promise"),
    path("wachtlijst/<int:pk>/weg/", waiting.leave, name="waiting_leave"),
    path("wachtlijst/<int:pk>/uitnodigen/", waiting.invite_, name="waiting_invite"),
    path("dossier/<int:pk>/wachtlijst/", waiting.add, name="waiting_add"),
    path("zittingen/", sessions.sessions, name="sessions"),
    path("zittingen/nieuw/", sessions.session_new, name="session_new"),
    path("zittingen/reeks/nieuw/", sessions.series_new, name="series_new"),
    path("zittingen/reeks/<int:pk>/", sessions.series, name="series"),
    path("zittingen/reeks/<int:pk>/wijzigen/", sessions.series_change, name="series_change"),
    path("zittingen/reeks/<int:pk>/einde/", sessions.series_end, name="series_end"),
    path("zittingen/<int:pk>/", sessions.session, name="session"),
    path("zittingen/<int:pk>/vullen/", filling.session_fill, name="session_fill"),
    path("zittingen/<int:pk>/brieven/", filling.session_letters, name="session_letters"),
    path("zittingen/<int:pk>/brieven/afdruk.pdf", filling.session_letters_pdf, name="session_letters_pdf"),
    path("zittingen/<int:pk>/wijzigen/", sessions.session_change, name="session_change"),
    path("zittingen/<int:pk>/afgelasten/", sessions.session_cancel, name="session_cancel"),
    path("zittingen/<int:pk>/tijdslot/", sessions.slot_add, name="slot_add"),
    path("zittingen/tijdslot/<int:pk>/weg/", sessions.slot_withdraw, name="slot_withdraw"),
    path("zittingen/tijdslot/<int:pk>/terug/", sessions.slot_restore, name="slot_restore"),
    path("zittingen/uitnodiging/<int:pk>/", invitations.invitation, name="invitation"),
    path("zittingen/uitnodiging/<int:pk>/brief.pdf", invitations.invitation_letter, name="invitation_letter"),
    path(
        "zittingen/uitnodiging/<int:pk>/afgelast.pdf",
        invitations.invitation_cancelled,
        name="invitation_cancelled",
    ),
    path(
        "zittingen/uitnodiging/<int:pk>/vrijgeven/", invitations.invitation_release, name="invitation_release"
    ),
    path("zittingen/uitnodiging/<int:pk>/tolk/", interpreters.interpreter_want, name="interpreter_want"),
    path("tolken/", interpreters.interpreters, name="interpreters"),
    path("tolken/<int:pk>/", interpreters.interpreter, name="interpreter"),
]
