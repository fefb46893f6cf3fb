"""Facts have dates. The end of a period is inclusive; no end means that it still runs."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def today() -> date:
    return timezone.localdate()


def runs_on(day: date, prefix: str = "") -> Q:
    return Q(**{f"{prefix}starts_on__lte": day}) & (
        Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": day})
    )


class PlusDays(Func):
    """A date in the database so many days later; PostgreSQL and SQLite each say it in their own way."""

    template = "(%(expressions)s)::date + %(days)d"
    output_field = models.DateField()

    def __init__(self, expression: Any, days: int, **extra: Any) -> None:
        super().__init__(expression, days=int(days), **extra)

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return self.as_sql(compiler, connection, template="date(%(expressions)s, '%(days)d days')", **extra)


class PeriodQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        return self.filter(runs_on(day))

    def current(self) -> Self:
        return self.on(today())


class Period(models.Model):
    starts_on = models.DateField(_("vanaf"))
    ends_on = models.DateField(_("tot en met"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="%(app_label)s_%(class)s_ends_after_start",
                violation_error_message=_("De einddatum ligt vóór de begindatum. Kies een latere einddatum."),
            )
        ]

    def runs(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or self.ends_on >= day)

    @property
    def is_current(self) -> bool:
        return self.runs(today())
