"""Who plays in the tests of assessments, and the shortest way to one that runs."""

from typing import Any

from tests.cast import LONG_AGO, client_of, member_of
from trede.clients.actions.clients import assign
from trede.clients.models import CaseRole, Client
from trede.clients.tests.scene import url
from trede.core.models import Member
from trede.core.periods import today
from trede.ladder.actions.assessment_kinds import add_indicator, add_kind, add_task, adopt_library
from trede.ladder.actions.assessments import Noted, conclude, observe_task, start_assessment
from trede.ladder.models import Assessment, AssessmentKind, AssessmentTask, Indicator

SENTENCES = ("Begint na de uitleg.", "Werkt door tot het af is.", "Ruimt zelf op.")
ONE = ("assessment", "assessment_conclude", "assessment_stop", "assessment_profile", "assessment_pdf")
TASK = ("assessment_task", "assessment_skip")
KEYS = ("instructies", "volhouden", "orde")


def kind_with(by: Member, *, name: str = "Proef", tasks: int = 2, indicators: int = 3) -> AssessmentKind:
    """A small kind: `tasks` tasks, each with the same `indicators` sentences of different competences."""
    kind = add_kind(AssessmentKind(name=name, about="Wat iemand kan in het atelier."), by=by)
    for number in range(tasks):
        task = add_task(AssessmentTask(kind=kind, name=f"Taak {number + 1}", about="Doet iets."), by=by)
        for place in range(indicators):
            add_indicator(Indicator(task=task, competence=KEYS[place], text=SENTENCES[place]), by=by)
    return kind


def assessment_of(client: Client, by: Member, **kwargs: Any) -> Assessment:
    """One that runs, of a small kind unless another is given."""
    kind = kwargs.pop("kind", None) or kind_with(by)
    values = {"question": "Kan zij in het atelier werken?"} | kwargs
    return start_assessment(Assessment(client=client, kind=kind, **values), by=by)


def tasks_of(assessment: Assessment) -> list[AssessmentTask]:
    return list(AssessmentTask.objects.filter(kind=assessment.kind, retired_on=None))


def indicators_of(task: AssessmentTask) -> list[Indicator]:
    return list(Indicator.objects.filter(task=task, retired_on=None).select_related("task"))


def seen_by(
    observer: Member, assessment: Assessment, *values: int, number: int = 0, how: str | None = None
) -> None:
    """This observer notes these values at the indicators of one task, in order."""
    task = tasks_of(assessment)[number]
    noted = [Noted(one, value) for one, value in zip(indicators_of(task), values, strict=False)]
    observe_task(assessment, task=task, noted=noted, by=observer, done_on=today(), how=how)


def at(name: str, assessment: Assessment, task: int | None = None) -> str:
    own = {"pk": assessment.client_id, "assessment_id": assessment.pk}
    if name in TASK:
        own["task_id"] = task or tasks_of(assessment)[0].pk
    return url(name, **own)


def every_page(assessment: Assessment) -> dict[str, str]:
    return {name: at(name, assessment) for name in (*ONE, *TASK)}


def typed(assessment: Assessment, *seen: int, **extra: str) -> dict[str, str]:
    """What the browser sends from the page of the first task."""
    values = {"done_on": today().strftime("%d/%m/%Y"), "how": "", "had_done_on": "", "had_how": ""}
    for one, value in zip(indicators_of(tasks_of(assessment)[0]), seen, strict=False):
        values |= {f"seen_{one.pk}": str(value), f"note_{one.pk}": "", f"v_{one.pk}": "0"}
    return values | extra


def finish(assessment: Assessment, by: Member, **values: Any) -> Assessment:
    words = {"advice": "Een werkplek met uitleg in beeld.", "suggested_rung": 3} | values
    return conclude(assessment, **words, by=by, expected=Assessment.objects.get(pk=assessment.pk).version)


def followed_by(*members: Member) -> Client:
    """A client whom these members follow together."""
    client = client_of(members[0])
    for member in members[1:]:
        assign(client, member=member, role=CaseRole.COACH, by=None, starts_on=LONG_AGO)
    return client


__all__ = [
    "ONE",
    "SENTENCES",
    "TASK",
    "adopt_library",
    "assessment_of",
    "at",
    "client_of",
    "every_page",
    "finish",
    "followed_by",
    "indicators_of",
    "kind_with",
    "member_of",
    "seen_by",
    "tasks_of",
    "typed",
]
