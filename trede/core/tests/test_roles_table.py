import pytest
from django.core.management import call_command
from django.utils import translation

from trede.core.management.commands.roles_table import PAGE, table
from trede.core.roles import ROLES, VERBS, Can, Role
from trede.core.tests.office import get
from trede.core.views.roles import matrix


def test_the_handbook_equals_the_code():
    assert PAGE.read_text(encoding="utf-8") == table(), "run manage.py roles_table"


def test_every_verb_has_words_and_every_role_a_set():
    assert set(VERBS) == set(Can)
    assert set(ROLES) == set(Role)


def test_the_page_is_in_dutch_whatever_the_language():
    with translation.override("en"):
        assert table() == PAGE.read_text(encoding="utf-8")


def test_the_command_writes_the_page(tmp_path):
    call_command("roles_table", to=tmp_path / "roles.md")
    assert (tmp_path / "roles.md").read_text(encoding="utf-8") == table()


@pytest.mark.django_db
def test_the_page_shows_the_matrix(worker):
    page = get(worker, "roles").content.decode()
    assert all(label in page for label, _cells in matrix())
    assert page.count('aria-label="ja"') == sum(sum(cells) for _label, cells in matrix())
