from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from trede.clients.kinds import ALL_KINDS
from trede.clients.views import (
    barriers,
    client,
    consent,
    contact,
    drafts,
    facts,
    own_barriers,
    reassignment,
    retention,
    signals,
    week,
)


class KindConverter(StringConverter):
    """Only the kinds that exist, so that other pages of a file may have their own words."""

    regex = "|".join(ALL_KINDS)


register_converter(KindConverter, "kind")
FILE = "dossier/<int:pk>/"
FACT = FILE + "<kind:slug>/<int:fact_id>/"

urlpatterns = [
    path("beheer/medewerkers/<int:pk>/dossiers/", reassignment.reassign, name="reassign"),
    path("privacy/bewaartermijnen/", retention.index, name="retention"),
    path("privacy/bewaartermijnen/proef/", retention.dry_run, name="retention_dry_run"),
    path("privacy/bewaartermijnen/wissen/", retention.execute, name="retention_execute"),
    path("clienten/nieuw/", client.new, name="client_new"),
    path(FILE + "gegevens/", client.edit, name="client_edit"),
    path(FILE + "gegevens/geschiedenis/", client.history, name="client_history"),
    path(FILE + "sluiten/", client.close, name="client_close"),
    path(FILE + "heropenen/", client.reopen, name="client_reopen"),
    path(FILE + "overlijden/", client.died, name="client_died"),
    path(FILE + "verhuisd/", client.moved, name="client_moved"),
    path(FILE + "concept/", drafts.keep, name="draft_keep"),
    path(FILE + "concept/weg/", drafts.forget, name="draft_forget"),
    path(FILE + "week/", week.edit, name="client_week"),
    path(FILE + "contactpoging/", contact.attempt, name="attempt_add"),
    path(FILE + "adres/<int:fact_id>/post-terug/", contact.returned, name="post_returned"),
    path(FILE + "adres/<int:fact_id>/post-in-orde/", contact.post_works, name="post_works"),
    path(FILE + "drempel/<int:barrier_id>/opgelost/", barriers.lift, name="barrier_lift"),
    path(FILE + "toestemming/<int:consent_id>/terugnemen/", consent.withdraw, name="consent_withdraw"),
    path("drempels/", own_barriers.index, name="own_barriers"),
    path("drempels/nieuw/", own_barriers.add, name="own_barrier_new"),
    path("drempels/<int:own_id>/", own_barriers.rename, name="own_barrier_rename"),
    path("drempels/<int:own_id>/stoppen/", own_barriers.retire, name="own_barrier_retire"),
    path("drempels/<int:own_id>/hervatten/", own_barriers.resume, name="own_barrier_resume"),
    path(FILE + "signaal/", signals.raise_by_hand, name="signal_add"),
    path("signalen/", signals.waiting, name="signals"),
    path("signalen/<int:signal_id>/", signals.acknowledge, name="signal_acknowledge"),
    path(FILE + "<kind:slug>/toevoegen/", facts.add, name="fact_add"),
    path(FACT + "verbeteren/", facts.correct, name="fact_correct"),
    path(FACT + "beeindigen/", facts.end, name="fact_end"),
    path(FACT + "intrekken/", facts.retract, name="fact_retract"),
    path(FACT + "geschiedenis/", facts.history, name="fact_history"),
    path("", include("trede.clients.urls_care")),
]
