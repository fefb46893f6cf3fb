from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from tests.cast import OrganisationFactory, UserFactory, member_of
from trede.core.actions import invitations
from trede.core.errors import CaseError
from trede.core.models import Event, Invitation, Member, User
from trede.core.roles import Role
from trede.core.tests.office import get, post, verbs

pytestmark = pytest.mark.django_db
STRONG = "een-nieuw-lang-wachtwoord-9"


@pytest.fixture
def boss(db):
    cache.clear()
    return member_of(OrganisationFactory(), Role.BEHEERDER)


def send(boss, email="nieuw@example.org", roles=(Role.WERKVLOERCOACH,)):
    return invitations.invite(by=boss, email=email, name="Nieuwe Collega", roles=list(roles))


def page_of(token):
    return reverse("invitation_accept", kwargs={"token": token})


def test_only_the_hash_is_kept(boss):
    invitation, token = send(boss)
    assert token not in str(Invitation.objects.filter(pk=invitation.pk).values())
    assert invitations.open_invitation(token) == invitation


def test_the_mail_goes_after_commit_and_holds_the_link(boss, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        _invitation, token = send(boss)
        assert mail.outbox == []
    assert mail.outbox[0].to == ["nieuw@example.org"]
    assert page_of(token) in mail.outbox[0].body


def test_a_new_person_chooses_a_password_and_becomes_a_member(boss):
    _invitation, token = send(boss, email="Nieuw@Example.org")
    data = {"name": "Nieuwe Collega", "password": STRONG, "again": STRONG}
    answer = Browser().post(page_of(token), data)
    assert answer.headers["Location"] == reverse("account_login")
    member = Member.objects.get(user__email="nieuw@example.org")
    assert member.roles == {Role.WERKVLOERCOACH}
    assert member.organisation == boss.organisation
    assert User.objects.get(pk=member.user_id).check_password(STRONG)
    assert verbs(boss.organisation) == ["invitation.sent", "invitation.accepted"]


def test_somebody_with_a_login_keeps_the_password(boss):
    user = UserFactory(email="ervaren@example.org")
    hash_before = User.objects.get(pk=user.pk).password
    _invitation, token = send(boss, email="ervaren@example.org")
    page = Browser().get(page_of(token)).content.decode()
    assert "password" not in page
    Browser().post(page_of(token))
    assert Member.objects.get(user=user).organisation == boss.organisation
    assert User.objects.get(pk=user.pk).password == hash_before


def test_opening_the_link_changes_nothing(boss):
    invitation, token = send(boss)
    assert Browser().get(page_of(token)).status_code == 200
    invitation.refresh_from_db()
    assert invitation.accepted_at is None
    assert not User.objects.filter(email=invitation.email).exists()


@pytest.mark.parametrize(
    ("password", "again", "words"),
    [("kort", "kort", "12"), (STRONG, STRONG + "x", "niet gelijk"), ("", "", "verplicht")],
)
def test_a_bad_password_is_explained(boss, password, again, words):
    _invitation, token = send(boss)
    data = {"name": "X", "password": password, "again": again}
    answer = Browser().post(page_of(token), data)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not User.objects.filter(email="nieuw@example.org").exists()


def test_a_link_works_once(boss):
    _invitation, token = send(boss)
    data = {"name": "X", "password": STRONG, "again": STRONG}
    Browser().post(page_of(token), data)
    again = Browser().post(page_of(token), data)
    assert again.status_code == 404
    assert Member.objects.filter(user__email="nieuw@example.org").count() == 1


def test_after_seven_days_it_is_over(boss):
    _invitation, token = send(boss)
    with time_machine.travel(timezone.now() + timedelta(days=7, minutes=1)):
        answer = Browser().get(page_of(token))
    assert answer.status_code == 404
    assert "Vraag uw beheerder" in answer.content.decode()


def test_renewing_makes_the_old_link_stop(boss):
    invitation, old = send(boss)
    new = invitations.renew_invitation(invitation, by=boss)
    assert invitations.open_invitation(old) is None
    assert invitations.open_invitation(new) == invitation


def test_withdrawing_makes_the_link_stop(boss):
    invitation, token = send(boss)
    invitations.withdraw_invitation(invitation, by=boss)
    assert invitations.open_invitation(token) is None
    with pytest.raises(CaseError):
        invitations.renew_invitation(invitation, by=boss)


def test_twice_is_refused_and_so_is_a_member(boss):
    send(boss)
    with pytest.raises(CaseError, match="loopt al"):
        send(boss, email="NIEUW@example.org")
    with pytest.raises(CaseError, match="werkt al"):
        send(boss, email=boss.user.email)
    assert Event.objects.count() == 1


def test_nobody_invites_themselves_as_dpo(boss):
    Member.objects.filter(pk=boss.pk).update(ends_on=boss.starts_on)
    with pytest.raises(CaseError, match="DPO"):
        send(boss, email=boss.user.email, roles=[Role.DPO])


def test_the_link_is_shown_once_to_copy(boss):
    data = {"name": "Piet", "email": "piet@example.org", "roles": [Role.PARTNER]}
    answer = post(boss, "invite", data)
    token = invitations_token(answer.content.decode())
    assert invitations.open_invitation(token).name == "Piet"
    assert token not in get(boss, "members").content.decode()


def invitations_token(page: str) -> str:
    return page.split("/uitnodiging/")[1].split("/")[0]


def test_a_bad_address_is_explained(boss):
    answer = post(boss, "invite", {"name": "Piet", "email": "geen adres", "roles": [Role.PARTNER]})
    assert answer.status_code == 200
    assert Invitation.objects.count() == 0
    assert "geldig e-mailadres" in answer.content.decode()


def test_a_stranger_cannot_touch_the_invitation(boss):
    invitation, _token = send(boss)
    stranger = member_of(OrganisationFactory(), Role.BEHEERDER)
    assert post(stranger, "invitation_withdraw", pk=invitation.pk).status_code == 404
    assert post(stranger, "invitation_renew", pk=invitation.pk).status_code == 404


def test_guessing_is_slowed_down(boss):
    browser = Browser()
    codes = {browser.get(page_of(f"raad-{number}")).status_code for number in range(61)}
    assert codes == {404, 429}
