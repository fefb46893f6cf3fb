"""File numbers for the pages of core, which knows clients as plain numbers only."""

from django.db.models import Q

from trede.clients.models import Client


def numbers_of(organisation_id: int, subjects: set[int]) -> dict[int, int]:
    """File number by client id."""
    rows = Client.objects.filter(organisation=organisation_id, pk__in=subjects)
    return dict(rows.values_list("pk", "number"))


def subjects_of(organisation_id: int, number: int) -> list[int]:
    """The ids of the file with this number and of the files merged into it."""
    here = Q(number=number) | Q(alias_of__number=number, alias_of__organisation=organisation_id)
    return list(Client.objects.filter(here, organisation=organisation_id).values_list("pk", flat=True))
