"""A copy of the file for the client (GDPR 15): a readable PDF, the same as data, and the documents."""

import io
import json
import zipfile
from collections.abc import Collection

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from trede.clients import storage
from trede.clients.comparing import is_open
from trede.clients.copy_words import page_of
from trede.clients.copying import Contents, as_data, contents_of, file_name
from trede.clients.models import Client
from trede.clients.opening import sees_confidential
from trede.clients.records import is_confidential
from trede.core import events
from trede.core.errors import CaseError, NotAllowed
from trede.core.models import Member
from trede.letters.pdf import pdf


def copy_file(client: Client, *, by: Member, leave_out: Collection[int] = (), note: str = "") -> bytes:
    """The ZIP for the client. `leave_out`: ids of documents with data of others; `note`: why.

    `client` comes from `visible_to`, so that its `why` says what `by` may read. Raises NotAllowed when the file
    has a confidential part that `by` may not read: such a copy would not be whole. Raises CaseError when a
    document is left out without a word why, or its bytes are gone.
    """
    with override("nl"):  # The copy is for the client, whatever language the worker's screens speak.
        contents = contents_of(client, leave_out=leave_out)
    _check(contents, by, note)
    with override("nl"):
        packed = _pack(contents)
    with transaction.atomic():
        events.record(
            "client.copied",
            client,
            by=by,
            organisation_id=client.organisation_id,
            subject=client.pk,
            after={"documents": len(contents.documents), "left_out": len(contents.left_out)},
            note=note.strip(),
        )
    return packed


def _check(contents: Contents, by: Member, note: str) -> None:
    confidential = any(not is_open(fact) for facts in contents.facts.values() for fact in facts) or any(
        is_confidential(row) for rows in contents.records.values() for row in rows
    )
    if confidential and not sees_confidential(by, contents.client):
        raise NotAllowed(
            _("Dit dossier heeft een vertrouwelijk deel. Laat de kopie maken door wie het dossier volgt.")
        )
    if contents.left_out and not note.strip():
        raise CaseError(_("Schrijf waarom u documenten weglaat. Dat blijft in de geschiedenis staan."))


def _pack(contents: Contents) -> bytes:
    buffer = io.BytesIO()
    data = json.dumps(as_data(contents), cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("dossier.pdf", pdf("copy", page_of(contents)))
        archive.writestr("dossier.json", data)
        for document in contents.documents:
            archive.writestr(file_name(document), storage.read(document))
    return buffer.getvalue()
