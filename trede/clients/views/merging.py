from typing import Any

from django.db.models import Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from trede.clients import doubles as finding
from trede.clients.actions.merging import declare_not_double
from trede.clients.comparing import compare
from trede.clients.forms_care import FindForm, MergeForm, ReasonForm
from trede.clients.handling import go, posted
from trede.clients.models import Client, DoublesSearch, LikelyDouble
from trede.clients.opening import open_client, sees_confidential
from trede.clients.search import find
from trede.clients.tabs import client_tabs
from trede.core.models import Member
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can

PAGE = 25


@policy(Can.MERGE_FILES, logs_access=True)
def choose(request: MemberRequest, pk: int) -> HttpResponse:
    """From a file: which other one is the same person? The name that is searched is posted, never in the address."""
    client = open_client(request, pk, page="merge")
    form = FindForm(posted(request))
    found = None
    if form.is_valid():
        hits = find(request.member, form.cleaned_data["q"], limit=12)
        found = [hit for hit in hits if hit.client_id != client.pk]
    page = {
        "client": client,
        "form": form,
        "found": found,
        "pairs": [_other_of(pair, client) for pair in _pairs(request.member).filter(_holds(client))[:10]],
        "parts": list(Client.objects.filter(alias_of=client).order_by("number")),
    }
    return render(request, "clients/care/merge_choose.html", page)


@policy(Can.MERGE_FILES, logs_access=True)
def merge(request: MemberRequest, pk: int, other_id: int) -> HttpResponse:
    one = open_client(request, pk, page="merge")
    other = open_client(request, other_id, page="merge")
    if one.pk == other.pk:
        return HttpResponseRedirect(reverse("file_merge", kwargs={"pk": one.pk}))
    form = MergeForm(posted(request), one=one, other=other, initial={"lead": str(one.pk)})
    if form.is_valid() and form.merge(by=request.member):
        return go(
            request,
            _("De dossiers zijn samengevoegd. U kunt ze altijd weer splitsen."),
            "file",
            pk=form.leading.pk,
        )
    confidential = sees_confidential(request.member, one) and sees_confidential(request.member, other)
    page = {
        "client": one,
        "other": other,
        "form": form,
        "compared": compare(one, other, confidential=confidential),
    }
    return render(request, "clients/care/merge.html", page | {"confidential": confidential})


@policy(Can.MERGE_FILES, logs_access=True)
def unmerge(request: MemberRequest, pk: int, part_id: int) -> HttpResponse:
    client = open_client(request, pk, page="merge")
    part = get_object_or_404(Client.objects.filter(alias_of=client), pk=part_id)
    form = ReasonForm(posted(request))
    if form.is_valid() and form.unmerge(part, by=request.member):
        return go(request, _("De dossiers zijn gesplitst."), "file", pk=client.pk)
    return render(request, "clients/care/unmerge.html", {"client": client, "part": part, "form": form})


@policy(Can.MERGE_FILES)
def doubles(request: MemberRequest) -> HttpResponse:
    """Pairs that the last search through the organisation found, the likeliest first."""
    since = request.GET.get("na", "")
    pairs = list(_after(_pairs(request.member), since)[: PAGE + 1])
    last = pairs[PAGE - 1] if len(pairs) > PAGE else None
    page = {
        "pairs": pairs[:PAGE],
        "next": f"{last.score}_{last.pk}" if last else "",
        "later": bool(since),
        "searched": DoublesSearch.objects.filter(organisation=request.member.organisation_id).first(),
        "tabs": client_tabs(request.member, "doubles"),
    }
    return render(request, "clients/care/doubles.html", page)


def _after(pairs: Any, place: str) -> Any:
    """The pairs behind a place in the list ("87_1204": score and id); what is no place is the beginning."""
    score, _line, pk = place.partition("_")
    if not all(part.isascii() and part.isdigit() and len(part) < 19 for part in (score, pk)):
        return pairs
    return pairs.filter(Q(score__lt=int(score)) | Q(score=int(score), pk__gt=int(pk)))


@policy(Can.MERGE_FILES)
@require_POST
def look_for_doubles(request: MemberRequest) -> HttpResponse:
    finding.refresh_in_background.enqueue(request.member.organisation_id)
    return go(request, _("Trede zoekt nu naar dubbels. Herlaad deze pagina over een minuut."), "doubles")


@policy(Can.MERGE_FILES)
@require_POST
def not_a_double(request: MemberRequest, pair_id: int) -> HttpResponse:
    pair = get_object_or_404(_pairs(request.member), pk=pair_id)
    declare_not_double(one=pair.one, other=pair.other, by=request.member)
    return go(request, _("Genoteerd: dit zijn twee personen. Dit paar komt niet terug."), "doubles")


def _pairs(member: Member) -> Any:
    """Pairs of which this member may see both names: a locked file does not exist for others."""
    findable = Client.objects.findable_by(member).whole().filter(erased_at=None).values("pk")
    pairs = LikelyDouble.objects.filter(organisation=member.organisation_id)
    return (
        pairs.filter(one__in=findable, other__in=findable)
        .select_related("one", "other")
        .order_by("-score", "pk")
    )


def _holds(client: Client) -> Q:
    return Q(one=client) | Q(other=client)


def _other_of(pair: LikelyDouble, client: Client) -> dict[str, Any]:
    other = pair.other if pair.one_id == client.pk else pair.one
    return {"pair": pair, "other": other}
