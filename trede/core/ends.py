"""Ending a period: on its last day, or dropped when it would not have lasted a day."""

from datetime import date
from typing import Any

from trede.core.periods import Period


def end_period(row: Period, *, last_day: date) -> dict[str, Any]:
    """End `row` on `last_day` (inclusive); returns what changed, for the Event.

    A period that would end before it began never happened: the row goes, the Event keeps what it said.
    """
    before = {"starts_on": row.starts_on, "ends_on": row.ends_on}
    if last_day < row.starts_on:
        row.delete()
        return {"before": before, "after": {"withdrawn": True}}
    row.ends_on = last_day
    row.save(update_fields=["ends_on"])
    return {"before": before, "after": {"ends_on": last_day}}
