"""The werkintake: what was said, and how it goes in each life domain."""

from datetime import date, timedelta

from trede.demo.town.climb.shapes import Intake, Talked
from trede.demo.town.draw import Draw
from trede.demo.town.shapes import Person
from trede.demo.town.way.calendar import working

WISHES = (
    "Wil werken in een keuken, liefst overdag.",
    "Wil poetsen of in een magazijn werken; alles is goed om te beginnen.",
    "Wil opnieuw als naaister werken, zoals vroeger.",
    "Wil eerst beter Nederlands spreken en dan met kinderen werken.",
    "Wil buiten werken, in het groen of op een werf.",
    "Weet nog niet wat; wil verschillende dingen zien.",
    "Wil een vast contract, zodat het gezin een woning kan huren.",
)
STRENGTHS = (
    "Komt stipt en geeft niet op.",
    "Kan goed met mensen om en helpt graag.",
    "Handig, herstelt alles zelf.",
    "Leert snel door te kijken en te doen.",
    "Werkte jaren zelfstandig in een winkel.",
    "Zorgt al lang voor anderen en kan goed plannen.",
)
STEPS = (
    "Een taalgroep volgen en over drie maanden opnieuw bekijken.",
    "Samen het cv maken en de eerste vacatures bekijken.",
    "Meedoen aan het WerkLabo om te zien wat lukt.",
    "Inschrijven bij VDAB en een opleiding kiezen.",
    "Eerst opvang zoeken voor het jongste kind.",
)
# Which barrier weighs on which domain.
WEIGHS = {
    "work": ("attitude", "work_does_not_pay"),
    "education": ("language", "digital"),
    "finances": ("debts", "administration"),
    "housing": ("housing",),
    "relations": ("network", "childcare"),
    "health": ("health", "addiction"),
    "leisure": ("network",),
}
SAID = {
    "work": "Werkte vroeger al; zoekt iets dat past bij de uren van het gezin.",
    "education": "Oefent Nederlands, verstaat meer dan gesproken wordt.",
    "finances": "Komt rond met het leefloon, er blijft weinig over.",
    "housing": "Huurt klein; zoekt iets beters.",
    "relations": "Heeft enkele mensen om op te rekenen.",
    "health": "Voelt zich fit genoeg om te werken.",
    "leisure": "Wandelt en gaat soms naar de bibliotheek.",
}
HARD = {
    "work": "Werken lijkt ver weg; vorige keer liep het snel mis.",
    "education": "De taal is het moeilijkst; formulieren lukken niet alleen.",
    "finances": "Er lopen afbetalingen; brieven blijven liggen.",
    "housing": "De woning is niet zeker; dat vraagt nu veel aandacht.",
    "relations": "Staat er grotendeels alleen voor.",
    "health": "Kan niet alles tillen en wordt snel moe.",
    "leisure": "Komt weinig buiten.",
}
AGAIN_AFTER = (150, 220)


def intake_on(person: Person, draw: Draw, on: date, last: date, today: date) -> Intake:
    """The conversation of that day; recent ones are not all closed yet."""
    closed = working(on + timedelta(days=draw.between(0, 12)))
    again = working(on + timedelta(days=draw.between(*AGAIN_AFTER)))
    return Intake(
        on,
        closed if closed <= last else None,
        draw.pick(WISHES),
        draw.pick(STRENGTHS),
        draw.pick(STEPS) if closed <= last else "",
        tuple(_talked(domain, person, draw, on) for domain in WEIGHS),
        again if again <= last and closed <= last else None,
    )


def _talked(domain: str, person: Person, draw: Draw, on: date) -> Talked:
    heavy = max(
        (one.severity for one in person.barriers if one.code in WEIGHS[domain] and one.since <= on), default=0
    )
    worker = max(1, min(5, 5 - heavy - draw.between(0, 1)))
    client = max(1, min(5, worker + draw.between(-1, 1)))
    return Talked(domain, (HARD if heavy > 1 else SAID)[domain], client, worker)
