from django.urls import path

from trede.referral.views import answering, exemptions, listing, sending

FILE = "dossier/<int:pk>/"
LIST = "aanmeldingen/"
ONE = LIST + "<int:referral_id>/"
EXEMPTION = FILE + "vrijstellingen/<int:exemption_id>/"

urlpatterns = [
    path(LIST, listing.referrals, name="referrals"),
    path(LIST + "nieuw/", sending.find_file, name="referral_find"),
    path(FILE + "aanmelden/", sending.new, name="referral_new"),
    path(FILE + "aanmelden/criteria/", sending.criteria, name="referral_criteria"),
    path(ONE, answering.show, name="referral"),
    path(ONE + "aanvaarden/", answering.take_on, name="referral_accept"),
    path(ONE + "terugsturen/", answering.back, name="referral_send_back"),
    path(ONE + "opnieuw/", sending.again, name="referral_again"),
    path(ONE + "intrekken/", sending.take_back, name="referral_withdraw"),
    path(FILE + "vrijstellingen/", exemptions.of_file, name="file_exemptions"),
    path(FILE + "vrijstellingen/nieuw/", exemptions.new, name="exemption_new"),
    path(EXEMPTION, exemptions.show, name="exemption"),
    path(EXEMPTION + "herbekijken/", exemptions.look_again, name="exemption_review"),
    path(EXEMPTION + "verlengen/", exemptions.prolong, name="exemption_prolong"),
]
