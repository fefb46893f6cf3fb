"""A client of a trajectbegeleider with an open werkintake, and helpers to write in it."""

from dataclasses import dataclass
from typing import Any

from django.test import Client as Browser

from tests.cast import LONG_AGO, OrganisationFactory, client_of, member_of
from trede.clients.actions.clients import assign
from trede.clients.models import CaseRole, Client
from trede.clients.tests.scene import sign_in, url
from trede.core.models import Member
from trede.ladder.actions.intakes import start_intake
from trede.ladder.models import Intake

SCRIPT = {"HTTP_ACCEPT": "application/json"}


@dataclass
class Scene:
    worker: Member
    colleague: Member
    client: Client
    intake: Intake

    def at(self, name: str, **more: Any) -> str:
        return url(name, pk=self.client.pk, intake_id=self.intake.pk, **more)

    def browser(self, member: Member | None = None) -> Browser:
        return sign_in(member or self.worker)

    def save(self, part: str, *, by: Member | None = None, **typed: Any) -> Any:
        """As the script sends one part."""
        return self.browser(by).post(
            self.at("intake_note"), {"domain": part, "version": 0, **typed}, **SCRIPT
        )


def scene() -> Scene:
    worker = member_of(OrganisationFactory(), "trajectbegeleider")
    colleague = member_of(worker.organisation, "maatschappelijk_werker")
    client = client_of(worker, last_name="Haddad", first_names="Amina")
    assign(client, member=colleague, role=CaseRole.SOCIAL_WORKER, by=None, starts_on=LONG_AGO)
    return Scene(worker, colleague, client, start_intake(Intake(client=client), by=worker))
