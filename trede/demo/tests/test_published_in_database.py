"""The town as the database counts it, against the published figures."""

from datetime import date

import pytest
from django.db.models import Case, Count, IntegerField, Value, When
from django.db.models.functions import ExtractYear

from trede.clients.models import IncomeKind, IncomeSpell, VdabRegistration
from trede.demo.filling import Plan, fill
from trede.demo.town.published import AGE_SHARES, KNOWN_AT_VDAB

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.slow_sqlite_only]
TODAY = date(2026, 11, 22)
# A sample of some 1,200 recipients is seldom further off than this many points.
SLACK = 3.0


def test_ages_and_registrations_are_the_published_ones() -> None:
    fill(Plan(2000, 1, TODAY), lambda said: None)
    running = IncomeSpell.objects.on(TODAY).filter(
        kind=IncomeKind.LEEFLOON, client__organisation__slug="oostende"
    )
    age = TODAY.year - ExtractYear("client__birth_date")
    early = Case(
        When(
            client__birth_date__month__gt=TODAY.month,
            then=Value(1),
        ),
        When(client__birth_date__month=TODAY.month, client__birth_date__day__gt=TODAY.day, then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    counted = (
        running.annotate(age=age - early).order_by().values("age").annotate(n=Count("client", distinct=True))
    )
    by_age = {row["age"]: row["n"] for row in counted}
    total = sum(by_age.values())
    shares = [
        100 * sum(n for years, n in by_age.items() if low <= years <= high) / total
        for low, high, _ in AGE_SHARES
    ]
    assert shares == pytest.approx([percent for _, _, percent in AGE_SHARES], abs=SLACK)
    known = running.filter(client__in=VdabRegistration.objects.on(TODAY).values("client")).count()
    assert 100 * known / total == pytest.approx(KNOWN_AT_VDAB, abs=SLACK + 1)
