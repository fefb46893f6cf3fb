"""What fits a person, and whom an offer fits: from the database to verdicts, with what people said of them.

Nothing here is stored, and nothing of it may ever be read by the sanction procedure: an import contract says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Coalesce

from trede.clients.models import Client
from trede.core.access import grants_of
from trede.core.models import Member, Purpose
from trede.facts.gathering import Known, Open, known_and_parts, known_of_file
from trede.fit.catalogue import Entry, entries_of
from trede.fit.remarks import Key, Said, heard, remarks_of
from trede.matching.conditions import Check
from trede.matching.fit import Fit, Prepared, Verdict, fit, prepare_all
from trede.offers.models import Edition, Offer


@dataclass(frozen=True, slots=True)
class Fitting:
    """One offer for one client: the verdict, what people said of its reasons, and what is open already."""

    entry: Entry
    fit: Fit
    said: Mapping[Key, Said]
    open: Open | None

    @property
    def key(self) -> str:
        return self.entry.terms.key

    @property
    def verdict(self) -> Verdict:
        return self.fit.verdict

    @property
    def reasons(self) -> list[tuple[Check, Said | None]]:
        """Every check with what somebody said of it."""
        return [(check, self.said.get((self.key, check.condition_id))) for check in self.fit.checks]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One client for one offer."""

    client: Client
    rung: int | None
    fitting: Fitting

    @property
    def verdict(self) -> Verdict:
        return self.fitting.verdict


@dataclass(frozen=True, slots=True)
class Standing:
    """One client against the whole catalogue: the rung of the day and a verdict on every offer, in its order."""

    rung: int | None
    fittings: list[Fitting]


def fits_of(client: Client, *, member: Member, on: date) -> list[Fitting]:
    """The verdict on every offer of the catalogue for a file that this member opened; in the order of the catalogue."""
    return standing_of(client, member=member, on=on).fittings


def standing_of(client: Client, *, member: Member, on: date) -> Standing:
    """The same with the rung; three queries beside that for the parts of the file."""
    known = known_of_file(client, member=member, on=on)
    said = remarks_of(dict.fromkeys(client.file_ids, client.pk)).get(client.pk, {})
    return _standing(known, said, _prepared(entries_of(client.organisation_id, on), on))


def fits_of_caseload(*, member: Member, on: date, own: bool = False) -> dict[Client, Standing]:
    """Everybody in the caseload against the whole catalogue: six queries, however many files.

    `own`: only the files of this member, without those of who they lead or replace.
    """
    return fits_among(entries_of(member.organisation_id, on), member=member, on=on, own=own)


def who_fits(
    offer: Offer, *, member: Member, on: date, edition: Edition | None = None, own: bool = False
) -> list[Candidate]:
    """Who of the caseload fits this offer, by name; of an edition on the day that it begins.

    Only whole, open files that this member may open. Raises Offer.DoesNotExist for one that was stopped.
    """
    entries = entries_of(member.organisation_id, on)
    entry = next((each for each in entries if each.pk == offer.pk), None)
    if entry is None:
        raise Offer.DoesNotExist
    return candidates(entry, entries, member=member, on=day_of(edition, on), own=own)


def day_of(edition: Edition | None, on: date) -> date:
    """The day to look at: that on which an edition begins, or the day itself when it already began."""
    return max(edition.starts_on, on) if edition else on


def candidates(
    entry: Entry, entries: list[Entry], *, member: Member, on: date, own: bool = False
) -> list[Candidate]:
    """Everybody in the caseload for one offer of a catalogue that was read already."""
    found = fits_among(entries, member=member, on=on, own=own, only=entry.pk)
    return [Candidate(client, standing.rung, standing.fittings[0]) for client, standing in found.items()]


def fits_among(
    entries: list[Entry], *, member: Member, on: date, own: bool, only: int | None = None
) -> dict[Client, Standing]:
    """The caseload, by name, against these offers, or against one of them; the others lend it their names."""
    chosen = [each for each in _prepared(entries, on) if only in (None, each[0].pk)]
    clients = {client.pk: client for client in caseload(member, own=own)}
    known, parts = known_and_parts(clients.values(), member=member, on=on)
    remarks = remarks_of(parts)
    return {clients[pk]: _standing(one, remarks.get(pk, {}), chosen) for pk, one in known.items()}


def caseload(member: Member, *, own: bool) -> list[Client]:
    """The open files whose work reaches this member, by name; locked ones only for who is named. Two queries."""
    grants = grants_of(member).exclude(purpose=Purpose.REASON_GIVEN)
    if own:
        grants = grants.filter(member=member)
    # The ids of the whole files first: the database would rather walk through every name of the organisation.
    followed = Client.objects.filter(pk__in=grants.values("subject"))
    heads = set(followed.values_list(Coalesce("alias_of", "pk"), flat=True))
    visible = Client.objects.visible_to(member).whole().open()
    return list(visible.filter(pk__in=heads).order_by("last_name", "first_names", "pk"))


def _prepared(entries: Iterable[Entry], on: date) -> list[tuple[Entry, Prepared]]:
    entries = list(entries)
    return list(zip(entries, prepare_all([entry.terms for entry in entries], on), strict=True))


def _standing(known: Known, said: Mapping[Key, Said], offers: Iterable[tuple[Entry, Prepared]]) -> Standing:
    facts, shown = heard(known.facts, said)
    return Standing(
        facts.rung,
        [
            Fitting(entry, fit(prepared, facts), shown, known.open.get(entry.terms.key))
            for entry, prepared in offers
        ],
    )
