"""The list of clients: who stands on it, filters, saved filters, export."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from tests.cast import LONG_AGO, ClientFactory, client_of, member_of
from trede.clients import models as m
from trede.clients.actions.facts import add_fact
from trede.core.errors import CaseError
from trede.core.events import read_payloads
from trede.core.models import Event, Member, Team, TeamMembership
from trede.core.periods import today
from trede.core.roles import Role
from trede.desk.actions import export as export_action
from trede.desk.actions.filters import end_filter, save_filter
from trede.desk.models import SavedFilter

pytestmark = pytest.mark.django_db(databases="__all__")
LIST, EXPORT = "/clienten/", "/clienten/excel/"


def login(browser: Browser, member: Member) -> Browser:
    browser.force_login(member.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def soup(browser: Browser, query: str = "") -> BeautifulSoup:
    answer = browser.get(LIST + query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def names(browser: Browser, query: str = "") -> list[str]:
    return [link.get_text().removesuffix(" Alex") for link in soup(browser, query).select("tbody th a")]


def leads(leader: Member, *members: Member) -> Team:
    team = Team.objects.create(organisation=leader.organisation, name="Activering")
    TeamMembership.objects.create(team=team, member=leader, leads=True, starts_on=LONG_AGO)
    for one in members:
        TeamMembership.objects.create(team=team, member=one, starts_on=LONG_AGO)
    return team


def test_only_my_files_stand_on_my_list(
    as_worker: Browser, worker: Member, colleague: Member, outsider: Member
) -> None:
    client_of(worker, last_name="Mijn")
    locked = client_of(worker, last_name="Slot")
    m.FileLock.objects.create(
        client=locked, organisation=locked.organisation, reason="colleague", starts_on=LONG_AGO
    )
    client_of(colleague, last_name="Ander")
    client_of(outsider, last_name="Vreemd")
    assert names(as_worker) == names(as_worker, "?wie=alle") == names(as_worker, "?wie=team") == ["Mijn"]


def test_a_leader_switches_between_own_team_and_nobodys(client: Browser, worker: Member) -> None:
    leader = member_of(worker.organisation, Role.TEAMLEIDER)
    leads(leader, worker)
    client_of(leader, last_name="Eigen")
    client_of(worker, last_name="Team")
    ClientFactory(organisation=worker.organisation, last_name="Niemand")
    login(client, leader)
    assert names(client) == names(client, "?wie=team") == ["Eigen", "Team"]
    assert names(client, "?wie=mijn") == ["Eigen"]
    assert names(client, "?wie=niemand") == ["Niemand"]


def test_who_helps_with_every_file_sees_all_but_locked(client: Browser, worker: Member) -> None:
    client_of(worker, last_name="Open")
    locked = client_of(worker, last_name="Slot")
    m.FileLock.objects.create(
        client=locked, organisation=locked.organisation, reason="colleague", starts_on=LONG_AGO
    )
    assert names(login(client, member_of(worker.organisation, Role.ADMINISTRATIEF))) == ["Open"]


def test_nobodys_files_show_only_who_they_are(client: Browser, worker: Member) -> None:
    leader = member_of(worker.organisation, Role.TEAMLEIDER)
    alone = ClientFactory(organisation=worker.organisation)
    add_fact(m.IncomeSpell(client=alone, kind="leefloon", category="C", starts_on=LONG_AGO), by=worker)
    page = soup(login(client, leader), "?wie=niemand")
    assert "gezin ten laste" not in page.select_one("table").get_text()


def test_a_row_says_what_counts(as_worker: Browser, worker: Member) -> None:
    mine = client_of(worker, last_name="Haile", birth_date=date(1990, 5, 17), interpreter_needed=True)
    end = today() + timedelta(days=20)
    for fact in (
        m.IncomeSpell(client=mine, kind="leefloon", category="B", starts_on=LONG_AGO),
        m.WorkRight(client=mine, ground="family", marking="onbeperkt", starts_on=LONG_AGO, ends_on=end),
        m.LanguageLevel(client=mine, language="nl", level="1.1", measured_on=date(2025, 1, 1)),
        m.LanguageLevel(client=mine, language="nl", level="1.2", measured_on=date(2026, 1, 1)),
        m.ContactAttempt(client=mine, at=timezone.now(), how="phone", reached=True),
    ):
        add_fact(fact, by=worker)
    row = soup(as_worker).select_one("tbody tr")
    cells = {cell["data-label"]: " ".join(cell.get_text(" ").split()) for cell in row.select("td")}
    assert cells["Leefloon"] == "B alleenstaand"
    assert cells["Mag werken"] == f"tot {end:%d/%m/%Y}"
    assert cells["Nederlands"] == "1.2"
    # On the own list only who follows it besides oneself.
    assert cells["Volgt ook"] == ""
    assert cells["Laatst bereikt"] == f"{today():%d/%m/%Y}"
    assert "tolk" in row.th.get_text()


def test_a_merged_file_counts_once_with_all_its_facts(as_worker: Browser, worker: Member) -> None:
    mine = client_of(worker, last_name="Heel")
    part = client_of(worker, last_name="Deel")
    add_fact(m.LanguageLevel(client=part, language="nl", level="A2", measured_on=date(2026, 1, 1)), by=worker)
    m.Client.objects.filter(pk=part.pk).update(alias_of=mine)
    rows = soup(as_worker).select("tbody tr")
    assert len(rows) == 1
    assert "A2" in rows[0].get_text()


@pytest.fixture
def varied(worker: Member, colleague: Member) -> None:
    one = client_of(worker, last_name="Een", speaks="ar", interpreter_needed=True)
    two = client_of(worker, last_name="Twee", speaks="tr")
    client_of(worker, last_name="Dicht", closed_on=today())
    add_fact(m.IncomeSpell(client=one, kind="leefloon", category="A", starts_on=LONG_AGO), by=worker)
    add_fact(m.Barrier(client=one, code="debts", severity=1, starts_on=LONG_AGO), by=worker)
    ended = m.Barrier(
        client=two, code="debts", severity=1, starts_on=LONG_AGO, ends_on=today() - timedelta(days=1)
    )
    add_fact(ended, by=worker)
    for client, ends in ((one, 40), (two, -4)):
        right = m.WorkRight(client=client, ground="family", marking="onbeperkt", starts_on=LONG_AGO)
        right.ends_on = today() + timedelta(days=ends)
        add_fact(right, by=worker)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Een", "Twee"]),
        ("?leefloon=ja", ["Een"]),
        ("?leefloon=nee", ["Twee"]),
        ("?categorie=A", ["Een"]),
        ("?categorie=C", []),
        ("?taal=tr", ["Twee"]),
        ("?tolk=ja", ["Een"]),
        ("?drempel=debts", ["Een"]),
        ("?werkrecht=60", ["Een"]),
        ("?werkrecht=30", []),
        ("?werkrecht=0", ["Twee"]),
        ("?staat=gesloten", ["Dicht"]),
        ("?orde=-naam", ["Twee", "Een"]),
        ("?leefloon=ja&taal=tr", []),
    ],
)
@pytest.mark.usefixtures("varied")
def test_filters_go_by_code(query: str, expected: list[str], as_worker: Browser) -> None:
    assert names(as_worker, query) == expected


@pytest.mark.usefixtures("varied")
def test_a_filter_by_who_follows(as_worker: Browser, worker: Member, colleague: Member) -> None:
    assert names(as_worker, f"?volgt={worker.pk}") == ["Een", "Twee"]
    assert names(as_worker, f"?volgt={colleague.pk}") == []


@pytest.mark.parametrize(
    "query",
    ["?categorie=Z", "?wie=iedereen", "?volgt=999999", "?orde=geheim", "?werkrecht=abc", "?drempel='"],
)
@pytest.mark.usefixtures("varied")
def test_a_filter_that_does_not_exist_is_said(query: str, as_worker: Browser) -> None:
    page = soup(as_worker, query)
    assert "bestaat niet (meer)" in page.main.get_text()
    assert len(page.select("tbody tr")) == 2


@pytest.mark.parametrize(
    "order", ["naam", "-naam", "nummer", "-nummer", "bereikt", "-bereikt", "werk", "-werk"]
)
def test_pages_follow_each_other_without_loss(order: str, as_worker: Browser, worker: Member) -> None:
    for number in range(120):
        client_of(worker, last_name=f"Naam{number % 7}", first_names=f"Voor{number % 11}")
    url, seen, page = f"?orde={order}", [], soup(as_worker)
    while url:
        page = soup(as_worker, url)
        seen += [link["href"] for link in page.select("tbody th a")]
        link = page.select_one('a[rel="next"]')
        url = link["href"].removeprefix(LIST) if link else ""
    assert len(seen) == len(set(seen)) == 120
    assert "120 dossiers" in page.main.get_text()


@pytest.fixture
def reached(worker: Member) -> None:
    """Never reached; long ago and tried since; yesterday. Papers: none; one that ends soon; one that ended."""
    day = today()
    for name, days, until in (("Nooit", None, None), ("Lang", 400, 20), ("Pas", 1, -3)):
        client = client_of(worker, last_name=name)
        if days:
            moment = timezone.now() - timedelta(days=days)
            add_fact(m.ContactAttempt(client=client, how="phone", reached=True, at=moment), by=worker)
            missed = m.ContactAttempt(client=client, how="phone", reached=False, at=timezone.now())
            add_fact(missed, by=worker)
        if until:
            right = m.WorkRight(client=client, ground="refugee", marking="onbeperkt", starts_on=LONG_AGO)
            right.ends_on = day + timedelta(days=until)
            add_fact(right, by=worker)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("bereikt", ["Nooit", "Lang", "Pas"]),
        ("-bereikt", ["Pas", "Lang", "Nooit"]),
        ("werk", ["Pas", "Lang", "Nooit"]),
        ("-werk", ["Nooit", "Lang", "Pas"]),
    ],
)
@pytest.mark.usefixtures("reached")
def test_the_list_sorts_by_what_a_worker_must_do(order: str, expected: list[str], as_worker: Browser) -> None:
    page = soup(as_worker, f"?orde={order}")
    assert names(as_worker, f"?orde={order}") == expected
    (heading,) = page.select("th[aria-sort]")
    assert heading["aria-sort"] == ("descending" if order.startswith("-") else "ascending")
    other_way = order.removeprefix("-") if order.startswith("-") else f"-{order}"
    assert heading.a["href"] == f"?orde={other_way}"


@pytest.mark.usefixtures("reached")
def test_a_whole_organisation_sorts_only_by_its_columns(client: Browser, worker: Member) -> None:
    login(client, member_of(worker.organisation, Role.ADMINISTRATIEF))
    assert names(client, "?orde=bereikt") == ["Lang", "Nooit", "Pas"]
    headings = [link.get_text(strip=True) for link in soup(client).select("thead a")]
    assert headings == ["Naam", "Dossier"]


@pytest.mark.parametrize("cursor", ["abc", "-1", "99999999999999999999", "0"])
def test_a_wrong_cursor_is_no_error(cursor: str, as_worker: Browser) -> None:
    assert as_worker.get(LIST, {"na": cursor}).status_code == 200


def test_an_empty_list_says_what_to_do(as_worker: Browser) -> None:
    assert "vraag uw teamleider om dossiers toe te wijzen" in soup(as_worker).main.get_text()


@pytest.mark.slow_sqlite_only
@pytest.mark.parametrize("rows", [1, 3, 50, 60])
@pytest.mark.parametrize("role", [Role.TRAJECTBEGELEIDER, Role.TEAMLEIDER, Role.ADMINISTRATIEF])
def test_the_list_takes_at_most_twelve_queries(
    rows: int, role: str, client: Browser, worker: Member, django_assert_max_num_queries
) -> None:
    member = member_of(worker.organisation, role)
    for _ in range(rows):
        client_of(member)
    login(client, member).get(LIST)
    with django_assert_max_num_queries(12):
        client.get(LIST)


def test_nothing_personal_stands_in_an_address(as_worker: Browser, worker: Member) -> None:
    client_of(worker, last_name="Onthullend", insz="91031400157")
    page = soup(as_worker)
    addresses = " ".join(link["href"] for link in page.select("a[href]"))
    assert "Onthullend" not in addresses
    assert "9103" not in addresses


def saved(browser: Browser, **data: str):
    return browser.post(reverse("filter_save"), {"name": "Loopt af", "werkrecht": "60", **data})


def test_a_filter_is_kept_used_and_put_away(as_worker: Browser, worker: Member) -> None:
    assert saved(as_worker).headers["Location"] == "/clienten/?werkrecht=60"
    kept = SavedFilter.objects.get()
    assert (kept.name, kept.params, kept.team) == ("Loopt af", {"werkrecht": "60"}, None)
    assert soup(as_worker).select_one('a[href="/clienten/?werkrecht=60"]').get_text().strip() == "Loopt af"
    as_worker.post(reverse("filter_end", kwargs={"pk": kept.pk}))
    assert soup(as_worker).select_one('a[href="/clienten/?werkrecht=60"]') is None
    verbs = list(Event.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["filter.saved", "filter.ended"]


def test_the_same_name_replaces_the_filter(worker: Member) -> None:
    for days in ("30", "60"):
        save_filter(name="Loopt  af", params={"werkrecht": days}, shared=False, by=worker)
    assert [one.params for one in SavedFilter.objects.all()] == [{"werkrecht": "60"}]


def test_a_shared_filter_is_for_the_team_only(
    client: Browser, worker: Member, colleague: Member, outsider: Member
) -> None:
    leads(worker, colleague)
    kept = save_filter(name="Van ons", params={"tolk": "ja"}, shared=True, by=worker)
    stranger = member_of(worker.organisation, Role.TRAJECTBEGELEIDER)
    assert "Van ons" in soup(login(client, colleague)).get_text()
    for other in (stranger, outsider):
        assert "Van ons" not in soup(login(client, other)).get_text()
        assert client.post(reverse("filter_end", kwargs={"pk": kept.pk})).status_code == 404
    with pytest.raises(CaseError, match="van een collega"):
        end_filter(kept, by=colleague)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"name": ""}, "Geef de filter een naam"),
        ({"name": "   "}, "Geef de filter een naam"),
        ({"name": "x" * 61}, "korter dan 60 tekens"),
        ({"shared": "on"}, "U zit in geen enkel team"),
    ],
)
def test_a_filter_that_cannot_be_kept_says_why(
    data: dict[str, str], sentence: str, as_worker: Browser
) -> None:
    answer = saved(as_worker, **data)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not SavedFilter.objects.exists()


def export(browser: Browser, **data: str):
    return browser.post(EXPORT, {"purpose": "Teamoverleg december", **data})


def cells(content: bytes) -> list[tuple]:
    return list(load_workbook(BytesIO(content)).active.iter_rows(values_only=True))


@pytest.mark.usefixtures("varied")
def test_the_export_holds_the_filtered_list(as_worker: Browser, worker: Member) -> None:
    m.Client.objects.filter(last_name="Een").update(insz="91031400157")
    answer = export(as_worker, leefloon="ja")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="clienten-{today():%Y-%m-%d}.xlsx"'
    heading, *rows = cells(answer.content)
    assert heading[0] == "Naam"
    assert [row[0] for row in rows] == ["Een Alex"]
    assert "001" not in rows[0][4]
    event = Event.objects.get(verb="clients.exported")
    payload = read_payloads(Event.objects.select_related("payload"), worker.organisation_id)[event.pk]
    assert payload["after"] == {
        "count": 1,
        "filter": {"leefloon": "ja"},
        "purpose": "Teamoverleg december",
    }


@pytest.mark.parametrize("name", ["=1+1", "+32", "-2", "@SUM(A1)", "\tx"])
def test_a_cell_never_runs_as_a_formula(name: str) -> None:
    assert export_action.harmless(name) == f"'{name}"
    assert export_action.harmless("El Amrani") == "El Amrani"
    assert export_action.harmless(7) == 7


def test_an_evil_name_stays_text_in_the_file(as_worker: Browser, worker: Member) -> None:
    client_of(worker, last_name='=HYPERLINK("http://x")')
    sheet = load_workbook(BytesIO(export(as_worker).content)).active
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value.startswith("'=")


@pytest.mark.parametrize(("purpose", "sentence"), [("", "Schrijf waarvoor"), ("x", "Schrijf iets meer")])
@pytest.mark.usefixtures("varied")
def test_an_export_needs_a_purpose(purpose: str, sentence: str, as_worker: Browser) -> None:
    answer = export(as_worker, purpose=purpose, leefloon="ja")
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert [link.get_text() for link in BeautifulSoup(answer.content, "html.parser").select("tbody a")] == [
        "Een Alex"
    ]
    assert not Event.objects.filter(verb="clients.exported").exists()


@pytest.mark.usefixtures("varied")
def test_too_many_or_nobody_is_said(as_worker: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "staat niemand" in export(as_worker, categorie="C").content.decode()
    monkeypatch.setattr(export_action, "MOST", 1)
    assert "Kies een filter" in export(as_worker).content.decode()


def test_who_may_not_export_cannot(client: Browser, worker: Member, outsider: Member) -> None:
    client_of(worker)
    assert export(login(client, member_of(worker.organisation, Role.DPO))).status_code == 403
    assert client.get(EXPORT).status_code in (403, 405)
    assert "staat niemand" in export(login(client, outsider)).content.decode()


@pytest.mark.parametrize("role", [Role.PARTNER, Role.BEHEERDER])
def test_roles_without_clients_have_no_list(role: str, client: Browser, worker: Member) -> None:
    assert login(client, member_of(worker.organisation, role)).get(LIST).status_code == 403
