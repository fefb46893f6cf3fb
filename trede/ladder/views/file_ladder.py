from django.http import HttpResponse
from django.shortcuts import render

from trede.clients.opening import open_client, sees_confidential
from trede.core.policies import MemberRequest, policy
from trede.core.roles import Can
from trede.ladder.ladder_page import load, top_of
from trede.ladder.ladder_paper import ladder_pdf
from trede.ladder.page_links import links_of, next_link
from trede.ladder.standing_on import path_of


@policy(Can.OPEN_FILE, logs_access=True)
def file_ladder(request: MemberRequest, pk: int) -> HttpResponse:
    """The tab "Intake en ladder": the staircase, what comes next, and what this room knows of the client."""
    client = open_client(request, pk, page="file_ladder")
    ladder = load(client, confidential=sees_confidential(request.member, client))
    writes = request.member.may(Can.WRITE_FILE) and ladder.open
    page = {
        "client": client,
        "ladder": ladder,
        "writes": writes,
        "next": next_link(ladder) if writes else None,
        "links": links_of(client),
    }
    return render(request, "ladder/file_ladder.html", page | top_of(ladder, request.member))


@policy(Can.OPEN_FILE, logs_access=True)
def printed(request: MemberRequest, pk: int) -> HttpResponse:
    """The ladder on paper for the client, in Dutch and in their own language."""
    client = open_client(request, pk, page="ladder_pdf")
    response = HttpResponse(ladder_pdf(client, path_of(client)), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="ladder.pdf"'
    response["Cache-Control"] = "no-store"
    return response
