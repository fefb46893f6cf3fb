from django.urls import URLPattern, path

from trede.offers.views import catalogue, offer, terms

ONE = "aanbod/<int:offer_id>/"
CONDITION = f"{ONE}voorwaarde/<int:condition_id>/"
LIMIT = f"{ONE}grens/<int:limit_id>/"

urlpatterns: list[URLPattern] = [
    path("aanbod/", catalogue.index, name="offers"),
    path("aanbod/nieuw/", offer.new, name="offer_new"),
    path("aanbod/pdf/", catalogue.printed, name="offers_handout"),
    path("aanbod/trede/<int:rung>/", catalogue.rung, name="offers_rung"),
    path(ONE, offer.show, name="offer"),
    path(f"{ONE}wijzigen/", offer.edit, name="offer_edit"),
    path(f"{ONE}bevestigen/", offer.confirm, name="offer_confirm"),
    path(f"{ONE}stoppen/", offer.stop, name="offer_stop"),
    path(f"{ONE}hervatten/", offer.restart, name="offer_restart"),
    path(f"{ONE}geschiedenis/", offer.history, name="offer_history"),
    path(f"{ONE}voorwaarde/nieuw/", terms.condition_new, name="condition_new"),
    path(f"{CONDITION}wijzigen/", terms.condition_edit, name="condition_edit"),
    path(f"{CONDITION}einde/", terms.condition_end, name="condition_end"),
    path(f"{ONE}grens/nieuw/", terms.limit_new, name="limit_new"),
    path(f"{LIMIT}wijzigen/", terms.limit_edit, name="limit_edit"),
    path(f"{LIMIT}einde/", terms.limit_end, name="limit_end"),
]
