"""What to ask about a condition that is unknown, as a sentence that screens translate."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from trede.matching.kinds import Outcome
from trede.matching.looking import LEVELS
from trede.matching.reasons import is_hidden, written
from trede.rules import Sentence

if TYPE_CHECKING:
    from trede.matching.conditions import Check

_of = Sentence.of


def question(check: Check) -> Sentence | None:
    """What to ask, for a condition that is unknown."""
    if check.outcome is not Outcome.UNKNOWN:
        return None
    if check.ready.needs is None and check.condition.parameter:
        return _of("ask.legal", "Wat is de wettelijke waarde op die dag? Kijk ze na bij Wetgeving.")
    if is_hidden(check):
        return _of("ask.hidden", "Dit staat in het vertrouwelijke deel. Vraag het aan wie het dossier volgt.")
    if check.condition.kind in ("judgement", "wish"):
        return written(check.condition.text or check.condition.value.replace("_", " "))
    if check.condition.kind in LEVELS and check.facts.dutch:
        return _of(
            "ask.step", "Tot waar staat de cliënt met Nederlands? Vraag het niveau als 1.1, 1.2, 2.1 …"
        )
    if check.condition.kind == "sex" and check.facts.sex == "x":
        return _of("ask.sex_x", "Voelt de cliënt zich thuis in deze groep?")
    says = _ASK.get(check.condition.kind)
    return says(check.ready.needs) if says else _of("ask.any", "Voldoet de cliënt aan deze voorwaarde?")


_ASK: dict[str, Callable[[Any], Sentence]] = {
    "language_min": lambda _needs: _of("ask.dutch", "Welk niveau Nederlands heeft de cliënt?"),
    "language_max": lambda _needs: _of("ask.dutch", "Welk niveau Nederlands heeft de cliënt?"),
    "age_min": lambda _needs: _of("ask.birth", "Wanneer is de cliënt geboren?"),
    "age_max": lambda _needs: _of("ask.birth", "Wanneer is de cliënt geboren?"),
    "income": lambda _needs: _of("ask.income", "Welk inkomen heeft de cliënt nu?"),
    "work_right": lambda _needs: _of("ask.work_right", "Mag de cliënt werken? Kijk op de verblijfstitel."),
    "vdab": lambda _needs: _of("ask.vdab", "Is de cliënt ingeschreven bij VDAB?"),
    "vdab_or_income": lambda _needs: _of(
        "ask.either", "Is de cliënt ingeschreven bij VDAB, en welk inkomen is er?"
    ),
    "education_max": lambda _needs: _of("ask.education", "Wat is het hoogste diploma van de cliënt?"),
    "workless_min": lambda _needs: _of("ask.worked", "Wanneer werkte de cliënt voor het laatst?"),
    "not_working": lambda _needs: _of("ask.works", "Werkt de cliënt nu?"),
    "ticket": lambda _needs: _of("ask.ticket", "Heeft de cliënt een ticket van VDAB?"),
    "work_limit": lambda _needs: _of("ask.limit", "Heeft de cliënt een beperking bij het werk?"),
    "lives_in": lambda _needs: _of("ask.lives", "Waar woont de cliënt nu?"),
    "sex": lambda _needs: _of("ask.sex", "Wat is het geslacht van de cliënt?"),
    "origin": lambda _needs: _of("ask.origin", "Heeft de cliënt een migratieachtergrond?"),
    "newcomer": lambda _needs: _of("ask.arrived", "Sinds wanneer is de cliënt in België?"),
    "barrier": lambda _needs: _of("ask.barriers", "Welke drempels zijn er? Vraag ernaar in de intake."),
    "licence": lambda _needs: _of("ask.licence", "Welk rijbewijs heeft de cliënt?"),
    "licence_none": lambda _needs: _of("ask.licence", "Welk rijbewijs heeft de cliënt?"),
    "no_bicycle": lambda _needs: _of("ask.bicycle", "Kan de cliënt fietsen?"),
}
