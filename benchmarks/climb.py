"""What fills the addresses of the ladder and of the offers: rows that this member reaches, the newest first."""

from collections.abc import Callable
from typing import Any

from benchmarks.seat import Seat
from trede.clients.models import Barrier, Client, Consent, OwnBarrier
from trede.core.periods import today
from trede.fit.models import FitRemark
from trede.ladder import models as l
from trede.offers import models as o
from trede.offers.referral_links import token_of

Filled = dict[str, Any] | None
Rows = Callable[[Seat], Any]
Argument = Callable[[Seat], Filled]


def _filled(rows: Rows, **columns: str) -> Argument:
    """The name in the address → the column that fills it, of the newest row."""

    def found(at: Seat) -> Filled:
        row = rows(at).order_by("-pk").values_list(*columns.values()).first()
        return None if row is None else dict(zip(columns, row, strict=True))

    return found


def _own(model: Any, **chosen: Any) -> Rows:
    """Of the organisation."""
    return lambda at: model._default_manager.filter(organisation=at.member.organisation_id, **chosen)


def _mine(model: Any, **chosen: Any) -> Rows:
    """Of the files that this member follows; what was merged into another opens there."""

    def rows(at: Seat) -> Any:
        files = Client.objects.visible_to(at.member).whole().open().values("pk")
        return _own(model, client__in=files, **chosen)(at)

    return rows


def _on_file(name: str, model: Any, **chosen: Any) -> Argument:
    return _filled(_mine(model, **chosen), pk="client", **{name: "pk"})


def _each(names: str, argument: Argument) -> dict[str, Argument]:
    return dict.fromkeys(names.split(), argument)


def _task_of_mine(at: Seat) -> Filled:
    """A task of the assessment that is filled elsewhere too."""
    row = _mine(l.Assessment, concluded_on=None, stopped_on=None)(at).order_by("-pk").first()
    task = row and l.AssessmentTask.objects.filter(kind=row.kind_id, retired_on=None).first()
    return {"pk": row.client_id, "assessment_id": row.pk, "task_id": task.pk} if task else None


def _of_kinds(model: Any, kind: str) -> Rows:
    return lambda at: model._default_manager.filter(**{f"{kind}__organisation": at.member.organisation_id})


def _of_offers(model: Any) -> Rows:
    return lambda at: model._default_manager.filter(
        offer__organisation=at.member.organisation_id, offer__stopped_on=None
    )


def _open(at: Seat, *states: str) -> Any:
    return _mine(o.Participation, state__in=states)(at)


def _in_state(*states: str) -> Argument:
    return _filled(lambda at: _open(at, *states), pk="client", participation_id="pk")


def _seated(*states: str) -> Argument:
    """A participation in an edition."""
    return _filled(
        lambda at: _open(at, *states).exclude(edition=None), edition_id="edition", participation_id="pk"
    )


def _fit_offer(at: Seat) -> Filled:
    offer = o.Offer.objects.of(at.member).living().order_by("pk").first()
    return {"pk": at.client.pk, "offer_id": offer.pk} if offer else None


def _link(at: Seat) -> Filled:
    """The link of a partner, as it stands in the letter."""
    rows = _mine(o.PartnerReferral, closed_on=None, valid_until__gte=today())(at)
    row = rows.order_by("-pk").first()
    token = token_of(row) if row else ""
    return {"token": token} if token else None


_intake = _on_file("intake_id", l.Intake)
_running = _on_file("assessment_id", l.Assessment, concluded_on=None, stopped_on=None)
_kind = _filled(_own(l.AssessmentKind), kind_id="pk")
_task = _filled(_of_kinds(l.AssessmentTask, "kind"), kind_id="kind", task_id="pk")
_indicator = _filled(_of_kinds(l.Indicator, "task__kind"), kind_id="task__kind", indicator_id="pk")
_position = _on_file("position_id", l.LadderPosition, ends_on=None, retracted_at=None)
_offer = _filled(_own(o.Offer, stopped_on=None), offer_id="pk")
_condition = _filled(_of_offers(o.OfferCondition), offer_id="offer", condition_id="pk")
_limit = _filled(_of_offers(o.OfferLimit), offer_id="offer", limit_id="pk")
_edition = _filled(_own(o.Edition, cancelled_on=None, for_hosts=False), edition_id="pk")
_hosts = _filled(_own(o.Edition, cancelled_on=None, for_hosts=True), edition_id="pk")
_session = _filled(_own(o.EditionSession, cancelled_on=None), edition_id="edition", session_id="pk")
_seat = _filled(_own(o.HostSeat, withdrawn_on=None), edition_id="edition", seat_id="pk")
_participation = _on_file("participation_id", o.Participation)
_sent = _filled(_mine(o.PartnerReferral, closed_on=None), pk="client", participation_id="participation")

# Name of the page → what fills its address; None when this member has no such row.
ARGUMENTS: dict[str, Argument] = {
    "barrier_lift": _on_file("barrier_id", Barrier, ends_on=None, retracted_at=None),
    "consent_withdraw": _on_file("consent_id", Consent, ends_on=None, retracted_at=None),
    **_each(
        "own_barrier_rename own_barrier_retire own_barrier_resume", _filled(_own(OwnBarrier), own_id="pk")
    ),
    **_each("intake intake_note intake_close intake_summary", _intake),
    **_each("assessment_conclude assessment_stop assessment_reveal", _running),
    **_each("assessment assessment_profile assessment_pdf", _on_file("assessment_id", l.Assessment)),
    **_each("assessment_task assessment_skip", _task_of_mine),
    **_each(
        "assessment_kind assessment_kind_edit assessment_kind_copy assessment_kind_retire"
        " assessment_kind_back kind_task_new",
        _kind,
    ),
    **_each("kind_task kind_task_move kind_task_retire kind_indicator_new", _task),
    **_each("kind_indicator kind_indicator_move kind_indicator_retire", _indicator),
    **_each("position_correct position_retract position_confirm", _position),
    "goal_end": _on_file("goal_id", l.LadderGoal, ends_on=None, retracted_at=None),
    "offers_rung": lambda at: {"rung": 4},
    **_each(
        "offer offer_edit offer_confirm offer_stop offer_restart offer_history condition_new limit_new",
        _offer,
    ),
    **_each("condition_edit condition_end", _condition),
    **_each("limit_edit limit_end", _limit),
    **_each(
        "edition edition_edit edition_cancel edition_enrol edition_enrol_add edition_session_add"
        " edition_finish edition_certificates",
        _edition,
    ),
    **_each("edition_hosts", _hosts),
    **_each("edition_host_note edition_host_withdraw", _seat),
    **_each("edition_session edition_mark edition_session_move edition_session_cancel", _session),
    **_each("edition_place edition_promise", _seated("waiting")),
    **_each("edition_leave edition_letter", _seated("accepted", "running")),
    "participation": _participation,
    "participation_send": _in_state("proposed"),
    "participation_record_answer": _in_state("referred"),
    "participation_start": _in_state("accepted"),
    "participation_resume": _in_state("paused"),
    **_each(
        "participation_pause participation_end participation_report participation_time", _in_state("running")
    ),
    "participation_withdraw": _in_state("proposed", "referred", "waiting", "accepted"),
    **_each("referral_link_new referral_letter referral_reply", _sent),
    "fit_offer": _fit_offer,
    "fit_remark_withdraw": _on_file("remark_id", FitRemark, withdrawn_at=None),
    "portal_referral": _link,
}
