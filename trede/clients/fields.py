"""What people type, read as people mean it; every refusal says what to type instead."""

import re
from datetime import date, datetime
from itertools import pairwise
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients import languages
from trede.core.periods import today

# Day first in every language of the screen: a colleague with English screens works in Belgium too.
DAY_FORMATS = [
    "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %m %Y", "%d%m%Y", "%d/%m/%y", "%d-%m-%y", "%d.%m.%y", "%Y-%m-%d",
]  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1900, 2100
_EURO = re.compile(r"(\d{1,3}(?:[. ]\d{3})+|\d+)(?:[.,](\d{1,2}))?", re.ASCII)
BLANK = ("", "---------")
_MOST_CENTS = 2_147_483_647
_TIME = re.compile(r"(\d{1,2})(?:\s*[:.uh]\s*(\d{2})|\s*[uh])?", re.ASCII | re.IGNORECASE)
_BLOCK_SPLIT = re.compile(r"\s*(?:-|–|—|\btot(?: en met)?\b|\bto\b)\s*", re.IGNORECASE)


class DayField(forms.DateField):
    default_error_messages = {
        "required": gettext_lazy("Vul een datum in, bijvoorbeeld 31/01/2026."),
        "invalid": gettext_lazy("Schrijf de datum als dag/maand/jaar, bijvoorbeeld 31/01/2026."),
        "no_such_day": gettext_lazy("Die dag bestaat niet. Kijk de dag en de maand na."),
        "far": gettext_lazy("Dat jaar kan niet. Schrijf het jaar met vier cijfers, bijvoorbeeld 1985."),
        "future": gettext_lazy("Die datum ligt in de toekomst. Kijk het jaar na."),
    }

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        self.past = past
        kwargs.setdefault("input_formats", DAY_FORMATS)
        kwargs.setdefault("widget", forms.DateInput(format="%d/%m/%Y"))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        text = value.strip() if isinstance(value, str) else value
        try:
            day = super().to_python(text)
        except ValidationError as error:
            numbers = re.fullmatch(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})", str(text), re.ASCII)
            code = "no_such_day" if numbers else "invalid"
            raise ValidationError(self.error_messages[code], code=code) from error
        if isinstance(day, datetime):
            day = day.date()
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(self.error_messages["far"], code="far")
        if day and self.past and day > today():
            raise ValidationError(self.error_messages["future"], code="future")
        return day


class EuroField(forms.CharField):
    """Typed as "1.340,47"; cleaned to whole cents."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        kwargs.setdefault("help_text", gettext_lazy("In euro, bijvoorbeeld 1.340,47."))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return euro_text(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> Any:
        text = str(value or "").replace("€", "").replace("\u00a0", " ").strip()
        if not text:
            return None
        return cents_of(text)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True


def cents_of(text: str) -> int:
    """Whole cents of an amount as people write it. Raises ValidationError."""
    found = _EURO.fullmatch(text)
    if not found:
        raise ValidationError(_("Schrijf het bedrag in euro met een komma, bijvoorbeeld 1.340,47."))
    whole, part = re.sub(r"[. ]", "", found[1]), (found[2] or "").ljust(2, "0")
    cents = int(whole) * 100 + int(part or 0)
    if cents > _MOST_CENTS:
        raise ValidationError(_("Dit bedrag is te groot. Kijk de punten en de komma na."))
    return cents


def euro_text(cents: int) -> str:
    """1.340,47"""
    whole = f"{cents // 100:,}".replace(",", ".")
    return f"{whole},{cents % 100:02d}"


class LanguageField(forms.ChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("max_length", None)
        super().__init__(choices=lambda: [("", _("Niet bekend")), *languages.language_choices()], **kwargs)


class CountryField(forms.ChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("max_length", None)
        super().__init__(choices=lambda: [("", _("Niet bekend")), *languages.country_choices()], **kwargs)


def phone_of(text: str) -> str:
    """The number as E.164, read as Belgian when no country is written. Raises ValidationError."""
    try:
        number = phonenumbers.parse(text, "BE")
    except phonenumbers.NumberParseException as error:
        raise ValidationError(_no_phone()) from error
    if not phonenumbers.is_valid_number(number):
        raise ValidationError(_no_phone())
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _no_phone() -> str:
    return _(
        "Dit telefoonnummer klopt niet. Schrijf bijvoorbeeld 0470 12 34 56, of + en de landcode voor het buitenland."
    )


def phone_text(value: str) -> str:
    """An E.164 number as people read it; anything else comes back as it was."""
    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        return value
    home = phonenumbers.region_code_for_number(number) == "BE"
    style = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, style.NATIONAL if home else style.INTERNATIONAL)


def email_of(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError as error:
        raise ValidationError(
            _("Dit e-mailadres klopt niet. Schrijf bijvoorbeeld naam@voorbeeld.be, zonder spaties.")
        ) from error
    return text.lower()


class HoursField(forms.CharField):
    """Blocks of a day, typed as "8:30-12, 13-16"; cleaned to (from, to) in minutes from midnight."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 120)
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return hours_text(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        return blocks_of(super().clean(value))


def blocks_of(text: str) -> list[tuple[int, int]]:
    """The blocks of one day, in order, not overlapping. Raises ValidationError."""
    blocks = sorted(_block(part) for part in re.split(r"\s*(?:,|;|\ben\b|\+)\s*", text.strip()) if part)
    for earlier, later in pairwise(blocks):
        if later[0] < earlier[1]:
            raise ValidationError(
                _("Twee blokken lopen door elkaar. Schrijf ze na elkaar, zoals 8-12, 13-16.")
            )
    return blocks


def _block(text: str) -> tuple[int, int]:
    ends = _BLOCK_SPLIT.split(re.sub(r"^\s*(van|from)\s+", "", text.strip(), flags=re.IGNORECASE))
    if len(ends) != 2:
        raise ValidationError(_("Schrijf de uren als van-tot, bijvoorbeeld 8:30-12, 13-16."))
    start, end = _minutes(ends[0]), _minutes(ends[1])
    if end <= start:
        raise ValidationError(
            _("Het einduur ligt niet na het beginuur. Een nacht schrijft u in twee dagen: tot 24, en van 0.")
        )
    return start, end


def _minutes(text: str) -> int:
    found = _TIME.fullmatch(text.strip())
    if not found or int(found[1]) * 60 + int(found[2] or 0) > 24 * 60 or int(found[2] or 0) > 59:
        raise ValidationError(_("Dit uur bestaat niet. Schrijf bijvoorbeeld 8, 8:30 of 16u15."))
    return int(found[1]) * 60 + int(found[2] or 0)


def clock(minutes: int) -> str:
    """510 → 8:30"""
    return f"{minutes // 60}:{minutes % 60:02d}"


def hours_text(blocks: Any) -> str:
    return ", ".join(f"{clock(start)}-{clock(end)}" for start, end in blocks)


def formfield_for(db_field: Any, **kwargs: Any) -> Any:
    """The form field that fits people for a model field; used as `formfield_callback`."""
    common = {
        "required": not db_field.blank and db_field.default not in (True, False),
        "label": kwargs.get("label") or capfirst(db_field.verbose_name),
        "help_text": kwargs.get("help_text") or db_field.help_text,
    }
    if db_field.get_internal_type() == "DateField":
        return DayField(**common)
    if db_field.name in ("country", "nationality"):
        return CountryField(**common)
    if db_field.name in ("speaks", "reads_in", "language"):
        return LanguageField(**common)
    if db_field.name.endswith("_cents"):
        return EuroField(required=common["required"], label=common["label"])
    field = db_field.formfield(**kwargs)
    choices: Any = getattr(field, "choices", ())
    if isinstance(field, forms.TypedChoiceField) and next(iter(choices), None) == BLANK:
        field.choices = [("", gettext_lazy("Kies …")), *list(choices)[1:]]
    return field
