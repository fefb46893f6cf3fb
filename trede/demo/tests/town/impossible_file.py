"""What cannot be true of a file: who followed it, who was reached, what was seen when. See `impossible.py`."""

from trede.demo.tests.town.impossible import SUPPORT, TODAY, age_on, everything_dated, impossible, overlaps
from trede.demo.town.shapes import Person


@impossible
def assigned_outside_the_file(p: Person) -> bool:
    return any(
        a.starts < p.file_opened or (a.ends or TODAY) > (p.file_closed or TODAY) for a in p.assignments
    )


@impossible
def two_workers_in_one_role_at_once(p: Person) -> bool:
    roles = {a.role for a in p.assignments}
    return any(overlaps(a for a in p.assignments if a.role == role) for role in roles)


@impossible
def guided_without_right_to_work(p: Person) -> bool:
    guided = any(a.role != "maatschappelijk_werker" for a in p.assignments)
    return (guided or bool(p.vdab)) and p.work_rights[-1].marking == "neen"


@impossible
def vdab_before_18_or_after_65(p: Person) -> bool:
    return overlaps(p.vdab) or any(
        age_on(p.birth_date, v.starts) < 18 or age_on(p.birth_date, v.ends or TODAY) >= 65 for v in p.vdab
    )


@impossible
def contact_outside_the_file(p: Person) -> bool:
    last = p.file_closed or TODAY
    return any(not p.file_opened <= contact.on <= last for contact in p.contacts)


@impossible
def contact_at_the_weekend_or_at_night(p: Person) -> bool:
    return any(contact.on.weekday() > 4 or not 480 <= contact.minute <= 1080 for contact in p.contacts)


@impossible
def contact_by_a_forbidden_channel(p: Person) -> bool:
    used = {contact.channel for contact in p.contacts}
    wishes = p.preferences
    return (
        bool(wishes.never_call and used & {"phone", "sms"})
        or bool(wishes.never_write and used & {"letter", "email"})
        or wishes.channel in wishes.opt_outs
        or bool(used & set(wishes.opt_outs))
    )


@impossible
def anything_after_death(p: Person) -> bool:
    died = p.died_on
    if died is None:
        return False
    open_ended = [*p.incomes, *p.addresses, *p.household, *p.vdab, *p.assignments, *p.categories]
    return (
        p.file_closed is None
        or any(on > died for on in everything_dated(p))
        or any(period.ends is None for period in open_ended)
    )


@impossible
def anything_in_the_future(p: Person) -> bool:
    days = [*everything_dated(p), p.birth_date, p.file_opened]
    return any(on > TODAY for on in days) or (p.file_closed or TODAY) > TODAY


@impossible
def closed_while_still_on_support(p: Person) -> bool:
    return p.file_closed is not None and any(
        i.kind in SUPPORT and (i.ends is None or i.ends > p.file_closed) for i in p.incomes
    )


@impossible
def signal_without_a_cause(p: Person) -> bool:
    causes = {
        "work_started": {i.starts for i in p.incomes if i.kind == "wage"},
        "hours": {i.starts for i in p.incomes if i.kind == "wage"},
        "allowance": {i.starts for i in p.incomes},
        "household": {m.starts for m in p.household} | {m.ends for m in p.household},
    }
    return any(signal.kind in causes and signal.on not in causes[signal.kind] for signal in p.signals)


@impossible
def seen_before_it_happened(p: Person) -> bool:
    return any(s.acknowledged_on is not None and s.acknowledged_on < s.on for s in p.signals) or any(
        b.lifted is not None and b.lifted <= b.since for b in p.barriers
    )


@impossible
def reachable_for_real(p: Person) -> bool:
    domains = {mail.rpartition("@")[2] for mail in p.emails}
    return bool(domains - {"example.org", "example.com", "demo.invalid"}) or any(
        not phone.number.startswith("+32400") or len(phone.number) != 12 for phone in p.phones
    )
