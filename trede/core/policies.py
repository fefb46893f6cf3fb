"""Deny by default: a view without a stated policy does not answer."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from trede.core.models import Member
from trede.core.roles import Can

View = Callable[..., HttpResponse]
PUBLIC = "public"
SIGNED_IN = "signed_in"

# Pages of libraries: the login itself is public, the rest asks a login.
THIRD_PARTY = {
    "account_login": PUBLIC,
    # Public: whoever is halfway a login in two steps may give up.
    "account_logout": PUBLIC,
    "account_signup": PUBLIC,
    "account_set_password": SIGNED_IN,
    "account_reauthenticate": SIGNED_IN,
    "account_reset_password": PUBLIC,
    "account_reset_password_done": PUBLIC,
    "account_reset_password_from_key": PUBLIC,
    "account_reset_password_from_key_done": PUBLIC,
    "account_change_password": SIGNED_IN,
    "account_inactive": PUBLIC,
    "mfa_authenticate": PUBLIC,
    "mfa_login_webauthn": PUBLIC,
    "mfa_index": SIGNED_IN,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
    "mfa_list_webauthn": SIGNED_IN,
    "mfa_add_webauthn": SIGNED_IN,
    "mfa_reauthenticate_webauthn": SIGNED_IN,
    "mfa_edit_webauthn": SIGNED_IN,
    "mfa_remove_webauthn": SIGNED_IN,
    "socialaccount_login_error": PUBLIC,
    "socialaccount_login_cancelled": PUBLIC,
}


class MemberRequest(HttpRequest):
    """A request that passed a policy: somebody, working for an organisation."""

    member: Member
    htmx: Any


def policy(
    verb: Can | str, *, logs_access: bool = False, writes_on_get: bool = False
) -> Callable[[View], View]:
    """State who may call this view. `logs_access`: it writes a line in the access log when it reads."""

    def stated(view: View) -> View:
        view.policy = verb  # type: ignore[attr-defined]
        view.logs_access = logs_access  # type: ignore[attr-defined]
        view.writes_on_get = writes_on_get  # type: ignore[attr-defined]
        return view

    return stated


def policy_of(view: Any, url_name: str | None) -> Can | str | None:
    return getattr(view, "policy", None) or THIRD_PARTY.get(url_name or "")
