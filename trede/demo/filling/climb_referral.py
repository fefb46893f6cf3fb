"""What went to a partner, as rows: the consent, the referral with its link, and what the partner was shown."""

from dataclasses import asdict
from datetime import date, timedelta

from trede.clients.languages import language_name
from trede.clients.models import Consent
from trede.core import bulk, secrets
from trede.demo.filling.sheet import Scribe
from trede.demo.filling.way_desk import Desk
from trede.demo.town.climb import shapes
from trede.offers.models import Offer, Participation, PartnerReferral
from trede.offers.referral_links import hash_of, new_token
from trede.offers.shared_fields import Line

LINK_DAYS = timedelta(days=60)
QUESTION = "Kan deze persoon bij jullie beginnen, en wanneer?"
SHARED = ("name", "languages")
WHAT = "Naam, talen, hoe te bereiken en waarom dit aanbod."
# What this mail would have said is not kept in the made-up town.
REMINDED_AFTER, ESCALATED_AFTER = timedelta(days=10), timedelta(days=20)


def write_referral(
    taken: shapes.Taken, participation: Participation, offer: Offer, scribe: Scribe, desk: Desk
) -> None:
    """The referral of a participation that went to a partner; nothing for one that did not."""
    sent = taken.on("referred")
    if sent is None:
        return
    consent = _consent(offer, sent, scribe) if offer.needs_consent else None
    answer = next((step.on for step in taken.steps if step.by_partner), None)
    closed = taken.steps[-1].on if taken.state in ("ended", "refused", "withdrawn") else None
    token, key = new_token(), desk.keys[scribe.client.pk]
    waited = (answer or scribe.clock.today) - sent
    row = bulk.fresh(
        PartnerReferral,
        organisation_id=desk.office.pk,
        client_id=scribe.client.pk,
        to_organisation_id=offer.provider_id,
        to_name=offer.provider_name[:120] or "Partner",
        to_email="",
        question=QUESTION,
        fields=",".join(SHARED),
        shared=secrets.encrypt(key, secrets.to_bytes({"lines": [asdict(line) for line in _lines(scribe)]})),
        token_hash=hash_of(token),
        secret=secrets.encrypt(key, token.encode()),
        sent_on=sent,
        valid_until=sent + LINK_DAYS,
        answered_at=scribe.moment(answer) if answer else None,
        reminded_on=sent + REMINDED_AFTER if waited > REMINDED_AFTER else None,
        escalated_on=sent + ESCALATED_AFTER if waited > ESCALATED_AFTER else None,
        closed_on=closed,
        closed_because=_closed_because(taken),
        sent_by_id=scribe.author(sent),
        version=1 if closed is None else 2,
    )
    scribe.sheet.add(row)
    scribe.sheet.link(row, "participation_id", participation)
    if consent is not None:
        scribe.sheet.link(row, "consent_id", consent)
    after = {"to_name": row.to_name, "fields": row.fields}
    scribe.tell("partnerreferral.sent", row, scribe.moment(sent), row.sent_by_id, after=after)


def _closed_because(taken: shapes.Taken) -> str:
    return taken.state if taken.state in ("ended", "refused", "withdrawn") else ""


def _consent(offer: Offer, on: date, scribe: Scribe) -> Consent:
    return scribe.fact(
        Consent,
        on,
        told=True,
        purpose="partner",
        given_to=offer.provider_name[:120] or offer.name,
        what=WHAT,
        form="interpreted" if scribe.client.interpreter_needed else "spoken",
        starts_on=on,
    )


def _lines(scribe: Scribe) -> tuple[Line, ...]:
    client = scribe.client
    return (
        Line("name", "Naam", client.name),
        Line("languages", "Talen", f"spreekt {language_name(client.speaks)}" if client.speaks else ""),
    )
