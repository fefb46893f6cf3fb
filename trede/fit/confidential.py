"""Conditions whose answer would tell what stands in the confidential part of a file."""

from trede.clients.models import CONFIDENTIAL_BARRIERS

KINDS = frozenset({"ticket", "work_limit"})


def is_confidential(condition: str) -> bool:
    """Does an answer to this condition ("kind:value") speak of the confidential part?"""
    kind, _colon, value = condition.partition(":")
    if kind == "barrier":
        return any(code in CONFIDENTIAL_BARRIERS for code in value.split(","))
    return kind in KINDS
