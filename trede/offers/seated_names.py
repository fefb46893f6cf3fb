"""Who sits in an edition, in words: names of who may be found, the others only counted."""

from django.utils.translation import ngettext

from trede.core.models import Member
from trede.offers.models import Edition
from trede.offers.reading_groups import participants_of

MOST_NAMED = 12


def who_sits(edition: Edition, member: Member) -> str:
    """ "Alex Janssens, Bo Peeters en 1 afgeschermd"."""
    if edition.for_hosts:
        seats = edition.host_seats.filter(withdrawn_on=None)
        return ", ".join(f"{seat.person} ({seat.host})" for seat in seats[:MOST_NAMED])
    found = participants_of(edition, member)
    names = [one.name for one in found.seated][:MOST_NAMED]
    hidden = ngettext("%(count)s afgeschermd", "%(count)s afgeschermd", found.hidden) % {
        "count": found.hidden
    }
    return ", ".join([*names, *([hidden] if found.hidden else [])])
