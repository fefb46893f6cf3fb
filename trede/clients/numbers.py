"""File numbers and names for the rooms that know clients as plain numbers only."""

from typing import Any

from django.db.models import Q, QuerySet

from trede.clients.models import Client
from trede.core.models import Member
from trede.core.subjects import Named


def numbers_of(organisation_id: int, subjects: set[int]) -> dict[int, int]:
    """File number by client id."""
    rows = Client.objects.filter(organisation=organisation_id, pk__in=subjects)
    return dict(rows.values_list("pk", "number"))


def subjects_of(organisation_id: int, number: int) -> list[int]:
    """The ids of the file with this number and of the files merged into it."""
    here = Q(number=number) | Q(alias_of__number=number, alias_of__organisation=organisation_id)
    return list(Client.objects.filter(here, organisation=organisation_id).values_list("pk", flat=True))


def names_of(member: Member, subjects: set[int]) -> dict[int, Named]:
    """Name and file number by client id, of the files that this member may find."""
    rows = Client.objects.findable_by(member).filter(pk__in=subjects)
    return {row.pk: Named(row.name, row.number) for row in rows.only("last_name", "first_names", "number")}


def hidden_from(member: Member) -> QuerySet[Any, Any]:
    """The files, and what was merged into them, that are locked for this member."""
    return Client.objects.hidden_from(member).values("pk")
