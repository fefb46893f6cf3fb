"""Locks of a participation and what hangs on it, always in the same order: edition, participation, referral."""

from trede.offers.models import Edition, Participation


def fresh(participation: Participation) -> Participation:
    """The row as it stands, locked until the end of the transaction, with client, offer and edition.

    The edition is locked first, as `moving` does: in this order nobody waits for each other.
    """
    edition_id = (
        Participation.objects.filter(pk=participation.pk).values_list("edition_id", flat=True).first()
    )
    if edition_id is not None:
        Edition.objects.select_for_update(of=("self",)).get(pk=edition_id)
    rows = Participation.objects.select_for_update(of=("self",))
    current: Participation = rows.select_related("client__alias_of", "offer", "edition").get(
        pk=participation.pk
    )
    return current
