"""What each chart says, in one or two sentences: above it for everybody, and instead of it for who cannot see it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trede.insight.figures import LEAST, Figures
from trede.insight.leadtimes import LEAST as LEAST_STEPS
from trede.insight.tables import percent


def waiting(found: Figures) -> str:
    """The curve in words; with too few, how many there are and from how many it would say something."""
    said = found.waiting
    if not said.started:
        return _("In deze periode werd geen aanmelding aanvaard.")
    counts = {"started": said.started, "seen": said.seen, "still": said.still, "left": said.left}
    rest = (
        _("%(seen)s zijn gezien, %(still)s wachten nog, %(left)s gingen van de lijst zonder gesprek.")
        % counts
    )
    if said.too_few:
        few = ngettext(
            "In deze periode werd %(started)s aanmelding aanvaard: te weinig voor een curve (vanaf %(least)s).",
            "In deze periode werden %(started)s aanmeldingen aanvaard: te weinig voor een curve (vanaf %(least)s).",
            said.started,
        ) % {"started": said.started, "least": LEAST}
        return f"{few} {rest}"
    return f"{_half(found)} {rest}"


def _half(found: Figures) -> str:
    said = found.waiting
    if said.half is None:
        return _("Van %(started)s aanvaarde aanmeldingen is nog geen helft gezien.") % {
            "started": said.started
        }
    low, high = said.half_between
    words = {"started": said.started, "half": said.half, "low": low, "high": high}
    if low is None or high is None:
        return _("Van %(started)s aanvaarde aanmeldingen was de helft gezien na %(half)s dagen.") % words
    return (
        _(
            "Van %(started)s aanvaarde aanmeldingen was de helft gezien na %(half)s dagen "
            "(95 %% zeker: tussen %(low)s en %(high)s)."
        )
        % words
    )


def flow(found: Figures) -> str:
    rows = found.flow
    words = _("%(arrived)s aanvaard, %(seen)s voor het eerst gezien; op het einde wachtten er %(waiting)s.")
    if found.period.is_current:
        words = _("%(arrived)s aanvaard, %(seen)s voor het eerst gezien; nu wachten er %(waiting)s.")
    return words % {
        "arrived": sum(row.arrived for row in rows),
        "seen": sum(row.seen for row in rows),
        "waiting": rows[-1].waiting,
    }


def shows(found: Figures) -> str:
    rows = found.shows
    held = sum(row.invited - row.open for row in rows)
    absent = sum(row.absent for row in rows)
    if not held:
        return _("In deze periode was er nog geen zitting.")
    words = {
        "absent": absent,
        "held": held,
        "share": percent(absent / held),
        "nothing": sum(row.nothing for row in rows),
        "perhaps": sum(row.perhaps for row in rows),
    }
    if not absent:
        return _("Iedereen van de %(held)s uitgenodigde mensen kwam of verontschuldigde zich.") % words
    return (
        _(
            "%(absent)s van %(held)s kwamen niet (%(share)s). Van %(nothing)s van hen toont niets dat de "
            "uitnodiging aankwam; van %(perhaps)s is het niet zeker."
        )
        % words
    )


def replies(found: Figures) -> str:
    made = sum(row.made for row in found.replies)
    if not made:
        return _("In deze periode werd niemand uitgenodigd.")
    answered = made - sum(row.none for row in found.replies)
    return _("Op %(made)s uitnodigingen kwamen %(answered)s antwoorden (%(share)s).") % {
        "made": made,
        "answered": answered,
        "share": percent(answered / made),
    }


def steps(found: Figures) -> str:
    words = _(
        "Over iedereen die de stap begon; wie nog wacht telt mee als nog niet klaar. "
        "Onder %(least)s mensen tonen we geen dagen."
    )
    return words % {"least": LEAST_STEPS}


def caseloads(found: Figures) -> str:
    if not found.caseloads:
        return _("Vandaag begeleidt niemand een open dossier.")
    return _(
        "Vandaag. Een dossier telt 1; een dossier van de laatste drie maanden en een dossier met tolk "
        "tellen elk een half meer."
    )
