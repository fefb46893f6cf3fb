import json
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from trede.core.backup.errors import BackupError
from trede.core.backup.work import backup


class Command(BaseCommand):
    help = "Writes both databases, the documents and the anchors to one archive; the master key is not in it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--plain", action="store_true", help="not locked, for a disk that is locked itself"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path, passphrase = options["file"].absolute(), settings.BACKUP_PASSPHRASE
        if not passphrase and not options["plain"]:
            raise CommandError(
                "Zet een wachtzin in TREDE_BACKUP_PASSPHRASE, of kies --plain voor een archief zonder slot."
            )
        started = time.monotonic()
        try:
            manifest = backup(path, passphrase="" if options["plain"] else passphrase)
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        answer = {
            "file": str(path),
            "bytes": path.stat().st_size,
            "locked": not options["plain"],
            "engine": manifest.about["engine"],
            "made_at": manifest.about["made_at"],
            "rows": sum(manifest.rows.values()),
            "documents": manifest.documents,
            "seconds": round(time.monotonic() - started, 1),
        }
        self.stdout.write(json.dumps(answer))
