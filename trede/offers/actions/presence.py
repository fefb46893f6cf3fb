"""Who came to a session of an edition: one mark a person, to be changed or taken back."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from trede.clients.actions.facts import check_writable
from trede.core import events
from trede.core.errors import CaseError, Conflict
from trede.core.models import Member
from trede.core.periods import today
from trede.offers.absences import THERE
from trede.offers.actions.participations import start
from trede.offers.actions.planning import lock
from trede.offers.models import (
    SEATED,
    EditionSession,
    Participation,
    ParticipationState,
    Presence,
    SessionPresence,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A Presence, or "" to take it back. `expected`: the version that was on the screen, 0 for none yet; None asks
    nothing. `note` None leaves what stands.
    """

    presence: str
    note: str | None = None
    expected: int | None = None


@transaction.atomic
def mark_presence(session: EditionSession, marks: Mapping[int, Mark], *, by: Member) -> int:
    """Write marks by the id of a participation; the same mark twice is one. Returns how many changed.

    Who comes for the first time has begun on that day. Raises CaseError (cancelled, still to come, not in this
    edition, restricted file) or Conflict when a colleague marked something else meanwhile; nothing is written then.
    """
    edition = lock(session.edition)
    session = EditionSession.objects.select_for_update(of=("self",)).get(pk=session.pk)
    session.edition = edition
    _check_session(session)
    people = _people(session, marks)
    standing = {row.participation_id: row for row in session.presences.select_for_update(of=("self",))}
    return sum(_mark(session, people[pk], standing.get(pk), mark, by=by) for pk, mark in marks.items())


def _check_session(session: EditionSession) -> None:
    if session.cancelled_on or session.edition.cancelled_on:
        raise CaseError(_("Deze sessie is geschrapt."))
    if session.on > today():
        raise CaseError(_("Deze sessie moet nog komen. Aanwezigheid noteert u op de dag zelf."))


def _people(session: EditionSession, marks: Mapping[int, Mark]) -> dict[int, Participation]:
    """Everyone who is or was in this edition; who left may still be marked for a day before."""
    rows = Participation.objects.filter(edition=session.edition_id, pk__in=list(marks))
    rows = rows.filter(state__in=[*SEATED, ParticipationState.ENDED])
    people = {row.pk: row for row in rows.select_related("client", "offer", "edition")}
    if missing := marks.keys() - people.keys():
        raise CaseError(
            _("Deze persoon heeft geen plaats meer in deze reeks. Open de lijst opnieuw.")
            if len(missing) == 1
            else _("Sommige personen hebben geen plaats meer in deze reeks. Open de lijst opnieuw.")
        )
    if any(mark.presence not in (*Presence.values, "") for mark in marks.values()):
        raise CaseError(_("Kies aanwezig, te laat, verwittigd afwezig of afwezig."))
    return people


def _mark(
    session: EditionSession, person: Participation, row: SessionPresence | None, mark: Mark, *, by: Member
) -> bool:
    note = (mark.note if mark.note is not None else row.note if row else "").strip()[:200]
    before = {"presence": row.presence, "note": row.note} if row else {"presence": "", "note": ""}
    after = {"presence": mark.presence, "note": note if mark.presence else ""}
    if before == after:
        return False
    if mark.expected is not None and mark.expected != (row.version if row else 0):
        raise Conflict(_("Een collega noteerde intussen iets anders. Kijk de lijst opnieuw na."))
    check_writable(person.client)
    _write(session, person, row, after, by=by)
    _record(session, person, before, after, by=by)
    if mark.presence in THERE and person.state == ParticipationState.ACCEPTED:
        start(person, on=session.on, by=by)
    return True


def _write(
    session: EditionSession,
    person: Participation,
    row: SessionPresence | None,
    after: dict[str, str],
    *,
    by: Member,
) -> None:
    if row and not after["presence"]:
        row.delete()
    elif row:
        row.presence, row.note, row.marked_by = after["presence"], after["note"], by
        row.version += 1
        row.save(update_fields=["presence", "note", "marked_by", "version"])
    else:
        SessionPresence.objects.create(
            organisation_id=session.organisation_id,
            client_id=person.client_id,
            session=session,
            participation=person,
            marked_by=by,
            **after,
        )


def _record(
    session: EditionSession,
    person: Participation,
    before: dict[str, str],
    after: dict[str, str],
    *,
    by: Member,
) -> None:
    changed = [name for name in after if before[name] != after[name]]
    events.record(
        "sessionpresence.marked",
        session,
        by=by,
        organisation_id=session.organisation_id,
        subject=person.client_id,
        before={name: before[name] for name in changed if before[name]},
        after={name: after[name] for name in changed} | {"on": session.on.isoformat()},
    )
