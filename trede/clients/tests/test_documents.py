from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.cast import client_of, member_of
from trede.clients import storage
from trede.clients.actions.documents import add_document, change_document, retract_document
from trede.clients.models import Client, Document, DocumentKind, Restriction
from trede.clients.tests import uploads as u
from trede.clients.tests.clamd import EICAR, address, running_scanner
from trede.clients.tests.scene import queries_of, sign_in, url, verbs_on, words
from trede.core.errors import CaseError, Conflict
from trede.core.models import AccessLog, Event, Member

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def dossier(worker: Member) -> Client:
    return client_of(worker)


def put(dossier: Client, by: Member, content: bytes = u.PDF, **fields: Any) -> Document:
    given = {"kind": DocumentKind.CV, "title": "Cv"} | fields
    return add_document(Document(client=dossier, **given), content, by=by)


def upload(dossier: Client, by: Member, content: bytes, name: str, **fields: Any) -> Any:
    data = {"kind": "cv", "title": "Cv", "source": "client", "file": SimpleUploadedFile(name, content)}
    return sign_in(by).post(url("document_add", pk=dossier.pk), data | fields)


def stored(settings: Any) -> list[Path]:
    return sorted(Path(settings.MEDIA_ROOT).glob("??/*"))


def test_a_document_is_kept_encrypted_under_a_name_that_says_nothing(
    dossier: Client, worker: Member, settings: Any
) -> None:
    document = put(dossier, worker, title="Paspoort van Alex")
    (path,) = stored(settings)
    assert path.name == document.storage_name
    assert len(path.name) == 64
    assert b"PDF" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    assert storage.read(document) == u.PDF
    assert verbs_on(dossier.pk)[-1:] == ["document.added"]


def test_the_same_content_twice_is_said_and_kept_once(dossier: Client, worker: Member, settings: Any) -> None:
    put(dossier, worker, title="Mijn cv")
    with pytest.raises(CaseError, match="Mijn cv"):
        put(dossier, worker, title="Nog eens")
    assert (Document.objects.count(), len(stored(settings))) == (1, 1)


def test_a_confidential_double_does_not_tell_its_title(dossier: Client, worker: Member) -> None:
    put(dossier, worker, title="Geheim", confidential=True)
    with pytest.raises(CaseError) as refused:
        put(dossier, worker)
    assert "Geheim" not in str(refused.value)


def test_another_file_may_hold_the_same_content(dossier: Client, worker: Member) -> None:
    put(dossier, worker)
    put(client_of(worker), worker)
    assert Document.objects.count() == 2


def test_a_medical_attest_is_confidential_whatever_is_ticked(dossier: Client, worker: Member) -> None:
    document = put(dossier, worker, kind=DocumentKind.MEDICAL_LIMIT, confidential=False)
    assert document.confidential
    assert Event.objects.get(verb="document.added").compartment == "confidential"


def test_a_virus_leaves_nothing_behind(dossier: Client, worker: Member, settings: Any) -> None:
    with running_scanner() as server:
        settings.VIRUS_SCANNER = address(server)
        with pytest.raises(CaseError, match="virus"):
            put(dossier, worker, EICAR)
        assert put(dossier, worker, u.TEXT).scan == "clean"
    assert [Document.objects.count(), len(stored(settings))] == [1, 1]


def test_a_restricted_file_takes_no_document(dossier: Client, worker: Member, settings: Any) -> None:
    Restriction.objects.create(
        organisation=worker.organisation, client=dossier, ground="betwist", starts_on=date(2026, 1, 1)
    )
    with pytest.raises(CaseError, match="beperkt"):
        put(dossier, worker)
    assert stored(settings) == []


def test_a_row_that_is_refused_takes_its_bytes_along(dossier: Client, worker: Member, settings: Any) -> None:
    with pytest.raises(Exception, match="title"):
        put(dossier, worker, title="x" * 200)
    assert stored(settings) == []


def test_orphans_and_long_retracted_bytes_are_cleaned_up(
    dossier: Client, worker: Member, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, gone, recent = put(dossier, worker), put(dossier, worker, u.TEXT), put(dossier, worker, u.PNG)
    storage.store(b"lost", organisation_id=worker.organisation_id, client_id=dossier.pk)
    for document in (gone, recent):
        retract_document(document, by=worker, expected=1, because="verkeerd dossier")
    Document.objects.filter(pk=gone.pk).update(retracted_at=timezone.now() - timedelta(days=31))
    assert storage.clean_up() == 0
    monkeypatch.setattr(storage, "ORPHAN_AFTER", timedelta(seconds=-1))
    assert storage.clean_up() == 2
    assert {path.name for path in stored(settings)} == {kept.storage_name, recent.storage_name}
    with pytest.raises(CaseError, match="niet meer beschikbaar"):
        storage.read(gone)


def test_without_its_key_a_document_cannot_be_read(dossier: Client, worker: Member) -> None:
    from trede.core.models import SubjectKey

    document = put(dossier, worker)
    SubjectKey.objects.filter(subject=dossier.pk).delete()
    with pytest.raises(CaseError, match="niet meer beschikbaar"):
        storage.read(document)


def test_changing_and_retracting_leave_one_event_each(dossier: Client, worker: Member) -> None:
    document = put(dossier, worker)
    change_document(document, by=worker, expected=1, values={"title": "Cv 2026"})
    retract_document(document, by=worker, expected=2, because="dubbel")
    assert verbs_on(dossier.pk)[-3:] == ["document.added", "document.corrected", "document.retracted"]


def test_a_change_over_an_older_version_is_refused(dossier: Client, worker: Member) -> None:
    document = put(dossier, worker)
    change_document(Document.objects.get(), by=worker, expected=1, values={"title": "Eerst"})
    with pytest.raises(Conflict):
        change_document(document, by=worker, expected=1, values={"title": "Later"})
    assert Document.objects.get().title == "Eerst"


def test_bytes_cannot_be_changed(dossier: Client, worker: Member) -> None:
    with pytest.raises(ValueError, match="sha256"):
        change_document(put(dossier, worker), by=worker, expected=1, values={"sha256": "0"})


def test_an_upload_comes_back_as_it_was_with_a_neutral_name(dossier: Client, worker: Member) -> None:
    answer = upload(dossier, worker, u.PDF, "Paspoort Alex Peeters.pdf")
    assert (answer.status_code, answer.url) == (303, url("documents", pk=dossier.pk))
    document = Document.objects.get()
    back = sign_in(worker).get(url("document_download", pk=dossier.pk, document_id=document.pk))
    assert back.content == u.PDF
    assert back["Content-Disposition"] == f'attachment; filename="document-{document.pk}.pdf"'
    assert back["X-Content-Type-Options"] == "nosniff"
    assert back["Content-Security-Policy"].startswith("sandbox")
    assert AccessLog.objects.filter(page="document", subject=dossier.pk).count() == 1


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "leeg.pdf", "Dit bestand is leeg"),
        (b"a" * (20 * 1024 * 1024), "groot.txt", "groter dan 15 MB"),
        (u.EXE, "rekening.pdf", "niet aanvaard"),
        (u.HTML, "brief.txt", "niet aanvaard"),
        (u.with_macros(), "brief.docx", "macro"),
        (u.PNG, "foto.pdf", "de inhoud is PNG"),
    ],
)
def test_a_bad_upload_gets_a_sentence_and_leaves_nothing(
    dossier: Client, worker: Member, settings: Any, content: bytes, name: str, sentence: str
) -> None:
    answer = upload(dossier, worker, content, name)
    assert answer.status_code == 200
    assert sentence in words(answer)
    assert (Document.objects.count(), stored(settings)) == (0, [])


def test_no_file_at_all_gets_a_sentence(dossier: Client, worker: Member) -> None:
    answer = sign_in(worker).post(url("document_add", pk=dossier.pk), {"kind": "cv", "title": "x"})
    assert "Kies een bestand" in words(answer)


@pytest.mark.parametrize("name", ["سيرة ذاتية.pdf", "cv 😀.pdf", "‮fdp.exe.pdf", "a" * 90 + ".pdf"])
def test_strange_names_are_welcome_and_forgotten(dossier: Client, worker: Member, name: str) -> None:
    assert upload(dossier, worker, u.PDF, name, title="عنوان 😀").status_code == 303
    assert Document.objects.get().title == "عنوان 😀"


def test_sending_the_form_twice_keeps_one_document(dossier: Client, worker: Member) -> None:
    assert upload(dossier, worker, u.PDF, "cv.pdf").status_code == 303
    again = upload(dossier, worker, u.PDF, "cv.pdf")
    assert "staat al in dit dossier" in words(again)
    assert Document.objects.count() == 1


def test_the_screen_says_that_no_scanner_is_set(dossier: Client, worker: Member, settings: Any) -> None:
    page, form = url("documents", pk=dossier.pk), url("document_add", pk=dossier.pk)
    for address_ in (page, form):
        assert "Er is geen virusscanner ingesteld" in words(sign_in(worker).get(address_))
        settings.VIRUS_SCANNER = "127.0.0.1:3310"
        assert "geen virusscanner" not in words(sign_in(worker).get(address_))
        settings.VIRUS_SCANNER = ""


def test_a_role_that_reads_every_file_sees_how_many_are_confidential(dossier: Client, worker: Member) -> None:
    secret = put(dossier, worker, title="Attest arts", confidential=True)
    put(dossier, worker, u.TEXT, title="Gewoon")
    desk = sign_in(member_of(worker.organisation, "administratief"))
    page = words(desk.get(url("documents", pk=dossier.pk)))
    assert "Gewoon" in page
    assert "Attest arts" not in page
    assert "1 vertrouwelijk document" in page
    for name in ("document_download", "document_change", "document_retract"):
        assert desk.get(url(name, pk=dossier.pk, document_id=secret.pk)).status_code == 404


def test_a_document_of_another_file_does_not_exist_here(dossier: Client, worker: Member) -> None:
    other = put(client_of(worker), worker)
    address_ = url("document_download", pk=dossier.pk, document_id=other.pk)
    assert sign_in(worker).get(address_).status_code == 404


def test_a_retracted_document_is_gone_from_the_page(dossier: Client, worker: Member) -> None:
    document = put(dossier, worker)
    page = url("document_retract", pk=dossier.pk, document_id=document.pk)
    answer = sign_in(worker).post(page, {"because": "verkeerd dossier", "version": 1})
    assert answer.status_code == 303
    assert sign_in(worker).get(page).status_code == 404
    assert "Nog geen documenten" in words(sign_in(worker).get(url("documents", pk=dossier.pk)))


def test_a_change_by_a_colleague_meanwhile_is_told(dossier: Client, worker: Member) -> None:
    document = put(dossier, worker)
    change_document(Document.objects.get(), by=worker, expected=1, values={"title": "Van collega"})
    page = url("document_change", pk=dossier.pk, document_id=document.pk)
    data = {"kind": "cv", "title": "Van mij", "source": "client", "version": 1}
    assert "intussen gewijzigd" in words(sign_in(worker).post(page, data))
    assert Document.objects.get().title == "Van collega"


def test_an_outsider_finds_no_documents(dossier: Client, outsider: Member, worker: Member) -> None:
    document = put(dossier, worker)
    browser = sign_in(outsider)
    assert browser.get(url("documents", pk=dossier.pk)).status_code == 404
    assert browser.get(url("document_add", pk=dossier.pk)).status_code == 404
    address_ = url("document_download", pk=dossier.pk, document_id=document.pk)
    assert browser.get(address_).status_code == 404


@pytest.mark.parametrize("role", ["dpo", "beheerder", "partner"])
def test_roles_without_files_are_refused(dossier: Client, worker: Member, role: str) -> None:
    browser = sign_in(member_of(worker.organisation, role))
    assert browser.get(url("documents", pk=dossier.pk)).status_code == 403


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_the_page_takes_few_queries_whatever_the_number(dossier: Client, worker: Member, rows: int) -> None:
    for number in range(rows):
        put(dossier, worker, u.TEXT + str(number).encode(), title=f"Brief {number}")
    assert queries_of(sign_in(worker), url("documents", pk=dossier.pk)) <= 12
