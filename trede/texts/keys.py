"""What a key of a text says about it: its group, and whether it has legal effect."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

GROUPS: dict[str, str | Promise] = {
    "invitation": _("Uitnodiging"),
    "email": _("E-mails"),
    "sms": _("Sms'en"),
    "offer": _("Een vrije plaats"),
    "cancelled": _("Een zitting die niet doorgaat"),
    "portal": _("De pagina achter de link"),
    "ladder": _("De ladder op papier"),
    "notification": _("Kennisgeving van het comité"),
    "intake": _("Samenvatting van de werkintake"),
    "unread_note": _("Bij een vertaling die niet is nagelezen"),
}
# The blocks of the invitation, in the order in which they are read.
INVITATION_BLOCKS = (
    "invitation.title",
    "invitation.what",
    "invitation.when",
    "invitation.where",
    "invitation.who",
    "invitation.goal",
    "invitation.questions",
    "invitation.bring",
    "invitation.if_absent",
    "invitation.interpreter",
    "invitation.answer",
    "invitation.contact",
)
# What an e-mail with an invitation says below `email.invitation.body`, so that it tells the same as the letter.
MAIL_BLOCKS = (
    "invitation.what",
    "invitation.who",
    "invitation.goal",
    "invitation.questions",
    "invitation.bring",
    "invitation.if_absent",
    "invitation.interpreter",
    "invitation.contact",
)
UNREAD_NOTE = "unread_note"


def group_of(key: str) -> str:
    """The part before the first dot."""
    return key.partition(".")[0]


def is_legal(key: str) -> bool:
    """Sentences with legal effect go out in another language only when a speaker read them."""
    return key == "invitation.if_absent" or group_of(key) == "notification"


def is_sms(key: str) -> bool:
    """A text message: short, and paid by the part."""
    return "sms" in key.split(".")
