"""A WerkLabo as rows: which tasks were done, what each observer saw, and the advice."""

from trede.core import bulk
from trede.demo.filling.sheet import Scribe
from trede.demo.filling.shelf import Shelf
from trede.demo.filling.way_desk import Desk
from trede.demo.town.climb import shapes
from trede.ladder.models import Assessment, Observation, TaskRun

QUESTION = "Wat lukt al, en wat is nog nodig voor een eerste werkplek?"
UNKNOWN = "Werken in een grotere groep werd niet getest."
SAYS = (
    "Vond het sorteren leuk, rekenen minder.",
    "Wil graag meer doen met de handen.",
    "Was trots op het resultaat.",
)
SKIPPED = "Geen tijd meer die dag."


def write_assessed(made: shapes.Assessed, scribe: Scribe, desk: Desk, shelf: Shelf) -> None:
    """The assessment with its tasks and observations."""
    by, at = scribe.author(made.starts), scribe.moment(made.starts)
    row = scribe.sheet.add(
        bulk.fresh(
            Assessment,
            organisation_id=desk.office.pk,
            client_id=scribe.client.pk,
            kind_id=shelf.kind,
            starts_on=made.starts,
            question=QUESTION,
            advice=made.advice,
            unknown=UNKNOWN if made.concluded else "",
            client_says=SAYS[scribe.client.number % len(SAYS)] if made.concluded else "",
            suggested_rung=made.rung if made.concluded else None,
            concluded_on=made.concluded,
            asked_by_id=by,
            version=1 if made.concluded is None else 2,
        )
    )
    scribe.tell("assessment.started", row, at, by, after={"question": QUESTION})
    for key in shelf.tasks:
        _run(key, made, row, scribe, desk, shelf)
    for seen in made.seen:
        _seen(seen, made, row, scribe, desk, shelf)
    if made.concluded is not None:
        told = scribe.moment(made.concluded)
        scribe.tell(
            "assessment.concluded", row, told, scribe.author(made.concluded), after={"advice": made.advice}
        )


def _run(
    key: str, made: shapes.Assessed, assessment: Assessment, scribe: Scribe, desk: Desk, shelf: Shelf
) -> None:
    done = key in made.tasks
    if not done and made.concluded is None:
        return
    row = bulk.fresh(
        TaskRun,
        organisation_id=desk.office.pk,
        client_id=scribe.client.pk,
        task_id=shelf.tasks[key][0],
        done_on=made.starts if done else None,
        skipped_because="" if done else SKIPPED,
    )
    scribe.sheet.add(row)
    scribe.sheet.link(row, "assessment_id", assessment)


def _seen(
    seen: shapes.Seen, made: shapes.Assessed, assessment: Assessment, scribe: Scribe, desk: Desk, shelf: Shelf
) -> None:
    indicators = shelf.tasks[seen.task][1]
    if seen.turn >= len(indicators):
        return
    observer = scribe.author(made.starts)
    if seen.observer:
        second = _second(observer, scribe, desk)
        if second is None:
            return
        observer = second
    row = bulk.fresh(
        Observation,
        organisation_id=desk.office.pk,
        client_id=scribe.client.pk,
        indicator_id=indicators[seen.turn],
        observer_id=observer,
        seen=seen.seen,
        on=made.starts,
    )
    scribe.sheet.add(row)
    scribe.sheet.link(row, "assessment_id", assessment)


def _second(first: int, scribe: Scribe, desk: Desk) -> int | None:
    """Who looks along: a coach, or a colleague where that coach is the first; nobody in an office of one."""
    number = scribe.client.number
    others = (
        desk.office.member("werkvloercoach", number),
        desk.office.member("trajectbegeleider", number),
        desk.office.member("trajectbegeleider", number + 1),
    )
    return next((one for one in others if one != first), None)
