from django.urls import path

from trede.council.views import agenda, decisions, meetings, notifications, overview, proposals

FILE = "dossier/<int:pk>/"
COUNCIL = "comite/"
MEETING = COUNCIL + "zitting/<int:pk>/"
PROPOSAL = COUNCIL + "voorstel/<int:proposal_id>/"
DECISION = COUNCIL + "beslissing/<int:decision_id>/"

urlpatterns = [
    path(COUNCIL, overview.council, name="council"),
    path(FILE + "voorstellen/", proposals.of_file, name="file_proposals"),
    path(FILE + "voorstellen/nieuw/", proposals.new, name="proposal_new"),
    path(COUNCIL + "zitting/nieuw/", meetings.new, name="meeting_new"),
    path(MEETING, meetings.show, name="meeting"),
    path(MEETING + "wijzigen/", meetings.change, name="meeting_change"),
    path(MEETING + "agenda.pdf", agenda.as_pdf, name="meeting_agenda"),
    path(MEETING + "afsluiten/", agenda.close, name="meeting_close"),
    path(MEETING + "weer-openen/", agenda.reopen, name="meeting_reopen"),
    path(MEETING + "erbij/<int:proposal_id>/", agenda.put, name="meeting_add"),
    path(MEETING + "eraf/<int:proposal_id>/", agenda.take, name="meeting_remove"),
    path(MEETING + "hoger/<int:proposal_id>/", agenda.up, name="meeting_up"),
    path(PROPOSAL, proposals.show, name="proposal"),
    path(PROPOSAL + "intrekken/", proposals.take_back, name="proposal_withdraw"),
    path(PROPOSAL + "beslissen/", decisions.record, name="proposal_decide"),
    path(DECISION + "verbeteren/", decisions.correct_wrong, name="decision_correct"),
    path(DECISION + "kennisgeving/", notifications.make, name="notification_new"),
    path(DECISION + "kennisgeving/verstuurd/", notifications.sent, name="notification_sent"),
    path(DECISION + "kennisgeving.pdf", notifications.as_pdf, name="notification_pdf"),
]
