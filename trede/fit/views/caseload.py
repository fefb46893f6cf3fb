"""Who fits where: one offer or edition, and everybody in the caseload."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from trede.clients.tabs import scopes_of
from trede.core import page_tabs
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.fit.arranging import nearness
from trede.fit.catalogue import Entry, entries_of
from trede.fit.forms import WhoForm
from trede.fit.lines import Line
from trede.fit.noting import link
from trede.fit.reading import Candidate, candidates, day_of
from trede.matching.fit import OFFERED, Verdict
from trede.offers.models import Edition

# Per verdict; the rest is one step away.
SHOWN = 50
EDITIONS = 60


@policy(Can.OPEN_FILE)
def who(request: MemberRequest) -> HttpResponse:
    """Choose an offer or an edition; see who fits, of whom to ask something, and who does not fit."""
    member = request.member
    entries = entries_of(member.organisation_id, today())
    editions = list(
        Edition.objects.of(member).coming().filter(for_hosts=False).order_by("starts_on", "pk")[:EDITIONS]
    )
    scopes = scopes_of(member)
    leads, first = "team" in scopes, "team" if scopes[0] == "team" else "eigen"
    form = WhoForm(
        request.GET,
        entries=[one for one in entries if one.terms.status == OFFERED and not one.for_hosts],
        editions=editions,
        leads=leads,
        first=first,
    )
    chosen = form.cleaned_data if form.is_valid() else {}
    entry, edition = _chosen(chosen, entries, editions)
    page: dict[str, Any] = {
        "form": form,
        "entry": entry,
        "edition": edition,
        "tabs": page_tabs.tabs("offers", member, "fit_caseload"),
    }
    if entry:
        on = day_of(edition, today())
        found = candidates(
            entry, entries, member=member, on=on, own=leads and (chosen.get("wie") or first) == "eigen"
        )
        page |= {"on": on, "groups": _groups(found, request.GET.get("toon", "")), "asked": len(found)}
        page |= {"may_propose": bool(member.may(Can.WRITE_FILE) and link("participation_new", pk=1))}
    return render(request, "fit/who.html", page)


def _chosen(
    chosen: dict[str, str], entries: list[Entry], editions: list[Edition]
) -> tuple[Entry | None, Edition | None]:
    """An edition says which offer it is of."""
    edition = next((one for one in editions if str(one.pk) == chosen.get("reeks")), None)
    wanted = str(edition.offer_id) if edition else chosen.get("aanbod", "")
    return next((one for one in entries if str(one.pk) == wanted), None), edition


def _groups(found: list[Candidate], shown: str) -> list[dict[str, Any]]:
    """By verdict; who has it already stands apart. One group can be shown whole."""
    groups: dict[str, list[Candidate]] = {Verdict.FITS: [], Verdict.UNKNOWN: [], Verdict.NO: [], "open": []}
    # By name, but first those who stand on the rung of the offer or just below it.
    for one in sorted(found, key=lambda one: nearness(one.fitting.entry.terms.rung, one.rung)):
        groups["open" if one.fitting.open else one.verdict].append(one)
    return [
        {
            "name": name,
            "count": len(people),
            "rows": [(one, Line(one.fitting)) for one in (people if shown == name else people[:SHOWN])],
            "more": shown != name and len(people) > SHOWN,
        }
        for name, people in groups.items()
    ]
