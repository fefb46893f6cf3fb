"""The guide for the talk: a fixed list, so that everybody is asked the same. No diagnosis is asked, only limits."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Question:
    """`code` is kept with the note; `ask` is the sentence to say, `help` what to listen for."""

    code: str
    label: str | Promise
    ask: str | Promise
    help: str | Promise = ""


GUIDE: tuple[Question, ...] = (
    Question(
        "work", _("Werkervaring"), _("Welk werk deed u al, hier of elders?"), _("Ook werk zonder contract.")
    ),
    Question(
        "school", _("School"), _("Naar welke school ging u, en hoe lang?"), _("Diploma, land, erkenning.")
    ),
    Question(
        "language",
        _("Taal"),
        _("Welke talen spreekt u? Volgt u Nederlandse les?"),
        _("Lezen en schrijven apart."),
    ),
    Question(
        "mobility", _("Verplaatsen"), _("Hoe komt u ergens? Fiets, bus, auto?"), _("Hoe lang, hoe vroeg.")
    ),
    Question(
        "childcare", _("Kinderen"), _("Wie zorgt voor de kinderen als u werkt?"), _("Opvang, schooluren.")
    ),
    Question(
        "limits",
        _("Wat kan niet"),
        _("Is er werk dat uw lichaam of hoofd niet aankan?"),
        _("Schrijf enkel wat niet gaat (tillen, lang staan), nooit een ziekte."),
    ),
    Question("wishes", _("Wensen"), _("Wat wilt u graag doen? Wat zeker niet?"), _("In eigen woorden.")),
    Question(
        "barriers",
        _("Wat staat in de weg"),
        _("Wat maakt werken nu moeilijk?"),
        _("Wonen, schulden, papieren."),
    ),
    Question(
        "helpers",
        _("Wie helpt"),
        _("Wie helpt u nu al, thuis of een dienst?"),
        _("Naam van de dienst volstaat."),
    ),
)
# What is answered here may touch health, debts or justice: outside the talk only for who reads the confidential part.
CONFIDENTIAL = ("limits", "barriers")
BY_CODE = {question.code: question for question in GUIDE}
