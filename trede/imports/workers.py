"""The social worker that a list names, as a member: only where the name fits exactly one."""

from functools import cached_property

from trede.core.models import Member
from trede.core.roles import Role
from trede.imports.reading.text import fold


class WorkersByName:
    """ "K. Claeys", "Claeys K." or "Karen Claeys"; a name that fits two members fits none."""

    def __init__(self, organisation_id: int) -> None:
        self._organisation_id = organisation_id

    @cached_property
    def _found(self) -> dict[str, set[int]]:
        """Asked only when a list names somebody."""
        members = (
            Member.objects.working()
            .filter(organisation=self._organisation_id)
            .with_role(Role.MAATSCHAPPELIJK_WERKER)
        )
        found: dict[str, set[int]] = {}
        for pk, name in members.values_list("pk", "user__name"):
            for key in _spellings(name):
                found.setdefault(key, set()).add(pk)
        return found

    def member(self, name: str) -> int | None:
        fitting = self._found.get(" ".join(sorted(fold(name).split())), set()) if name else set()
        return next(iter(fitting)) if len(fitting) == 1 else None


def _spellings(name: str) -> set[str]:
    words = fold(name).split()
    if len(words) < 2:
        return {" ".join(words)}
    initial = [words[0][0], *words[1:]]
    return {" ".join(sorted(words)), " ".join(sorted(initial))}
