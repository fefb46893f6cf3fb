"""What a decision of the committee brings about: each room that asks something says it here."""

from django.utils.module_loading import import_string

from trede.core.models import Member
from trede.council.models import Decision, Proposal

_decided: dict[str, str] = {}
_withdrawn: dict[str, str] = {}


def register(kind: str, path: str) -> None:
    """Called when the program starts: the dotted path of `fn(decision, *, by)` for proposals of this kind.

    It runs in the transaction of every decision, a postponement and a correction too, and makes things as this
    decision says, whatever an earlier one of the same proposal made of them.
    """
    _decided[kind] = path


def register_withdrawn(kind: str, path: str) -> None:
    """The dotted path of `fn(proposal, *, by)`, for when a proposal is withdrawn."""
    _withdrawn[kind] = path


def decided(decision: Decision, *, by: Member) -> None:
    """Bring about what was decided; nothing for a kind without an effect."""
    if path := _decided.get(decision.proposal.kind):
        import_string(path)(decision, by=by)


def withdrawn(proposal: Proposal, *, by: Member) -> None:
    """Undo what waited for this proposal."""
    if path := _withdrawn.get(proposal.kind):
        import_string(path)(proposal, by=by)
