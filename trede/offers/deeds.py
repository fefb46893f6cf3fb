"""What can be done with a participation, by a member or by the partner: the buttons follow from MOVES."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trede.core.models import Member
from trede.offers import forms_loop as f
from trede.offers.actions import participations as act
from trede.offers.actions import partner_referrals as sent
from trede.offers.models import MOVES, Participation, PartnerReferral, ProgressReport
from trede.offers.models import ParticipationState as S

Run = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Deed:
    """`to`: the state it leads to, "" for one that moves nothing; `only`: the states from which it may be done."""

    name: str
    label: str | Promise
    done: str | Promise
    form: type[f.DeedForm]
    run: Run
    to: str = ""
    only: tuple[str, ...] = ()
    icon: str = "check"
    danger: bool = False

    def possible(self, state: str) -> bool:
        if self.to and self.to not in MOVES[state]:
            return False
        return not self.only or state in self.only


def _answer(state: str) -> Run:
    return lambda one, **values: act.record_answer(one, state=state, **values)


def _progress(participation: Participation, *, by: Member | None, by_partner: str = "", **values: Any) -> Any:
    report = ProgressReport(participation=participation, by_partner=by_partner[:120], **values)
    return act.report(report, by=by)


GOING = (S.RUNNING, S.PAUSED)
NOT_BEGUN = (S.PROPOSED, S.REFERRED, S.WAITING, S.ACCEPTED)
START = Deed(
    "start",
    _("Begonnen"),
    _("Het begin is genoteerd."),
    f.StartForm,
    act.start,
    S.RUNNING,
    NOT_BEGUN,
    "player-play",
)
PAUSE = Deed(
    "pause",
    _("Onderbroken"),
    _("De onderbreking is genoteerd."),
    f.PauseForm,
    act.pause,
    S.PAUSED,
    icon="player-pause",
)
RESUME = Deed(
    "resume",
    _("Hervat"),
    _("Genoteerd: het loopt weer."),
    f.ResumeForm,
    act.resume,
    S.RUNNING,
    (S.PAUSED,),
    "player-play",
)
END = Deed(
    "end", _("Afgelopen"), _("Het einde is genoteerd."), f.EndForm, act.end, S.ENDED, icon="flag-check"
)
MEMBER = {
    deed.name: deed
    for deed in (
        START,
        RESUME,
        Deed(
            "report",
            _("Voortgang of evaluatie"),
            _("De voortgang is bewaard."),
            f.ReportForm,
            _progress,
            only=(*GOING, S.ENDED),
            icon="note",
        ),
        PAUSE,
        END,
        Deed(
            "withdraw",
            _("Gaat niet door"),
            _("Genoteerd: het gaat niet door."),
            f.WithdrawForm,
            act.withdraw,
            S.WITHDRAWN,
            icon="x",
            danger=True,
        ),
    )
}
PARTNER = {
    deed.name: deed
    for deed in (
        Deed(
            "accept",
            _("Aanvaarden"),
            _("Aanvaard. De begeleider ziet het."),
            f.AcceptForm,
            _answer(S.ACCEPTED),
            S.ACCEPTED,
        ),
        Deed(
            "waiting",
            _("Op de wachtlijst"),
            _("Op de wachtlijst. De begeleider ziet het."),
            f.WaitingForm,
            _answer(S.WAITING),
            S.WAITING,
            icon="clock",
        ),
        Deed(
            "refuse",
            _("Weigeren"),
            _("Geweigerd. De begeleider zoekt verder."),
            f.RefuseForm,
            _answer(S.REFUSED),
            S.REFUSED,
            icon="x",
            danger=True,
        ),
        START,
        RESUME,
        Deed(
            "progress",
            _("Hoe gaat het?"),
            _("Bedankt, de begeleider leest het."),
            f.ProgressForm,
            _progress,
            only=GOING,
            icon="note",
        ),
        PAUSE,
        END,
        Deed(
            "ask",
            _("Iets vragen"),
            _("Uw vraag is gesteld. Het antwoord komt op deze pagina."),
            f.TextForm,
            sent.ask,
            icon="help-circle",
        ),
    )
}


def possible(deeds: dict[str, Deed], state: str) -> list[Deed]:
    """Those that the state allows, in the order of the table."""
    return [deed for deed in deeds.values() if deed.possible(state)]


@transaction.atomic
def by_partner(
    deed: Deed,
    referral: PartnerReferral,
    values: dict[str, Any],
    *,
    who: str,
    by: Member | None,
    by_link: bool,
) -> None:
    """Do what the partner asked: by the link (`by` None) or from its own account. Raises CaseError or ValidationError.

    `who`: as whom it is written in the file.
    """
    if deed.name == "ask":
        sent.ask(referral, by_partner=who, by=by, by_link=by_link, **values)
        return
    current = sent.took(referral, by_link=by_link)
    deed.run(current.participation, by=by, by_partner=who, **values)
