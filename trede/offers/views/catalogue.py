"""The catalogue: every offer, found by need and by filter; and one view a rung, as the handout."""

from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.ladder.models import Rung
from trede.letters.pdf import pdf
from trede.offers.forms_catalogue import TO_CONFIRM, CatalogueFilter
from trede.offers.handout import handout, split_by_place
from trede.offers.models import Offer, OfferStatus
from trede.offers.reading_catalogue import providers_of, rung_rows, search, sieve, stale_ids
from trede.offers.tabs import offer_tabs

PAGE = 50


@policy(Can.READ_OFFERS)
def index(request: MemberRequest) -> HttpResponse:
    """All offers that pass the filters, best answer to the need first, fifty at a time."""
    form = CatalogueFilter(request.GET, providers=providers_of(request.member))
    chosen, on = form.chosen(), today()
    rows = sieve(request.member, chosen, on)
    stale = stale_ids(rows.filter(status=OfferStatus.OFFERED), on)
    found = [pk for pk in search(rows, chosen["nood"]) if chosen["stand"] != TO_CONFIRM or pk in stale]
    begin = _begin(request.GET.get("vanaf", ""), len(found))
    page = {
        "form": form,
        "rows": _rows(found[begin : begin + PAGE], stale),
        "count": len(found),
        "to_confirm": sum(pk in stale for pk in found),
        "first": begin + 1,
        "next": _more(request.GET, begin + PAGE) if begin + PAGE < len(found) else "",
        "previous": _more(request.GET, max(begin - PAGE, 0)) if begin else "",
        "may_edit": request.member.may(Can.EDIT_OFFERS),
        "tabs": offer_tabs(request.member, "offers"),
        "rungs": Rung.choices,
    }
    return render(request, "offers/offers.html", page)


def _begin(text: str, count: int) -> int:
    begin = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    return begin if begin < count else 0


def _rows(pks: list[int], stale: set[int]) -> list[Any]:
    by_pk: dict[int, Any] = Offer.objects.in_bulk(pks)
    rows = [by_pk[pk] for pk in pks]
    for row in rows:
        row.is_stale = row.pk in stale
    return rows


def _more(given: QueryDict, begin: int) -> str:
    query = given.copy()
    query["vanaf"] = str(begin)
    return f"?{query.urlencode()}"


@policy(Can.READ_OFFERS)
def rung(request: MemberRequest, rung: int) -> HttpResponse:
    """What is on offer on one rung, as the handout tells it; what another does and ideas stand apart."""
    if rung not in Rung.values:
        raise Http404
    rows = rung_rows(request.member, [rung], today())
    here, elsewhere, ideas = split_by_place(rows)
    page = {
        "number": rung,
        "rung": Rung(rung),
        "rungs": [
            {
                "url": reverse("offers_rung", kwargs={"rung": number}),
                "label": _("Trede %(number)s") % {"number": number},
                "current": number == rung,
            }
            for number in Rung.values
        ],
        "parts": [
            (_("Hier aangeboden"), here),
            (_("Een ander doet dit"), elsewhere),
            (_("Nog maar een idee"), ideas),
        ],
        "nothing": not rows,
        "tabs": offer_tabs(request.member, "offers_rung"),
        "on": today(),
    }
    return render(request, "offers/rung.html", page)


@policy(Can.READ_OFFERS)
def printed(request: MemberRequest) -> HttpResponse:
    """The handout of all rungs, or of one (`trede`), as a PDF."""
    asked = request.GET.get("trede", "")
    rungs = (
        [int(asked)]
        if asked in {str(number) for number in Rung.values}
        else sorted(Rung.values, reverse=True)
    )
    rows = rung_rows(request.member, rungs, today())
    content = pdf("offers", handout(rows, rungs, organisation=request.member.organisation.name, on=today()))
    response = HttpResponse(content, content_type="application/pdf")
    name = f"aanbod-trede-{asked}" if len(rungs) == 1 else "aanbod"
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
