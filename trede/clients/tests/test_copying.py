import io
import json
import zipfile
from datetime import date
from typing import Any

import pytest

from tests.cast import client_of, member_of
from trede.clients.actions.copying import copy_file
from trede.clients.actions.documents import add_document
from trede.clients.actions.facts import add_fact
from trede.clients.actions.merging import merge_files
from trede.clients.actions.restriction import restrict_file
from trede.clients.copy_words import page_of
from trede.clients.copying import contents_of
from trede.clients.models import Barrier, Client, ContactPoint, Document, HouseholdMember
from trede.clients.tests import uploads as u
from trede.clients.tests.scene import sign_in, url, verbs_on, words
from trede.core.access import look_with_reason
from trede.core.errors import CaseError, NotAllowed
from trede.core.models import AccessLog, Member
from trede.letters.pdf import pdf
from trede.outbox.actions.posting import post

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def dossier(worker: Member) -> Client:
    return client_of(worker, last_name="Haddad", insz="90051700104")


def unpacked(packed: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def said(client: Client) -> str:
    return json.dumps(page_of(contents_of(client)), ensure_ascii=False)


def put(client: Client, by: Member, content: bytes = u.PDF, **more: Any) -> Document:
    document = Document(client=client, **({"kind": "cv", "title": "Cv"} | more))
    return add_document(document, content, by=by)


def test_the_copy_holds_a_tagged_pdf_the_data_and_the_documents(dossier: Client, worker: Member) -> None:
    document = put(dossier, worker)
    parts = unpacked(copy_file(dossier, by=worker))
    assert set(parts) == {"dossier.pdf", "dossier.json", f"documenten/document-{document.pk}.pdf"}
    assert parts[f"documenten/document-{document.pk}.pdf"] == u.PDF
    assert parts["dossier.pdf"].startswith(b"%PDF-")
    assert b"pdfuaid:part" in parts["dossier.pdf"]
    assert json.loads(parts["dossier.json"])["person"]["insz"] == "90051700104"
    assert verbs_on(dossier.pk)[-1] == "client.copied"


def test_every_fact_is_in_both(dossier: Client, worker: Member) -> None:
    point = ContactPoint(
        client=dossier, channel="email", value="alex@example.org", starts_on=date(2026, 1, 1)
    )
    add_fact(point, by=worker)
    assert "alex@example.org" in said(dossier)
    data = json.loads(unpacked(copy_file(dossier, by=worker))["dossier.json"])
    assert [row["value"] for row in data["facts"]["contactpoint"]] == ["alex@example.org"]
    assert "Contactgegeven toegevoegd" in {row["what"] for row in data["events"]}


def test_what_belongs_to_others_stays_out(dossier: Client, worker: Member) -> None:
    child = HouseholdMember(
        client=dossier,
        relation="child",
        first_name="Noor",
        birth_date=date(2019, 2, 3),
        dependent=True,
        starts_on=date(2020, 1, 1),
    )
    add_fact(child, by=worker)
    point = ContactPoint(
        client=dossier,
        channel="mobile",
        value="+32470123456",
        owner="Buurman Jos",
        starts_on=date(2026, 1, 1),
    )
    add_fact(point, by=worker)
    everything = said(dossier) + unpacked(copy_file(dossier, by=worker))["dossier.json"].decode()
    assert "Kind" in everything
    for name in ("Noor", "2019-02-03", "03/02/2019", "Buurman", worker.name):
        assert name not in everything


def test_functions_stand_where_names_would(dossier: Client, worker: Member) -> None:
    third = member_of(worker.organisation, "maatschappelijk_werker", function="Maatschappelijk assistent")
    look_with_reason(by=third, subject=dossier.pk, reason="cliënt aan het loket")
    text = said(dossier)
    assert "Maatschappelijk assistent" in text
    assert "Inzage met reden" in text
    assert third.name not in text


def test_a_merged_file_goes_along(dossier: Client, worker: Member) -> None:
    other = client_of(worker)
    barrier = Barrier(
        client=other, code="language", severity=1, note="leert snel", starts_on=date(2026, 1, 1)
    )
    add_fact(barrier, by=worker)
    merge_files(lead=dossier, other=other, by=worker, reason="dubbel")
    assert "leert snel" in said(Client.objects.get(pk=dossier.pk))


def test_a_document_with_data_of_others_is_left_out_with_a_reason(dossier: Client, worker: Member) -> None:
    document = put(dossier, worker, title="Vonnis")
    with pytest.raises(CaseError, match="weglaat"):
        copy_file(dossier, by=worker, leave_out={document.pk})
    parts = unpacked(copy_file(dossier, by=worker, leave_out={document.pk}, note="noemt de ex-partner"))
    assert set(parts) == {"dossier.pdf", "dossier.json"}
    assert b"Vonnis" not in parts["dossier.json"].split(b'"events"')[0]
    assert json.loads(parts["dossier.json"])["documents_left_out"] == 1


def test_who_may_not_read_the_confidential_part_makes_no_half_copy(dossier: Client, worker: Member) -> None:
    desk = member_of(worker.organisation, "administratief")
    seen = Client.objects.visible_to(desk).get(pk=dossier.pk)
    assert unpacked(copy_file(seen, by=desk))
    add_fact(Barrier(client=dossier, code="health", severity=2, starts_on=date(2026, 1, 1)), by=worker)
    with pytest.raises(NotAllowed, match="vertrouwelijk"):
        copy_file(seen, by=desk)
    assert verbs_on(dossier.pk).count("client.copied") == 1


def test_a_restricted_file_may_be_copied(dossier: Client, worker: Member) -> None:
    restrict_file(dossier, by=worker, ground="betwist")
    assert "dossier.pdf" in unpacked(copy_file(dossier, by=worker))


@pytest.mark.parametrize(
    "name", ['#import "x"', "$x^2$", "*vet* _x_ @ref <label> \\", "محمد الأمين", "Łukasz Ștefan ß", "😀"]
)
def test_text_is_never_read_as_markup(worker: Member, name: str) -> None:
    client = client_of(worker, last_name=name, known_as=name)
    assert pdf("copy", page_of(contents_of(client))).startswith(b"%PDF-")


def test_nothing_is_forgotten_in_the_explanation(dossier: Client) -> None:
    text = said(dossier)
    for word in (
        "Gegevensbeschermingsautoriteit",
        "artikel 15",
        "jaar na het sluiten",
        "Ontvangers",
        "bezwaar",
    ):
        assert word in text


def test_the_page_gives_one_file_with_a_neutral_name(dossier: Client, worker: Member) -> None:
    browser = sign_in(worker)
    assert "artikel 15 AVG" in words(browser.get(url("file_copy", pk=dossier.pk)))
    assert "client.copied" not in verbs_on(dossier.pk)
    answer = browser.post(url("file_copy", pk=dossier.pk), {})
    assert answer["Content-Disposition"] == f'attachment; filename="kopie-dossier-{dossier.pk}.zip"'
    assert "dossier.pdf" in unpacked(answer.content)
    assert AccessLog.objects.filter(page="copy", subject=dossier.pk).exists()


def test_bad_input_gets_a_sentence(dossier: Client, worker: Member) -> None:
    document = put(dossier, worker)
    page = url("file_copy", pk=dossier.pk)
    browser = sign_in(worker)
    assert "Schrijf waarom" in words(browser.post(page, {"leave_out": [document.pk]}))
    assert "Nog niet bewaard" in words(browser.post(page, {"leave_out": ["999999"]}))
    assert "client.copied" not in verbs_on(dossier.pk)


@pytest.mark.parametrize("role", ["werkvloercoach", "dpo", "beheerder", "partner"])
def test_roles_that_do_not_copy_are_refused(dossier: Client, worker: Member, role: str) -> None:
    assert (
        sign_in(member_of(worker.organisation, role)).get(url("file_copy", pk=dossier.pk)).status_code == 403
    )


def test_an_outsider_gets_no_copy(dossier: Client, outsider: Member) -> None:
    assert sign_in(outsider).post(url("file_copy", pk=dossier.pk)).status_code == 404


def test_what_was_sent_to_the_client_is_in_the_copy(dossier: Client, worker: Member) -> None:
    values = {"to": "alex@example.org", "title": "Uitnodiging", "text": "Dag Alex", "language": "nl"}
    post(
        organisation_id=worker.organisation_id,
        subject=dossier.pk,
        channel="email",
        purpose="invitation",
        cause="invitation:1",
        by=worker,
        **values,
    )
    data = json.loads(unpacked(copy_file(dossier, by=worker))["dossier.json"])
    (message,) = data["messages"]
    assert {name: message[name] for name in values} == values
    assert "E-mail, uitnodiging (wacht)" in said(dossier)
    assert "Dag Alex" not in said(dossier)
