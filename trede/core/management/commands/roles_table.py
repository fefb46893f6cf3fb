from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import translation

from trede.core.roles import Role
from trede.core.views.roles import matrix

PAGE = Path(settings.BASE) / "docs" / "roles.md"
INTRO = """# Wie mag wat

Deze tabel is gemaakt uit de code (`manage.py roles_table`); een test houdt haar gelijk.
Wie meer rollen heeft, mag wat die rollen samen mogen.
"""


def table() -> str:
    """The page of the handbook, in Dutch."""
    with translation.override("nl"):
        head = ["Wat", *(str(role.label) for role in Role)]
        rows = [[label, *("x" if may else "" for may in cells)] for label, cells in matrix()]
    lines = [head, ["---", *(":-:" for _role in Role)], *rows]
    return INTRO + "\n" + "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


class Command(BaseCommand):
    help = "Writes the table of roles and verbs to docs/roles.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, default=PAGE)

    def handle(self, *args: Any, **options: Any) -> None:
        options["to"].write_text(table(), encoding="utf-8")
        self.stdout.write(str(options["to"]))
