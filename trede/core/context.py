from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.core.models import Member
from trede.core.roles import Can

# (url name, label, icon, verb); a page for two kinds of people stands here twice.
# A page that a later room brings appears when its URL exists.
NAVIGATION = (
    ("today", gettext_lazy("Vandaag"), "today", Can.SEE_TODAY),
    ("clients", gettext_lazy("Cliënten"), "clients", Can.OPEN_FILE),
    ("orientation", gettext_lazy("Trajectbepaling"), "stairs-up", Can.KEEP_DIARY),
    ("offers", gettext_lazy("Aanbod"), "list-search", Can.READ_OFFERS),
    ("partner_referrals", gettext_lazy("Doorverwijzingen"), "stairs-up", Can.ANSWER_PARTNER_REFERRALS),
    ("council", gettext_lazy("Comité"), "scale", Can.PROPOSE),
    ("council", gettext_lazy("Comité"), "scale", Can.RECORD_DECISIONS),
    ("messages", gettext_lazy("Berichten"), "mail", Can.SEE_MESSAGES),
    ("figures", gettext_lazy("Cijfers"), "chart-bar", Can.READ_FIGURES),
    ("imports", gettext_lazy("Inlezen"), "import", Can.IMPORT_CLIENTS),
    ("members", gettext_lazy("Beheer"), "manage", Can.MANAGE_MEMBERS),
    ("privacy", gettext_lazy("Privacy"), "privacy", Can.READ_REGISTER),
    ("rules", gettext_lazy("Regels"), "book", Can.READ_RULES),
)
# Pages at an address of their own, and the items they belong to: the first one that the member has.
BELONGS = (
    ("/dossier/", ("clients",)),
    ("/zoeken/", ("clients",)),
    ("/signalen/", ("clients",)),
    ("/dubbels/", ("clients",)),
    ("/aanmeldingen/", ("orientation", "clients")),
    ("/afgeschermd/", ("privacy", "clients")),
    ("/beperkt/", ("privacy",)),
    ("/afwezigheid/", ("members",)),
    ("/wachtlijst/", ("orientation",)),
    ("/zittingen/", ("orientation",)),
    ("/tolken/", ("orientation",)),
    ("/niet-gezien/", ("orientation",)),
    ("/evaluaties/", ("orientation",)),
    ("/agenda/", ("orientation",)),
    ("/reeksen/", ("offers",)),
    ("/deelnames/", ("offers",)),
    ("/wat-past/", ("offers",)),
    ("/assessments/", ("offers",)),
    ("/drempels/", ("offers",)),
    ("/rollen/", ("members", "privacy")),
    ("/teksten/", ("messages", "members")),
)


def page(request: HttpRequest) -> dict[str, Any]:
    """What every page shows: who works for whom, and where one can go."""
    member: Member | None = getattr(request, "member", None)
    if member is None:
        return {"member": None, "nav_items": []}
    return {
        "member": member,
        "member_name": member.name,
        "member_roles": [member.role_names],
        "organisation": member.organisation,
        "other_organisations": getattr(request, "other_members", []),
        "absence_label": _absence(member),
        "demo": member.organisation.is_demo,
        "nav_items": _navigation(request, member),
        "may_search": member.may(Can.FIND_CLIENTS),
        "footer_links": [{"url": url, "label": _("Wie mag wat")}] if (url := _url("roles")) else [],
    }


def _absence(member: Member) -> str:
    absence = member.absence_now
    if absence is None:
        return ""
    if absence.ends_on is None:
        return _("Afwezig")
    return _("Afwezig tot en met %(day)s") % {"day": absence.ends_on.strftime("%d/%m/%Y")}


def _navigation(request: HttpRequest, member: Member) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {
        name: {"name": name, "url": url, "label": label, "icon": icon}
        for name, label, icon, verb in NAVIGATION
        if member.may(verb) and (url := _url(name))
    }
    items = list(found.values())
    here = _current(request.path, {item["name"]: item["url"] for item in items})
    return [item | {"current": item["name"] == here} for item in items]


def _current(path: str, urls: dict[str, str]) -> str:
    """The item that a page belongs to; "" for a page beside the menu."""
    names = [name for name, url in urls.items() if path.startswith(url)]
    names += [
        name for prefix, owners in BELONGS if path.startswith(prefix) for name in owners if name in urls
    ]
    return names[0] if names else ""


def _url(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
