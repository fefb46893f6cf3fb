"""Papers with something on them, in the first files of the town: enough to see how documents work."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache

import typst

from trede.clients import sniffing, storage
from trede.clients.models import Client, Document, DocumentKind
from trede.core import bulk, events
from trede.demo.filling import codes
from trede.demo.filling.clock import Clock
from trede.demo.filling.office import Office
from trede.demo.filling.piece import crew_of
from trede.demo.filling.sheet import Crew, Scribe, Sheet
from trede.demo.town.shapes import DocumentMeta, Person

FILES = 60
PAGE = """
#set document(title: "{title}", date: none)
#set page(paper: "a5")
#set text(lang: "nl")
= {title}
Voorbeeld in de demostad. Dit papier is verzonnen en hoort bij niemand.
"""


@cache
def _page(title: str) -> bytes:
    """The same bytes for the same title, whenever they are made."""
    return typst.compile(PAGE.format(title=title).encode(), pdf_standards="ua-1")


def write_documents(people: Iterable[Person], office: Office, clock: Clock) -> None:
    """The papers of these people; inside one transaction. Bytes without a row are swept up by the clean-up."""
    clients = {row.number: row for row in Client.objects.filter(organisation=office.pk, number__lte=FILES)}
    sheet = Sheet()
    for person in people:
        scribe = Scribe(clients[person.number], sheet, clock, Crew(crew_of(person, office)))
        for paper in _different(person.documents):
            _document(paper, scribe)
    bulk.insert(Document, sheet.rows[Document])
    events.record_all(list(sheet.changes()), by=None, organisation_id=office.pk)


def _different(papers: Iterable[DocumentMeta]) -> Iterator[DocumentMeta]:
    """The latest of each title: the same bytes are refused a second time on one file."""
    return iter({paper.title: paper for paper in papers}.values())


def _document(paper: DocumentMeta, scribe: Scribe) -> None:
    content, client = _page(paper.title), scribe.client
    scribe.fact(
        Document,
        paper.dated,
        told=True,
        kind=codes.DOCUMENTS[paper.type],
        title=paper.title,
        dated_on=paper.dated,
        confidential=paper.type == DocumentKind.MEDICAL_LIMIT,
        keep_until=paper.valid_until,
        storage_name=storage.store(content, organisation_id=client.organisation_id, client_id=client.pk),
        media_type=sniffing.MEDIA_TYPES["pdf"],
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
