import json

import pytest
from django.core.management import call_command

from trede.core import periodic
from trede.core.actions.teams import make_team
from trede.core.models import Event

pytestmark = pytest.mark.django_db


def run(capsys):
    call_command("periodic")
    return json.loads(capsys.readouterr().out)


def test_events_are_sealed_and_a_second_round_does_nothing(worker, capsys):
    make_team(by=worker, name="Noord")
    assert run(capsys)["sealed"] == 1
    assert run(capsys)["sealed"] == 0
    assert not Event.objects.filter(seal=None).exists()


def test_a_job_of_a_later_room_runs(monkeypatch, capsys):
    monkeypatch.setitem(periodic._jobs, "extra", lambda: 7)
    assert run(capsys)["extra"] == 7


def test_a_job_that_fails_does_not_stop_the_others(worker, monkeypatch, capsys):
    make_team(by=worker, name="Noord")
    monkeypatch.setattr(periodic, "_jobs", {"bad": lambda: 1 // 0} | periodic._jobs)
    with pytest.raises(SystemExit) as stopped:
        call_command("periodic")
    assert stopped.value.code == 1
    assert json.loads(capsys.readouterr().out)["sealed"] == 1
