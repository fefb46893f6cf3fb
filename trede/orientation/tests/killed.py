"""A process of its own that fills a session and dies at given statements; prints what stands there in the end.

`python -m trede.orientation.tests.killed [STATEMENT …]`: each number is one death by SIGKILL, after so many
statements of that attempt; the attempt after the last one is left alone. Nothing of chance is printed: no ids, no
links, no moments.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

import django

PEOPLE, SLOTS, DAYS_AHEAD = 12, 9, 21
ASKS_INTERPRETER = {3, 5}


def scene() -> tuple[int, int]:
    """A session of nine slots, and twelve who wait, two of them with an interpreter; the session and the member."""
    from tests.cast import OrganisationFactory
    from trede.core.models import LocalSetting
    from trede.core.periods import today
    from trede.orientation.tests.planning_scene import planner, ready, session_on

    member = planner(OrganisationFactory(name="OCMW Teststad", slug="teststad"))
    LocalSetting.objects.create(
        organisation=member.organisation,
        key="texts.send_unread",
        value="1",
        reason="Proef",
        starts_on=today().replace(month=1, day=1),
    )
    for place in range(PEOPLE):
        ready(
            member,
            days=PEOPLE - place,
            number=place + 1,
            speaks=("nl", "ar", "uk")[place % 3],
            interpreter_needed=place in ASKS_INTERPRETER,
            ways={"street": f"Kerkstraat {place + 1}", "sms": f"+324701000{place:02}"},
        )
    return session_on(member, slots=SLOTS).pk, member.pk


def fill(session: int, member: int) -> None:
    from trede.core.models import Member
    from trede.orientation.actions.filling import fill_session
    from trede.orientation.models import OrientationSession

    by = Member.objects.get(pk=member)
    fill_session(OrientationSession.objects.get(pk=session), by=by)


def attempt(scene: tuple[int, int], statements: int) -> tuple[int, int]:
    """One attempt in a process of its own: the signal that ended it, and how many statements it needed."""
    from django.db import connection, connections

    from trede.demo.tests.killed import die_after

    connections.close_all()
    said, says = os.pipe()
    child = os.fork()
    if child == 0:
        count = Counter[str]()
        connection.execute_wrappers += [_counts(count), *([die_after(statements)] if statements else [])]
        fill(*scene)
        os.write(says, str(count["statements"]).encode())
        connections.close_all()
        os._exit(0)
    os.close(says)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    with os.fdopen(said) as answer:
        return code, int(answer.read() or 0)


def _counts(count: Counter[str]) -> Any:
    def wrapper(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        count["statements"] += 1
        return execute(sql, params, many, context)

    return wrapper


def state() -> dict[str, Any]:
    """Who has which slot, with everything that hangs on it, each as sorted plain rows."""
    from trede.core.models import Event
    from trede.orientation import models as m
    from trede.outbox.models import Message

    invitations = m.OrientationInvitation.objects.select_related("client", "slot")
    causes = {f"invitation:{row.pk}": row.client.number for row in invitations}
    messages = Message.objects.values_list("cause", "channel", "purpose", "language", "held")
    asked = m.InterpreterRequest.objects.values_list("client__number", "language", "asked_on")
    return {
        "slots": sorted(
            (slot.begin, slot.minutes, slot.withdrawn_at is not None) for slot in m.Slot.objects.all()
        ),
        "seats": sorted((row.slot.begin, row.client.number, row.language) for row in invitations),
        "links": all(row.token_hash and row.code_hash for row in invitations),
        "messages": sorted([causes.get(cause, 0), *rest] for cause, *rest in messages),
        "interpreters": sorted(str(row) for row in asked),
        "waiting": m.WaitingEntry.objects.waiting().count(),
        "events": sorted(Counter(Event.objects.values_list("verb", flat=True)).items()),
    }


def main(deaths: Sequence[int]) -> None:
    django.setup()
    from trede.core import seals

    where = scene()
    ends = [attempt(where, statements) for statements in (*deaths, 0)]
    seals.seal_events()
    codes, needed = [code for code, _needed in ends], ends[-1][1]
    told = {"codes": codes, "needed": needed, "state": state(), "verified": seals.verify().exit_code}
    print(json.dumps(told))


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]])
