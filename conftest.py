"""For every test of the project: fixed seeds, files in a folder of its own, a small cast of people."""

import os
import random
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import TransactionTestCase
from factory.random import reseed_random
from hypothesis import HealthCheck, settings

SEED = 1
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "fixed")

settings.register_profile(
    "fixed", derandomize=True, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
# For a long search by hand: HYPOTHESIS_PROFILE=search
settings.register_profile(
    "search", parent=settings.get_profile("fixed"), derandomize=False, max_examples=2000
)
settings.load_profile(PROFILE)


def pytest_report_header() -> str:
    hashes = os.environ.get("PYTHONHASHSEED", "random")
    return f"seeds: random {SEED}, hypothesis profile {PROFILE}, PYTHONHASHSEED {hashes}"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only", action="store_true", help="only tests that use the database: for a second database"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--database-only"):
        return
    others = [item for item in items if not uses_database(item)]
    items[:] = [item for item in items if uses_database(item)]
    config.hook.pytest_deselected(items=others)


def uses_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(fixtures & {"db", "transactional_db"})


@pytest.fixture(autouse=True)
def _fixed_seeds() -> None:
    random.seed(SEED)
    reseed_random(SEED)


@pytest.fixture(autouse=True)
def _test_settings(settings: Any, tmp_path: Any) -> None:
    settings.ANCHOR_FILE = tmp_path / "anchors.log"
    settings.MEDIA_ROOT = tmp_path / "documents"
    # Workers that run side by side share one folder of the environment.
    settings.VAR = tmp_path


@pytest.fixture(autouse=True, scope="session")
def _flush_lifts_promises() -> Iterator[None]:
    """A test database must be emptied after a transactional test; events refuse that everywhere else."""
    from trede.core import promises

    teardown = TransactionTestCase._fixture_teardown

    def lifted(self: Any) -> None:
        promises.lift("default")
        teardown(self)

    TransactionTestCase._fixture_teardown = lifted  # type: ignore[method-assign]
    yield
    TransactionTestCase._fixture_teardown = teardown  # type: ignore[method-assign]


@pytest.fixture
def worker(db: None) -> Any:
    from tests.cast import OrganisationFactory, member_of

    return member_of(OrganisationFactory(), "trajectbegeleider")


@pytest.fixture
def colleague(worker: Any) -> Any:
    from tests.cast import member_of

    return member_of(worker.organisation, "trajectbegeleider")


@pytest.fixture
def outsider(db: None) -> Any:
    from tests.cast import OrganisationFactory, member_of

    return member_of(OrganisationFactory(), "trajectbegeleider", "teamleider", "diensthoofd")


@pytest.fixture
def as_worker(client: Any, worker: Any) -> Any:
    client.force_login(worker.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture(autouse=True)
def _screens_start_in_dutch() -> None:
    """A request leaves its language behind in the process."""
    from django.utils import translation

    translation.deactivate()


@pytest.fixture(autouse=True)
def _limits_start_anew() -> None:
    """Rate limits count in the cache, which outlives a test."""
    from django.core.cache import cache

    cache.clear()
