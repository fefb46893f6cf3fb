"""What must happen by itself, every minute or so: sealing, and purging what is due. Every job can run twice."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.core.management import call_command
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)
Job = Callable[[], int]


@dataclass(frozen=True)
class Outcome:
    name: str
    done: int
    failed: bool


_jobs: dict[str, Job] = {}


def register(name: str, path: str) -> None:
    """A room registers its job in AppConfig.ready(): the dotted path of a function that returns how many
    things it did. Its module is loaded when the job runs, so that every start of the program stays quick.
    """
    _jobs[name] = lambda: import_string(path)()


def run_all() -> list[Outcome]:
    """Run every job once. One that fails is logged and does not stop the others."""
    return [_run(name, job) for name, job in _jobs.items()]


def _run(name: str, job: Job) -> Outcome:
    try:
        return Outcome(name, job(), failed=False)
    except Exception:
        logger.exception("periodic job %s failed", name)
        return Outcome(name, 0, failed=True)


def clear_sessions() -> int:
    call_command("clearsessions")
    return 0


register("sealed", "trede.core.seals.seal_events")
register("sessions", "trede.core.periodic.clear_sessions")
