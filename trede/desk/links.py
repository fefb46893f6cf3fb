"""Where one can go from a file. A link shows only when its page exists and the member may."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trede.clients.models import Client
from trede.core.models import Member
from trede.core.roles import Can


@dataclass(frozen=True, slots=True)
class FileLink:
    name: str
    label: str | Promise
    icon: str
    verb: Can
    # None: always; True: only on an open file; False: only on a closed one.
    on_open: bool | None = None

    def fits(self, client: Client, member: Member) -> bool:
        is_open = client.closed_on is None
        return member.may(self.verb) and self.on_open in (None, is_open)


@dataclass(frozen=True, slots=True)
class Link:
    url: str
    label: str | Promise
    icon: str


PRIMARY = (
    FileLink("attempt_add", _("Contact noteren"), "phone", Can.WRITE_FILE),
    FileLink("signal_add", _("Signaal"), "send", Can.WRITE_FILE, on_open=True),
    FileLink("referral_new", _("Aanmelden"), "stairs-up", Can.REFER, on_open=True),
)
MORE = (
    FileLink("client_edit", _("Persoonsgegevens wijzigen"), "pencil", Can.WRITE_FILE),
    FileLink("file_assign", _("Wie volgt dit dossier"), "user-check", Can.WRITE_FILE),
    FileLink("file_exemptions", _("Vrijstellingen"), "scale", Can.PROPOSE),
    FileLink("file_proposals", _("Voorstellen aan het comité"), "building-community", Can.PROPOSE),
    FileLink("file_copy", _("Kopie voor de cliënt"), "download", Can.COPY_FILE),
    FileLink("file_merge", _("Samenvoegen met een dubbel dossier"), "git-merge", Can.MERGE_FILES),
    FileLink("file_lock", _("Dossier afschermen"), "shield-lock", Can.LOCK_FILE),
    FileLink("file_restrict", _("Verwerking beperken"), "scale", Can.RESTRICT_FILE),
    FileLink("client_history", _("Geschiedenis van de persoonsgegevens"), "history", Can.OPEN_FILE),
    FileLink("client_moved", _("Verhuisd naar een ander OCMW"), "map-pin", Can.WRITE_FILE, on_open=True),
    FileLink("client_died", _("Overlijden noteren"), "flag", Can.WRITE_FILE),
    FileLink("client_close", _("Dossier sluiten"), "archive", Can.WRITE_FILE, on_open=True),
    FileLink("client_reopen", _("Dossier heropenen"), "lock-open", Can.WRITE_FILE, on_open=False),
)


def url_or_empty(name: str, **kwargs: object) -> str:
    """The address of a page, or "" while no room brings that page."""
    try:
        return reverse(name, kwargs=kwargs or None)
    except NoReverseMatch:
        return ""


def links_of(registry: tuple[FileLink, ...], client: Client, member: Member) -> list[Link]:
    """The links of a registry that exist and that this member may follow on this file."""
    fitting = [link for link in registry if link.fits(client, member)]
    return [
        Link(url, link.label, link.icon) for link in fitting if (url := url_or_empty(link.name, pk=client.pk))
    ]
