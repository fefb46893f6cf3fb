from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client as Browser

from tests.cast import LONG_AGO, client_of, member_of
from trede.clients import consent_effects
from trede.clients.actions.consent import give_consent, withdraw_consent
from trede.clients.actions.documents import add_document
from trede.clients.actions.facts import correct_fact, end_fact, retract_fact
from trede.clients.actions.locks import lock_file
from trede.clients.actions.merging import merge_files
from trede.clients.actions.restriction import restrict_file
from trede.clients.models import Client, Consent, Document
from trede.clients.tests import uploads as u
from trede.clients.tests.scene import queries_of, sign_in, url, verbs_on, words
from trede.core.errors import CaseError, Conflict
from trede.core.models import Event, Member
from trede.core.periods import today

pytestmark = pytest.mark.django_db(databases="__all__")
told: list[tuple[int, int]] = []
YESTERDAY = today() - timedelta(days=1)
TOMORROW = today() + timedelta(days=1)


@pytest.fixture(autouse=True)
def _hooked(monkeypatch: pytest.MonkeyPatch) -> None:
    told.clear()
    monkeypatch.setattr(consent_effects, "_paths", [])
    consent_effects.register(f"{__name__}.stops")


def stops(consent: Consent, *, by: Member) -> None:
    """What a later room would stop."""
    told.append((consent.pk, by.pk))


def refuses(consent: Consent, *, by: Member) -> None:
    raise CaseError("kan nu niet")


@pytest.fixture
def mine(worker: Member) -> Client:
    return client_of(worker)


def given(client: Client, by: Member, **more: Any) -> Consent:
    values = {
        "purpose": "partner",
        "given_to": "Groep INTRO",
        "what": "Naam en taalniveau",
        "form": "spoken",
        "starts_on": LONG_AGO,
    }
    return give_consent(Consent(client=client, **(values | more)), by=by)


def paper(client: Client, by: Member, **more: Any) -> Document:
    values = {"kind": "other", "title": "Getekend blad"} | more
    return add_document(Document(client=client, **values), u.PDF, by=by)


# Giving


def test_what_is_given_holds_until_it_ends(mine: Client, worker: Member) -> None:
    consent = given(mine, worker, ends_on=today())
    assert consent.is_current
    assert not consent.runs(TOMORROW)
    assert list(Consent.objects.current()) == [consent]
    assert verbs_on(mine.pk)[-1] == "consent.added"
    assert told == []


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"starts_on": TOMORROW}, CaseError),
        ({"ends_on": LONG_AGO - timedelta(days=1)}, (CaseError, ValidationError)),
        ({"given_to": ""}, ValidationError),
        ({"what": ""}, ValidationError),
        ({"what": "x" * 301}, ValidationError),
        ({"purpose": "bestaat-niet"}, ValidationError),
        ({"form": ""}, ValidationError),
    ],
)
def test_what_is_no_consent_is_refused(mine: Client, worker: Member, more: Any, error: Any) -> None:
    with pytest.raises(error):
        given(mine, worker, **more)
    assert not Consent.objects.exists()


def test_the_paper_is_one_of_this_file(mine: Client, worker: Member, outsider: Member) -> None:
    with pytest.raises(ValidationError, match="staat niet in dit dossier"):
        given(mine, worker, paper=paper(client_of(worker), worker))
    gone = paper(mine, worker)
    retract_fact(gone, by=worker, expected=1, because="fout")
    with pytest.raises(ValidationError, match="staat niet in dit dossier"):
        given(mine, worker, paper=gone)
    part = client_of(worker)
    merge_files(lead=mine, other=part, by=worker, reason="dezelfde persoon")
    assert given(mine, worker, paper=paper(Client.objects.get(pk=mine.pk), worker)).paper


def test_a_merged_or_restricted_file_takes_no_new_one(mine: Client, worker: Member) -> None:
    part = client_of(worker)
    merge_files(lead=mine, other=part, by=worker, reason="dezelfde persoon")
    part.refresh_from_db()
    with pytest.raises(CaseError, match="samengevoegd"):
        given(part, worker)
    restrict_file(mine, by=member_of(worker.organisation, "dpo"), ground="betwist")
    with pytest.raises(CaseError, match="beperkt"):
        given(mine, worker)


# Taking back


@pytest.mark.parametrize("on", [today(), YESTERDAY, LONG_AGO])
def test_taken_back_it_holds_no_more_from_that_day(mine: Client, worker: Member, on: date) -> None:
    consent = withdraw_consent(given(mine, worker), by=worker, on=on)
    consent.refresh_from_db()
    assert (consent.withdrawn_on, consent.ends_on) == (on, on)
    assert not consent.is_current
    assert not consent.runs(on)
    assert consent.runs(on - timedelta(days=1)) == (on > LONG_AGO)
    assert list(Consent.objects.current()) == []
    assert list(Consent.objects.on(on - timedelta(days=1))) == ([consent] if on > LONG_AGO else [])
    assert verbs_on(mine.pk)[-1] == "consent.withdrawn"
    assert told == [(consent.pk, worker.pk)]


def test_one_that_had_ended_keeps_its_last_day(mine: Client, worker: Member) -> None:
    consent = given(mine, worker, ends_on=date(2024, 5, 1))
    consent = withdraw_consent(consent, by=worker, on=today())
    assert (consent.ends_on, consent.withdrawn_on) == (date(2024, 5, 1), today())


@pytest.mark.parametrize(
    ("on", "sentence"),
    [(TOMORROW, "in de toekomst"), (LONG_AGO - timedelta(days=1), "nog niet gegeven")],
)
def test_a_day_that_cannot_be_is_refused(mine: Client, worker: Member, on: date, sentence: str) -> None:
    consent = given(mine, worker)
    with pytest.raises(CaseError, match=sentence):
        withdraw_consent(consent, by=worker, on=on)
    assert consent.is_current
    assert told == []


def test_twice_or_when_it_never_belonged_here_is_refused(mine: Client, worker: Member) -> None:
    consent = withdraw_consent(given(mine, worker), by=worker, on=today())
    with pytest.raises(CaseError, match="al ingetrokken op"):
        withdraw_consent(consent, by=worker, on=today())
    wrong = given(mine, worker)
    retract_fact(wrong, by=worker, expected=1, because="andere persoon")
    with pytest.raises(CaseError, match="fout genoteerd"):
        withdraw_consent(wrong, by=worker, on=today())
    Client.objects.filter(pk=mine.pk).update(erased_at="2026-01-01T00:00Z")
    with pytest.raises(CaseError, match="gewist"):
        withdraw_consent(consent, by=worker, on=today())


def test_a_restriction_does_not_stop_a_client_from_taking_it_back(mine: Client, worker: Member) -> None:
    consent = given(mine, worker)
    restrict_file(mine, by=member_of(worker.organisation, "dpo"), ground="betwist")
    page = url("consent_withdraw", pk=mine.pk, consent_id=consent.pk)
    assert page in sign_in(worker).get(url("file_person", pk=mine.pk)).content.decode()
    withdraw_consent(consent, by=worker, on=today())
    assert not Consent.objects.current().exists()


def test_when_what_hangs_on_it_cannot_stop_nothing_is_half_done(mine: Client, worker: Member) -> None:
    consent = given(mine, worker)
    consent_effects.register(f"{__name__}.refuses")
    consent_effects.register(f"{__name__}.refuses")
    assert len(consent_effects._paths) == 2
    with pytest.raises(CaseError, match="kan nu niet"):
        withdraw_consent(consent, by=worker, on=today())
    assert Consent.objects.get().withdrawn_on is None
    assert "consent.withdrawn" not in verbs_on(mine.pk)


def test_it_never_comes_back_by_a_correction(mine: Client, worker: Member) -> None:
    consent = withdraw_consent(given(mine, worker), by=worker, on=today())
    for ends_on in (None, TOMORROW):
        with pytest.raises(ValidationError, match="Noteer een nieuwe"):
            correct_fact(Consent.objects.get(), by=worker, expected=2, values={"ends_on": ends_on})
    end_fact(Consent.objects.get(), by=worker, expected=2, ends_on=TOMORROW)
    assert not Consent.objects.get(pk=consent.pk).is_current
    assert not Consent.objects.current().exists()


# Ending in another way


@pytest.mark.parametrize(("ends_on", "times"), [(YESTERDAY, 1), (today(), 1), (TOMORROW, 0)])
def test_an_early_end_stops_what_hangs_on_it(mine: Client, worker: Member, ends_on: date, times: int) -> None:
    end_fact(given(mine, worker), by=worker, expected=1, ends_on=ends_on)
    assert len(told) == times
    correct_fact(given(mine, worker), by=worker, expected=1, values={"ends_on": ends_on})
    assert len(told) == 2 * times


def test_what_was_noted_by_mistake_stops_too(mine: Client, worker: Member) -> None:
    consent = given(mine, worker)
    retract_fact(consent, by=worker, expected=1, because="andere persoon")
    assert told == [(consent.pk, worker.pk)]
    assert Consent.objects.filter(pk=consent.pk).exists()


def test_another_word_stops_nothing(mine: Client, worker: Member) -> None:
    correct_fact(given(mine, worker), by=worker, expected=1, values={"what": "Naam"})
    assert told == []


def test_who_comes_second_is_told(mine: Client, worker: Member) -> None:
    consent = given(mine, worker)
    withdraw_consent(consent, by=worker, on=today())
    with pytest.raises(Conflict):
        end_fact(consent, by=worker, expected=1, ends_on=today())


# Pages


def posted(**more: str) -> dict[str, str]:
    values = {"purpose": "partner", "given_to": "Groep INTRO", "what": "Naam", "form": "paper"}
    return values | {"starts_on": "01/01/2026", "source": "client"} | more


def test_giving_and_taking_back_on_the_pages(as_worker: Browser, worker: Member, mine: Client) -> None:
    sheet = paper(mine, worker)
    add = url("fact_add", pk=mine.pk, slug="toestemming")
    assert as_worker.post(add, posted(paper=str(sheet.pk))).status_code == 303
    consent = Consent.objects.get()
    assert consent.paper == sheet
    page = url("consent_withdraw", pk=mine.pk, consent_id=consent.pk)
    overview = as_worker.get(url("file_person", pk=mine.pk))
    assert "Aan Groep INTRO" in words(overview)
    assert page in overview.content.decode()
    # As easy as giving: the day is filled in, and nothing else is asked.
    form = as_worker.get(page).context["form"]
    assert set(form.fields) == {"on"}
    assert as_worker.post(page, {"on": f"{form['on'].value():%d/%m/%Y}"}).status_code == 303
    assert told == [(consent.pk, worker.pk)]
    text = words(as_worker.get(url("file_person", pk=mine.pk)))
    assert f"Ingetrokken op {today():%d/%m/%Y}" in text
    assert "is ingetrokken op" in words(as_worker.get(page))
    assert "is ingetrokken op" in words(as_worker.post(page, {"on": f"{today():%d/%m/%Y}"}))
    assert len(told) == 1
    timeline = words(as_worker.get(url("file_timeline", pk=mine.pk)))
    assert "Toestemming ingetrokken door de cliënt: Groep INTRO" in timeline


def test_taking_away_a_mistake_points_to_taking_back(
    as_worker: Browser, worker: Member, mine: Client
) -> None:
    consent = given(mine, worker)
    where = {"pk": mine.pk, "slug": "toestemming", "fact_id": consent.pk}
    answer = as_worker.get(url("fact_retract", **where))
    assert url("consent_withdraw", pk=mine.pk, consent_id=consent.pk) in answer.content.decode()
    assert "Fout genoteerd" in words(as_worker.get(url("file_person", pk=mine.pk)))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"starts_on": "31/02/2026"}, "Die dag bestaat niet"),
        ({"starts_on": "01/01/2099"}, "in de toekomst"),
        ({"given_to": ""}, "given_to"),
        ({"what": "x" * 1_000_000}, "300"),
        ({"paper": "99999999999999999999"}, "paper"),
        ({"paper": "😀"}, "paper"),
    ],
)
def test_bad_input_gets_a_sentence(
    as_worker: Browser, mine: Client, data: dict[str, str], sentence: str
) -> None:
    answer = as_worker.post(url("fact_add", pk=mine.pk, slug="toestemming"), posted(**data))
    assert answer.status_code == 200
    assert sentence in str(answer.context["form"].errors)
    assert not Consent.objects.exists()


@pytest.mark.parametrize("on", ["31/02/2026", "", "morgen", "31/12/2099", "01/01/2019"])
def test_a_bad_day_gets_a_sentence(as_worker: Browser, worker: Member, mine: Client, on: str) -> None:
    consent = given(mine, worker)
    answer = as_worker.post(url("consent_withdraw", pk=mine.pk, consent_id=consent.pk), {"on": on})
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert Consent.objects.get().withdrawn_on is None


def test_the_title_of_a_confidential_paper_stays_there(worker: Member, mine: Client) -> None:
    secret = paper(mine, worker, title="Attest psychiater", confidential=True)
    consent = given(mine, worker, paper=secret, starts_on=date(2026, 1, 1))
    helper = sign_in(member_of(worker.organisation, "administratief"))
    where = {"pk": mine.pk, "slug": "toestemming", "fact_id": consent.pk}
    for page in (
        url("fact_add", pk=mine.pk, slug="toestemming"),
        url("fact_correct", **where),
        url("fact_history", **where),
        url("fact_retract", **where),
        url("file_person", pk=mine.pk),
        url("file_timeline", pk=mine.pk),
    ):
        assert "psychiater" not in helper.get(page).content.decode()
    assert "vertrouwelijk document" in words(helper.get(url("fact_correct", **where)))
    # Who may not read the paper can correct the rest without losing it.
    values = posted(form="spoken", paper=str(secret.pk), what="Naam en telefoon", version="1")
    assert helper.post(url("fact_correct", **where), values).status_code == 303
    assert Consent.objects.get().paper == secret
    (event,) = Event.objects.filter(verb="consent.corrected")
    assert event.compartment == "general"


def test_strangers_and_locked_files(
    mine: Client, worker: Member, colleague: Member, outsider: Member
) -> None:
    consent = given(mine, worker)
    page = url("consent_withdraw", pk=mine.pk, consent_id=consent.pk)
    assert sign_in(outsider).get(page).status_code == 404
    other = client_of(worker)
    assert sign_in(worker).get(url("consent_withdraw", pk=other.pk, consent_id=consent.pk)).status_code == 404
    lock_file(mine, by=member_of(worker.organisation, "teamleider"), reason="other", members=[colleague])
    assert sign_in(worker).post(page, {"on": f"{today():%d/%m/%Y}"}).status_code == 404
    assert Consent.objects.get().withdrawn_on is None


def test_a_consent_of_a_merged_file_is_taken_back_from_the_whole(
    as_worker: Browser, worker: Member, mine: Client
) -> None:
    part = client_of(worker)
    consent = given(part, worker)
    merge_files(lead=mine, other=part, by=worker, reason="dezelfde persoon")
    page = url("consent_withdraw", pk=mine.pk, consent_id=consent.pk)
    assert as_worker.post(page, {"on": f"{today():%d/%m/%Y}"}).status_code == 303
    assert told == [(consent.pk, worker.pk)]


def test_the_pages_take_few_queries_whatever_the_number(worker: Member, mine: Client) -> None:
    consent = given(mine, worker, paper=paper(mine, worker))
    browser = sign_in(worker)
    pages = [
        url("file_person", pk=mine.pk),
        url("consent_withdraw", pk=mine.pk, consent_id=consent.pk),
        url("fact_add", pk=mine.pk, slug="toestemming"),
    ]
    browser.get(pages[0])
    before = [queries_of(browser, page) for page in pages]
    for number in range(50):
        given(mine, worker, paper=consent.paper, given_to=f"Partner {number}")
    after = [queries_of(browser, page) for page in pages]
    assert all(now <= then <= 12 for now, then in zip(after, before, strict=True))
