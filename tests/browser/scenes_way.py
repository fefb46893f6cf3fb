"""What the offices of the way in need beside their people: who waits, a session that was filled, a proposal.

Each story starts where the one before it ended, brought there by the same actions as the screens.
"""

from datetime import timedelta
from typing import Any

PLACE = "Sociaal Huis, zaal 2"
WAY = "Bus 5, halte Stadhuis"
PHONE = "059 12 34 56"
# Last name, first name, what they speak, how they are reached; in the order in which they wait.
WAITING: tuple[tuple[str, str, dict[str, Any], dict[str, str]], ...] = (
    ("Haddad", "Amira", {"speaks": "ar", "interpreter_needed": True}, {"sms": "+32470000101"}),
    ("Claes", "Jan", {"speaks": "nl"}, {"sms": "+32470000102"}),
    ("Koval", "Oksana", {"speaks": "uk"}, {"sms": "+32470000103", "email": "oksana@example.org"}),
    ("Yilmaz", "Tuncay", {"speaks": "tr"}, {}),
    ("Maes", "Els", {"speaks": "nl"}, {"sms": "+32470000105"}),
)
BORN = 1990


def eho_of(story: str) -> str:
    return f"EHO {story}"


def prepare(story: str, home: Any, people: dict[str, Any]) -> dict[str, int]:
    """Beside the two files of every office; the ids of what the story opens by address."""
    if not story.startswith("way_"):
        return {}
    from tests.cast import OrganisationFactory

    _around(home, people)
    eho = OrganisationFactory(name=eho_of(story), capacity="partner")
    makers = {"way_fill": _list, "way_hold": _filled, "way_missed": _filled, "way_council": _proposed}
    make = makers.get(story)
    return make(home, people, eho) if make else {}


def _around(home: Any, people: dict[str, Any]) -> None:
    """A number to call, and translations may go out though nobody read them yet."""
    from tests.cast import LONG_AGO
    from trede.core.models import LocalSetting, Member

    Member.objects.filter(pk=people["administratief"].pk).update(phone=PHONE)
    LocalSetting.objects.create(
        organisation=home, key="texts.send_unread", value="1", reason="Proef", starts_on=LONG_AGO
    )


def _list(home: Any, people: dict[str, Any], eho: Any) -> dict[str, int]:
    """Five people whose referral was accepted; the last can come at short notice."""
    return {last: _waits(home, people, place).client_id for place, (last, *_more) in enumerate(WAITING)}


def _waits(home: Any, people: dict[str, Any], place: int) -> Any:
    from tests.cast import LONG_AGO, ClientFactory
    from trede.clients.actions.clients import assign
    from trede.clients.indexing import index_clients
    from trede.clients.models import CaseRole
    from trede.orientation.tests.planning_scene import reached_by
    from trede.referral.actions.referrals import accept, refer
    from trede.referral.models import Referral

    last, first, own, ways = WAITING[place]
    client = ClientFactory(
        organisation=home,
        number=10 + place,
        last_name=last,
        first_names=first,
        birth_date=_born(place),
        **own,
    )
    reached_by(client, street=f"Kerkstraat {2 * place + 1}", **ways)
    by = people["maatschappelijk_werker"]
    assign(client, member=by, role=CaseRole.SOCIAL_WORKER, by=None, starts_on=LONG_AGO)
    index_clients([client])  # type: ignore[list-item]
    asked = Referral(
        client=client, estimate="yes", wish="Werk vinden", short_notice=last == "Maes", note="Kent de weg"
    )
    return accept(refer(asked, by=by), by=people["administratief"]).waiting_entry


def _born(place: int) -> Any:
    from datetime import date

    return date(BORN, 3, 10 + place)


def _filled(home: Any, people: dict[str, Any], eho: Any) -> dict[str, int]:
    """The same five, invited to a session of today, their letters in the post."""
    from trede.core.periods import today
    from trede.orientation.actions.filling import fill_session
    from trede.orientation.actions.printing import mark_printed
    from trede.orientation.actions.sessions import make_session
    from trede.orientation.models import OrientationSession

    found, by = _list(home, people, eho), people["administratief"]
    session = OrientationSession(
        on=today(),
        place=PLACE,
        way=WAY,
        counsellor=people["trajectbegeleider"],
        partner=eho,
        partner_counsellor=people["partner"],
    )
    session = make_session(session, begin=13 * 60, slots=6, slot_minutes=10, by=by)
    made = fill_session(session, by=by)
    mark_printed(session, invitations=[one.pk for one in made], by=by)
    return found | {"session": session.pk}


def _proposed(home: Any, people: dict[str, Any], eho: Any) -> dict[str, int]:
    """An exemption that was proposed for the file `own` and waits for the committee."""
    from trede.clients.models import Client
    from trede.core.periods import today
    from trede.referral.actions.exemptions import propose_exemption
    from trede.referral.models import Exemption
    from trede.referral.reasons import reasons_on

    client = Client.objects.get(organisation=home, number=1)
    reason = reasons_on(today())[0]
    exemption = Exemption(
        client=client,
        ground=reason.ground,
        reason=reason.code,
        starts_on=today(),
        ends_on=today() + timedelta(days=180),
        review_on=today() + timedelta(days=90),
    )
    made = propose_exemption(
        exemption, motivation="Kan nu niet werken, zie het attest.", by=people["maatschappelijk_werker"]
    )
    return {"exemption": made.pk}
