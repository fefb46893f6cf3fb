from django.urls import path

from trede.core.views import absences, invitations, members, organisation, roles, session, teams

urlpatterns = [
    path("organisatie/kiezen/<int:pk>/", session.switch, name="switch_organisation"),
    path("beheer/", members.index, name="members"),
    path("beheer/medewerkers/<int:pk>/", members.detail, name="member"),
    path("beheer/medewerkers/<int:pk>/gegevens/", members.change, name="member_change"),
    path("beheer/medewerkers/<int:pk>/rol/", members.role_add, name="role_add"),
    path("beheer/medewerkers/<int:pk>/uit-dienst/", members.leave, name="member_leave"),
    path("beheer/medewerkers/<int:pk>/tweede-factor/", members.factor_reset, name="factor_reset"),
    path("beheer/rollen/<int:pk>/beeindigen/", members.role_end, name="role_end"),
    path("beheer/uitnodigen/", invitations.invite, name="invite"),
    path("beheer/uitnodigingen/<int:pk>/opnieuw/", invitations.renew, name="invitation_renew"),
    path("beheer/uitnodigingen/<int:pk>/intrekken/", invitations.withdraw, name="invitation_withdraw"),
    path("uitnodiging/<str:token>/", invitations.accept, name="invitation_accept"),
    path("beheer/teams/", teams.index, name="teams"),
    path("beheer/teams/nieuw/", teams.new, name="team_new"),
    path("beheer/teams/<int:pk>/", teams.detail, name="team"),
    path("beheer/teams/<int:pk>/naam/", teams.rename, name="team_rename"),
    path("beheer/teams/<int:pk>/lid/", teams.join, name="team_join"),
    path("beheer/teams/<int:pk>/stoppen/", teams.close, name="team_close"),
    path("beheer/teamleden/<int:pk>/beeindigen/", teams.leave, name="team_leave"),
    path("beheer/teamleden/<int:pk>/leiding/", teams.lead, name="team_lead"),
    path("beheer/organisatie/", organisation.detail, name="organisation"),
    path("beheer/organisatie/gegevens/", organisation.change, name="organisation_change"),
    path("beheer/organisatie/hoedanigheid/", organisation.capacity_add, name="capacity_add"),
    path("beheer/hoedanigheden/<int:pk>/beeindigen/", organisation.capacity_end, name="capacity_end"),
    path("beheer/organisatie/instelling/", organisation.setting, name="local_setting"),
    path("rollen/", roles.index, name="roles"),
    path("afwezigheid/", absences.index, name="absences"),
    path("afwezigheid/<int:pk>/", absences.end, name="absence_end"),
]
