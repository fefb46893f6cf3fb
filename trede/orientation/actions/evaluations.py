"""The evaluation of a client whom a partner guides, given by that partner or noted by the OCMW."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from trede.core import events, versions
from trede.core.errors import CaseError, NotAllowed
from trede.core.models import Member
from trede.core.periods import today
from trede.orientation.follow_up import evaluations_for
from trede.orientation.models import PartnerEvaluation

LONGEST = 500


@transaction.atomic
def give(
    evaluation: PartnerEvaluation, *, going: str, text: str, done_on: date, expected: int, by: Member
) -> PartnerEvaluation:
    """Write how it goes. Raises NotAllowed (not of this partner), CaseError, or Conflict (a colleague was first)."""
    if not evaluations_for(by).filter(pk=evaluation.pk).exists():
        raise NotAllowed(_("Deze evaluatie hoort niet bij uw organisatie."))
    if going not in dict(PartnerEvaluation._meta.get_field("going").choices or ()):
        raise CaseError(_("Kies hoe het gaat."))
    if not text.strip() or len(text) > LONGEST:
        raise CaseError(_("Schrijf in hoogstens 500 tekens wat gebeurde en wat volgt."))
    if done_on > today():
        raise CaseError(_("Die datum ligt in de toekomst. Kijk het jaar na."))
    values = {"going": going, "text": text.strip(), "done_on": done_on, "given_by": by}
    before, after = versions.save_checked(evaluation, expected=expected, values=values)
    if after:
        events.record(
            "partnerevaluation.given",
            evaluation,
            by=by,
            organisation_id=evaluation.organisation_id,
            subject=evaluation.client_id,
            before=before,
            after=after,
        )
    return evaluation
