import pytest
from django.core.cache import cache

from tests.cast import OrganisationFactory, member_of


@pytest.fixture(autouse=True)
def _no_tries_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def user(db: None):
    return member_of(OrganisationFactory(), "trajectbegeleider").user
