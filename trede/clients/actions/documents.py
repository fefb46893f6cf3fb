"""Documents on the file: kept encrypted, recognised by their content, scanned where a scanner is set."""

import hashlib
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from trede.clients import scanning, sniffing, storage
from trede.clients.actions.facts import add_fact, check_writable, correct_fact, retract_fact
from trede.clients.models import Client, Document, DocumentKind
from trede.core.errors import CaseError
from trede.core.models import Member

CHANGEABLE = ("kind", "title", "dated_on", "confidential", "keep_until", "source")


def add_document(document: Document, content: bytes, *, by: Member, name: str = "") -> Document:
    """Keep a document on `document.client`. `name` is that of the uploaded file: only its ending is looked at.

    The bytes are written first and the row with its event in one transaction after; bytes whose row never
    came are dropped by `storage.clean_up`. Raises CaseError (kind of file, virus, double) or ValidationError.
    """
    check_writable(document.client)
    document.confidential = document.confidential or document.kind == DocumentKind.MEDICAL_LIMIT
    recognised = sniffing.recognise(content, name)
    document.sha256 = hashlib.sha256(content).hexdigest()
    _refuse_double(document, by=by)
    document.scan = scanning.scan(content)
    document.media_type = recognised.media_type
    document.size = len(content)
    document.storage_name = storage.store(
        content, organisation_id=document.client.organisation_id, client_id=document.client_id
    )
    try:
        return _write_row(document, by=by)
    except Exception:
        storage.remove(document.storage_name)
        raise


@transaction.atomic
def _write_row(document: Document, *, by: Member) -> Document:
    # Two clicks on the button: the second waits here for the first, and then sees it.
    Client.objects.select_for_update(of=("self",)).get(pk=document.client_id)
    _refuse_double(document, by=by)
    add_fact(document, by=by)
    return document


def _refuse_double(document: Document, *, by: Member) -> None:
    same = Document.objects.of_file(document.client).filter(sha256=document.sha256).first()
    if same is None:
        return
    if same.confidential:
        raise CaseError(_("Dit document staat al in het vertrouwelijke deel van dit dossier."))
    raise CaseError(
        _("Dit document staat al in dit dossier: “%(title)s”, toegevoegd op %(day)s.")
        % {"title": same.title, "day": same.recorded_at.strftime("%d/%m/%Y")}
    )


def change_document(document: Document, *, by: Member, expected: int, values: dict[str, Any]) -> Document:
    """Change what is said of a document, never its bytes. Raises Conflict, CaseError or ValidationError."""
    if unknown := values.keys() - set(CHANGEABLE):
        raise ValueError(f"not changeable: {sorted(unknown)}")
    if values.get("kind", document.kind) == DocumentKind.MEDICAL_LIMIT:
        values = values | {"confidential": True}
    correct_fact(document, by=by, expected=expected, values=values)
    return document


def retract_document(document: Document, *, by: Member, expected: int, because: str) -> Document:
    """Take a document off the file; its bytes stay 30 days for a mistake. Raises Conflict or CaseError."""
    retract_fact(document, by=by, expected=expected, because=because)
    return document
