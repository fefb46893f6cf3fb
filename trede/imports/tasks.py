"""What takes longer than a page may: done by the worker, after the transaction that asked for it."""

from django_tasks import task

from trede.core.models import Member
from trede.imports.actions import commit, staging
from trede.imports.models import ImportRun


@task()
def read_list(run_id: int) -> None:
    """Stage a list; stopped halfway it starts again, for nothing in any file has changed."""
    staging.stage(ImportRun.objects.get(pk=run_id))


@task()
def take_over(run_id: int, member_id: int, numbers: list[int] | None = None) -> None:
    """Take over the safe rows, or the rows named; stopped halfway it goes on with what is left."""
    member = Member.objects.select_related("user", "organisation").get(pk=member_id)
    commit.accept(ImportRun.objects.get(pk=run_id), by=member, numbers=numbers)
