"""How somebody is reached, in a few words."""

from django.utils.translation import gettext as _

from trede.clients.reaching import Ways


def ways_words(ways: Ways | None) -> str:
    """Such as "brief, sms"; with "neutraal" when nothing may say who writes."""
    if ways is None:
        return ""
    names = ((ways.letter_address, _("brief")), (ways.sms, _("sms")), (ways.email, _("e-mail")))
    said = ", ".join(name for way, name in names if way)
    return _("%(ways)s (neutraal)") % {"ways": said} if ways.neutral else said
