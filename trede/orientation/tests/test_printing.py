import re
from io import BytesIO
from random import Random

import pytest
from django.utils import timezone
from pypdf import PdfReader

from trede.clients.actions.locks import lock_file
from trede.clients.models import Address
from trede.core.errors import CaseError
from trede.core.models import Member
from trede.core.periods import today
from trede.orientation.actions.answers import release
from trede.orientation.actions.filling import fill_session
from trede.orientation.actions.printing import letters_waiting, mark_printed, one_pdf, run_pdf, separate
from trede.orientation.letters_of import with_all
from trede.orientation.models import OrientationInvitation, OrientationSession
from trede.orientation.print_order import address_key
from trede.orientation.tests.planning_scene import ready, session_on
from trede.outbox.models import Message

pytestmark = pytest.mark.django_db(databases="__all__")


def address(street: str, town: str, *country: str) -> tuple[str, ...]:
    return ("Iemand", street, town, *country)


def test_postcode_then_street_then_number_as_a_number() -> None:
    ordered = [
        address("Kerkstraat 9", "8400 Oostende"),
        address("Kerkstraat 9 bus 2", "8400 Oostende"),
        address("Kerkstraat 10", "8400 Oostende"),
        address("Zeelaan 1", "8400 Oostende"),
        address("École 2", "8450 Bredene"),
        address("Zonder nummer", "8450 Bredene"),
        address("Rue Haute 1", "1000 Bruxelles", "FRANKRIJK"),
    ]
    for seed in range(20):
        mixed = ordered[:]
        Random(seed).shuffle(mixed)
        assert sorted(mixed, key=address_key) == ordered


@pytest.mark.parametrize("lines", [(), ("x",), ("x", ""), ("x", "🙂", "\u200f"), ("x", "1" * 400, "9" * 400)])
def test_any_address_has_a_place(lines: tuple[str, ...]) -> None:
    assert address_key(lines) == address_key(lines)


@pytest.fixture
def session(worker: Member) -> OrientationSession:
    session = session_on(worker, slots=3)
    for street in ("Zeelaan 4", "Kerkstraat 12", "Kerkstraat 3"):
        ready(worker, ways={"street": street, "sms": "+32470112233"})
    fill_session(session, by=worker)
    return session


def test_a_run_in_the_order_of_the_addresses(session: OrientationSession, worker: Member) -> None:
    waiting = letters_waiting(session, today(), member=worker)
    assert [one.letter.address_lines[1] for one in waiting] == ["Kerkstraat 3", "Kerkstraat 12", "Zeelaan 4"]
    reader = PdfReader(BytesIO(run_pdf(waiting)))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = "".join(page.extract_text() for page in reader.pages)
    names = re.findall(r"Testpersoon ?\d+", text)
    expected = [one.invitation.client.last_name for one in waiting]
    assert list(dict.fromkeys(name.replace(" ", "") for name in names)) == expected


def test_printed_letters_are_sent_and_wait_no_longer(session: OrientationSession, worker: Member) -> None:
    pks = [one.invitation.pk for one in letters_waiting(session, today(), member=worker)]
    assert mark_printed(session, invitations=pks[:2], by=worker) == 2
    assert mark_printed(session, invitations=pks[:2], by=worker) == 0
    assert [one.invitation.pk for one in letters_waiting(session, today(), member=worker)] == pks[2:]
    assert Message.objects.filter(channel="letter").exclude(sent_at=None).count() == 2
    assert OrientationInvitation.objects.exclude(printed_at=None).count() == 2


def test_what_is_not_of_this_session_is_not_marked(session: OrientationSession, worker: Member) -> None:
    other = session_on(worker)
    pks = [one.invitation.pk for one in letters_waiting(session, today(), member=worker)]
    assert mark_printed(other, invitations=[*pks, 10**15], by=worker) == 0


def test_a_released_or_unreachable_one_is_not_printed(session: OrientationSession, worker: Member) -> None:
    first, second, third = (one.invitation for one in letters_waiting(session, today(), member=worker))
    release(first, because="dubbel", by=worker)
    Address.objects.filter(client=second.client).update(returned_on=today())
    assert [one.invitation for one in letters_waiting(session, today(), member=worker)] == [third]
    with pytest.raises(CaseError, match="adres"):
        one_pdf(with_all(OrientationInvitation.objects.all()).get(pk=second.pk), today())


def test_the_letter_of_a_locked_file_is_for_who_is_named(
    session: OrientationSession, worker: Member, colleague: Member
) -> None:
    first, *rest = (one.invitation for one in letters_waiting(session, today(), member=worker))
    lock_file(first.client, by=worker, reason="relative", members=[colleague])
    assert [one.invitation for one in letters_waiting(session, today(), member=worker)] == rest
    assert mark_printed(session, invitations=[first.pk], by=worker) == 0
    assert len(letters_waiting(session, today(), member=colleague)) == 3


def test_nothing_to_print_says_so() -> None:
    with pytest.raises(CaseError, match="geen brieven"):
        run_pdf([])


def test_one_letter_can_be_printed_again(session: OrientationSession) -> None:
    invitation = with_all(OrientationInvitation.objects.all()).first()
    OrientationInvitation.objects.update(printed_at=timezone.now())
    text = PdfReader(BytesIO(one_pdf(invitation, today()))).pages[0].extract_text()
    assert invitation.client.last_name in text


def test_separate_letters_come_in_order_with_few_queries(
    session: OrientationSession, django_assert_max_num_queries: object
) -> None:
    rows = with_all(OrientationInvitation.objects.order_by("pk"))
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        files = list(separate(rows, today()))
    assert len(files) == 3
    assert all(one.startswith(b"%PDF") for one in files)
