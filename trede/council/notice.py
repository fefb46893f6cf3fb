"""What the letter about a decision says: pure sentences from plain values. Only the Dutch counts in law."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Told:
    """What was decided, as the letter needs it. `appeal_months`: None where the law's term is not known."""

    name: str
    organisation: str
    kind: str
    asked: str
    outcome: str
    motivation: str
    decided_on: date
    starts_on: date | None
    ends_on: date | None
    appeal_months: int | None


def title_of(told: Told) -> str:
    return f"Beslissing van {day(told.decided_on)}: {told.kind.lower()}"


def paragraphs_of(told: Told, blocks: Mapping[str, str]) -> list[str]:
    """The letter, a paragraph each. `blocks`: fixed sentences of the organisation by key; ours where one is missing."""
    greeting = blocks.get("greeting") or f"Dag {told.name}"
    first = (
        f"Het bijzonder comité voor de sociale dienst van {told.organisation} nam op {day(told.decided_on)} "
        "een beslissing over u."
    )
    lines = [
        greeting,
        first,
        f"Wat gevraagd werd: {told.asked}",
        f"De beslissing: {told.outcome.lower()}.{_period(told)}",
        f"Waarom: {told.motivation}",
        blocks.get("appeal") or _appeal(told.appeal_months),
        blocks.get("contact") or "Hebt u vragen? Bel of kom langs bij uw maatschappelijk werker.",
    ]
    return [line for line in lines if line]


def _period(told: Told) -> str:
    if told.starts_on and told.ends_on:
        return f" Van {day(told.starts_on)} tot en met {day(told.ends_on)}."
    return f" Vanaf {day(told.starts_on)}." if told.starts_on else ""


def _appeal(months: int | None) -> str:
    """Source of the term: leefloon.procedure.appeal_months."""
    term = f" Doe dat binnen {months} maanden nadat u deze brief kreeg." if months else ""
    return f"Gaat u niet akkoord? U kunt in beroep gaan bij de arbeidsrechtbank.{term} Dat is gratis."


def day(value: date) -> str:
    """31/01/2026"""
    return value.strftime("%d/%m/%Y")
