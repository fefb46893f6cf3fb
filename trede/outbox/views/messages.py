"""Messages to clients: what failed first; one message with what was sent and what came back."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from trede.core.access import log_access
from trede.core.models import Member
from trede.core.paging import newest_first
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.core.views.pages import form_page, see_other
from trede.outbox import reading
from trede.outbox.actions import handling
from trede.outbox.forms import FilterForm, SettleForm
from trede.outbox.mail import direction, language_words
from trede.outbox.models import Channel, Message
from trede.outbox.showing import shown, story
from trede.texts.tabs import message_tabs

FAILED, WAITING, TODAY, ALL = "mislukt", "wacht", "vandaag", "alles"
SHOW: dict[str, str | Promise] = {
    FAILED: gettext_lazy("Mislukt"),
    WAITING: gettext_lazy("Wacht"),
    TODAY: gettext_lazy("Vandaag"),
    ALL: gettext_lazy("Alles"),
}


@policy(Can.SEE_MESSAGES)
def index(request: MemberRequest) -> HttpResponse:
    """Opens on what failed, as long as something did."""
    mine = Message.objects.visible_to(request.member)
    failed = mine.failed().count()
    show = request.GET.get("toon", "")
    show = show if show in SHOW else (FAILED if failed else ALL)
    channel = request.GET.get("kanaal", "")
    channel = channel if channel in Channel.values else ""
    found = newest_first(_chosen(mine, show, channel), request.GET.get("after", ""), field="queued_at")
    page = {
        "rows": shown(found.rows, request.member),
        "following": found.following,
        "later": bool(request.GET.get("after")),
        "show": show,
        "parts": message_tabs(request.member, "messages"),
        "tabs": _tabs(show, channel, failed),
        "form": FilterForm({"kanaal": channel, "toon": show}),
    }
    return render(request, "outbox/messages.html", page)


def _chosen(messages: Any, show: str, channel: str) -> Any:
    if show == FAILED:
        messages = messages.failed()
    elif show == WAITING:
        messages = messages.waiting()
    elif show == TODAY:
        midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        messages = messages.filter(queued_at__gte=midnight)
    return messages.filter(channel=channel) if channel else messages


def _tabs(current: str, channel: str, failed: int) -> list[dict[str, Any]]:
    kept = f"&kanaal={channel}" if channel else ""
    return [
        {
            "url": f"{reverse('messages')}?toon={show}{kept}",
            "label": label,
            "current": show == current,
            "count": failed if show == FAILED else 0,
        }
        for show, label in SHOW.items()
    ]


def _fetch(member: Member, pk: int) -> Message:
    """The message, if it exists for this member."""
    mine = Message.objects.visible_to(member)
    message: Message = get_object_or_404(mine.select_related("organisation", "settled_by__user"), pk=pk)
    return message


@policy(Can.SEE_MESSAGES, logs_access=True)
def detail(request: MemberRequest, pk: int) -> HttpResponse:
    """What was sent, or would have been, and what became of it."""
    message = _fetch(request.member, pk)
    if message.subject is not None:
        log_access(by=request.member, subject=message.subject, page="message", why="role")
    page = {
        "row": shown([message], request.member)[0],
        "content": reading.content(message),
        "direction": direction(message.language),
        "tongue": language_words(message.language),
        "story": story(message),
        "may_retry": handling.may_retry(message),
        "opens_files": request.member.may(Can.OPEN_FILE),
    }
    return render(request, "outbox/message.html", page)


@policy(Can.SEE_MESSAGES)
@require_POST
def retry(request: MemberRequest, pk: int) -> HttpResponse:
    message = handling.retry(_fetch(request.member, pk), by=request.member)
    return see_other(request, _("Het bericht vertrekt opnieuw."), "message", pk=message.pk)


@policy(Can.SEE_MESSAGES)
def settle(request: MemberRequest, pk: int) -> HttpResponse:
    """A failure is looked at: what was done instead."""
    message = _fetch(request.member, pk)
    return form_page(
        request,
        SettleForm(request.POST or None),
        lambda values: handling.settle(message, how=values["how"], by=request.member),
        done=_("Genoteerd. Dit bericht staat niet meer bij wat mislukte."),
        go=("message", {"pk": pk}),
        title=_("Opvolging van een mislukt bericht"),
        submit=_("Noteer"),
        intro=_("Daarmee verdwijnt het uit de lijst van wat mislukte. Het bericht zelf blijft bewaard."),
    )
