"""What a piece of the town needs at hand to write ways in: keys, slots, who plans."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from trede.clients.models import Client
from trede.core import bulk, secrets
from trede.core.models import AccessGrant, Purpose
from trede.demo.filling.clock import Clock
from trede.demo.filling.office import Office
from trede.demo.filling.planning import Planning
from trede.demo.filling.sheet import Scribe
from trede.demo.town.way.calendar import SLOT_MINUTES, Place
from trede.demo.town.way.shapes import Invited, Round, Way
from trede.orientation.models import Slot
from trede.orientation.tokens import Secret, link_of_token
from trede.orientation.wording import Facts, Said, filled, name_of
from trede.texts.keys import INVITATION_BLOCKS
from trede.texts.reading import sendable

TALK_MINUTES = 9
KEYS = (
    *INVITATION_BLOCKS,
    *(f"sms.{kind}" for kind in ("invitation", "reminder")),
    *(f"email.{kind}.{part}" for kind in ("invitation", "reminder") for part in ("subject", "body")),
)


class Desk:
    def __init__(
        self,
        office: Office,
        planning: Planning,
        clients: Sequence[Client],
        ways: Sequence[Way],
        clock: Clock,
    ) -> None:
        self.office, self.planning, self.clock = office, planning, clock
        self.keys = secrets.keys_for(office.pk, {client.pk for client in clients})
        self.slots = self._slots(_places(ways))
        self.longer: list[tuple[int, int, datetime]] = []
        self.grants: list[AccessGrant] = []

    def _slots(self, places: Iterable[Place]) -> dict[tuple[int, int], int]:
        sessions = {self.planning.sessions[place.series, place.on] for place in places}
        rows = Slot.objects.filter(session__in=sessions).values_list("session_id", "begin", "pk")
        return {(session, begin): pk for session, begin, pk in rows}

    def session(self, place: Place) -> int:
        return self.planning.sessions[place.series, place.on]

    def slot(self, place: Place, made: datetime) -> int:
        """The slot of a place; a longer one takes its neighbour's time."""
        session = self.session(place)
        slot = self.slots[session, place.begin]
        if place.slots > 1:
            self.longer.append((slot, self.slots[session, place.begin + SLOT_MINUTES], made))
        return slot

    def lengthen_slots(self) -> None:
        """Once the invitations stand: the minutes of who needs an interpreter, and the neighbour withdrawn."""
        table = Slot._meta.db_table
        sql = f'UPDATE "{table}" SET minutes = %s WHERE id = %s'  # noqa: S608 # nosec B608
        bulk.execute_many(sql, [(2 * SLOT_MINUTES, slot) for slot, _next, _at in self.longer])
        sql = f'UPDATE "{table}" SET withdrawn_at = %s WHERE id = %s'  # noqa: S608 # nosec B608
        bulk.execute_many(sql, [(at, neighbour) for _slot, neighbour, at in self.longer])

    def share(self, subject: int, starts: date, ends: date | None) -> None:
        """Access for the partner that guides from the decision on."""
        self.grants.append(
            bulk.fresh(
                AccessGrant,
                organisation_id=self.office.pk,
                subject=subject,
                to_organisation_id=self.office.partner,
                purpose=Purpose.SHARED,
                cause=f"partner:{subject}",
                starts_on=starts,
                ends_on=ends,
            )
        )

    def planner(self, scribe: Scribe) -> int:
        """The administrative member who keeps the list of this client."""
        return self.office.member("administratief_medewerker", scribe.client.number)

    def seen_at(self, place: Place, further: int = 0) -> datetime:
        return self.clock.moment(place.on, place.begin + further)

    def decided_at(self, place: Place) -> datetime:
        return self.seen_at(place, TALK_MINUTES)

    def session_end(self, made: Round) -> datetime | None:
        """When somebody left the list by a decision."""
        return self.decided_at(made.invitations[-1].place) if made.decided else None

    def words(self, invited: Invited, secret: Secret, client: Client) -> Said:
        """Everything that was said about an invitation, in Dutch and in the client's language where it may go."""
        language, texts = invited.language, self.planning.texts
        if language not in texts:
            texts[language] = sendable(self.office.pk, language, KEYS, self.clock.today)
        facts = Facts(
            name=name_of(client),
            on=invited.place.on,
            begin=invited.place.begin,
            link=link_of_token(secret.token),
            code=secret.code,
            asked_on=invited.made,
            **self.planning.said[invited.place.series],
        )
        return filled(texts[language], facts)

    def counsellors(self, place: Place) -> tuple[int, int | None]:
        return self.planning.counsellors[place.series]


def _places(ways: Sequence[Way]) -> Iterable[Place]:
    return (one.place for way in ways for made in way.rounds for one in made.invitations)
