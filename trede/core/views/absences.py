"""Being away, and the colleague who covers."""

from django.db.models import Exists, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from trede.core.actions import absences
from trede.core.forms import LastDayForm
from trede.core.forms_members import AbsenceForm
from trede.core.models import Absence
from trede.core.periods import today
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.core.views.pages import form_page, manage_tabs, see_other


@policy(Can.RECORD_ABSENCE)
def index(request: MemberRequest) -> HttpResponse:
    mine = absences.members_recordable_by(request.member)
    form = AbsenceForm(request.POST or None, by=request.member, members=mine)
    if form.is_valid():
        data = dict(form.cleaned_data)
        member = data.pop("member")
        if form.attempt(lambda: absences.record_absence(member, by=request.member, **data)):
            return see_other(request, _("De afwezigheid is genoteerd."), "absences")
    shown = Absence.objects.filter(Q(member__in=mine.values("pk")) | Q(cover=request.member)).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today())
    )
    shown = shown.annotate(recordable=Exists(mine.filter(pk=OuterRef("member")))).order_by("starts_on")
    rows = list(shown.select_related("member__user", "cover__user")[:200])
    page = {
        "form": form,
        "absences": rows,
        "recordable": {row.member_id for row in rows if row.recordable},
        "others": form.others,
        "tabs": manage_tabs(request.member, "absences") if request.member.may(Can.MANAGE_MEMBERS) else [],
    }
    return render(request, "core/absences.html", page)


@policy(Can.RECORD_ABSENCE)
def end(request: MemberRequest, pk: int) -> HttpResponse:
    mine = absences.members_recordable_by(request.member)
    absence = get_object_or_404(Absence.objects.select_related("member__user"), pk=pk, member__in=mine)
    return form_page(
        request,
        LastDayForm(request.POST or None, initial={"last_day": absence.ends_on or today()}),
        lambda data: absences.end_absence(absence, by=request.member, **data),
        title=_("Afwezigheid van %(name)s aanpassen") % {"name": absence.member.name},
        intro=_("Was de persoon nooit weg? Kies de dag vóór de eerste dag: dan vervalt de afwezigheid."),
        submit=_("Bewaren"),
        done=_("Bewaard."),
        go=("absences", {}),
    )
