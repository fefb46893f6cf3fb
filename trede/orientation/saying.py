"""Moments in words, for the screens of members."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from trede.orientation.models import Slot


def moment_of(slot: Slot) -> str:
    """maandag 12 januari 2026, 13:40 uur. Expects `session` along with the slot."""
    day = date_format(slot.session.on, "l j F Y")
    return _("%(day)s, %(time)s uur") % {"day": day, "time": slot.clock}
