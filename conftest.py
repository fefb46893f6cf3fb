from collections.abc import Iterator
from typing import Any

import pytest
from django.test import TransactionTestCase


@pytest.fixture(autouse=True)
def _test_settings(settings: Any, tmp_path: Any) -> None:
    settings.ANCHOR_FILE = tmp_path / "anchors.log"
    settings.MEDIA_ROOT = tmp_path / "documents"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


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
