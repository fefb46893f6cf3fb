"""Would the table see a hole? Each seeded hole takes one guard away; the table must turn red."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db.models import Q, Value
from django.shortcuts import get_object_or_404

from tests.house.matrix import differences, groups
from tests.house.town import Town, build
from tests.house.walk import pages
from trede.clients.models import Client
from trede.clients.models import client as client_models
from trede.clients.models.client import ClientQuerySet
from trede.clients.views import assignments, documents, facts
from trede.core.models import AccessGrant, Member
from trede.core.policies import PUBLIC
from trede.core.roles import Can
from trede.core.views import members, teams
from trede.imports.models import ImportRun
from trede.imports.views import pages as import_pages

pytestmark = [pytest.mark.slow_sqlite_only, pytest.mark.django_db(databases="__all__")]
Patch = pytest.MonkeyPatch
WORKER, CLERK, MANAGER = "trajectbegeleider", "administratief", "beheerder"


@dataclass(frozen=True)
class Hole:
    """One guard that `dig` takes away; `groups` as `column` is where it must show."""

    name: str
    dig: Callable[[Patch, Town], None]
    groups: tuple[str, ...]
    column: str = WORKER


def every_file_is_visible(patch: Patch, town: Town) -> None:
    patch.setattr(
        ClientQuerySet, "visible_to", lambda self, member: self.of(member).annotate(why=Value("role"))
    )


def every_name_is_found(patch: Patch, town: Town) -> None:
    patch.setattr(ClientQuerySet, "findable_by", lambda self, member: self.of(member))


def every_organisation_is_one(patch: Patch, town: Town) -> None:
    patch.setattr(ClientQuerySet, "of", lambda self, member: self)


def a_view_is_public(patch: Patch, town: Town) -> None:
    view = next(page.view for page in pages() if page.name == "looks")
    patch.setattr(view, "policy", PUBLIC)


def a_view_asks_a_lesser_verb(patch: Patch, town: Town) -> None:
    view = next(page.view for page in pages() if page.name == "fact_correct")
    patch.setattr(view, "policy", Can.SEE_TODAY)


def every_role_may_everything(patch: Patch, town: Town) -> None:
    patch.setattr("trede.core.models.member.verbs_of", lambda roles: frozenset(Can))


def a_page_fetches_without_asking(patch: Patch, town: Town) -> None:
    patch.setattr(facts, "open_client", lambda request, pk, page: Client.objects.get(pk=pk))


def locks_are_ignored(patch: Patch, town: Town) -> None:
    patch.setattr(client_models, "_in_locked_file", lambda: Q(pk__in=[]))


def beheer_sees_members_of_others(patch: Patch, town: Town) -> None:
    patch.setattr(members, "_of", lambda request: Member.objects.select_related("user"))


def beheer_sees_teams_of_others(patch: Patch, town: Town) -> None:
    from trede.core.models import Team

    patch.setattr(teams, "_team", lambda request, pk: get_object_or_404(Team, pk=pk))


def everybody_reads_the_confidential_part(patch: Patch, town: Town) -> None:
    for module in (facts, documents):
        patch.setattr(module, "sees_confidential", lambda member, client: True)


def lists_of_others_open(patch: Patch, town: Town) -> None:
    patch.setattr(import_pages, "_run", lambda request, pk: get_object_or_404(ImportRun, pk=pk))


def grants_never_end(patch: Patch, town: Town) -> None:
    patch.setattr(
        client_models,
        "grants_of",
        lambda member: AccessGrant.objects.filter(
            organisation=member.organisation_id, member__in=member.acts_for
        ),
    )


def grants_are_for_everybody(patch: Patch, town: Town) -> None:
    patch.setattr(
        client_models,
        "grants_of",
        lambda member: AccessGrant.objects.current().filter(organisation=member.organisation_id),
    )


def everybody_acts_for_everybody(patch: Patch, town: Town) -> None:
    everybody = frozenset(Member.objects.values_list("pk", flat=True))
    patch.setattr(Member, "acts_for", property(lambda self: everybody))


def a_fact_is_fetched_by_its_number_only(patch: Patch, town: Town) -> None:
    def fetched(request: Any, client: Any, kind: Any, fact_id: int, *, standing: bool = True) -> Any:
        return get_object_or_404(kind.model._base_manager, pk=fact_id)

    patch.setattr(facts, "_fact", fetched)


def anybody_ends_an_assignment(patch: Patch, town: Town) -> None:
    patch.setattr(assignments, "may_hand_over", lambda assignment, by: True)


HOLES = [
    Hole("visible_to", every_file_is_visible, ("read", "write")),
    Hole("findable_by", every_name_is_found, ("reason",)),
    Hole("organisation of clients", every_organisation_is_one, ("read",), CLERK),
    Hole("a policy gone", a_view_is_public, ("who-looked",)),
    Hole("a policy too wide", a_view_asks_a_lesser_verb, ("a-fact",), "dpo"),
    Hole("roles", every_role_may_everything, ("privacy", "members"), "partner"),
    Hole("open_client", a_page_fetches_without_asking, ("a-fact",)),
    Hole("locks", locks_are_ignored, ("read", "a-signal"), "maatschappelijk_werker"),
    Hole("organisation of members", beheer_sees_members_of_others, ("a-member",), MANAGER),
    Hole("organisation of teams", beheer_sees_teams_of_others, ("a-team",), MANAGER),
    Hole("confidential part", everybody_reads_the_confidential_part, ("a-confidential-fact",), CLERK),
    Hole("organisation of lists", lists_of_others_open, ("a-list",), CLERK),
    Hole("end of a grant", grants_never_end, ("read",)),
    Hole("whose grant", grants_are_for_everybody, ("read",)),
    Hole("acting for a colleague", everybody_acts_for_everybody, ("read",)),
    Hole("fact of another file", a_fact_is_fetched_by_its_number_only, ("a-fact-of-another-file",)),
    Hole("assignment of a colleague", anybody_ends_an_assignment, ("an-assignment-of-a-colleague",)),
]


def test_no_seeded_hole_survives() -> None:
    town, survived, red_before = build(), [], []
    for hole in HOLES:
        wanted = [group for group in groups() if group.name in hole.groups]
        if next(differences(town, hole.column, wanted), None):
            red_before.append(hole.name)
        with pytest.MonkeyPatch.context() as patch:
            hole.dig(patch, town)
            if next(differences(town, hole.column, wanted), None) is None:
                survived.append(hole.name)
    assert (red_before, survived) == ([], [])
