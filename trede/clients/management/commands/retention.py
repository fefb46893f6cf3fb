import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from trede.clients.actions.retention import look_at
from trede.core.models import Organisation
from trede.core.periods import today


class Command(BaseCommand):
    help = "Counts the closed files whose term is over. Erasing is done on the page of the DPO only."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisation", required=True, metavar="SLUG")
        parser.add_argument("--dry-run", action="store_true", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        organisation = Organisation.objects.filter(slug=options["organisation"]).first()
        if organisation is None:
            raise CommandError(f"Er is geen organisatie met de korte naam {options['organisation']!r}.")
        self.stdout.write(json.dumps(look_at(organisation.pk, today()).as_data()))
