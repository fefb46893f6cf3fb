"""The client's file: one page to read in ten seconds, and its parts."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from trede.clients.forms_contact import AttemptForm
from trede.clients.models import ContactAttempt, Signal
from trede.clients.opening import open_client
from trede.clients.tabs import file_tabs
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.desk.describe import describe
from trede.desk.file import FilePage, load
from trede.desk.links import MORE, PRIMARY, links_of
from trede.desk.rows import blocks_of, origin_of
from trede.desk.timeline import timeline_of, titles_of
from trede.rules import format_insz, mask_insz


@policy(Can.OPEN_FILE, logs_access=True)
def overview(request: MemberRequest, pk: int) -> HttpResponse:
    client = open_client(request, pk, page="file")
    page = load(client, request.member, with_events=True)
    return render(request, "desk/file.html", _frame(page, "file"))


@policy(Can.OPEN_FILE, logs_access=True)
def part(request: MemberRequest, pk: int, name: str, sections: tuple[str, ...]) -> HttpResponse:
    """A part of the file with every fact in it, also the earlier ones."""
    client = open_client(request, pk, page=name)
    page = load(client, request.member)
    blocks = [block for section in sections for block in blocks_of(section, page.facts, page.reader)]
    return render(request, "desk/file_part.html", _frame(page, name) | {"blocks": blocks})


@policy(Can.OPEN_FILE, logs_access=True)
def attempts(request: MemberRequest, pk: int) -> HttpResponse:
    client = open_client(request, pk, page="file_attempts")
    page = load(client, request.member)
    tried = [(one, describe(one), origin_of(one, page.names)) for one in page.facts.get(ContactAttempt, [])]
    signals = [(one, describe(one), origin_of(one, page.names)) for one in page.facts.get(Signal, [])]
    extra = {
        "attempts": tried,
        "signals": list(reversed(signals)),
        "attempt_form": AttemptForm(confidential=page.confidential),
    }
    return render(request, "desk/file_attempts.html", _frame(page, "file_attempts") | extra)


@policy(Can.OPEN_FILE, logs_access=True)
def timeline(request: MemberRequest, pk: int) -> HttpResponse:
    client = open_client(request, pk, page="file_timeline")
    page = load(client, request.member)
    lines = timeline_of(
        client,
        page.ids,
        confidential=page.confidential,
        before=_cursor(request),
        titles=titles_of(page.facts),
    )
    if request.htmx:
        return render(request, "desk/_timeline.html", {"timeline": lines, "client": client})
    return render(request, "desk/file_timeline.html", _frame(page, "file_timeline") | {"timeline": lines})


def _cursor(request: MemberRequest) -> int | None:
    """The event to go on from; what is no number counts as the beginning."""
    before = request.GET.get("voor", "")
    return int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None


@require_POST
@never_cache
@policy(Can.OPEN_FILE, logs_access=True)
def show_insz(request: MemberRequest, pk: int) -> HttpResponse:
    """The whole national number; that somebody asked for it stands in the access log."""
    client = open_client(request, pk, page="insz")
    number = format_insz(client.insz) if client.insz else ""
    if request.htmx:
        return render(request, "desk/_insz.html", {"client": client, "number": number, "shown": True})
    page = load(client, request.member, with_events=True)
    return render(request, "desk/file.html", _frame(page, "file") | {"number": number, "shown": True})


def _frame(page: FilePage, current: str) -> dict[str, Any]:
    """What stands around every part of a file."""
    client, member = page.client, page.member
    return {
        "file": page,
        "client": client,
        "number": mask_insz(client.insz) if client.insz else "",
        "tabs": file_tabs(
            client,
            member,
            current,
            documents=page.documents,
            attempts=len(page.facts.get(ContactAttempt, [])),
        ),
        "primary": links_of(PRIMARY, client, member) if page.writes else [],
        "more": links_of(MORE, client, member),
    }
