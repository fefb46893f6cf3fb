"""What a page without a login may tell of an appointment: when, where, with whom. Never who the client is."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from trede.clients.models import ContactPoint
from trede.orientation.models import OrientationInvitation
from trede.orientation.wording import counsellors_of, phone_of
from trede.texts.reading import say_date, say_time


@dataclass(frozen=True, slots=True)
class Appointment:
    """`begin`: minutes from midnight. `organisation` is empty where its name may not be seen."""

    on: date
    begin: int
    place: str
    way: str
    counsellors: str
    organisation: str
    phone: str

    def values(self, language: str) -> dict[str, object]:
        """What the texts of a language fill in."""
        return {
            "date": say_date(self.on, language),
            "time": say_time(self.begin, language),
            "place": self.place,
            "way": self.way,
            "counsellors": self.counsellors,
            "organisation": self.organisation,
            "phone": self.phone,
        }


def appointment_of(invitation: OrientationInvitation) -> Appointment:
    """Expects what `finding` brings along; one query, and one more where the counsellor has no number."""
    session, organisation = invitation.slot.session, invitation.organisation.name
    neutral = _neutral(invitation)
    names = [member.name for member in (session.counsellor, session.partner_counsellor) if member]
    return Appointment(
        on=session.on,
        begin=invitation.slot.begin,
        place=session.place,
        way=session.way,
        counsellors=", ".join(names) if neutral else counsellors_of(session, organisation),
        organisation="" if neutral else organisation,
        phone=phone_of(session),
    )


def _neutral(invitation: OrientationInvitation) -> bool:
    """Somebody else may read along: the name of the service stays out."""
    heads = {invitation.client_id, invitation.client.alias_of_id or invitation.client_id}
    points = ContactPoint.objects.standing().filter(client__in=heads)
    return points.current().filter(Q(neutral_sender=True) | ~Q(owner="")).exists()
