"""What a partner gets by e-mail: that something waits, and the link. Never who it is about."""

from datetime import datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from trede.clients.fields import phone_text
from trede.core.models import Member
from trede.offers.dutch import in_dutch
from trede.offers.models import PartnerReferral
from trede.offers.referral_links import link_of
from trede.outbox.actions.posting import post
from trede.outbox.models import Purpose


def cause_of(referral: PartnerReferral) -> str:
    return f"partnerreferral:{referral.pk}"


def say_new(referral: PartnerReferral, *, by: Member | None) -> bool:
    """A new referral waits. False without an address."""
    return _send(referral, _new_title, _new_text, by=by)


def remind(referral: PartnerReferral) -> bool:
    """It still waits for an answer."""
    return _send(referral, _remind_title, _remind_text, by=None)


def say_answered(referral: PartnerReferral, *, by: Member | None) -> bool:
    """The question that the partner asked has an answer."""
    return _send(referral, _answer_title, _answer_text, by=by)


def say_closed(referral: PartnerReferral, *, by: Member | None) -> bool:
    """Nothing is asked any more, and nothing may be kept."""
    return _send(referral, _closed_title, _closed_text, by=by, ends=False)


def _send(referral: PartnerReferral, title: Any, text: Any, *, by: Member | None, ends: bool = True) -> bool:
    """Posted inside the caller's transaction. `ends`: it says nothing true any more once the link is dead."""
    if not referral.to_email:
        return False
    said = _said(referral)
    post(
        organisation_id=referral.organisation_id,
        subject=referral.client_id,
        channel="email",
        to=referral.to_email,
        title=in_dutch(lambda: title() % said),
        text=in_dutch(lambda: text() % said),
        language="nl",
        purpose=Purpose.PARTNER,
        cause=cause_of(referral),
        by=by,
        not_after=_last_moment(referral) if ends else None,
    )
    return True


def _last_moment(referral: PartnerReferral) -> datetime:
    return timezone.make_aware(datetime.combine(referral.valid_until, time(23, 59)))


def _said(referral: PartnerReferral) -> dict[str, str]:
    """What the texts fill in: nothing of the client, and nothing of the offer."""
    sender, organisation = referral.sent_by, referral.organisation.name
    phone = phone_text(sender.phone) if sender and sender.phone else ""
    signed = "\n".join(part for part in (sender.name if sender else "", organisation, phone) if part)
    return {
        "number": str(referral.pk),
        "organisation": organisation,
        "until": referral.valid_until.strftime("%d/%m/%Y"),
        "link": link_of(referral),
        "signed": signed,
    }


def _new_title() -> str:
    return _("Een nieuwe doorverwijzing (nr. %(number)s)")


def _new_text() -> str:
    return _(
        "Goedendag,\n\n"
        "%(organisation)s stuurde u een nieuwe doorverwijzing, nr. %(number)s. Op deze pagina leest u ze "
        "en antwoordt u. U hebt geen account nodig:\n\n%(link)s\n\n"
        "De link werkt tot en met %(until)s. Stuur hem niet door: wie hem heeft, leest mee.\n\n%(signed)s"
    )


def _remind_title() -> str:
    return _("Herinnering: een doorverwijzing wacht op uw antwoord (nr. %(number)s)")


def _remind_text() -> str:
    return _(
        "Goedendag,\n\n"
        "Doorverwijzing nr. %(number)s van %(organisation)s wacht nog op uw antwoord. "
        "Ook ‘geen plaats’ is een antwoord: dan zoeken wij verder.\n\n%(link)s\n\n"
        "De link werkt tot en met %(until)s.\n\n%(signed)s"
    )


def _answer_title() -> str:
    return _("Antwoord op uw vraag over doorverwijzing nr. %(number)s")


def _answer_text() -> str:
    return _(
        "Goedendag,\n\n"
        "Op uw vraag over doorverwijzing nr. %(number)s staat een antwoord op deze pagina:\n\n%(link)s\n\n%(signed)s"
    )


def _closed_title() -> str:
    return _("Doorverwijzing nr. %(number)s is afgesloten")


def _closed_text() -> str:
    return _(
        "Goedendag,\n\n"
        "Doorverwijzing nr. %(number)s van %(organisation)s is afgesloten. U hoeft niets meer te doen en de link werkt "
        "niet meer. Verwijder wat u ervan noteerde, tenzij u het zelf nodig hebt voor een begeleiding die al liep."
        "\n\n%(signed)s"
    )
