"""A fact may point at the document that proves it: always one of the same person."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from trede.clients.models.client import Client


def check_paper(fact: Any, name: str) -> None:
    """Raises ValidationError on the field `name` when its document stands in the file of somebody else."""
    paper = getattr(fact, name)
    if paper is None:
        return
    if paper.retracted_at or _head(paper.client) != _head(fact.client):
        raise ValidationError({name: _("Dit document staat niet in dit dossier. Kies een ander.")})


def _head(client: Client) -> int:
    """The whole file that this one is part of."""
    return client.alias_of_id or client.pk
