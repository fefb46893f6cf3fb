"""Who follows a file: added, ended, and handed to a colleague with an overlap and a note."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from trede.clients.actions.clients import assign, end_assignment
from trede.clients.actions.facts import check_writable
from trede.clients.actions.locks import names_of_lock
from trede.clients.models import CaseAssignment, Client
from trede.core.errors import CaseError, NotAllowed
from trede.core.models import Member
from trede.core.periods import today
from trede.core.roles import Can

MOST_OVERLAP = 60


def may_hand_over(assignment: CaseAssignment, *, by: Member) -> bool:
    """The follower hands over an own file; who assigns hands over any."""
    return by.may(Can.ASSIGN) or assignment.member_id == by.pk


@transaction.atomic
def add_follower(
    client: Client,
    *,
    member: Member,
    role: str,
    by: Member,
    starts_on: date | None = None,
    ends_on: date | None = None,
    note: str = "",
) -> CaseAssignment:
    """Let a colleague follow this file. Raises CaseError (locked for others, restricted, overlap) or NotAllowed."""
    if not by.may(Can.ASSIGN):
        raise NotAllowed(_("Uw rol laat niet toe dossiers toe te wijzen. Vraag het uw teamleider."))
    check_writable(client)
    _check_named(client, member)
    return assign(client, member=member, role=role, by=by, starts_on=starts_on, ends_on=ends_on, note=note)


@transaction.atomic
def stop_following(assignment: CaseAssignment, *, by: Member, last_day: date) -> CaseAssignment:
    """End an assignment on its last day (inclusive). Raises CaseError or NotAllowed."""
    if not may_hand_over(assignment, by=by):
        raise NotAllowed(_("Dit is niet uw eigen toewijzing. Vraag het uw teamleider."))
    _check_running(assignment)
    if last_day < today():
        raise CaseError(_("De laatste dag kan niet in het verleden liggen. Kies vandaag of later."))
    return end_assignment(assignment, by=by, last_day=last_day)


@transaction.atomic
def hand_over(
    assignment: CaseAssignment, *, to: Member, by: Member, overlap_days: int = 0, note: str = ""
) -> CaseAssignment:
    """Pass a file to a colleague from today, in the same role; the old follower keeps it `overlap_days` longer.

    `note` is what the colleague must know. Raises CaseError or NotAllowed.
    """
    if not may_hand_over(assignment, by=by):
        raise NotAllowed(_("Dit is niet uw eigen dossier. Vraag het uw teamleider."))
    _check_running(assignment)
    if to.pk == assignment.member_id:
        raise CaseError(_("Deze medewerker volgt dit dossier al. Kies een andere collega."))
    if not 0 <= overlap_days <= MOST_OVERLAP:
        raise CaseError(_("Kies een overlap van 0 tot 60 dagen."))
    client = assignment.client
    check_writable(client)
    _check_named(client, to)
    handed = assign(client, member=to, role=assignment.role, by=by, note=note)
    last_day = max(today() + timedelta(days=overlap_days), assignment.starts_on)
    if assignment.ends_on is None or last_day < assignment.ends_on:
        end_assignment(assignment, by=by, last_day=last_day)
    return handed


def _check_running(assignment: CaseAssignment) -> None:
    if assignment.ends_on and assignment.ends_on < today():
        raise CaseError(_("Deze toewijzing is al afgelopen."))


def _check_named(client: Client, member: Member) -> None:
    names = names_of_lock(client)
    if names and member.pk not in names:
        raise CaseError(
            _("Dit dossier is afgeschermd en deze medewerker is er niet voor aangewezen. Wijs die eerst aan.")
        )
