from django.http import HttpResponse
from django.shortcuts import render

from trede.clients.forms_care import CopyForm
from trede.clients.handling import posted
from trede.clients.models import Document
from trede.clients.opening import open_client, sees_confidential
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can


@policy(Can.COPY_FILE, logs_access=True)
def copy(request: MemberRequest, pk: int) -> HttpResponse:
    client = open_client(request, pk, page="copy")
    documents = Document.objects.of_file(client)
    if not sees_confidential(request.member, client):
        documents = documents.filter(confidential=False)
    form = CopyForm(posted(request), documents=documents)
    if form.is_valid():
        packed = form.copy(client, by=request.member)
        if packed is not None:
            response = HttpResponse(packed, content_type="application/zip")
            response["Content-Disposition"] = f'attachment; filename="kopie-dossier-{client.pk}.zip"'
            response["Cache-Control"] = "no-store"
            return response
    return render(request, "clients/care/copy.html", {"client": client, "form": form})
