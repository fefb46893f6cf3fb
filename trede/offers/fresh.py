"""Is an offer still as it is written down? Somebody says so now and then; after a while the program asks again."""

from dataclasses import dataclass
from datetime import date, timedelta

from trede.rules.dates import add_months

FRESH, STALE, NEVER = "fresh", "stale", "never"
LONGEST_MONTHS = 60


@dataclass(frozen=True, slots=True)
class Freshness:
    """`state`: fresh, stale or never (nobody ever confirmed it); `ask_on`: the day on which it is asked again."""

    state: str
    confirmed_on: date | None
    ask_on: date | None

    @property
    def is_fresh(self) -> bool:
        return self.state == FRESH


def freshness(confirmed_on: date | None, confirm_months: int, today: date) -> Freshness:
    """How fresh an offer is: `confirm_months` whole months after the last word it is stale, on that day itself too.

    No months (0) means that it is never asked again once it was confirmed. A house rule, not a legal one.
    """
    if confirmed_on is None:
        return Freshness(NEVER, None, None)
    if not confirm_months:
        return Freshness(FRESH, confirmed_on, None)
    ask_on = add_months(confirmed_on, confirm_months)
    return Freshness(STALE if ask_on <= today else FRESH, confirmed_on, ask_on)


def stale_before(confirm_months: int, today: date) -> date:
    """The last day of confirming that is stale today: `freshness` the other way round, for a query."""
    day = add_months(today, -confirm_months)
    is_last = (today + timedelta(days=1)).day == 1
    return add_months(day.replace(day=1), 1) - timedelta(days=1) if is_last else day
