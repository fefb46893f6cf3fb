"""Around the file: documents, doubles, locks, who follows, restriction, the client's copy, who looked."""

from django.urls import path

from trede.clients.views import access, assignments, copying, documents, locks, merging, restriction

DOSSIER = "dossier/<int:pk>/"
ASSIGNMENT = DOSSIER + "wie-volgt/<int:assignment_id>/"
DOCUMENT = DOSSIER + "documenten/<int:document_id>/"

urlpatterns = [
    path(DOSSIER + "documenten/", documents.index, name="documents"),
    path(DOSSIER + "documenten/toevoegen/", documents.add, name="document_add"),
    path(DOCUMENT, documents.change, name="document_change"),
    path(DOCUMENT + "bestand/", documents.download, name="document_download"),
    path(DOCUMENT + "intrekken/", documents.retract, name="document_retract"),
    path(DOSSIER + "samenvoegen/", merging.choose, name="file_merge"),
    path(DOSSIER + "samenvoegen/<int:other_id>/", merging.merge, name="file_merge_with"),
    path(DOSSIER + "splitsen/<int:part_id>/", merging.unmerge, name="file_unmerge"),
    path("dubbels/", merging.doubles, name="doubles"),
    path("dubbels/zoeken/", merging.look_for_doubles, name="doubles_search"),
    path("dubbels/<int:pair_id>/niet-dezelfde/", merging.not_a_double, name="not_a_double"),
    path(DOSSIER + "afschermen/", locks.lock, name="file_lock"),
    path(DOSSIER + "afschermen/opheffen/", locks.unlock, name="file_unlock"),
    path("afgeschermd/", locks.index, name="locks"),
    path(DOSSIER + "wie-volgt/", assignments.index, name="file_assign"),
    path(DOSSIER + "wie-volgt/toevoegen/", assignments.add, name="assignment_add"),
    path(ASSIGNMENT + "overdragen/", assignments.hand_over, name="assignment_hand_over"),
    path(ASSIGNMENT + "beeindigen/", assignments.stop, name="assignment_stop"),
    path(DOSSIER + "beperken/", restriction.restrict, name="file_restrict"),
    path("beperkt/", restriction.index, name="restrictions"),
    path(DOSSIER + "kopie/", copying.copy, name="file_copy"),
    path(DOSSIER + "wie-keek/", access.index, name="file_access"),
]
