from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import LONG_AGO, ClientFactory, OrganisationFactory, client_of, member_of
from trede.clients.actions.clients import assign
from trede.clients.actions.restriction import restrict_file
from trede.clients.models import CaseAssignment, CaseRole
from trede.clients.tests.scene import queries_of, sign_in, verbs_on, words
from trede.core.errors import CaseError, Conflict, NotAllowed
from trede.core.events import read_payload, readable
from trede.core.models import AccessGrant, Event, LocalSetting, Member, TextDraft
from trede.core.periods import today
from trede.core.roles import Role
from trede.orientation.actions.attendance import mark
from trede.orientation.actions.deciding import Choice, book_intake, correct, decide, intake_of
from trede.orientation.guides import guides_of
from trede.orientation.models import (
    Appointment,
    Attendance,
    LeftBecause,
    OrientationDecision,
    PartnerEvaluation,
    QuestionNote,
)
from trede.orientation.tests.session_scene import Scene, at, away, lock, scene, seat

pytestmark = pytest.mark.django_db(databases="__all__")
WHY = "Werkte drie jaar in een keuken, leert Nederlands."


@pytest.fixture
def made() -> Scene:
    return scene(attendance="present")


@pytest.fixture
def guide(made: Scene) -> Member:
    return member_of(made.office, Role.TRAJECTBEGELEIDER)


def soon(hour: int = 10) -> datetime:
    """That hour on the next Tuesday that is not today."""
    day = today() + timedelta(days=(1 - today().weekday()) % 7 or 7)
    return timezone.make_aware(datetime.combine(day, time(hour)))


def test_the_ocmw_guides_and_everything_follows_in_one_go(made: Scene, guide: Member) -> None:
    decision = decide(
        made.first,
        outcome="ocmw",
        motivation=WHY,
        guide=guide,
        by=made.counsellor,
        intake_at=soon(),
        intake_place="Hier",
    )
    made.first.entry.refresh_from_db()
    assert (made.first.entry.left_on, made.first.entry.left_because) == (today(), LeftBecause.DECIDED)
    assert (decision.decided_by, decision.with_partner) == (made.counsellor, made.partner)
    assignment = CaseAssignment.objects.get(client=made.first.client)
    assert (assignment.member, assignment.role) == (guide, CaseRole.GUIDE)
    assert WHY in assignment.note
    intake = Appointment.objects.get()
    assert (intake.member, intake.kind, intake.starts_at, intake.place) == (guide, "intake", soon(), "Hier")
    assert list(AccessGrant.objects.values_list("member", flat=True)) == [guide.pk]
    assert verbs_on(made.first.client_id) == [
        "orientationdecision.made",
        "waitingentry.left",
        "assignment.opened",
        "appointment.made",
    ]


def test_the_same_decision_twice_is_one_and_another_one_is_refused(made: Scene, guide: Member) -> None:
    values: dict[str, Any] = {"motivation": WHY, "by": made.counsellor}
    one = decide(made.first, outcome="ocmw", guide=guide, **values)
    assert decide(made.first, outcome="ocmw", guide=guide, **values).pk == one.pk
    with pytest.raises(CaseError, match="al beslist"):
        decide(made.first, outcome="exemption", **values)
    assert (OrientationDecision.objects.count(), CaseAssignment.objects.count()) == (1, 1)


def test_a_guide_who_follows_already_is_not_assigned_twice(made: Scene, guide: Member) -> None:
    assign(made.first.client, member=guide, role=CaseRole.GUIDE, by=None, starts_on=LONG_AGO)
    decide(made.first, outcome="ocmw", motivation=WHY, guide=guide, by=made.counsellor)
    assert CaseAssignment.objects.count() == 1


def test_a_partner_gets_an_evaluation_and_no_access(made: Scene) -> None:
    LocalSetting.objects.create(
        organisation=made.office,
        key="orientation.partner_evaluation_months",
        value="4",
        reason="Afspraak",
        starts_on=LONG_AGO,
    )
    decision = decide(made.first, outcome="partner", motivation=WHY, partner=made.eho, by=made.counsellor)
    evaluation = PartnerEvaluation.objects.get()
    assert (evaluation.partner, evaluation.decision) == (made.eho, decision)
    assert (evaluation.due_on.year * 12 + evaluation.due_on.month) - (today().year * 12 + today().month) == 4
    assert not AccessGrant.objects.exists()
    assert not CaseAssignment.objects.exists()


def test_what_does_not_belong_to_the_outcome_is_not_kept(made: Scene, guide: Member) -> None:
    decision = decide(
        made.first,
        outcome="exemption",
        motivation=WHY,
        guide=guide,
        partner=made.eho,
        first="iets",
        again_on=today() + timedelta(days=9),
        by=made.counsellor,
    )
    assert (decision.guide, decision.partner, decision.first, decision.again_on) == (None, None, "", None)


TOMORROW = timedelta(days=1)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"outcome": "iets"}, "Kies een beslissing"),
        ({"outcome": "ocmw"}, "Kies wie begeleidt"),
        ({"outcome": "partner"}, "welke partner"),
        ({"outcome": "exemption", "motivation": "  "}, "waarom"),
        ({"outcome": "not_yet", "again_on": 30}, "eerst moet gebeuren"),
        ({"outcome": "not_yet", "first": "Opvang zoeken"}, "Kies een dag"),
        ({"outcome": "not_yet", "first": "Opvang zoeken", "again_on": 0}, "Kies een dag"),
        ({"outcome": "vdab"}, "Kies een dag"),
    ],
)
def test_what_is_missing_is_said(made: Scene, values: dict[str, Any], sentence: str) -> None:
    if "again_on" in values:
        values = values | {"again_on": today() + timedelta(days=values["again_on"])}
    with pytest.raises(CaseError, match=sentence):
        decide(made.first, **{"motivation": WHY, "by": made.counsellor} | values)
    made.first.entry.refresh_from_db()
    assert (OrientationDecision.objects.count(), made.first.entry.left_on) == (0, None)


def test_who_may_not_guide_or_is_no_partner_is_refused(made: Scene) -> None:
    values: dict[str, Any] = {"motivation": WHY, "by": made.counsellor}
    for member in (made.partner, member_of(OrganisationFactory(), Role.TRAJECTBEGELEIDER)):
        with pytest.raises(CaseError, match="begeleidt hier geen"):
            decide(made.first, outcome="ocmw", guide=member, **values)
    with pytest.raises(CaseError, match="geen partner"):
        decide(made.first, outcome="partner", partner=OrganisationFactory(), **values)


def test_only_staff_decide_about_who_was_seen(made: Scene, guide: Member) -> None:
    with pytest.raises(NotAllowed):
        decide(made.first, outcome="exemption", motivation=WHY, by=made.partner)
    mark(made.first, attendance=Attendance.ABSENT, by=made.counsellor)
    with pytest.raises(CaseError, match="aanwezig"):
        decide(made.first, outcome="ocmw", motivation=WHY, guide=guide, by=made.counsellor)


def test_a_locked_or_restricted_file(made: Scene, guide: Member) -> None:
    lock(made.first.client, made.counsellor)
    with pytest.raises(CaseError, match="afgeschermd"):
        decide(made.first, outcome="ocmw", motivation=WHY, guide=guide, by=made.counsellor)
    assert decide(made.first, outcome="ocmw", motivation=WHY, guide=made.counsellor, by=made.counsellor)
    second = made.invitations[1]
    restrict_file(second.client, by=member_of(made.office, Role.DPO), ground="Betwisting")
    with pytest.raises(CaseError, match="beperkt"):
        decide(second, outcome="exemption", motivation=WHY, by=made.counsellor)


def test_a_merged_file_is_decided_about_as_a_whole(made: Scene, guide: Member) -> None:
    head = ClientFactory(organisation=made.office)
    part = made.first.client
    part.alias_of = head
    part.save()
    decide(made.first, outcome="ocmw", motivation=WHY, guide=guide, by=made.counsellor, intake_at=soon())
    assert CaseAssignment.objects.get().client == head
    assert Appointment.objects.get().client == head


# Correcting


def corrected(decision: OrientationDecision, by: Member, **values: Any) -> OrientationDecision:
    choice = Choice(**{"motivation": WHY} | values)
    return correct(decision, choice=choice, because="Verkeerd geklikt", expected=decision.version, by=by)


def test_a_correction_takes_back_what_followed_and_stays_in_the_history(made: Scene, guide: Member) -> None:
    decision = decide(
        made.first, outcome="ocmw", motivation=WHY, guide=guide, by=made.counsellor, intake_at=soon()
    )
    decision = corrected(decision, made.counsellor, outcome="partner", partner=made.eho)
    assert (decision.outcome, decision.guide, decision.version) == ("partner", None, 2)
    assert CaseAssignment.objects.get().ends_on == today()
    assert Appointment.objects.get().cancelled_at is not None
    assert PartnerEvaluation.objects.get().partner == made.eho
    event = readable(Event.objects.filter(verb="orientationdecision.corrected")).get()
    payload = read_payload(event)
    assert payload["note"] == "Verkeerd geklikt"
    assert (payload["before"]["outcome"], payload["after"]["outcome"]) == ("ocmw", "partner")


def test_a_correction_to_another_partner_takes_the_evaluation_along(made: Scene) -> None:
    decision = decide(made.first, outcome="partner", motivation=WHY, partner=made.eho, by=made.counsellor)
    other = OrganisationFactory(capacity="partner")
    corrected(decision, made.counsellor, outcome="partner", partner=other)
    assert PartnerEvaluation.objects.get().partner == other


def test_who_followed_before_the_decision_goes_on(made: Scene, guide: Member) -> None:
    assign(made.first.client, member=guide, role=CaseRole.GUIDE, by=None, starts_on=LONG_AGO)
    decision = decide(made.first, outcome="ocmw", motivation=WHY, guide=guide, by=made.counsellor)
    corrected(decision, made.counsellor, outcome="exemption")
    assert CaseAssignment.objects.get().ends_on is None


def test_a_correction_needs_a_reason_and_the_version_that_was_seen(made: Scene) -> None:
    decision = decide(made.first, outcome="exemption", motivation=WHY, by=made.counsellor)
    choice = Choice("exemption", "Anders gezegd.")
    with pytest.raises(CaseError, match="waarom"):
        correct(decision, choice=choice, because=" ", expected=1, by=made.counsellor)
    correct(decision, choice=choice, because="Tikfout", expected=1, by=made.counsellor)
    with pytest.raises(Conflict):
        correct(
            decision,
            choice=Choice("exemption", "Nog anders."),
            because="Tikfout",
            expected=1,
            by=made.counsellor,
        )
    assert correct(decision, choice=choice, because="Tikfout", expected=2, by=made.counsellor).version == 2


# The intake


def test_the_intake_is_booked_once_and_only_where_it_is_free(made: Scene, guide: Member) -> None:
    decision = decide(made.first, outcome="ocmw", motivation=WHY, guide=guide, by=made.counsellor)
    other = client_of(guide)
    Appointment.objects.create(
        organisation=made.office, client=other, member=guide, kind="talk", starts_at=soon(10), minutes=90
    )
    with pytest.raises(CaseError, match="bezet"):
        book_intake(decision, starts_at=soon(11), place="", by=made.counsellor)
    one = book_intake(decision, starts_at=soon(13), place="", by=made.counsellor)
    assert book_intake(decision, starts_at=soon(13), place="", by=made.counsellor) == one
    with pytest.raises(CaseError, match="al gepland"):
        book_intake(decision, starts_at=soon(14), place="", by=made.counsellor)
    assert intake_of(decision) == one


def test_no_intake_for_who_is_not_guided_here(made: Scene) -> None:
    decision = decide(made.first, outcome="exemption", motivation=WHY, by=made.counsellor)
    with pytest.raises(CaseError, match="door het OCMW"):
        book_intake(decision, starts_at=soon(), place="", by=made.counsellor)


# The pages


def sent(**values: str) -> dict[str, str]:
    return {"motivation": WHY, "guide": "", "partner": "", "first": "", "again_on": ""} | values


def test_from_the_page_to_the_intake(made: Scene, guide: Member) -> None:
    browser, page = made.as_counsellor(), at("decide", made.first.pk)
    shown = words(browser.get(page))
    assert f"{guide.name} – telt als 0" in shown
    answer = browser.post(page, sent(outcome="ocmw", guide=str(guide.pk)))
    assert (answer.status_code, answer.headers["Location"]) == (303, at("intake_plan", made.first.pk))
    form = browser.get(answer.headers["Location"]).context["form"]
    moment = form.fields["moment"].choices[0][0]
    assert browser.post(answer.headers["Location"], {"moment": moment, "place": ""}).status_code == 303
    assert Appointment.objects.get().starts_at == datetime.fromisoformat(moment)
    late = browser.post(answer.headers["Location"], {"moment": moment, "place": ""})
    assert "niet meer vrij" in words(late)


def test_nothing_is_chosen_beforehand(made: Scene) -> None:
    answer = made.as_counsellor().get(at("decide", made.first.pk))
    assert b"checked" not in answer.content


def test_the_page_says_what_is_missing_and_keeps_what_was_typed(made: Scene) -> None:
    answer = made.as_counsellor().post(
        at("decide", made.first.pk), sent(outcome="not_yet", again_on="31/02/2026")
    )
    assert answer.status_code == 200
    assert "Die dag bestaat niet" in words(answer)
    assert WHY in answer.content.decode()
    for bad in (
        {},
        {"outcome": "ocmw", "guide": "x" * 40},
        {"outcome": "😀"},
        {"outcome": "partner", "partner": "9" * 30},
    ):
        assert made.as_counsellor().post(at("decide", made.first.pk), sent(**bad)).status_code == 200
    assert OrientationDecision.objects.count() == 0


def test_two_who_correct_at_once_lose_nothing(made: Scene) -> None:
    decision = decide(made.first, outcome="exemption", motivation=WHY, by=made.counsellor)
    corrected(decision, made.counsellor, outcome="exemption", motivation="De collega schreef dit.")
    values = sent(outcome="exemption", motivation="Mijn tekst", because="Beter", version="1")
    browser = made.as_counsellor()
    answer = browser.post(at("decide", made.first.pk), values)
    assert answer.status_code == 409
    assert "De collega schreef dit." in words(answer)
    assert "Mijn tekst" in answer.content.decode()
    assert TextDraft.objects.get().form == "decision"
    version = answer.context["form"]["version"].value()
    assert browser.post(at("decide", made.first.pk), values | {"version": version}).status_code == 303
    decision.refresh_from_db()
    assert (decision.motivation, TextDraft.objects.count()) == ("Mijn tekst", 0)


def test_what_was_typed_waits_as_a_draft(made: Scene) -> None:
    browser = made.as_counsellor()
    kept = {"draft_form": "decision", "motivation": "Half geschreven"}
    assert browser.post(at("questions_keep", made.first.pk), kept).status_code == 204
    assert "niet-bewaarde tekst" in words(browser.get(at("decide", made.first.pk)))
    assert "Half geschreven" in browser.get(at("decide", made.first.pk) + "?concept=1").content.decode()
    assert browser.post(at("questions_forget", made.first.pk), {"draft_form": "decision"}).status_code == 303
    assert browser.post(at("questions_keep", made.first.pk), {"draft_form": "x"}).status_code == 404
    assert TextDraft.objects.count() == 0


def test_the_facts_and_notes_stand_beside_the_decision(made: Scene) -> None:
    QuestionNote.objects.create(
        organisation=made.office,
        client=made.first.client,
        invitation=made.first,
        question="wishes",
        note="Wil koken",
    )
    assert "Wil koken" in words(made.as_counsellor().get(at("decide", made.first.pk)))
    for number in range(12):
        member_of(made.office, Role.TRAJECTBEGELEIDER, function=str(number))
    assert queries_of(made.as_counsellor(), at("decide", made.first.pk)) <= 12


def test_the_intake_page_stays_within_its_queries(made: Scene, guide: Member) -> None:
    decide(made.first, outcome="ocmw", motivation=WHY, guide=guide, by=made.counsellor)
    assert queries_of(made.as_counsellor(), at("intake_plan", made.first.pk)) <= 12
    assert made.as_counsellor().get(at("intake_plan", made.invitations[1].pk)).status_code == 404


def test_a_locked_client_is_decided_about_by_who_is_named(made: Scene) -> None:
    lock(made.first.client, made.counsellor)
    lead = sign_in(member_of(made.office, Role.TEAMLEIDER))
    assert lead.get(at("decide", made.first.pk)).status_code == 404
    assert made.as_counsellor().get(at("decide", made.first.pk)).status_code == 200


# Who guides


def test_guides_lightest_first_and_who_is_away_last(made: Scene, guide: Member) -> None:
    heavy = member_of(made.office, Role.TEAMLEIDER)
    client_of(heavy, interpreter_needed=True)
    fresh = client_of(heavy)
    CaseAssignment.objects.filter(client=fresh).update(starts_on=today())
    CaseAssignment.objects.filter(client=client_of(heavy)).update(ends_on=date(2021, 1, 1))
    closed = client_of(heavy)
    closed.closed_on = today()
    closed.save()
    away(guide)
    member_of(made.office, Role.MAATSCHAPPELIJK_WERKER)
    found = guides_of(made.office, today())
    assert [one.member for one in found] == [made.counsellor, heavy, guide]
    assert found[1].label == f"{heavy.name} – telt als 3 (2 dossiers, 1 nieuw, 1 met tolk)"
    assert found[2].label.endswith("– afwezig")


def test_seating_more_does_not_change_who_decides(made: Scene) -> None:
    third = seat(made, 2, attendance="late")
    assert (
        decide(third, outcome="exemption", motivation=WHY, by=made.counsellor).decided_on == made.session.on
    )
