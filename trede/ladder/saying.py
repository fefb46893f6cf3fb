"""The path in words: for who listens to the page, and as short dates under the stairs."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trede.ladder.rungs import RUNGS
from trede.ladder.standing_on import Path


def said_path(path: Path) -> str:
    """The whole picture in sentences: every step with its month, where the client stands, the goal."""
    if not path.steps:
        return _("Participatieladder van zes treden. Er is nog geen trede gekozen.")
    said = [_said_now(path)]
    earlier = [step for step in path.steps if path.current is None or step.position != path.current.position]
    if earlier:
        parts = [_("trede %(rung)s vanaf %(month)s") % _of(step.rung, step.starts_on) for step in earlier]
        said.append(_("Eerder: %(steps)s.") % {"steps": ", ".join(parts)})
    if goal := _said_goal(path):
        said.append(goal)
    return " ".join(said)


def _said_now(path: Path) -> str:
    if path.current is None:
        return _("Participatieladder van zes treden. Vandaag staat de cliënt op geen trede.")
    return _("Participatieladder van zes treden. Nu op trede %(rung)s, %(name)s, sinds %(month)s.") % _of(
        path.current.rung, path.current.starts_on
    )


def _said_goal(path: Path) -> str:
    if path.goal is None:
        return ""
    words = {"rung": path.goal.rung, "name": _name(path.goal.rung)}
    if path.goal.highest_within_reach:
        return _("Doel: trede %(rung)s, %(name)s. Dat is het hoogst haalbare, en dat is goed.") % words
    return _("Doel: trede %(rung)s, %(name)s.") % words


def _of(rung: int, day: date) -> dict[str, object]:
    return {"rung": rung, "name": _name(rung), "month": date_format(day, "F Y")}


def _name(rung: int) -> str:
    return str(RUNGS[rung].name).lower()


def months_by_rung(path: Path) -> dict[int, str]:
    """Since when the client is or was last on each rung: "mrt 2025"."""
    return {step.rung: date_format(step.starts_on, "M Y").lower() for step in path.steps}


def how_long(days: int) -> str:
    """About how long: days, then months, then years and months; a month counts as 30,4 days."""
    if days < 60:
        return ngettext("%(days)s dag", "%(days)s dagen", days) % {"days": days}
    months = round(days / 30.4375)
    years, rest = divmod(months, 12)
    if years == 0:
        return _("%(months)s maanden") % {"months": months}
    said = _("%(years)s jaar") % {"years": years}
    if rest == 0:
        return said
    more = ngettext("%(months)s maand", "%(months)s maanden", rest) % {"months": rest}
    return _("%(years)s en %(months)s") % {"years": said, "months": more}
