import json
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse

from tests.cast import LONG_AGO, client_of
from trede.clients.models import Client, FileLock
from trede.core.models import AccessLog, Member
from trede.fit.actions.remarks import disagree
from trede.fit.tests.scene import catalogue, dutch
from trede.offers.models import Offer

pytestmark = pytest.mark.django_db(databases="__all__")


def ask(capsys: Any, client: object, member: object) -> Any:
    capsys.readouterr()
    call_command("offers", "fit", "--client", str(client), "--as", str(member))
    return json.loads(capsys.readouterr().out)


def refused(capsys: Any, client: object, member: object) -> str:
    capsys.readouterr()
    with pytest.raises(SystemExit) as stopped:
        call_command("offers", "fit", "--client", str(client), "--as", str(member))
    assert stopped.value.code == 4
    said = capsys.readouterr()
    assert said.out == ""
    return str(said.err)


def test_same_verdicts_as_the_screen(worker: Member, as_worker: Any, capsys: Any) -> None:
    made = catalogue(worker)
    client = client_of(worker)
    dutch(client, "1.1")
    disagree(
        client, offer=made["bootcamp"], condition="language_min:1.2", met=True, reason="Vlot.", by=worker
    )
    page = as_worker.get(reverse("fit", args=[client.pk])).context["page"]
    waiting = [line for question in page.questions for line in question.lines]
    on_screen = {
        line.entry.terms.key: str(line.fitting.verdict)
        for line in [*page.fits, *waiting, *page.no, *page.elsewhere]
    }
    printed = ask(capsys, client.number, worker.user.email)
    assert {one["key"]: one["verdict"] for one in printed} == on_screen
    assert len(printed) == len(on_screen)
    assert printed == ask(capsys, client.number, worker.pk)
    assert printed == ask(capsys, client.number, worker.user.email.upper())


def test_what_is_printed(worker: Member, capsys: Any) -> None:
    catalogue(worker)
    client = client_of(worker)
    dutch(client, "1.1")
    printed = {one["key"]: one for one in ask(capsys, client.number, worker.pk)}
    assert printed["bootcamp"] == {
        "key": "bootcamp",
        "verdict": "no",
        "reasons": [
            {
                "condition": "language_min:1.2",
                "found": "1.1",
                "needed": "Nederlands minstens 1.2",
                "lifts": "een taaltraject tot 1.2",
                "source": "",
            }
        ],
    }
    assert printed["digiwerking"] == {"key": "digiwerking", "verdict": "not_offered", "reasons": []}
    assert {one["verdict"] for one in printed.values()} == {"fits", "no", "unknown", "not_offered"}


def test_look_is_logged(worker: Member, capsys: Any) -> None:
    client = client_of(worker)
    assert ask(capsys, client.number, worker.pk) == []
    logged = AccessLog.objects.get()
    assert (logged.member_id, logged.subject, logged.page) == (worker.pk, client.pk, "fit.command")


def test_merged_file_answers_as_the_whole(worker: Member, capsys: Any) -> None:
    catalogue(worker)
    head, part = client_of(worker), client_of(worker)
    dutch(part, "2.1")
    Client.objects.filter(pk=part.pk).update(alias_of=head)
    verdicts = {one["key"]: one["verdict"] for one in ask(capsys, part.number, worker.pk)}
    assert verdicts["bootcamp"] == "fits"


def test_file_that_this_member_may_not_see(
    worker: Member, colleague: Member, outsider: Member, capsys: Any
) -> None:
    client, locked = client_of(worker), client_of(worker)
    FileLock.objects.create(
        organisation=worker.organisation, client=locked, reason="relative", starts_on=LONG_AGO
    )
    for number, member in (
        (client.number, colleague.pk),
        (client.number, outsider.pk),
        (locked.number, worker.pk),
        (987654, worker.pk),
        ("x", worker.pk),
        ("9" * 40, worker.pk),
    ):
        assert "Kijk het nummer na" in refused(capsys, number, member)
    for nobody in ("niemand@example.org", "0", "9" * 40, ""):
        assert "Geef de e-mail of het nummer" in refused(capsys, client.number, nobody)
    assert AccessLog.objects.count() == 0


def test_catalogue_is_taken_over_once(worker: Member, capsys: Any) -> None:
    for added in (82, 0):
        capsys.readouterr()
        call_command("offers", "adopt", "--organisation", worker.organisation.slug)
        assert json.loads(capsys.readouterr().out) == {"added": added}
    assert Offer.objects.count() == 82
    with pytest.raises(SystemExit) as stopped:
        call_command("offers", "adopt", "--organisation", "nergens")
    assert stopped.value.code == 2
