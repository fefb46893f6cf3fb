from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from tests.cast import LONG_AGO, client_of, member_of
from trede.clients.models import Client, FileLock, Ticket
from trede.core.models import AccessLog, Member
from trede.core.periods import today
from trede.facts.tests.test_gathering import put
from trede.fit.actions.remarks import disagree
from trede.fit.models import FitRemark
from trede.fit.tests.scene import catalogue, dutch, offer
from trede.ladder.models import LadderPosition
from trede.offers.models import Edition, Offer

pytestmark = pytest.mark.django_db(databases="__all__")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FAR = "judgement:far_from_work"


@pytest.fixture
def offers(worker: Member) -> dict[str, Offer]:
    return catalogue(worker)


@pytest.fixture
def mine(worker: Member) -> Client:
    client = client_of(worker)
    dutch(client, "1.1")
    return client


def login(browser: Any, member: Member) -> Any:
    browser.force_login(member.user, backend=BACKEND)
    return browser


def page_of(browser: Any, client: Client, **query: str) -> Any:
    return browser.get(reverse("fit", args=[client.pk]), query)


def names(lines: Any) -> list[str]:
    return [line.name for line in lines]


def test_every_offer_stands_once_under_its_verdict(as_worker: Any, mine: Client, offers: Any) -> None:
    response = page_of(as_worker, mine)
    page = response.context["page"]
    assert names(page.fits) == ["Babbelbox", "Praattafels"]
    assert [(one.text, one.opens, names(one.lines)) for one in page.questions] == [
        ("Staat de cliënt ver van werk?", 1, ["Ama poetsen", "Ama zwerfvuil"]),
    ]
    assert names(page.no) == ["Bootcamp"]
    assert [(one.text, one.opens, one.asks) for one in page.lifts] == [("een taaltraject tot 1.2", 1, 0)]
    assert names(page.elsewhere) == ["Digiwerking"]
    text = response.content.decode()
    assert "Nederlands minstens 1.2 (1.1)" in text
    assert "opent 1 mogelijkheid" in text
    assert "wel bij Mechelen" in text
    assert AccessLog.objects.filter(subject=mine.pk, page="fit").count() == 1


def test_own_rung_and_the_next_come_first(as_worker: Any, mine: Client, offers: Any, worker: Member) -> None:
    offer(worker, "werk", rung=6)
    offer(worker, "module", rung=4)
    put(LadderPosition, mine, rung=4, reason="first", evidence="…")
    assert [line.rung for line in page_of(as_worker, mine).context["page"].fits] == [4, 6, 2, 2]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"trede": "3"}, {"Ama poetsen", "Ama zwerfvuil"}),
        ({"soort": "ama", "zoek": "POETS"}, {"Ama poetsen"}),
        ({"zoek": "tafel"}, {"Praattafels"}),
        ({"trede": "99", "soort": "x"}, None),
    ],
)
def test_part_of_the_catalogue(
    query: dict[str, str], shown: set[str] | None, as_worker: Any, mine: Client, offers: Any
) -> None:
    page = page_of(as_worker, mine, **query).context["page"]
    lines = [*page.fits, *page.no, *page.elsewhere, *(line for one in page.questions for line in one.lines)]
    assert set(names(lines)) == (shown or {one.name for one in offers.values()})


def test_answer_yes_opens_what_waited_for_it(as_worker: Any, mine: Client, offers: Any) -> None:
    asked = [offers["ama-poetsen"].pk, offers["ama-zwerfvuil"].pk]
    answer = {"condition": FAR, "offers": asked, "met": "yes"}
    response = as_worker.post(reverse("fit_remark", args=[mine.pk]), answer)
    assert (response.status_code, response["Location"]) == (303, reverse("fit", args=[mine.pk]))
    page = page_of(as_worker, mine).context["page"]
    assert "Ama poetsen" in names(page.fits)
    assert [(one.text, names(one.lines)) for one in page.questions] == [
        ("Is de cliënt ingeschreven bij VDAB?", ["Ama zwerfvuil"])
    ]
    said = as_worker.get(reverse("fit_offer", args=[mine.pk, asked[0]])).content.decode()
    assert "Antwoord van" in said


@pytest.mark.parametrize(
    "bad",
    [
        {},
        {"condition": FAR, "offers": ["9" * 30], "met": "yes"},
        {"condition": FAR, "offers": ["0"], "met": "yes"},
        {"condition": FAR, "offers": [], "met": "maybe"},
    ],
)
def test_answer_that_makes_no_sense_writes_nothing(
    bad: Any, as_worker: Any, mine: Client, offers: Any
) -> None:
    assert as_worker.post(reverse("fit_remark", args=[mine.pk]), bad).status_code == 404
    assert FitRemark.objects.count() == 0


def test_answer_to_a_condition_that_is_gone_says_so(as_worker: Any, mine: Client, offers: Any) -> None:
    answer = {"condition": "judgement:gone", "offers": [offers["bootcamp"].pk], "met": "yes"}
    response = as_worker.post(reverse("fit_remark", args=[mine.pk]), answer)
    assert response.status_code == 409
    assert "Open de pagina opnieuw" in response.content.decode()


def test_disagree_with_a_reason_and_take_it_back(
    as_worker: Any, mine: Client, offers: Any, worker: Member
) -> None:
    url = reverse("fit_offer", args=[mine.pk, offers["bootcamp"].pk])
    form = {"condition": "language_min:1.2", "met": "yes", "reason": "Spreekt vlot."}
    assert as_worker.post(url, form).status_code == 303
    page = as_worker.get(url)
    text = page.content.decode()
    assert "ziet het anders" in text
    assert "het dossier zegt: voldoet niet" in text
    assert "Spreekt vlot." in text
    assert "Bootcamp" in names(page_of(as_worker, mine).context["page"].fits)

    one = FitRemark.objects.get()
    back = reverse("fit_remark_withdraw", args=[mine.pk, one.pk])
    assert as_worker.post(back, {"version": "x"}).status_code == 409
    assert as_worker.post(back, {"version": one.version}).status_code == 303
    assert "Bootcamp" in names(page_of(as_worker, mine).context["page"].no)


def test_disagreement_without_reason_or_with_a_made_up_condition(
    as_worker: Any, mine: Client, offers: Any
) -> None:
    url = reverse("fit_offer", args=[mine.pk, offers["bootcamp"].pk])
    bad = as_worker.post(url, {"condition": "sex:f", "met": "yes", "reason": "x" * 400})
    assert bad.status_code == 200
    assert set(bad.context["form"].errors) == {"condition", "reason"}
    assert as_worker.post(url).context["form"].errors
    assert FitRemark.objects.count() == 0


def test_page_of_an_offer_that_is_not_there(
    as_worker: Any, mine: Client, offers: Any, outsider: Member
) -> None:
    theirs = offer(outsider, "elders")
    for pk in (theirs.pk, 999999):
        assert as_worker.get(reverse("fit_offer", args=[mine.pk, pk])).status_code == 404


def test_remark_on_another_file_is_not_found(
    as_worker: Any, mine: Client, offers: Any, worker: Member
) -> None:
    other = client_of(worker)
    one = disagree(
        other, offer=offers["bootcamp"], condition="language_min:1.2", met=True, reason="x", by=worker
    )
    url = reverse("fit_remark_withdraw", args=[mine.pk, one.pk])
    assert as_worker.post(url, {"version": 1}).status_code == 404


def test_who_does_not_follow_the_file_reads_nothing_confidential(
    client: Any, worker: Member, mine: Client
) -> None:
    imw = offer(worker, "imw", {"kind": "ticket", "value": "imw"})
    clerk = login(client, member_of(worker.organisation, "administratief"))
    before = page_of(clerk, mine)
    put(Ticket, mine, kind="imw")
    disagree(mine, offer=imw, condition="ticket:imw", met=True, reason="Gezien.", by=worker)
    after = page_of(clerk, mine)
    shown = [(one.text, one.hidden, one.opens) for one in after.context["page"].questions]
    assert shown == [(one.text, one.hidden, one.opens) for one in before.context["page"].questions]
    assert "Gezien." not in after.content.decode()
    detail = clerk.get(reverse("fit_offer", args=[mine.pk, imw.pk])).content.decode()
    assert "niet zichtbaar voor u" in detail
    assert "Gezien." not in detail
    remark = FitRemark.objects.get()
    back = reverse("fit_remark_withdraw", args=[mine.pk, remark.pk])
    assert clerk.post(back, {"version": 1}).status_code == 403


def test_other_organisation_and_locked_file_do_not_exist(
    client: Any, mine: Client, offers: Any, outsider: Member, worker: Member
) -> None:
    assert page_of(login(client, outsider), mine).status_code == 404
    FileLock.objects.create(
        organisation=worker.organisation, client=mine, reason="colleague", starts_on=LONG_AGO
    )
    assert page_of(login(client, worker), mine).status_code == 404


def test_empty_catalogue_says_what_to_do(as_worker: Any, mine: Client) -> None:
    assert "De catalogus is leeg" in page_of(as_worker, mine).content.decode()
    assert as_worker.get(reverse("fit_caseload")).status_code == 200


@pytest.mark.parametrize("many", [1, 40])
def test_pages_stay_within_twelve_queries(
    many: int, as_worker: Any, worker: Member, mine: Client, offers: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(many):
        client_of(worker)
        made = offer(worker, f"module-{number}", {"kind": "language_min", "value": "1.2"})
        disagree(mine, offer=made, condition="language_min:1.2", met=True, reason="x", by=worker)
    page_of(as_worker, mine)
    with django_assert_max_num_queries(12):
        assert page_of(as_worker, mine).status_code == 200
    with django_assert_max_num_queries(12):
        url = reverse("fit_offer", args=[mine.pk, offers["bootcamp"].pk])
        assert as_worker.get(url).status_code == 200
    with django_assert_max_num_queries(12):
        query = {"aanbod": offers["bootcamp"].pk}
        assert as_worker.get(reverse("fit_caseload"), query).status_code == 200


def people(response: Any) -> dict[str, list[str]]:
    return {
        group["name"]: [one.client.last_name for one, _line in group["rows"]]
        for group in response.context["groups"]
    }


def test_who_fits_where(as_worker: Any, worker: Member, colleague: Member, offers: Any) -> None:
    ready, _unknown, less = (client_of(worker, last_name=name) for name in ("Klaar", "Vraag", "Minder"))
    locked = client_of(worker, last_name="Slot")
    client_of(colleague, last_name="Vreemd")
    FileLock.objects.create(
        organisation=worker.organisation, client=locked, reason="relative", starts_on=LONG_AGO
    )
    dutch(ready, "2.1")
    dutch(less, "1.1")
    response = as_worker.get(reverse("fit_caseload"), {"aanbod": offers["bootcamp"].pk})
    assert people(response) == {"fits": ["Klaar"], "unknown": ["Vraag"], "no": ["Minder"], "open": []}
    text = response.content.decode()
    assert "Welk niveau Nederlands heeft de cliënt?" in text
    assert "een taaltraject tot 1.2" in text
    assert "Slot" not in text
    assert "Vreemd" not in text


def test_who_stands_on_the_rung_of_the_offer_comes_first(as_worker: Any, worker: Member, offers: Any) -> None:
    for name, rung in (("A", 6), ("B", 2), ("C", 1)):
        client = client_of(worker, last_name=name)
        put(LadderPosition, client, rung=rung, reason="first", evidence="…")
    response = as_worker.get(reverse("fit_caseload"), {"aanbod": offers["praattafels"].pk})
    assert people(response)["fits"] == ["B", "C", "A"]


def test_who_could_start_in_an_edition(as_worker: Any, worker: Member, offers: Any) -> None:
    client_of(worker)
    begins = today() + timedelta(days=60)
    edition = Edition.objects.create(
        organisation=worker.organisation,
        offer=offers["bootcamp"],
        name="Bootcamp van het voorjaar",
        starts_on=begins,
        ends_on=begins,
        places=12,
    )
    response = as_worker.get(reverse("fit_caseload"), {"reeks": edition.pk})
    text = response.content.decode()
    assert response.context["on"] == begins
    assert "Bootcamp van het voorjaar" in text


@pytest.mark.parametrize("query", [{"aanbod": "x"}, {"reeks": "9" * 40}, {"aanbod": "-1", "wie": "allen"}])
def test_nonsense_in_the_address_shows_the_choice(query: Any, as_worker: Any, offers: Any) -> None:
    response = as_worker.get(reverse("fit_caseload"), query)
    assert response.status_code == 200
    assert response.context["entry"] is None


def test_long_list_shows_a_part_and_the_whole_on_request(as_worker: Any, worker: Member, offers: Any) -> None:
    for _n in range(52):
        client_of(worker)
    query = {"aanbod": offers["praattafels"].pk}
    short = as_worker.get(reverse("fit_caseload"), query)
    assert len(people(short)["fits"]) == 50
    assert "toon=fits" in short.content.decode()
    whole = as_worker.get(reverse("fit_caseload"), query | {"toon": "fits"})
    assert len(people(whole)["fits"]) == 52


@pytest.mark.parametrize(("role", "status"), [("partner", 403), ("beheerder", 403), ("werkvloercoach", 200)])
def test_who_may_see_who_fits_where(role: str, status: int, client: Any, worker: Member, offers: Any) -> None:
    browser = login(client, member_of(worker.organisation, role))
    assert browser.get(reverse("fit_caseload")).status_code == status
