from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from trede.core.limits import may_try
from trede.core.periods import today
from trede.core.policies import PUBLIC, MemberRequest, policy
from trede.core.roles import Can
from trede.orientation.actions.calendars import forget_upload, subscribe, unsubscribe, upload_calendar
from trede.orientation.actions.feeds import find_feed, make_feed, revoke_feed, running_feed, token_of
from trede.orientation.calendar_out import calendar_bytes
from trede.orientation.diary import entries_of
from trede.orientation.forms_diary import SubscribeForm, UploadCalendarForm
from trede.orientation.models import BusyBlock, CalendarSource
from trede.orientation.tabs import orientation_tabs
from trede.orientation.views.going import done

# A calendar program asks every few minutes at most; an office shares one address.
TIMES, SECONDS = 300, 3600


@policy(Can.KEEP_DIARY)
def feed(request: MemberRequest) -> HttpResponse:
    """How the own diary goes out, and how a calendar elsewhere comes in."""
    return _page(request)


def _page(request: MemberRequest, **forms: Any) -> HttpResponse:
    member = request.member
    running = running_feed(member)
    page = {
        "tabs": orientation_tabs(member, "diary"),
        "address": _address(token_of(running)) if running else "",
        "source": CalendarSource.objects.filter(member=member, stopped_at=None).first(),
        "uploaded": BusyBlock.objects.filter(member=member, source=None).count(),
        "upload": UploadCalendarForm(),
        "subscription": SubscribeForm(),
    }
    return render(request, "orientation/feed.html", page | forms)


def _address(token: str) -> str:
    return settings.SITE_URL.rstrip("/") + reverse("calendar_ics", args=[token])


@require_POST
@policy(Can.KEEP_DIARY)
def feed_make(request: MemberRequest) -> HttpResponse:
    make_feed(by=request.member)
    return done(request, _("Er is een nieuw adres. Een vorig adres werkt niet meer."), "feed")


@require_POST
@policy(Can.KEEP_DIARY)
def feed_revoke(request: MemberRequest) -> HttpResponse:
    revoke_feed(by=request.member)
    return done(request, _("Het adres werkt niet meer."), "feed")


@require_GET
@policy(PUBLIC)
def calendar_ics(request: Any, token: str) -> HttpResponse:
    """The diary behind a secret address: kinds and file numbers, no names. A revoked address does not exist."""
    if not may_try(request, what="calendar", times=TIMES, seconds=SECONDS):
        return HttpResponse(status=429)
    found = find_feed(token)
    if found is None:
        raise Http404
    with translation.override(settings.LANGUAGE_CODE):
        body = calendar_bytes(entries_of(found, today()), name="Trede")
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_POST
@policy(Can.KEEP_DIARY)
def calendar_upload(request: MemberRequest) -> HttpResponse:
    """Busy hours from a file; nothing else of it is kept."""
    form = UploadCalendarForm(request.POST, request.FILES)
    if form.is_valid():
        busy = form.attempt(lambda: upload_calendar(form.cleaned_data["file"].read(), by=request.member))
        if busy is not None:
            sentence = _("%(count)s bezette blokken gelezen.") % {"count": len(busy.blocks)}
            if busy.skipped:
                sentence += " " + _("%(count)s afspraken konden we niet lezen.") % {"count": busy.skipped}
            return done(request, sentence, "feed")
    return _page(request, upload=form)


@require_POST
@policy(Can.KEEP_DIARY)
def calendar_forget(request: MemberRequest) -> HttpResponse:
    forget_upload(by=request.member)
    return done(request, _("De gelezen uren zijn weg."), "feed")


@require_POST
@policy(Can.KEEP_DIARY)
def calendar_subscribe(request: MemberRequest) -> HttpResponse:
    """Read a calendar by its address; the next round of the periodic job fetches it."""
    form = SubscribeForm(request.POST)
    if form.is_valid() and _subscribed(request, form):
        return done(request, _("Binnen enkele minuten lezen we uw kalender."), "feed")
    return _page(request, subscription=form)


def _subscribed(request: MemberRequest, form: SubscribeForm) -> bool:
    made = form.attempt(lambda: subscribe(form.cleaned_data["url"], by=request.member))
    return made is not None


@require_POST
@policy(Can.KEEP_DIARY)
def calendar_stop(request: MemberRequest) -> HttpResponse:
    unsubscribe(by=request.member)
    return done(request, _("Uw kalender wordt niet meer gelezen."), "feed")
