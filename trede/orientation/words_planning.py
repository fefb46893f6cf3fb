from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {
    "waitingentry.added": _("op de wachtlijst gezet"),
    "waitingentry.left": _("van de wachtlijst gehaald"),
    "waitingentry.prioritised": _("voorrang op de wachtlijst gewijzigd"),
    "waitingentry.promised": _("belofte of korte termijn op de wachtlijst gewijzigd"),
    "sessionseries.made": _("reeks van zittingen gemaakt"),
    "sessionseries.changed": _("reeks van zittingen gewijzigd"),
    "sessionseries.ended": _("reeks van zittingen beëindigd"),
    "orientationsession.made": _("zitting gemaakt"),
    "orientationsession.cancelled": _("zitting afgelast"),
    "orientationsession.changed": _("zitting gewijzigd"),
    "orientationsession.slot_added": _("tijdslot toegevoegd aan een zitting"),
    "orientationsession.slot_restored": _("tijdslot weer bruikbaar gemaakt"),
    "orientationsession.slot_withdrawn": _("tijdslot uit een zitting gehaald"),
    "orientationinvitation.made": _("uitgenodigd voor de trajectbepaling"),
    "orientationinvitation.printed": _("uitnodiging afgedrukt voor de post"),
    "interpreterrequest.needed": _("tolk nodig voor een afspraak"),
    "interpreterrequest.asked": _("tolk gevraagd"),
    "interpreterrequest.booked": _("tolk geboekt"),
    "interpreterrequest.confirmed": _("tolk bevestigd"),
    "interpreterrequest.cancelled": _("tolk afgezegd"),
    "interpreterrequest.paid": _("tolk betaald"),
}
PAGES: dict[str, str | Promise] = {
    "waiting_entry": _("plaats op de wachtlijst"),
    "waiting_invite": _("iemand uitnodigen"),
    "session_fill": _("een zitting vullen"),
    "session_letters": _("brieven van een zitting"),
    "invitation": _("uitnodiging voor de trajectbepaling"),
    "invitation_letter": _("brief met de uitnodiging"),
    "interpreter": _("tolkaanvraag"),
}
