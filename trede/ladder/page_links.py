"""Where the buttons of the tab lead. A page that another part brings has no button while it is missing."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients.models import Client
from trede.ladder.ladder_page import LadderPage
from trede.ladder.next_thing import Next


@dataclass(frozen=True, slots=True)
class NextLink:
    """The one thing to do: in a sentence, with its button. `posts`: the button acts, it is no link."""

    title: str
    label: str
    url: str
    posts: bool = False
    version: int = 0


WORDS: dict[Next, tuple[str | Promise, str | Promise]] = {
    Next.INTAKE: (
        gettext_lazy("Leer de persoon kennen in een werkintake"),
        gettext_lazy("Begin de werkintake"),
    ),
    Next.GO_ON: (gettext_lazy("De werkintake loopt"), gettext_lazy("Ga verder met de intake")),
    Next.FIRST_RUNG: (gettext_lazy("Kies samen de trede van vandaag"), gettext_lazy("Kies de trede")),
    Next.GOAL: (gettext_lazy("Spreek af naar welke trede u samen werkt"), gettext_lazy("Kies een doel")),
    Next.ADVICE: (gettext_lazy("Het assessment wacht op een advies"), gettext_lazy("Open het assessment")),
    Next.GOAL_PAST: (
        gettext_lazy("De dag van het doel is voorbij: bespreek het"),
        gettext_lazy("Bekijk het doel"),
    ),
    Next.LOOK: (
        gettext_lazy("Al een half jaar niet bekeken: klopt deze trede nog?"),
        gettext_lazy("Nog juist"),
    ),
    Next.STEP: (gettext_lazy("Verandert er iets? Zet de stap hier"), gettext_lazy("Zet een stap")),
}


def link(name: str, **kwargs: int) -> str:
    """The address of a page; "" while the page is not there."""
    try:
        return reverse(name, kwargs=kwargs)
    except NoReverseMatch:
        return ""


def links_of(client: Client) -> Mapping[str, str]:
    """The pages about this file that the tab leads to."""
    names = ("intake_new", "assessment_new", "intake_trend", "fit")
    barrier = link("fact_add", pk=client.pk, slug="drempel")  # type: ignore[arg-type]
    return {name: link(name, pk=client.pk) for name in names} | {"barrier_add": barrier}


def next_link(ladder: LadderPage) -> NextLink | None:
    """The most useful thing now; where its page is not there yet, a step on the ladder."""
    found = ladder.next
    if not (url := _url(ladder, found)):
        found = Next.FIRST_RUNG if ladder.path.rung is None else Next.STEP
        url = _url(ladder, found)
    title, label = WORDS[found]
    if found is Next.LOOK and ladder.path.current:
        version = ladder.path.current.position.version
        return NextLink(str(title), str(label), url, posts=True, version=version)
    return NextLink(str(title), _("Zet een stap") if found is Next.STEP else str(label), url)


def _url(ladder: LadderPage, what: Next) -> str:
    pk, intake, assessment = ladder.client.pk, ladder.open_intake, ladder.running_assessment
    if what is Next.GO_ON and intake:
        return link("intake", pk=pk, intake_id=intake.pk)
    if what is Next.ADVICE and assessment:
        return link("assessment", pk=pk, assessment_id=assessment.pk)
    if what is Next.LOOK and ladder.path.current:
        return link("position_confirm", pk=pk, position_id=ladder.path.current.position.pk)
    names = {Next.INTAKE: "intake_new", Next.GOAL: "goal_set", Next.GOAL_PAST: "goal_set"}
    return link(names.get(what, "position_new"), pk=pk)
