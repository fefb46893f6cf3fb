"""`manage.py offers`: what fits a client, as the screen says it; and taking over the catalogue of the program."""

import json
import sys
from collections.abc import Iterator
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser
from django.db.models import Q
from django.utils import translation

from trede.clients.models import Client
from trede.core.access import log_access
from trede.core.models import Member, Organisation
from trede.core.periods import today
from trede.core.saying import said
from trede.fit.reading import Fitting, fits_of
from trede.matching.conditions import Check
from trede.offers.actions.catalogue import adopt_catalogue

NOT_YOURS = 4
BAD_INPUT = 2


class Command(BaseCommand):
    help = "What fits a client (fit), or take over the catalogue of the program (adopt)."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        fit = verbs.add_parser("fit", help="the verdict on every offer for one client, as JSON")
        fit.add_argument("--client", required=True, help="number of the file")
        fit.add_argument("--as", dest="member", required=True, help="login name (e-mail) or id of a member")
        adopt = verbs.add_parser("adopt", help="add the offers of the program that are not there yet")
        adopt.add_argument("--organisation", required=True, help="slug")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override("nl"):
            self._fit(options) if options["verb"] == "fit" else self._adopt(options)

    def _fit(self, options: dict[str, Any]) -> None:
        member, client = self._open(options["client"], options["member"])
        log_access(by=member, subject=client.pk, page="fit.command", why=client.why)  # type: ignore[attr-defined]
        answer = [as_data(one) for one in fits_of(client, member=member, on=today())]
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))

    def _open(self, number: str, named: str) -> tuple[Member, Client]:
        """The file, if this person may open it, for the first organisation where they may."""
        who = Q(user__email__iexact=named)
        if named.isascii() and named.isdigit() and len(named) < 18:
            who = Q(pk=int(named))
        members = list(
            Member.objects.working().filter(who).select_related("organisation", "user").order_by("pk")
        )
        if not members:
            self._stop(
                NOT_YOURS, f"Er is geen medewerker {named!r} die nu werkt. Geef de e-mail of het nummer."
            )
        found = next((pair for pair in _opened(members, number)), None)
        if found is None:
            self._stop(
                NOT_YOURS,
                f"Deze medewerker kan dossier {number!r} niet openen. Kijk het nummer na, of vraag wie het volgt.",
            )
        return found

    def _adopt(self, options: dict[str, Any]) -> None:
        organisation = Organisation.objects.filter(slug=options["organisation"]).first()
        if organisation is None:
            self._stop(BAD_INPUT, f"Er is geen organisatie met de korte naam {options['organisation']!r}.")
        added = adopt_catalogue(organisation, by=None, today=today())
        self.stdout.write(json.dumps({"added": added}))

    def _stop(self, code: int, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(code)


def _opened(members: list[Member], number: str) -> Iterator[tuple[Member, Client]]:
    """The file with this number, for each of these members who may open it; a merged one as the whole."""
    if not (number.isascii() and number.isdigit() and len(number) < 9):
        return
    for member in members:
        visible = Client.objects.visible_to(member)
        client = visible.filter(number=int(number)).first()
        if client and client.alias_of_id:
            client = visible.filter(pk=client.alias_of_id).first()
        if client:
            yield member, client


def as_data(fitting: Fitting) -> dict[str, Any]:
    """One offer as other programs read it; all that decided or would decide the verdict, in Dutch."""
    return {
        "key": fitting.key,
        "verdict": str(fitting.verdict),
        "reasons": [reason_data(check) for check in fitting.fit.checks],
    }


def reason_data(check: Check) -> dict[str, Any]:
    return {
        "condition": check.condition_id,
        "found": said(check.found),
        "needed": said(check.needed),
        "lifts": said(check.lifts),
        "source": check.source,
    }
