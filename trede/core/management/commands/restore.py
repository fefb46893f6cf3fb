import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from trede.core.backup.archive import Manifest, verify
from trede.core.backup.errors import BackupError
from trede.core.backup.work import chain_of, fingerprint, restore


class Command(BaseCommand):
    help = "Puts a backup back. Stop the site first. With --check it is only read and compared."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="read the whole archive, change nothing")
        parser.add_argument("--replace", action="store_true", help="also when there are data already")

    def handle(self, *args: Any, **options: Any) -> None:
        path, passphrase = options["file"].absolute(), settings.BACKUP_PASSPHRASE
        try:
            if options["check"]:
                manifest = verify(path, passphrase)
                answer = {"key_fits": manifest.about["key"] == fingerprint()}
            else:
                manifest = restore(path, passphrase=passphrase, replace=options["replace"])
                answer = chain_of(manifest)
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        self.report(manifest, {"restored": not options["check"], **answer})

    def report(self, manifest: Manifest, answer: dict[str, Any]) -> None:
        rows = sum(manifest.rows.values())
        about = {"made_at": manifest.about["made_at"], "engine": manifest.about["engine"]}
        self.stdout.write(json.dumps({**about, "rows": rows, "documents": manifest.documents, **answer}))
        if not answer["key_fits"]:
            self.stderr.write(
                "TREDE_MASTER_KEY is niet de sleutel van deze back-up: de inhoud van de gebeurtenissen en de "
                "documenten blijft onleesbaar. Zet de sleutel van toen."
            )
        if answer.get("first_bad") is not None:
            raise CommandError(
                f"De keten van gebeurtenissen klopt niet vanaf gebeurtenis {answer['first_bad']}."
            )
