"""The page behind the link: it opens and changes nothing; its buttons act."""

from django.http import HttpRequest, HttpResponse

from trede.core.errors import CaseError
from trede.core.limits import may_try, may_try_again
from trede.core.periods import today
from trede.core.views.pages import SeeOther
from trede.orientation.actions import answers
from trede.orientation.answering import closed_because
from trede.orientation.models import OrientationInvitation, Slot
from trede.orientation.moments import standing_of
from trede.portal.doors import public_page
from trede.portal.finding import behind_link
from trede.portal.forms import PressForm
from trede.portal.showing import show_answer, show_closed, show_too_often, show_unknown
from trede.portal.wording import language_of

# Links that open nothing, from one address; and presses of a button on one page.
WRONG_LINKS, WINDOW = 30, 600
PRESSES, HOUR = 40, 3600


@public_page
def answer(request: HttpRequest, token: str) -> HttpResponse:
    invitation = behind_link(token)
    if invitation is None:
        return wrong_link(request)
    if why := closed_because(standing_of(invitation), today()):
        return show_closed(request, invitation, why)
    if request.method == "POST":
        return _pressed(request, invitation, token)
    return show_answer(request, invitation, token)


def wrong_link(request: HttpRequest) -> HttpResponse:
    """Nobody guesses 192 bits; who tries so often gets less to do."""
    if not may_try(request, what="portal-link", times=WRONG_LINKS, seconds=WINDOW):
        return show_too_often(request, seconds=WINDOW)
    return show_unknown(request)


def _pressed(request: HttpRequest, invitation: OrientationInvitation, token: str) -> HttpResponse:
    if not may_try_again(str(invitation.pk), what="portal-press", times=PRESSES, seconds=HOUR):
        return show_too_often(request, seconds=HOUR)
    form = PressForm(request.POST)
    if not form.is_valid():
        return show_answer(request, invitation, token, error="error", status=400)
    try:
        _act(form, invitation)
    except CaseError:
        fresh = behind_link(token) or invitation
        return show_answer(request, fresh, token, error="taken", status=409)
    return SeeOther(f"{request.path}?taal={language_of(request, invitation.language)}")


def _act(form: PressForm, invitation: OrientationInvitation) -> None:
    pressed = form.cleaned_data
    if pressed["slot"]:
        slot = Slot.objects.filter(pk=pressed["slot"], organisation=invitation.organisation_id).first()
        if slot is None:
            raise CaseError("no such slot")
        answers.choose_other_slot(invitation, slot)
        return
    wants = pressed["interpreter"] == "1" if pressed["interpreter"] else None
    answers.answer(invitation, reply=pressed["reply"], asks_interpreter=wants)
