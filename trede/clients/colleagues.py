"""Who can follow files in an organisation, and how many each follows now."""

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import ngettext

from trede.clients.models import CaseAssignment, Client
from trede.core.models import Member, Organisation
from trede.core.roles import ROLES, Can

FOLLOWING_ROLES = [role for role, verbs in ROLES.items() if Can.OPEN_FILE in verbs]


def colleagues_of(organisation: Organisation) -> QuerySet[Member]:
    """Members who work here today in a role that opens files, by name."""
    working = Member.objects.of(organisation).working().with_role(*FOLLOWING_ROLES)
    return working.select_related("user").order_by("user__name", "pk")


def followers_first(client: Client) -> QuerySet[Member]:
    """The colleagues, with `follows`: those who follow this file first."""
    running = CaseAssignment.objects.current().filter(client__in=client.file_ids, member=OuterRef("pk"))
    return (
        colleagues_of(client.organisation)
        .annotate(follows=Exists(running))
        .order_by("-follows", "user__name", "pk")
    )


def caseloads(members: Iterable[Member | int]) -> dict[int, int]:
    """How many files each of these members follows today, by the id of the member."""
    running = CaseAssignment.objects.current().filter(member__in=list(members))
    counted = running.order_by().values("member").annotate(files=Count("client", distinct=True))
    return dict(counted.values_list("member", "files"))


def caseload_words(count: int) -> str:
    return ngettext("volgt %(count)s dossier", "volgt %(count)s dossiers", count) % {"count": count}
