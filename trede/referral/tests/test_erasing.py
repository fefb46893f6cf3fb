"""After the retention term nothing of a referral, an exemption or a decision is left."""

import pytest

from trede.clients.erasing import dropped_models, erase
from trede.clients.models import Document
from trede.core.models import Member
from trede.core.periods import today
from trede.council.actions.decisions import correct, decide
from trede.council.actions.notifications import notify
from trede.council.models import Decision, Notification, Proposal
from trede.referral.actions.exemptions import propose_exemption
from trede.referral.models import Exemption, Referral, ReferralStep
from trede.referral.tests.scene import client_of, exemption_of, proposal_for, referral_of
from trede.rules.dates import add_months

pytestmark = pytest.mark.django_db(databases="__all__")


def test_everything_of_this_client_goes_whatever_holds_what(worker: Member) -> None:
    client, other = client_of(worker), client_of(worker)
    proof = Document.objects.create(
        organisation=client.organisation, client=client, kind="other", title="Attest", storage_name="a" * 64,
        media_type="text/plain", size=1, sha256="0" * 64,
    )  # fmt: skip
    referral_of(client, worker, note="x")
    kept = referral_of(other, worker, note="x")
    exemption = exemption_of(client, worker, proof=proof)
    values = {"motivation": "Ja.", "decided_on": today(), "by": worker}
    wrong = decide(proposal_for(exemption), outcome="refused", **values)
    right = correct(wrong, because="Fout.", outcome="granted", **values)
    notify(right, registered=False, by=worker)
    exemption.refresh_from_db()
    start = add_months(today(), 3)
    longer = Exemption(
        client=client, ground="health", reason="medical", starts_on=start, review_on=start, prolongs=exemption
    )
    propose_exemption(longer, motivation="Nog altijd.", by=worker)
    erase(client.organisation_id, [client.pk])
    for model in (Exemption, Proposal, Decision, Notification, Document):
        assert not model._base_manager.filter(client=client).exists()
    assert list(Referral.objects.all()) == [kept]
    assert set(ReferralStep.objects.values_list("client", flat=True)) == {other.pk}


def test_who_points_at_another_goes_first() -> None:
    order = [model.__name__ for model in dropped_models()]
    pairs = [("Notification", "Decision"), ("Decision", "Proposal"), ("Exemption", "Document")]
    assert all(order.index(first) < order.index(second) for first, second in pairs)
    assert len(order) == len(set(order))
