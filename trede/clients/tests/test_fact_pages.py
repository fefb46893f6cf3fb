from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.test import RequestFactory
from django.urls import reverse

from tests.cast import client_of, member_of
from trede.clients.actions.facts import add_fact, correct_fact
from trede.clients.kinds import ALL_KINDS, KINDS, kind_of
from trede.clients.models import (
    Address,
    Barrier,
    BarrierCode,
    Client,
    ContactPoint,
    ContactRule,
    Fact,
    IncomeKind,
    IncomeSpell,
    LanguageLevel,
    WorkRight,
)
from trede.clients.views import facts
from trede.core.errors import Elsewhere
from trede.core.models import Event, Member, TextDraft

pytestmark = pytest.mark.django_db(databases="__all__")
START = date(2026, 1, 1)
# What a person types on each form, and the least that must come of it.
TYPED: dict[str, dict[str, str]] = {
    "adres": {"kind": "home", "municipality": "Oostende", "postcode": "8400", "country": "BE"},
    "contactgegeven": {"channel": "mobile", "value": "0470 11 22 33"},
    "contactafspraak": {"rule": "Nooit thuis langsgaan."},
    "gezinslid": {"relation": "child", "first_name": "Amira", "birth_date": "17/05/2020"},
    "inkomen": {"kind": "leefloon", "category": "B", "amount_cents": "1.340,47"},
    "werkrecht": {"ground": "other", "marking": "onbeperkt", "ends_on": "01/02/2030"},
    "vdab": {},
    "taalniveau": {"language": "nl", "skill": "all", "level": "1.1", "measured_on": "01/02/2026"},
    "rijbewijs": {"kind": "B"},
    "mobiliteit": {"bicycle": "on", "minutes": "45"},
    "opleiding": {"level": "upper", "subject": "Kantoor", "year": "2010"},
    "werkervaring": {"job": "Kok", "began": "01/03/2015", "ended": "01/04/2016"},
    "drempel": {"code": "language", "severity": "2"},
    "beperking": {"kind": "lifting", "most": "10"},
    "ticket": {"kind": "imw", "decided_by": "VDAB Oostende"},
    "toestemming": {
        "purpose": "partner",
        "given_to": "Groep INTRO",
        "what": "Naam, telefoon en taalniveau.",
        "form": "spoken",
    },
}


def typed(slug: str, **more: str) -> dict[str, str]:
    values = {"starts_on": "01/01/2026", "source": "client"} | TYPED[slug]
    return values | more


def url(verb: str, client: Client, slug: str, fact: Fact | None = None) -> str:
    kwargs: dict[str, Any] = {"pk": client.pk, "slug": slug}
    return reverse(f"fact_{verb}", kwargs=kwargs | ({"fact_id": fact.pk} if fact else {}))


def spell(client: Client, by: Member, **kwargs: Any) -> IncomeSpell:
    values = {"kind": IncomeKind.WAGE, "starts_on": START, "amount_cents": 100000} | kwargs
    return add_fact(IncomeSpell(client=client, **values), by=by)  # type: ignore[return-value]


@pytest.fixture
def mine(worker: Member) -> Client:
    return client_of(worker)


def test_every_kind_has_a_typed_example() -> None:
    assert set(TYPED) == set(KINDS)


@pytest.mark.parametrize("slug", sorted(KINDS))
def test_a_fact_of_every_kind_is_added_corrected_and_taken_back(
    slug: str, as_worker: Browser, mine: Client
) -> None:
    kind = KINDS[slug]
    answer = as_worker.post(url("add", mine, slug), typed(slug))
    assert answer.status_code == 303, answer.context["form"].errors
    fact = kind.model._base_manager.get()
    assert kind_of(kind.model) is kind
    form = as_worker.get(url("correct", mine, slug, fact)).context["form"]
    again = {name: form[name].value() for name in form.fields if form[name].value() not in (None, False)}
    answer = as_worker.post(url("correct", mine, slug, fact), again | {"source": "document"})
    assert answer.status_code == 303, answer.context["form"].errors
    fact.refresh_from_db()
    assert (fact.source, fact.version) == ("document", 2)
    answer = as_worker.post(url("retract", mine, slug, fact), {"because": "Van een ander.", "version": "2"})
    assert answer.status_code == 303
    verbs = [
        event.verb.rpartition(".")[2]
        for event in Event.objects.filter(
            object_id=fact.pk, object_kind=kind.model._meta.model_name
        ).order_by("pk")
    ]
    assert verbs == ["added", "corrected", "retracted"]
    assert "Van een ander." in as_worker.get(url("history", mine, slug, fact)).content.decode()


@pytest.mark.parametrize("slug", sorted(slug for slug, kind in KINDS.items() if kind.dated))
def test_a_running_fact_ends_on_its_last_day(slug: str, as_worker: Browser, mine: Client) -> None:
    as_worker.post(url("add", mine, slug), typed(slug))
    fact = KINDS[slug].model._base_manager.get()
    answer = as_worker.post(url("end", mine, slug, fact), {"ends_on": "31/01/2026", "version": "1"})
    assert answer.status_code == 303
    fact.refresh_from_db()
    assert fact.ends_on == date(2026, 1, 31)


@pytest.mark.parametrize("verb", ["add", "correct", "end", "retract", "history"])
def test_every_page_stays_within_twelve_queries(
    verb: str,
    as_worker: Browser,
    worker: Member,
    mine: Client,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    fact = spell(mine, worker)
    for _ in range(3):
        fact = correct_fact(
            fact, by=worker, expected=fact.version, values={"amount_cents": 100001 + fact.version}
        )  # type: ignore[assignment]
    as_worker.get(url("add", mine, "inkomen"))  # The first page of a session writes its token.
    with django_assert_max_num_queries(12):
        answer = as_worker.get(url(verb, mine, "inkomen", None if verb == "add" else fact))
    assert answer.status_code == 200


@pytest.mark.parametrize("verb", ["correct", "end", "retract", "history"])
def test_a_fact_of_another_client_does_not_exist_here(
    verb: str, as_worker: Browser, worker: Member, mine: Client
) -> None:
    theirs = spell(client_of(worker), worker)
    assert as_worker.get(url(verb, mine, "inkomen", theirs)).status_code == 404
    posted = {
        "ends_on": "31/01/2026",
        "because": "x",
        "version": "1",
        "kind": "wage",
        "starts_on": "01/01/2026",
    }
    if verb != "history":
        assert as_worker.post(url(verb, mine, "inkomen", theirs), posted).status_code == 404
    theirs.refresh_from_db()
    assert theirs.version == 1


def test_a_fact_of_a_merged_file_is_read_and_written_from_the_whole(
    as_worker: Browser, worker: Member, mine: Client
) -> None:
    part = client_of(worker)
    fact = spell(part, worker)
    Client.objects.filter(pk=part.pk).update(alias_of=mine)
    assert as_worker.get(url("correct", mine, "inkomen", fact)).status_code == 200


def test_the_file_of_a_colleague_asks_a_reason_first(worker: Member, colleague: Member) -> None:
    request = RequestFactory().get("/")
    request.member = worker  # type: ignore[attr-defined]
    with pytest.raises(Elsewhere) as turned:
        facts.add(request, client_of(colleague).pk, "inkomen")
    assert turned.value.url_name == "look"


@pytest.mark.parametrize(
    ("slug", "bad", "field", "sentence"),
    [
        ("inkomen", {"starts_on": "31/02/2026"}, "starts_on", "Die dag bestaat niet"),
        ("inkomen", {"starts_on": "gisteren"}, "starts_on", "Schrijf de datum als dag/maand/jaar"),
        ("inkomen", {"starts_on": "01/01/0026"}, "starts_on", "Dat jaar kan niet"),
        ("inkomen", {"ends_on": "31/12/2025"}, "ends_on", "De einddatum ligt vóór de begindatum"),
        ("inkomen", {"amount_cents": "12,345"}, "amount_cents", "Schrijf het bedrag in euro met een komma"),
        ("inkomen", {"amount_cents": "-5"}, "amount_cents", "Schrijf het bedrag in euro met een komma"),
        ("inkomen", {"amount_cents": "99999999999"}, "amount_cents", "te groot"),
        ("inkomen", {"category": ""}, "category", "Kies een categorie"),
        (
            "inkomen",
            {"kind": "wage", "hours_per_week": "380"},
            "hours_per_week",
            "Zoveel uren telt geen week",
        ),
        ("inkomen", {"kind": "bestaat-niet"}, "kind", "bestaat-niet"),
        ("contactgegeven", {"value": "12"}, "value", "Dit telefoonnummer klopt niet"),
        ("contactgegeven", {"value": "😀😀😀"}, "value", "Dit telefoonnummer klopt niet"),
        ("contactgegeven", {"channel": "email"}, "value", "Dit e-mailadres klopt niet"),
        ("contactgegeven", {"preferred": "on", "never": "on"}, "never", "kan niet de voorkeur hebben"),
        ("adres", {"municipality": ""}, "municipality", "Vul minstens de gemeente in"),
        ("adres", {"postcode": "84000"}, "postcode", "vier cijfers"),
        ("gezinslid", {"birth_date": "01/01/2099"}, "birth_date", "in de toekomst"),
        ("werkrecht", {"marking": ""}, "marking", "Kies wat op de verblijfstitel staat"),
        ("opleiding", {"year": "1066"}, "year", "Dat jaar kan niet"),
        ("werkervaring", {"ended": "01/01/2015"}, "ended", "Het einde ligt vóór het begin"),
        ("mobiliteit", {"minutes": "999"}, "minutes", "hoogstens 240"),
        ("taalniveau", {"language": "xx"}, "language", "xx"),
        ("contactafspraak", {"rule": "x" * 201}, "rule", "200"),
    ],
)
def test_bad_input_gets_a_sentence_beside_its_field_and_saves_nothing(
    slug: str, bad: dict[str, str], field: str, sentence: str, as_worker: Browser, mine: Client
) -> None:
    answer = as_worker.post(url("add", mine, slug), typed(slug, **bad))
    assert answer.status_code == 200
    assert sentence in " ".join(answer.context["form"].errors[field])
    assert not KINDS[slug].model._base_manager.exists()


@pytest.mark.parametrize(
    "text", ["مرحبا بالعالم", "😀 emoji 👨‍👩‍👧", "<script>alert(1)</script>", "Ünïcödé – ’t"]
)
def test_any_script_is_kept_as_it_was_typed(text: str, as_worker: Browser, mine: Client) -> None:
    as_worker.post(url("add", mine, "contactafspraak"), typed("contactafspraak", rule=text))
    rule = ContactRule.objects.get()
    assert rule.rule == text
    page = as_worker.get(url("history", mine, "contactafspraak", rule)).content.decode()
    assert "<script>alert" not in page


def test_ten_megabytes_of_text_get_a_sentence(as_worker: Browser, mine: Client) -> None:
    answer = as_worker.post(
        url("add", mine, "contactafspraak"), typed("contactafspraak", rule="x" * 10_000_000)
    )
    assert answer.status_code == 200
    assert "rule" in answer.context["form"].errors


def test_a_null_character_is_refused(as_worker: Browser, mine: Client) -> None:
    answer = as_worker.post(url("add", mine, "contactafspraak"), typed("contactafspraak", rule="a\x00b"))
    assert "rule" in answer.context["form"].errors


def test_a_double_click_saves_once(as_worker: Browser, mine: Client) -> None:
    as_worker.post(url("add", mine, "taalniveau"), typed("taalniveau"))
    answer = as_worker.post(url("add", mine, "taalniveau"), typed("taalniveau"))
    assert LanguageLevel.objects.count() == 1
    assert "staat al precies zo" in str(answer.context["form"].non_field_errors())


def test_an_overlap_is_told_with_what_to_do(as_worker: Browser, mine: Client) -> None:
    as_worker.post(url("add", mine, "rijbewijs"), typed("rijbewijs"))
    answer = as_worker.post(url("add", mine, "rijbewijs"), typed("rijbewijs", starts_on="01/02/2026"))
    assert answer.status_code == 200
    assert "Beëindig eerst de lopende periode" in str(answer.context["form"].non_field_errors())


def test_only_what_the_choice_needs_is_kept(as_worker: Browser, mine: Client) -> None:
    as_worker.post(
        url("add", mine, "inkomen"), typed("inkomen", kind="child", category="A", hours_per_week="20")
    )
    saved = IncomeSpell.objects.get()
    assert (saved.category, saved.hours_per_week, saved.amount_cents) == ("", None, 134047)


def test_a_belgian_needs_no_marking(as_worker: Browser, mine: Client) -> None:
    as_worker.post(
        url("add", mine, "werkrecht"), {"ground": "belgian", "starts_on": "01/01/2026", "source": "client"}
    )
    assert WorkRight.objects.get().marking == "onbeperkt"


def test_a_telephone_is_stored_in_one_notation_and_shown_as_people_read_it(
    as_worker: Browser, mine: Client
) -> None:
    as_worker.post(url("add", mine, "contactgegeven"), typed("contactgegeven", value="0470/11.22.33"))
    point = ContactPoint.objects.get()
    assert point.value == "+32470112233"
    page = as_worker.get(url("correct", mine, "contactgegeven", point)).content.decode()
    assert "0470 11 22 33" in page


def test_a_correction_that_changes_nothing_leaves_no_event(as_worker: Browser, mine: Client) -> None:
    as_worker.post(url("add", mine, "contactgegeven"), typed("contactgegeven"))
    point = ContactPoint.objects.get()
    answer = as_worker.post(
        url("correct", mine, "contactgegeven", point), typed("contactgegeven", version="1")
    )
    assert answer.status_code == 303
    assert Event.objects.filter(object_kind="contactpoint").count() == 1


def test_confidential_facts_do_not_exist_for_who_may_not_read_them(
    client: Browser, worker: Member, mine: Client
) -> None:
    clerk = member_of(worker.organisation, "administratief")
    rule = add_fact(ContactRule(client=mine, rule="Niet bellen.", starts_on=START), by=worker)
    health = add_fact(Barrier(client=mine, code=BarrierCode.HEALTH, severity=2, starts_on=START), by=worker)
    client.force_login(clerk.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    for slug, fact in (("contactafspraak", rule), ("drempel", health)):
        for verb in ("correct", "end", "retract", "history"):
            assert client.get(url(verb, mine, slug, fact)).status_code == 404, (slug, verb)
    assert client.get(url("add", mine, "contactafspraak")).status_code == 404
    page = client.get(url("add", mine, "drempel"))
    assert BarrierCode.HEALTH not in [code for code, _ in page.context["form"].fields["code"].choices]
    answer = client.post(url("add", mine, "drempel"), typed("drempel", code="health"))
    assert answer.status_code == 200
    assert Barrier.objects.count() == 1


def test_history_tells_before_and_after_in_words(as_worker: Browser, worker: Member, mine: Client) -> None:
    fact = spell(mine, worker)
    correct_fact(fact, by=worker, expected=1, values={"amount_cents": 134047, "kind": IncomeKind.SICKNESS})
    lines = as_worker.get(url("history", mine, "inkomen", fact)).context["lines"]
    assert [line.what for line in lines] == ["Verbeterd", "Genoteerd"]
    assert ("Bedrag per maand", "€ 1.000,00", "€ 1.340,47") in lines[0].rows
    assert ("Soort", "Loon", "Ziekte-uitkering") in lines[0].rows


def test_an_unknown_kind_is_not_a_page(as_worker: Browser, mine: Client) -> None:
    assert as_worker.get(f"/dossier/{mine.pk}/geheim/toevoegen/").status_code == 404


def test_the_week_leads_to_its_own_page(as_worker: Browser, mine: Client) -> None:
    assert "beschikbaarheid" in ALL_KINDS
    answer = as_worker.get(url("add", mine, "beschikbaarheid"))
    assert answer.headers["Location"] == reverse("client_week", kwargs={"pk": mine.pk})


def conflicting(as_worker: Browser, worker: Member, mine: Client) -> tuple[IncomeSpell, Any]:
    """A colleague raises the amount while the worker changes amount and kind."""
    fact = spell(mine, worker, employer="Bakkerij")
    second = member_of(worker.organisation, "trajectbegeleider")
    correct_fact(IncomeSpell.objects.get(pk=fact.pk), by=second, expected=1, values={"amount_cents": 200000})
    own = {
        "kind": "wage",
        "amount_cents": "1.500",
        "employer": "Beenhouwerij",
        "starts_on": "01/01/2026",
        "source": "client",
        "version": "1",
    }
    return fact, as_worker.post(url("correct", mine, "inkomen", fact), own)


def test_the_second_sees_both_texts_and_nothing_is_overwritten(
    as_worker: Browser, worker: Member, mine: Client
) -> None:
    fact, answer = conflicting(as_worker, worker, mine)
    assert answer.status_code == 409
    differences = {one.name: (one.mine, one.theirs) for one in answer.context["differences"]}
    assert differences == {
        "amount_cents": ("€ 1.500,00", "€ 2.000,00"),
        "employer": ("Beenhouwerij", "Bakkerij"),
    }
    fact.refresh_from_db()
    assert (fact.amount_cents, fact.employer) == (200000, "Bakkerij")


def test_the_losers_text_waits_on_the_server_and_comes_back(
    as_worker: Browser, worker: Member, mine: Client
) -> None:
    fact, _ = conflicting(as_worker, worker, mine)
    page = as_worker.get(url("correct", mine, "inkomen", fact))
    assert "U had nog een niet-bewaarde tekst" in page.content.decode()
    restored = as_worker.get(url("correct", mine, "inkomen", fact) + "?concept=1")
    assert restored.context["form"]["employer"].value() == "Beenhouwerij"
    assert restored.context["form"]["version"].value() == 1


def test_choosing_per_field_saves_the_mixture_and_forgets_the_draft(
    as_worker: Browser, worker: Member, mine: Client
) -> None:
    fact, answer = conflicting(as_worker, worker, mine)
    form = answer.context["form"]
    posted = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    posted |= {"version": "2", "pick-amount_cents": "theirs", "pick-employer": "mine"}
    assert as_worker.post(url("correct", mine, "inkomen", fact), posted).status_code == 303
    fact.refresh_from_db()
    assert (fact.amount_cents, fact.employer, fact.version) == (200000, "Beenhouwerij", 3)
    assert not TextDraft.objects.exists()


def test_ending_what_a_colleague_just_changed_shows_the_new_state(
    as_worker: Browser, worker: Member, mine: Client
) -> None:
    fact = spell(mine, worker)
    correct_fact(IncomeSpell.objects.get(pk=fact.pk), by=worker, expected=1, values={"amount_cents": 200000})
    last_day = (START + timedelta(days=30)).strftime("%d/%m/%Y")
    answer = as_worker.post(url("end", mine, "inkomen", fact), {"ends_on": last_day, "version": "1"})
    assert answer.status_code == 200
    assert "Een collega wijzigde dit net" in str(answer.context["form"].non_field_errors())
    again = as_worker.post(
        url("end", mine, "inkomen", fact),
        {"ends_on": last_day, "version": answer.context["form"]["version"].value()},
    )
    assert again.status_code == 303


def test_another_organisations_file_does_not_exist(as_worker: Browser, outsider: Member) -> None:
    theirs = client_of(outsider)
    for slug in KINDS:
        assert as_worker.get(url("add", theirs, slug)).status_code == 404
        assert as_worker.post(url("add", theirs, slug), typed(slug)).status_code == 404
    assert not Address.objects.exists()
