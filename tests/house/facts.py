"""What every kind of fact looks like in the fixture town; `n` makes the next one of the same kind."""

from datetime import date, timedelta
from typing import Any

from trede.clients import models as m
from trede.clients.models.fact import DatedFact, Fact

FIRST = date(2024, 1, 1)
VALUES: dict[type[Fact], dict[str, Any]] = {
    m.Address: {"street": "Teststraat", "house_number": "1", "postcode": "8400", "municipality": "Oostende"},
    m.ContactPoint: {"channel": "mobile", "value": "+32470000000"},
    m.ContactRule: {"rule": "Nooit thuis bellen"},
    m.HouseholdMember: {"relation": "child", "first_name": "Noor", "birth_date": date(2019, 5, 1)},
    m.IncomeSpell: {"kind": "leefloon", "category": "B"},
    m.WorkRight: {"ground": "belgian", "marking": "onbeperkt"},
    m.VdabRegistration: {},
    m.LanguageLevel: {"language": "nl", "level": "1.1", "measured_on": date(2025, 1, 10)},
    m.DrivingLicence: {"kind": "B"},
    m.Mobility: {"bicycle": True, "minutes": 45},
    m.Education: {"level": "lower", "subject": "Houtbewerking", "country": "BE", "year": 2010},
    m.WorkExperience: {"job": "Magazijnier", "employer": "Testbedrijf", "began": date(2020, 1, 6)},
    m.Barrier: {"code": "mobility", "severity": 2, "note": "Geen bus na acht uur"},
    m.Availability: {"weekday": 0, "from_minute": 480, "to_minute": 1020},
    m.ContactAttempt: {"at": None, "how": "phone", "reached": False, "note": "Niet opgenomen"},
    m.FunctionalLimit: {"kind": "lifting", "most": 10},
    m.Ticket: {"kind": "imw"},
    m.Consent: {"purpose": "partner", "given_to": "Een partner", "what": "Naam", "form": "spoken"},
    m.Signal: {"kind": "hours", "happened_on": date(2026, 1, 5), "note": "Werkt nu halftijds"},
}


def fact(model: type[Fact], client: m.Client, n: int = 0, **own: Any) -> Any:
    """A fact written past the actions: what a page makes of a row is tested here, not the way to the row."""
    values = VALUES[model] | own
    if "at" in values:
        values["at"] = client.recorded_at
    if issubclass(model, DatedFact):
        values |= _period(n)
    return model._base_manager.create(
        organisation_id=client.organisation_id, client=client, source="worker", **values
    )


def _period(n: int) -> dict[str, date | None]:
    """Periods that follow each other backwards in time; the first still runs."""
    if n == 0:
        return {"starts_on": FIRST, "ends_on": None}
    day = FIRST - timedelta(days=2 * n)
    return {"starts_on": day, "ends_on": day}


def one_of_each(client: m.Client) -> dict[str, int]:
    """One fact of every kind on this file: name of the model → id."""
    return {model.__name__.lower(): fact(model, client).pk for model in VALUES}
