from django.urls import URLPattern, path

from trede.offers.views import participation_list, participations, partner, sending, used_time

FILE = "dossier/<int:pk>/"
ONE = FILE + "deelname/<int:participation_id>/"
SENT = "doorverwijzingen/"

urlpatterns: list[URLPattern] = [
    path(FILE + "aanbod/", participations.file_offers, name="file_offers"),
    path(FILE + "aanbod/voorstellen/", participations.new, name="participation_new"),
    path(ONE, participations.show, name="participation"),
    path(ONE + "doorsturen/", sending.new, name="participation_send"),
    path(ONE + "antwoord/", participations.heard, name="participation_record_answer"),
    path(ONE + "begin/", participations.start, name="participation_start"),
    path(ONE + "onderbreken/", participations.pause, name="participation_pause"),
    path(ONE + "hervatten/", participations.resume, name="participation_resume"),
    path(ONE + "einde/", participations.end, name="participation_end"),
    path(ONE + "niet-doorgaan/", participations.withdraw, name="participation_withdraw"),
    path(ONE + "voortgang/", participations.report, name="participation_report"),
    path(ONE + "uren/", used_time.note, name="participation_time"),
    path(ONE + "link/", sending.link, name="referral_link_new"),
    path(ONE + "brief/", sending.letter, name="referral_letter"),
    path(ONE + "vraag/", sending.answer_question, name="referral_reply"),
    path("deelnames/", participation_list.participations, name="participations"),
    path(SENT, partner.referrals, name="partner_referrals"),
    path(SENT + "<int:pk>/", partner.show, name="partner_referral"),
    path(SENT + "<int:pk>/<slug:deed>/", partner.answer, name="partner_referral_answer"),
]
