"""What the pictures of the handbook show: found in the demo town, or made where a town at rest has none."""

import json

from django.db.models import Count
from django.urls import reverse

from trede.clients.caseload import caseload_ids
from trede.clients.models import Client
from trede.core.models import Member
from trede.core.periods import today
from trede.ladder.models import (
    Assessment,
    Domain,
    DomainNote,
    Intake,
    LadderPosition,
    TaskRun,
)
from trede.offers.actions.participations import propose
from trede.offers.actions.partner_referrals import send_with_consent
from trede.offers.models import Edition, Offer, Participation
from trede.offers.referral_links import link_of
from trede.offers.shared_fields import needed_for

OFFER = "wijk-werken"
WHY = "Wil meer praten, en kent hier nog weinig mensen."
TICKED = "experience,motivated,attitude"
QUESTION = "Is er nog een plaats in een groep, en wanneer?"


def tell() -> None:
    """Inside the site: print the addresses by name, as `shots.toml` writes them between braces."""
    who = Member.objects.working().with_role("trajectbegeleider").order_by("pk")[0]
    mine = list(caseload_ids(who))
    print(json.dumps(talk(mine) | watched(mine, who) | climbing(mine) | going(mine, who) | shelf(who)))


def talk(mine: list[int]) -> dict[str, str]:
    """A werkintake that is open again, with something ticked about work: a finished one can only be read."""
    one = DomainNote.objects.filter(client__in=mine, domain=Domain.WORK).order_by("pk")[0]
    DomainNote.objects.filter(pk=one.pk).update(marks=TICKED)
    Intake.objects.filter(pk=one.intake_id).update(closed_on=None)
    return {"intake": address("intake", pk=one.client_id, intake_id=one.intake_id)}


def watched(mine: list[int], who: Member) -> dict[str, str]:
    """The profile with most observers, and a task of another assessment, which runs again."""
    concluded = Assessment.objects.filter(client__in=mine).exclude(concluded_on=None)
    seen = concluded.annotate(observers=Count("observations__observer", distinct=True))
    profile = seen.order_by("-observers", "pk")[0]
    others = concluded.exclude(pk=profile.pk).order_by("pk")
    running = others.filter(observations__observer=who).first() or others[0]
    Assessment.objects.filter(pk=running.pk).update(concluded_on=None)
    run = TaskRun.objects.filter(assessment=running).exclude(done_on=None).order_by("pk")[0]
    place = {"pk": running.client_id, "assessment_id": running.pk, "task_id": run.task_id}
    return {
        "profile": address("assessment_profile", pk=profile.client_id, assessment_id=profile.pk),
        "task": address("assessment_task", **place),
    }


def climbing(mine: list[int]) -> dict[str, str]:
    """Pages of the file with the longest path among those that stand highest without paid work."""
    up = LadderPosition.objects.on(today()).filter(client__in=mine, rung__in=(3, 4))
    one = up.annotate(n=Count("client__ladderposition_set")).order_by("-n", "-rung", "client")[0]
    client = one.client_id
    return {name: address(name, pk=client) for name in ("file_ladder", "position_new", "fit")}


def going(mine: list[int], who: Member) -> dict[str, str]:
    """A participation of which a partner told, one about to be sent, and what a partner sees of another."""
    told = Participation.objects.filter(
        client__in=mine, referrals__isnull=False, state__in=("running", "paused")
    )
    one = told.annotate(n=Count("reports")).order_by("-n", "pk")[0]
    first, second = proposed(mine, who)
    sent = send_with_consent(
        second,
        consent_form="spoken",
        to_name=second.offer.provider_name,
        question=QUESTION,
        fields=needed_for(second.offer.kind),
        by=who,
    )
    return {
        "participation": address("participation", pk=one.client_id, participation_id=one.pk),
        "send": address("participation_send", pk=first.client_id, participation_id=first.pk),
        "referral": "/" + link_of(sent).split("/", 3)[3],
    }


def proposed(mine: list[int], who: Member) -> list[Participation]:
    """Two clients to whom a conversation table was proposed, who speak another language at home."""
    here = Offer.objects.of(who).living().filter(status="offered", needs_consent=True)
    offer = here.filter(kind="language_practice").order_by("pk")[0]
    busy = Participation.objects.filter(offer=offer).values("client")
    free = (
        Client.objects.open().whole().filter(pk__in=mine).exclude(pk__in=busy).exclude(speaks__in=("", "nl"))
    )
    made = [
        Participation(client=one, offer=offer, why=WHY, client_agrees=True) for one in free.order_by("pk")[:2]
    ]
    return [propose(one, by=who) for one in made]


def shelf(who: Member) -> dict[str, str]:
    """The run with most people that is not over, and an offer of which the law says a lot."""
    runs = Edition.objects.of(who).filter(ends_on__gte=today(), cancelled_on=None)
    run = runs.annotate(n=Count("participations")).order_by("-n", "starts_on", "pk")[0]
    offer = Offer.objects.of(who).get(key=OFFER)
    return {
        "edition": address("edition", edition_id=run.pk),
        "offer": address("offer", offer_id=offer.pk),
    }


def address(name: str, **place: int) -> str:
    return reverse(name, kwargs=place)
