from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from trede.clients import scanning, sniffing, storage
from trede.clients.forms_care import BecauseForm, DocumentForm, UploadForm
from trede.clients.handling import go, posted
from trede.clients.models import Client, Document
from trede.clients.opening import open_client, sees_confidential
from trede.clients.tabs import top_of_file
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can

# A document that a browser opens all the same may run, load and send nothing.
SANDBOX = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@policy(Can.OPEN_FILE, logs_access=True)
def index(request: MemberRequest, pk: int) -> HttpResponse:
    client = open_client(request, pk, page="documents")
    documents = list(Document.objects.of_file(client).select_related("recorded_by__user"))
    if not sees_confidential(request.member, client):
        open_ones = [document for document in documents if not document.confidential]
    else:
        open_ones = documents
    page = {
        "client": client,
        "documents": open_ones,
        "hidden": len(documents) - len(open_ones),
        "scanner": scanning.scanner_is_set(),
        "may_write": request.member.may(Can.WRITE_FILE),
        "today": today(),
    }
    top = top_of_file(client, request.member, "documents")
    return render(request, "clients/care/documents.html", page | top)


@policy(Can.WRITE_FILE, logs_access=True)
def add(request: MemberRequest, pk: int) -> HttpResponse:
    client = open_client(request, pk, page="documents")
    form = UploadForm(posted(request), request.FILES or None)
    if form.is_valid() and form.add(client, by=request.member):
        return go(request, _("Het document staat in het dossier."), "documents", pk=client.pk)
    page = {"client": client, "form": form, "scanner": scanning.scanner_is_set()}
    return render(request, "clients/care/document_add.html", page)


@policy(Can.OPEN_FILE, logs_access=True)
def download(request: MemberRequest, pk: int, document_id: int) -> HttpResponse:
    client = open_client(request, pk, page="document")
    document = _document(request, client, document_id)
    response = HttpResponse(storage.read(document), content_type=document.media_type)
    extension = sniffing.EXTENSIONS[document.media_type]
    response["Content-Disposition"] = f'attachment; filename="document-{document.pk}.{extension}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "no-store"
    return response


@policy(Can.WRITE_FILE, logs_access=True)
def change(request: MemberRequest, pk: int, document_id: int) -> HttpResponse:
    client = open_client(request, pk, page="document")
    document = _document(request, client, document_id)
    form = DocumentForm(posted(request), instance=document)
    if form.is_valid() and form.change(by=request.member):
        return go(request, _("De gegevens van het document zijn bewaard."), "documents", pk=client.pk)
    return render(request, "clients/care/document_change.html", {"client": client, "form": form})


@policy(Can.WRITE_FILE, logs_access=True)
def retract(request: MemberRequest, pk: int, document_id: int) -> HttpResponse:
    client = open_client(request, pk, page="document")
    document = _document(request, client, document_id)
    form = BecauseForm(posted(request), initial={"version": document.version})
    if form.is_valid() and form.retract(document, by=request.member):
        return go(request, _("Het document is ingetrokken."), "documents", pk=client.pk)
    page = {"client": client, "document": document, "form": form}
    return render(request, "clients/care/document_retract.html", page)


def _document(request: MemberRequest, client: Client, document_id: int) -> Document:
    document = Document.objects.of_file(client).filter(pk=document_id).first()
    if document is None or (document.confidential and not sees_confidential(request.member, client)):
        raise Http404
    return document
