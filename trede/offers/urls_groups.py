from django.urls import URLPattern, path

from trede.offers.views import edition_sessions, editions, enrolling, finishing, hosts

LIST = "reeksen/"
ONE = LIST + "<int:edition_id>/"
PERSON = ONE + "deelnemer/<int:participation_id>/"
SESSION = ONE + "sessie/<int:session_id>/"
HOST = ONE + "werkgevers/<int:seat_id>/"

urlpatterns: list[URLPattern] = [
    path(LIST, editions.editions, name="editions"),
    path(LIST + "nieuw/", editions.new, name="edition_new"),
    path(ONE, editions.edition, name="edition"),
    path(ONE + "wijzigen/", editions.edit, name="edition_edit"),
    path(ONE + "schrappen/", editions.cancel, name="edition_cancel"),
    path(ONE + "inschrijven/", enrolling.edition_enrol, name="edition_enrol"),
    path(ONE + "inschrijven/bewaren/", enrolling.edition_enrol_add, name="edition_enrol_add"),
    path(PERSON + "plaats/", enrolling.edition_place, name="edition_place"),
    path(PERSON + "weg/", enrolling.edition_leave, name="edition_leave"),
    path(PERSON + "belofte/", enrolling.edition_promise, name="edition_promise"),
    path(PERSON + "brief.pdf", finishing.edition_letter, name="edition_letter"),
    path(ONE + "sessie/nieuw/", edition_sessions.session_add, name="edition_session_add"),
    path(SESSION, edition_sessions.edition_session, name="edition_session"),
    path(SESSION + "aanwezig/", edition_sessions.edition_mark, name="edition_mark"),
    path(SESSION + "verplaatsen/", edition_sessions.session_move, name="edition_session_move"),
    path(SESSION + "schrappen/", edition_sessions.session_cancel, name="edition_session_cancel"),
    path(ONE + "resultaten/", finishing.edition_finish, name="edition_finish"),
    path(ONE + "attesten.pdf", finishing.edition_certificates, name="edition_certificates"),
    path(ONE + "werkgevers/", hosts.edition_hosts, name="edition_hosts"),
    path(HOST + "was-er/", hosts.host_note, name="edition_host_note"),
    path(HOST + "weg/", hosts.host_withdraw, name="edition_host_withdraw"),
]
