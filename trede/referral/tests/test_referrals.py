"""The moves of a referral: the right order, each refusal, and what follows."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.cast import ClientFactory
from trede.clients.actions.facts import add_fact
from trede.clients.actions.lifecycle import close_file, move_away, record_death
from trede.clients.models import Barrier, Client, Restriction
from trede.clients.tests.scene import verbs_on
from trede.core.errors import CaseError
from trede.core.models import Event, Member
from trede.core.periods import today
from trede.referral import effects
from trede.referral.actions.referrals import accept, refer, send_again, send_back, withdraw
from trede.referral.knowing import criteria_of, dutch_of
from trede.referral.models import MOVES, Exemption, Referral, ReferralState, ReferralStep
from trede.referral.tests.scene import LONG_AGO, client_of, exemption_of, may_work, referral_of, social_of

pytestmark = pytest.mark.django_db(databases="__all__")
SEEN: list[str] = []


def note_accepted(referral: Referral, *, by: Member) -> None:
    SEEN.append(f"accepted {referral.pk}")


def note_withdrawn(referral: Referral, *, by: Member | None) -> None:
    SEEN.append(f"withdrawn {referral.pk}")


def refuse(referral: Referral, *, by: Member) -> None:
    raise CaseError("De wachtlijst is dicht.")


def waits(client_ids: list[int]) -> date:
    return date(2026, 2, 1)


@pytest.fixture
def social(worker: Member) -> Member:
    return social_of(worker)


@pytest.fixture
def mine(social: Member) -> Client:
    client = client_of(social)
    may_work(client)
    return client


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    SEEN.clear()
    monkeypatch.setattr(effects, "_accepted", [f"{__name__}.note_accepted"])
    monkeypatch.setattr(effects, "_withdrawn", [f"{__name__}.note_withdrawn"])
    return SEEN


def states(referral: Referral) -> list[str]:
    return list(ReferralStep.objects.filter(referral=referral).order_by("pk").values_list("state", flat=True))


def test_a_referral_is_sent_with_its_barriers(social: Member, mine: Client) -> None:
    add_fact(Barrier(client=mine, code="housing", severity=3, starts_on=LONG_AGO), by=social)
    referral = referral_of(mine, social, barriers=("language", "housing"), wish="Werk in de keuken")
    assert (referral.state, referral.referred_by, states(referral)) == ("sent", social, ["sent"])
    barriers = Barrier.objects.filter(client=mine).order_by("code")
    assert [(one.code, one.severity, one.source) for one in barriers] == [
        ("housing", 3, "client"),
        ("language", 2, "worker"),
    ]
    assert verbs_on(mine.pk)[-2:] == ["barrier.added", "referral.sent"]


def test_a_second_click_makes_no_second_referral(social: Member, mine: Client) -> None:
    referral_of(mine, social)
    with pytest.raises(CaseError, match="loopt al een aanmelding"):
        referral_of(mine, social)
    assert Referral.objects.count() == 1


def test_the_database_keeps_one_open_referral_too(social: Member, mine: Client) -> None:
    referral_of(mine, social)
    with pytest.raises(IntegrityError), transaction.atomic():
        Referral.objects.create(organisation=mine.organisation, client=mine, estimate="yes")


def test_a_merged_part_has_no_second_one(social: Member, mine: Client) -> None:
    part = client_of(social)
    referral_of(part, social)
    Client.objects.filter(pk=part.pk).update(alias_of=mine)
    with pytest.raises(CaseError, match="loopt al"):
        referral_of(Client.objects.get(pk=mine.pk), social)
    with pytest.raises(CaseError, match="samengevoegd"):
        referral_of(Client.objects.get(pk=part.pk), social)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"estimate": "soon"}, "estimate_note"),
        ({"estimate": "no", "estimate_note": "  "}, "estimate_note"),
        ({"estimate": "misschien"}, "estimate"),
        ({"priority": "other"}, "note"),
        ({"priority": "young"}, "priority"),
        ({"wish": "x" * 301}, "wish"),
    ],
)
def test_a_referral_says_what_it_must(
    values: dict[str, str], field: str, social: Member, mine: Client
) -> None:
    with pytest.raises(ValidationError) as error:
        referral_of(mine, social, **values)
    assert list(error.value.message_dict) == [field]
    assert not Referral.objects.exists()


def test_who_is_young_or_of_unknown_age_may_go_first(social: Member) -> None:
    day = today().replace(day=1)
    for birth_date in (day.replace(year=day.year - 20), None):
        client = client_of(social, birth_date=birth_date)
        may_work(client)
        assert referral_of(client, social, priority="young").priority == "young"


def test_against_the_criteria_one_says_why(social: Member) -> None:
    client = client_of(social)
    may_work(client, "neen")
    with pytest.raises(ValidationError) as error:
        referral_of(client, social)
    assert "raden dit nu af" in error.value.message_dict["note"][0]
    assert referral_of(client, social, note="De nieuwe kaart is onderweg.").state == "sent"


def test_an_unknown_barrier_is_refused_and_nothing_is_kept(social: Member, mine: Client) -> None:
    with pytest.raises(CaseError, match="drempel"):
        referral_of(mine, social, barriers=("language", "onzin"))
    assert not Referral.objects.exists()
    assert not Barrier.objects.exists()


@pytest.mark.parametrize("state", ["closed", "restricted", "erased"])
def test_a_file_that_may_not_change_is_not_referred(state: str, social: Member, mine: Client) -> None:
    if state == "restricted":
        Restriction.objects.create(
            organisation=mine.organisation, client=mine, ground="Betwisting", starts_on=LONG_AGO
        )
    else:
        values = {"closed": {"closed_on": today()}, "erased": {"erased_at": "2026-01-01T10:00Z"}}[state]
        Client.objects.filter(pk=mine.pk).update(**values)
    with pytest.raises(CaseError):
        referral_of(mine, social)


def test_accepting_tells_the_waiting_list_once(
    worker: Member, social: Member, mine: Client, heard: list[str]
) -> None:
    referral = referral_of(mine, social)
    accepted = accept(referral, by=worker)
    assert (accepted.state, accepted.answered_at is not None, heard) == (
        "accepted",
        True,
        [f"accepted {referral.pk}"],
    )
    with pytest.raises(CaseError, match="al aanvaard"):
        accept(referral, by=worker)
    assert (len(heard), states(referral)) == (1, ["sent", "accepted"])


def test_what_the_waiting_list_refuses_is_not_accepted(
    worker: Member, social: Member, mine: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(effects, "_accepted", [f"{__name__}.refuse"])
    referral = referral_of(mine, social)
    with pytest.raises(CaseError, match="wachtlijst"):
        accept(referral, by=worker)
    referral.refresh_from_db()
    assert (referral.state, states(referral)) == ("sent", ["sent"])


def test_sent_back_with_a_reason_and_sent_again(worker: Member, social: Member, mine: Client) -> None:
    referral = referral_of(mine, social)
    for bad in ({"reason": "zomaar", "note": "x"}, {"reason": "contact", "note": " "}):
        with pytest.raises(CaseError):
            send_back(referral, by=worker, **bad)
    send_back(referral, reason="contact", note="Noteer een gsm-nummer.", by=worker)
    step = ReferralStep.objects.order_by("-pk")[0]
    assert (step.state, step.reason, step.note, step.by) == (
        "sent_back",
        "contact",
        "Noteer een gsm-nummer.",
        worker,
    )
    Referral.objects.update(sent_at=LONG_AGO_MOMENT)
    again = send_again(referral, by=social, answer="Het nummer staat erin.", wish="Kok", state="accepted")
    assert (again.state, again.wish, again.answered_at) == ("sent", "Kok", None)
    assert again.sent_at.date() > LONG_AGO
    assert states(referral) == ["sent", "sent_back", "sent"]
    event = Event.objects.filter(verb="referral.sent_again").get()
    assert event.subject == mine.pk


def test_what_is_sent_again_is_checked_too(worker: Member, social: Member, mine: Client) -> None:
    referral = referral_of(mine, social)
    send_back(referral, reason="data", note="Wat wil de cliënt?", by=worker)
    with pytest.raises(ValidationError):
        send_again(referral, by=social, estimate="unsure")
    referral.refresh_from_db()
    assert (referral.state, referral.estimate) == ("sent_back", "yes")


def test_withdrawing_says_why(social: Member, mine: Client, heard: list[str]) -> None:
    referral = referral_of(mine, social)
    with pytest.raises(CaseError, match="waarom"):
        withdraw(referral, by=social, note=" ")
    withdraw(referral, by=social, note="Begint zelf te werken.")
    assert heard == [f"withdrawn {referral.pk}"]
    assert referral_of(mine, social).pk != referral.pk


@pytest.mark.parametrize("state", ReferralState.values)
def test_no_move_outside_the_table(state: str, worker: Member, mine: Client, heard: list[str]) -> None:
    referral = Referral.objects.create(
        organisation=mine.organisation, client=mine, estimate="yes", state=state
    )
    moves: dict[str, Any] = {
        ReferralState.ACCEPTED: lambda: accept(referral, by=worker),
        ReferralState.SENT_BACK: lambda: send_back(referral, reason="data", note="Wat?", by=worker),
        ReferralState.SENT: lambda: send_again(referral, by=worker),
        ReferralState.WITHDRAWN: lambda: withdraw(referral, by=worker, note="Niet nodig."),
    }
    for to in set(moves) - MOVES[state]:
        with pytest.raises(CaseError):
            moves[to]()
    referral.refresh_from_db()
    assert (referral.state, states(referral), heard) == (state, [], [])


@pytest.mark.parametrize(
    ("end", "said"),
    [
        (
            lambda client, by: close_file(client, by=by, expected=1, closed_on=today(), reason="Klaar"),
            "gesloten",
        ),
        (lambda client, by: record_death(client, by=by, expected=1, died_on=today()), "overleden"),
        (
            lambda client, by: move_away(client, by=by, expected=1, moved_to="Gent", closed_on=today()),
            "verhuisde",
        ),
    ],
    ids=["closed", "died", "moved"],
)
def test_the_end_of_a_file_ends_what_waits(end: Any, said: str, social: Member, mine: Client) -> None:
    referral = referral_of(mine, social)
    exemption_of(mine, social)
    end(mine, social)
    referral.refresh_from_db()
    step = ReferralStep.objects.order_by("-pk")[0]
    assert (referral.state, said in step.note) == ("withdrawn", True)
    assert not Exemption.objects.waiting().exists()


def test_the_end_of_another_file_ends_nothing_here(social: Member, mine: Client) -> None:
    referral = referral_of(mine, social)
    close_file(client_of(social), by=social, expected=1, closed_on=today(), reason="Klaar")
    referral.refresh_from_db()
    assert referral.state == "sent"


def test_what_is_known_of_a_file(social: Member, mine: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(effects, "_waiting", [])
    verdicts = {one.code: one.verdict for one in criteria_of(mine, estimate="yes", on=today())}
    assert verdicts == {
        "work": "attention",
        "estimate": "ok",
        "dutch": "attention",
        "vdab": "attention",
        "reachable": "missing",
        "guided": "attention",
    }
    monkeypatch.setattr(effects, "_waiting", [f"{__name__}.waits"])
    assert "waiting" in {one.code for one in criteria_of(mine, estimate="yes", on=today())}


def test_the_newest_general_level_of_dutch_counts() -> None:
    class Level:
        def __init__(self, skill: str, level: str, day: int, language: str = "nl") -> None:
            self.skill, self.level, self.language = skill, level, language
            self.measured_on, self.pk = date(2026, 1, day), day

    speaking = Level("speaking", "2.1", 9)
    assert dutch_of([speaking]) == "2.1"
    assert dutch_of([speaking, Level("all", "1.1", 1), Level("all", "1.2", 5)]) == "1.2"
    assert dutch_of([Level("all", "C2", 3, "fr")]) is None


def test_a_referral_belongs_to_the_organisation_of_its_client(social: Member, outsider: Member) -> None:
    theirs = ClientFactory(organisation=outsider.organisation)
    referral = Referral(client=theirs, estimate="yes", note="x")
    assert refer(referral, by=None).organisation_id == theirs.organisation_id


LONG_AGO_MOMENT = f"{LONG_AGO + timedelta(days=1)}T10:00Z"
