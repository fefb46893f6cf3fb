"""Every address of the program, filled in with what one member follows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from benchmarks import climb, way
from benchmarks.seat import Seat
from trede import rules
from trede.clients.kinds import KINDS
from trede.clients.models import CaseAssignment, CaseRole, Document
from trede.core.policies import policy_of
from trede.core.roles import Can

# Reached by everybody, but not pages: the reason stands beside each.
EXCEPTIONS = {
    "account_logout": "ends the session that measures",
    "account_login": "sends a member who is signed in to Vandaag",
    "account_signup": "there is no signing up",
    "account_email": "closed: the address belongs to the organisation",
    "account_set_password": "only for a login without password; the demo has one click",
    "account_reset_password_from_key": "needs the key of a mail",
    "account_confirm_email": "needs the key of a mail",
    "account_confirm_login_code": "needs a code that was mailed",
    "mfa_authenticate": "only halfway a login in two steps",
    "mfa_edit_webauthn": "needs a passkey, which needs a device",
    "mfa_remove_webauthn": "needs a passkey, which needs a device",
    "invitation_accept": "needs the token of a mail",
    "openid_connect_login": "leads to another site",
    "openid_connect_callback": "comes from another site",
    "demo_login": "signs in",
    "file_unmerge": "needs files that were merged",
    "file_merge_with": "needs a pair of likely doubles",
    "not_a_double": "needs a pair of likely doubles",
    "absence_end": "needs an own absence that still runs",
    "filter_end": "needs a saved filter",
    "switch_organisation": "chooses, shows nothing",
    "message_report": "the gateway speaks here, with a secret",
    "calendar_ics": "needs the secret of a feed",
    "meeting_add": "only changes",
    "meeting_remove": "only changes",
    "meeting_up": "only changes",
}


FILLED = {**way.ARGUMENTS, **climb.ARGUMENTS}


@dataclass(frozen=True)
class Page:
    name: str
    address: str


def seat(slug: str = "oostende") -> Seat:
    """A guide and a file with papers; the same client in a town of any size."""
    running = CaseAssignment.objects.current().filter(
        role=CaseRole.GUIDE,
        client__organisation__slug=slug,
        client__closed_on=None,
        client__in=Document.objects.values("client"),
    )
    first = running.select_related("client", "member__user").order_by("client__number")[0]
    return Seat(first.member, first.client)


def patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for part in resolver.url_patterns:
        if isinstance(part, URLResolver):
            yield from patterns(part)
        else:
            yield part


def pages(at: Seat) -> Iterator[Page]:
    """All addresses that the member's verbs allow, the exceptions left aside."""
    for pattern in patterns(get_resolver()):
        name = pattern.name or ""
        allowed = policy_of(pattern.callback, name)
        if name in EXCEPTIONS or allowed is None or (isinstance(allowed, Can) and not at.member.may(allowed)):
            continue
        for label, arguments in _filled(pattern, at):
            yield Page(label, reverse(name, kwargs=arguments))


def _filled(pattern: URLPattern, at: Seat) -> Iterator[tuple[str, dict[str, Any]]]:
    name = pattern.name or ""
    wanted = list(pattern.pattern.converters)
    if name in FILLED:
        if (found := FILLED[name](at)) is not None:
            yield name, found
    elif "slug" in wanted:
        yield from _of_kinds(name, wanted, at)
    else:
        yield name, {word: ARGUMENTS[word](at, name) for word in wanted}


def _of_kinds(name: str, wanted: list[str], at: Seat) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each kind of fact; where a fact is needed, the kinds of which this client has one."""
    for slug, kind in KINDS.items():
        arguments: dict[str, Any] = {"pk": at.client.pk, "slug": slug}
        if "fact_id" in wanted:
            fact = kind.model._default_manager.filter(client=at.client, retracted_at=None).first()
            if fact is None or (name == "fact_end" and getattr(fact, "ends_on", "not dated") is not None):
                continue
            arguments["fact_id"] = fact.pk
        yield f"{name}:{slug}", arguments


def _fact(model: str) -> Callable[[Seat, str], int]:
    def found(at: Seat, name: str) -> int:
        rows: Any = getattr(at.client, f"{model}_set", None) or at.client.assignments
        return rows.order_by("-pk").values_list("pk", flat=True)[0]

    return found


def _rule(at: Seat, name: str) -> str:
    return next(iter(rules.parameters())).id


def _assignment(at: Seat, name: str) -> int:
    return at.client.assignments.filter(member=at.member).values_list("pk", flat=True)[0]


ARGUMENTS: dict[str, Callable[[Seat, str], Any]] = {
    "pk": lambda at, name: at.client.pk,
    "fact_id": _fact("address"),
    "document_id": _fact("document"),
    "assignment_id": _assignment,
    "name": _rule,
}
