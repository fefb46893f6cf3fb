"""Calendar files for tests."""

from datetime import timedelta

from trede.core.periods import today


def ics(*events: str) -> bytes:
    inside = "".join(
        f"BEGIN:VEVENT\nUID:{number}\n{event.strip()}\nEND:VEVENT\n" for number, event in enumerate(events)
    )
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{inside}END:VCALENDAR\n".replace("\n", "\r\n").encode()


def tomorrow_at(hour: int) -> bytes:
    """One hour of tomorrow, with a title that must not be kept."""
    day = today() + timedelta(days=1)
    return ics(
        f"DTSTART;TZID=Europe/Brussels:{day:%Y%m%d}T{hour:02}0000\nDURATION:PT1H\nSUMMARY:Tandarts bij Piet"
    )
