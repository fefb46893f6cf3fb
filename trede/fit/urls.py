from django.urls import path

from trede.fit.views import caseload, person

FILE = "dossier/<int:pk>/wat-past/"
urlpatterns = [
    path(FILE, person.fit, name="fit"),
    path(FILE + "opmerking/", person.answer, name="fit_remark"),
    path(FILE + "aanbod/<int:offer_id>/", person.offer, name="fit_offer"),
    path(FILE + "opmerking/<int:remark_id>/terugnemen/", person.withdraw, name="fit_remark_withdraw"),
    path("wat-past/", caseload.who, name="fit_caseload"),
]
