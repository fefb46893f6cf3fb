"""The guide of the werkintake: per life domain what to ask, and what can be marked with one tap. Only data.

The domains are those of the source (a balance over health, education, housing, work, finances, relations, leisure);
the marks follow the barriers it heard in the field. A mark may suggest a barrier; a person decides.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Tone(StrEnum):
    """Is it a strength, something to watch, or something in the way?"""

    GOOD = "good"
    ATTENTION = "attention"
    OBSTACLE = "obstacle"


TONES: dict[Tone, str | Promise] = {
    Tone.GOOD: _("Gaat goed"),
    Tone.ATTENTION: _("Aandacht"),
    Tone.OBSTACLE: _("Staat in de weg"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """`code` is kept with the note; `barrier` is the shared barrier code that it makes you think of."""

    code: str
    label: str | Promise
    tone: Tone
    barrier: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """One life domain. `help` says what to write and what not."""

    domain: str
    icon: str
    questions: tuple[str | Promise, ...]
    marks: tuple[Mark, ...]
    help: str | Promise = ""

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(mark.code for mark in self.marks)

    def marked(self, text: str) -> list[Mark]:
        """The marks in a kept text of codes, in the order of the guide; unknown codes are left out."""
        chosen = set(text.split(","))
        return [mark for mark in self.marks if mark.code in chosen]


GOOD, ATTENTION, OBSTACLE = Tone.GOOD, Tone.ATTENTION, Tone.OBSTACLE

_TOPICS = (
    Topic(
        "work",
        "briefcase",
        (
            _("Welk werk deed u al, hier of in een ander land? Wat ging daar goed?"),
            _("Welk werk wilt u graag doen, en wat zeker niet?"),
            _("Wat maakt werken nu moeilijk?"),
        ),
        (
            Mark("experience", _("Heeft al gewerkt"), GOOD),
            Mark("motivated", _("Wil graag werken"), GOOD),
            Mark("job_known", _("Weet welk werk"), GOOD),
            Mark("no_experience", _("Nog nooit gewerkt"), ATTENTION),
            Mark("long_out", _("Werkte lang niet meer"), ATTENTION),
            Mark("unclear", _("Weet nog niet welk werk"), ATTENTION),
            Mark("attitude", _("Uren en afspraken volhouden is moeilijk"), OBSTACLE, "attitude"),
            Mark("not_paying", _("Werken brengt te weinig op"), OBSTACLE, "work_does_not_pay"),
            Mark("employers", _("Werkgevers vragen te veel"), OBSTACLE, "expectations"),
        ),
    ),
    Topic(
        "education",
        "school",
        (
            _("Hoe lang ging u naar school, en wat leerde u daar?"),
            _("Hoe gaat het met Nederlands: praten, lezen, schrijven?"),
            _("Wat wilt u nog leren? Hoe leert u het best?"),
        ),
        (
            Mark("diploma", _("Heeft een diploma of attest"), GOOD),
            Mark("in_class", _("Volgt nu les"), GOOD),
            Mark("learns", _("Leert graag bij"), GOOD),
            Mark("not_recognised", _("Diploma nog niet erkend"), ATTENTION),
            Mark("literacy", _("Lezen en schrijven is moeilijk"), ATTENTION, "language"),
            Mark("little_dutch", _("Te weinig Nederlands voor werk"), OBSTACLE, "language"),
            Mark("digital", _("Gsm of computer lukt niet alleen"), OBSTACLE, "digital"),
        ),
    ),
    Topic(
        "finances",
        "coin-euro",
        (
            _("Komt u rond? Wat weegt het zwaarst?"),
            _("Liggen er rekeningen of schulden? Helpt iemand u daarbij?"),
            _("Weet u wat er met uw inkomen gebeurt als u gaat werken?"),
        ),
        (
            Mark("makes_do", _("Komt rond"), GOOD),
            Mark("helped", _("Krijgt hulp bij het budget"), GOOD),
            Mark("tight", _("Het is krap"), ATTENTION),
            Mark("calculate", _("Wil weten wat werken opbrengt"), ATTENTION),
            Mark("debts", _("Schulden"), OBSTACLE, "debts"),
            Mark("seized", _("Een deel van het loon gaat naar schulden"), OBSTACLE, "work_does_not_pay"),
            Mark("papers", _("Brieven en papieren blijven liggen"), OBSTACLE, "administration"),
        ),
    ),
    Topic(
        "housing",
        "home",
        (
            _("Waar woont u nu, en kunt u daar blijven?"),
            _("Is er thuis rust om te slapen en te leren?"),
            _("Hoe geraakt u ergens: te voet, met de fiets, de bus of de auto?"),
        ),
        (
            Mark("stable", _("Woont stabiel"), GOOD),
            Mark("bicycle", _("Fietst"), GOOD),
            Mark("drives", _("Rijdt met de auto"), GOOD),
            Mark("temporary", _("Woont er tijdelijk"), ATTENTION),
            Mark("poor", _("Te klein of in slechte staat"), ATTENTION),
            Mark("homeless", _("Heeft geen eigen plek"), OBSTACLE, "housing"),
            Mark("must_leave", _("Moet binnenkort weg"), OBSTACLE, "housing"),
            Mark("no_transport", _("Geraakt moeilijk op het werk"), OBSTACLE, "mobility"),
        ),
    ),
    Topic(
        "relations",
        "users",
        (
            _("Met wie woont u samen, en wie zorgt voor wie?"),
            _("Wie past op de kinderen als u werkt, ook vroeg, laat of in het weekend?"),
            _("Op wie kunt u rekenen?"),
        ),
        (
            Mark("support", _("Kan op iemand rekenen"), GOOD),
            Mark("care_ready", _("Opvang is geregeld"), GOOD),
            Mark("alone_parent", _("Alleenstaande ouder"), ATTENTION),
            Mark("carer", _("Zorgt voor een familielid"), ATTENTION),
            Mark("care_daytime", _("Opvang enkel overdag in de week"), ATTENTION, "childcare"),
            Mark("no_care", _("Geen opvang"), OBSTACLE, "childcare"),
            Mark("small_network", _("Klein netwerk"), OBSTACLE, "network"),
            Mark("justice", _("Justitie: uren of voorwaarden"), OBSTACLE, "justice"),
            Mark("multi", _("Alles komt samen"), OBSTACLE, "multi"),
        ),
        _("Vertrouwelijk. Schrijf enkel wat telt voor werk of opleiding."),
    ),
    Topic(
        "health",
        "heart-handshake",
        (
            _("Is er iets op het werk dat uw lichaam of hoofd niet aankan?"),
            _("Hoeveel uren houdt u vol, en wanneer op de dag gaat het best?"),
            _("Wat zou helpen om het wel te kunnen?"),
        ),
        (
            Mark("able", _("Kan alle werk aan"), GOOD),
            Mark("helped", _("Krijgt de hulp die nodig is"), GOOD),
            Mark("few_hours", _("Minder uren per dag"), ATTENTION),
            Mark("own_pace", _("Eigen tempo nodig"), ATTENTION),
            Mark("adapted", _("Aangepaste plaats of materiaal"), ATTENTION),
            Mark("physical", _("Tillen, staan of stappen is beperkt"), OBSTACLE, "health"),
            Mark("busy", _("Drukte of stress gaat niet"), OBSTACLE, "health"),
            Mark("addiction", _("Verslaving maakt werken moeilijk"), OBSTACLE, "addiction"),
        ),
        _(
            "Vertrouwelijk. Schrijf enkel wat op het werk niet gaat, bijvoorbeeld: niet meer dan 10 kilo tillen. "
            "Nooit een ziekte of een medicijn."
        ),
    ),
    Topic(
        "leisure",
        "bulb",
        (
            _("Wat doet u graag? Wat kunt u goed?"),
            _("Waar komt u onder de mensen: sport, vereniging, vrijwilligerswerk?"),
            _("Hoe ziet een gewone week eruit? Op welk uur staat u op?"),
        ),
        (
            Mark("active", _("Sport of vereniging"), GOOD),
            Mark("volunteers", _("Doet vrijwilligerswerk"), GOOD),
            Mark("skill", _("Een hobby waar werk in zit"), GOOD),
            Mark("rhythm", _("Heeft een vast dagritme"), GOOD),
            Mark("no_rhythm", _("Nog geen vast dagritme"), ATTENTION),
            Mark("indoors", _("Komt weinig buiten"), ATTENTION),
            Mark("knows_nobody", _("Kent hier bijna niemand"), OBSTACLE, "network"),
        ),
    ),
)
GUIDE: dict[str, Topic] = {topic.domain: topic for topic in _TOPICS}
# How it goes, from 1 to 5: the words under the faces.
SCORES: dict[int, str | Promise] = {
    1: _("heel moeilijk"),
    2: _("moeilijk"),
    3: _("gaat"),
    4: _("goed"),
    5: _("heel goed"),
}
