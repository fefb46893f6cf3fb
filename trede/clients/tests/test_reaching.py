from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import LONG_AGO, ClientFactory, client_of
from trede.clients.actions.facts import add_fact
from trede.clients.models import Address, Channel, Client, ContactPoint, ContactRule, Restriction
from trede.clients.reaching import BLOCKED, Ways, address_lines, refusal, same_number, ways_from, ways_of
from trede.core.models import Member
from trede.core.periods import today

DB = pytest.mark.django_db(databases="__all__")
GSM, OTHER_GSM, MAIL = "+32470123456", "+32470999999", "amina@example.org"


def point(value: str = GSM, channel: str = Channel.MOBILE, **more: Any) -> ContactPoint:
    return ContactPoint(channel=channel, value=value, **more)


def address(kind: str = "home", **more: Any) -> Address:
    values = {"street": "Kerkstraat", "house_number": "7", "postcode": "8400", "municipality": "Oostende"}
    return Address(kind=kind, **values | more)


def ways(*facts: Any, **more: Any) -> Ways:
    def of(kind: type) -> list[Any]:
        return [fact for fact in facts if isinstance(fact, kind)]

    return ways_from(of(ContactPoint), of(ContactRule), of(Address), **more)


def test_every_way_that_is_open() -> None:
    found = ways(point(), point(MAIL, Channel.EMAIL), address())
    assert found == Ways(GSM, MAIL, ("Kerkstraat 7", "8400 Oostende"))


def test_nothing_known_says_what_is_missing() -> None:
    found = ways()
    assert not found.any
    assert len(found.reasons) == 3


def test_a_land_line_gets_no_text_messages() -> None:
    assert ways(point("+3259123456", Channel.PHONE)).sms == ""


@pytest.mark.parametrize("again", [GSM, "0470 12 34 56", "0032 470/12.34.56"])
def test_a_number_that_is_never_used_is_not_used_when_it_stands_there_twice(again: str) -> None:
    found = ways(point(again, preferred=True), point(GSM, never=True))
    assert found.sms == ""
    assert "Sms: op dit nummer mag nooit een bericht aankomen." in found.reasons


def test_never_holds_over_channels_and_leaves_other_numbers_free() -> None:
    land_line = point(GSM, Channel.PHONE, never=True)
    assert ways(point(GSM), land_line).sms == ""
    assert ways(point(GSM), point(OTHER_GSM), land_line).sms == OTHER_GSM


def test_who_wants_no_messages_gets_none() -> None:
    found = ways(
        point(opted_out=True), point(MAIL, Channel.EMAIL), point(MAIL.upper(), Channel.EMAIL, opted_out=True)
    )
    assert (found.sms, found.email) == ("", "")
    assert found.reasons[:2] == ("Sms: wil hier geen berichten.", "E-mail: wil hier geen berichten.")


def test_the_preferred_number_first_and_a_shared_one_last() -> None:
    own, preferred = point(GSM), point(OTHER_GSM, preferred=True)
    assert ways(own, preferred).sms == OTHER_GSM
    shared = point(OTHER_GSM, preferred=True, owner="Buurvrouw")
    assert ways(own, shared).sms == GSM


def test_a_shared_number_is_neutral_and_staff_know_it() -> None:
    found = ways(point(owner="Buurvrouw"))
    assert (found.sms, found.neutral) == (GSM, True)
    assert "van iemand anders" in found.reasons[0]
    assert "Buurvrouw" not in " ".join(found.reasons)


def test_a_neutral_sender_counts_only_for_what_is_used() -> None:
    assert ways(point(neutral_sender=True)).neutral
    assert not ways(point(), point(OTHER_GSM, neutral_sender=True, never=True)).neutral


def test_post_goes_to_the_post_address_then_home_then_reference() -> None:
    three = [address("reference", street="C"), address("home", street="B"), address("post", street="A")]
    for expected in "ABC":
        assert ways(*three).letter_address[0] == f"{expected} 7"
        three.pop()


def test_no_letter_where_one_came_back() -> None:
    back = address("post", street="Oud", returned_on=date(2026, 11, 2))
    assert ways(back, address()).letter_address[0] == "Kerkstraat 7"
    found = ways(back)
    assert found.letter_address == ()
    assert "Brief: post kwam terug op 02/11/2026." in found.reasons


@pytest.mark.parametrize("missing", [{"street": ""}, {"postcode": "", "municipality": ""}])
def test_half_an_address_is_none(missing: dict[str, str]) -> None:
    assert ways(address(**missing)).letter_address == ()


def test_lines_of_an_envelope() -> None:
    assert address_lines(address(box="2")) == ("Kerkstraat 7 bus 2", "8400 Oostende")
    assert address_lines(address(country="FR"))[-1] == "FRANKRIJK"
    assert address_lines(address(house_number="")) == ("Kerkstraat", "8400 Oostende")


@pytest.mark.parametrize("code", BLOCKED)
def test_nothing_goes_to_a_file_that_is_blocked(code: str) -> None:
    found = ways(point(), address(), blocked=code)
    assert (found.any, found.never_any) == (False, True)
    assert found.reasons == (str(BLOCKED[code]),)


def test_an_agreement_waits_for_somebody_who_read_it_and_stays_confidential() -> None:
    rule = ContactRule(rule="Enkel via de zus, nooit per post")
    found = ways(point(), address(), rule)
    assert (found.any, found.never_any, found.agreement) == (False, True, True)
    assert "zus" not in " ".join(found.reasons)
    read = ways(point(), address(), rule, agreement_read=True)
    assert (read.sms, read.agreement, read.never_any) == (GSM, True, False)


def test_no_address_in_a_repr() -> None:
    said = repr(ways(point(), point(MAIL, Channel.EMAIL), address()))
    assert GSM not in said
    assert MAIL not in said
    assert "Kerkstraat" not in said


@given(
    st.lists(
        st.tuples(
            st.sampled_from([GSM, "0470 12 34 56", OTHER_GSM]), st.booleans(), st.booleans(), st.booleans()
        )
    )
)
def test_whatever_stands_there_never_is_never(facts: list[tuple[str, bool, bool, bool]]) -> None:
    points = [
        point(value, never=never, opted_out=out, preferred=preferred and not never)
        for value, never, out, preferred in facts
    ]
    found = ways(*points)
    barred = {same_number(one.value) for one in points if one.never or one.opted_out}
    assert same_number(found.sms) not in barred
    free = {same_number(one.value) for one in points} - barred
    assert bool(found.sms) is bool(free)


def noted(client: Client, fact: Any, by: Member) -> Any:
    fact.client, fact.source = client, "client"
    fact.starts_on = fact.starts_on or LONG_AGO
    return add_fact(fact, by=by)


@DB
def test_the_ways_of_a_file_and_of_what_was_merged_into_it(worker: Member) -> None:
    mine = client_of(worker)
    part = ClientFactory(organisation=worker.organisation)
    noted(mine, point(), worker)
    noted(part, point(GSM, never=True), worker)
    noted(part, point(MAIL, Channel.EMAIL), worker)
    Client.objects.filter(pk=part.pk).update(alias_of=mine.pk)
    found = ways_of([mine.pk, part.pk], today())
    assert found[mine.pk] == found[part.pk]
    assert (found[mine.pk].sms, found[mine.pk].email) == ("", MAIL)


@DB
def test_only_what_runs_on_the_day_counts(worker: Member) -> None:
    mine = client_of(worker)
    noted(mine, point(starts_on=LONG_AGO, ends_on=today() - timedelta(days=1)), worker)
    noted(mine, point(OTHER_GSM, starts_on=today() + timedelta(days=9)), worker)
    assert ways_of([mine.pk], today())[mine.pk].sms == ""
    assert ways_of([mine.pk], today() + timedelta(days=9))[mine.pk].sms == OTHER_GSM


@DB
@pytest.mark.parametrize("field", ["died_on", "closed_on", "erased_at"])
def test_who_died_or_whose_file_closed_gets_nothing(worker: Member, field: str) -> None:
    mine = client_of(worker)
    noted(mine, point(), worker)
    value: Any = today() if field != "erased_at" else "2026-01-01T00:00Z"
    Client.objects.filter(pk=mine.pk).update(**{field: value})
    found = ways_of([mine.pk], today())[mine.pk]
    assert (found.any, found.never_any) == (False, True)
    assert refusal(worker.organisation_id, mine.pk, "sms", GSM) in BLOCKED


@DB
def test_a_restricted_file_gets_nothing(worker: Member) -> None:
    mine = client_of(worker)
    noted(mine, point(), worker)
    Restriction.objects.create(
        organisation=worker.organisation, client=mine, ground="Betwist", starts_on=today(), source="worker"
    )
    assert ways_of([mine.pk], today())[mine.pk].never_any
    assert refusal(worker.organisation_id, mine.pk, "sms", GSM) == "restricted"


@DB
def test_always_as_many_queries(worker: Member, django_assert_num_queries: Any) -> None:
    clients = [client_of(worker) for _ in range(4)]
    for client in clients:
        noted(client, point(), worker)
    for asked in ([clients[0].pk], [client.pk for client in clients]):
        with django_assert_num_queries(3):
            assert set(ways_of(asked, today())) == set(asked)
    assert ways_of([], today()) == {}
    assert ways_of([10**15], today()) == {}


@DB
def test_what_is_noted_after_queueing_still_counts(worker: Member) -> None:
    mine, organisation = client_of(worker), worker.organisation_id
    fact = noted(mine, point(), worker)
    assert refusal(organisation, mine.pk, "sms", "0470 12 34 56") == ""
    ContactPoint.objects.filter(pk=fact.pk).update(opted_out=True)
    assert refusal(organisation, mine.pk, "sms", GSM) == "opted_out"
    noted(mine, point(never=True, channel=Channel.PHONE), worker)
    assert refusal(organisation, mine.pk, "sms", "0470 12 34 56") == "never"
    assert refusal(organisation, mine.pk, "sms", OTHER_GSM) == ""
    assert refusal(organisation + 1, mine.pk, "sms", GSM) == ""
