"""A letter for one participant of an edition: what, when and where, in plain Dutch."""

from collections.abc import Iterable

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from trede.clients.fields import clock
from trede.clients.models import Client
from trede.clients.reaching import ways_of
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today
from trede.letters.plain import Said, plain_letter_pdf
from trede.offers.models import SEATED, Edition, EditionSession, Participation


def letter_pdf_of(edition: Edition, row: Participation, *, by: Member) -> bytes:
    """To hand over, or for a window envelope where a letter may go. Raises CaseError: no place, or cancelled.

    The address only for who opens the file, and not while an agreement on contact runs: nobody read it here.
    """
    if row.state not in SEATED or row.edition_id != edition.pk or edition.cancelled_on:
        raise CaseError(_("Deze cliënt heeft geen plaats in deze reeks."))
    client = row.client.alias_of or row.client
    way = ways_of([client.pk], today()).get(client.pk) if _opens(client, by) else None
    name = f"{client.first_names} {client.last_name}".strip()
    with translation.override("nl"):
        sessions = edition.sessions.filter(cancelled_on=None, on__gte=min(today(), edition.ends_on))
        return plain_letter_pdf(
            address_lines=[name, *(way.letter_address if way else ())],
            organisation=by.organisation.name,
            dutch=Said(edition.offer.name, list(_paragraphs(edition, sessions))),
            date=date_format(today(), "j F Y"),
            signature=[edition.leader.name if edition.leader else by.name, by.organisation.name],
        )


def _opens(client: Client, by: Member) -> bool:
    return bool(Client.objects.visible_to(by).filter(pk=client.pk).exists())


def _paragraphs(edition: Edition, sessions: Iterable[EditionSession]) -> Iterable[str]:
    yield _("U doet mee aan: %(name)s.") % {"name": edition.offer.name}
    yield edition.offer.about
    yield _("Wanneer?") + "\n" + "\n".join(f"- {_moment(one)}" for one in sessions)
    if edition.place:
        yield _("Waar?") + f"\n{edition.place}"
    yield _("Kunt u niet komen? Laat het ons weten, dan zoeken we samen een oplossing.")


def _moment(one: EditionSession) -> str:
    values = {"day": date_format(one.on, "l j F Y"), "begin": clock(one.begin), "end": clock(one.end)}
    said = _("%(day)s, van %(begin)s tot %(end)s uur") % values
    return f"{said}: {one.topic}" if one.topic else said
