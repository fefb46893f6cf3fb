"""What reading a row found: a question for a person, a refusal, or a note.

The sentences are templates with only {raw} and {proposal}, so that a screen in another language can
translate the template of a code and fill in the same two values.
"""

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from .fields import Field

T = TypeVar("T")


class Level(StrEnum):
    NOTE = "note"
    QUESTION = "question"
    REFUSED = "refused"


NOTE, QUESTION, REFUSED = Level.NOTE, Level.QUESTION, Level.REFUSED

CODES: dict[str, tuple[Level, str]] = {
    # names
    "no_person": (
        REFUSED,
        "Geen naam en geen rijksregisternummer: vul minstens een van beide aan in de lijst.",
    ),
    "no_name": (QUESTION, "De naam ontbreekt. Vul de naam aan of koppel de rij aan een bestaand dossier."),
    "no_last_name": (QUESTION, "De achternaam ontbreekt. Vul ze aan of bevestig dat er maar één naam is."),
    "no_first_name": (QUESTION, "De voornaam ontbreekt. Vul ze aan of bevestig dat er maar één naam is."),
    "name_cased": (
        NOTE,
        "‘{raw}’ stond in hoofdletters of kleine letters en is overgenomen als ‘{proposal}’.",
    ),
    "name_order": (QUESTION, "‘{raw}’: wat is de achternaam en wat de voornaam? Voorstel: ‘{proposal}’."),
    "name_split": (NOTE, "‘{raw}’ is gesplitst volgens de titel van de kolom: ‘{proposal}’."),
    "name_title": (NOTE, "De aanspreking in ‘{raw}’ is weggelaten uit de naam."),
    "name_digits": (
        QUESTION,
        "‘{raw}’ bevat cijfers of tekens die niet in een naam horen. Verbeter de naam.",
    ),
    "letters_lost": (QUESTION, "In ‘{raw}’ zijn letters verloren gegaan (?). Vul de juiste letters in."),
    "letters_repaired": (NOTE, "‘{raw}’ was verkeerd gecodeerd en is hersteld tot ‘{proposal}’."),
    "too_long": (
        QUESTION,
        "De tekst is te lang en is ingekort. Kijk na of er niets belangrijks verloren ging.",
    ),
    # national number
    "insz_no_number": (
        QUESTION,
        "‘{raw}’ is geen rijksregisternummer. Vul elf cijfers in of laat de cel leeg.",
    ),
    "insz_length": (
        QUESTION,
        "‘{raw}’ heeft niet de elf cijfers van een rijksregisternummer. Zoek het juiste nummer op.",
    ),
    "insz_rounded": (QUESTION, "Excel heeft het nummer afgerond tot ‘{raw}’. Zoek het volledige nummer op."),
    "insz_check": (QUESTION, "De controle van ‘{raw}’ klopt niet. Zoek het juiste nummer op."),
    "insz_check_birth_fits": (
        QUESTION,
        "De controle van ‘{raw}’ klopt niet, maar het begin past bij de geboortedatum {proposal}: "
        "kijk de laatste vijf cijfers na.",
    ),
    "insz_check_birth_differs": (
        QUESTION,
        "De controle van ‘{raw}’ klopt niet en het begin past ook niet bij de geboortedatum {proposal}: "
        "is dit het nummer van iemand anders?",
    ),
    "insz_zero": (NOTE, "‘{raw}’ was zijn nullen vooraan kwijt en is aangevuld tot {proposal}."),
    "insz_birth_differs": (
        QUESTION,
        "De geboortedatum {raw} past niet bij het rijksregisternummer, dat {proposal} zegt. Welke is juist?",
    ),
    "insz_sex_differs": (
        QUESTION,
        "Het geslacht ‘{raw}’ past niet bij het rijksregisternummer ({proposal}). Wat is juist?",
    ),
    "birth_from_insz": (NOTE, "De geboortedatum {proposal} komt uit het rijksregisternummer."),
    # dates
    "date_unreadable": (QUESTION, "‘{raw}’ is geen leesbare datum. Schrijf dag/maand/jaar."),
    "date_impossible": (QUESTION, "‘{raw}’ bestaat niet in de kalender. Vul de juiste datum in."),
    "date_impossible_insz": (
        QUESTION,
        "‘{raw}’ bestaat niet in de kalender. Het rijksregisternummer zegt {proposal}.",
    ),
    "date_month_day": (QUESTION, "‘{raw}’ lijkt maand/dag/jaar. Is {proposal} bedoeld?"),
    "date_ambiguous": (
        QUESTION,
        "‘{raw}’ kan op twee manieren gelezen worden in deze kolom. Is {proposal} bedoeld?",
    ),
    "date_month_only": (NOTE, "‘{raw}’ noemt geen dag en is gelezen als {proposal}."),
    "date_year_only": (QUESTION, "‘{raw}’ is alleen een jaar. Vul dag en maand in."),
    "date_serial": (NOTE, "‘{raw}’ is een dagnummer van Excel en is gelezen als {proposal}."),
    "birth_future": (QUESTION, "De geboortedatum {raw} ligt in de toekomst. Vul de juiste datum in."),
    "birth_age": (QUESTION, "De geboortedatum {raw} geeft een onwaarschijnlijke leeftijd. Kijk ze na."),
    "period_reversed": (QUESTION, "Het einde {raw} ligt voor het begin {proposal}. Kijk de periode na."),
    # contact
    "phone_invalid": (QUESTION, "‘{raw}’ is geen geldig telefoonnummer. Verbeter het nummer."),
    "phone_text": (NOTE, "Naast het nummer stond nog tekst: ‘{raw}’."),
    "phone_more": (NOTE, "‘{raw}’ is een extra nummer dat geen plaats kreeg. Voeg het zo nodig zelf toe."),
    "email_invalid": (QUESTION, "‘{raw}’ is geen geldig e-mailadres. Verbeter het adres."),
    "email_accent": (QUESTION, "‘{raw}’ bevat letters met accenten. Is {proposal} bedoeld?"),
    "email_more": (NOTE, "‘{raw}’ bevat meer dan één adres; {proposal} is overgenomen."),
    # place
    "postcode_invalid": (QUESTION, "‘{raw}’ is geen Belgische postcode van vier cijfers. Kijk het adres na."),
    "address_unclear": (
        QUESTION,
        "Het adres ‘{raw}’ kon niet gesplitst worden in straat en nummer. Vul het aan.",
    ),
    "number_as_date": (
        QUESTION,
        "Excel heeft van het nummer een datum gemaakt ({raw}). Is ‘{proposal}’ bedoeld?",
    ),
    # choices
    "sex_unknown": (QUESTION, "‘{raw}’ is geen bekend geslacht. Kies M, V of X."),
    "language_unknown": (QUESTION, "De taal ‘{raw}’ is niet herkend. Kies een taal uit de lijst."),
    "language_more": (NOTE, "‘{raw}’ noemt meer talen; de eerste is overgenomen."),
    "nationality_unknown": (
        QUESTION,
        "De nationaliteit ‘{raw}’ is niet herkend. Kies een land uit de lijst.",
    ),
    "category_unknown": (QUESTION, "‘{raw}’ is geen categorie van het leefloon. Kies A, B of C."),
    "income_unknown": (
        QUESTION,
        "‘{raw}’ is geen bekende soort steun. Kies leefloon of equivalent leefloon.",
    ),
    "work_right_unknown": (QUESTION, "‘{raw}’ is niet herkend. Kies onbeperkt, beperkt of neen."),
    "yes_no_unknown": (QUESTION, "‘{raw}’ is geen ja of neen. Kies ja of neen."),
    "level_unknown": (QUESTION, "Het niveau ‘{raw}’ is niet herkend. Kies bijvoorbeeld 1.2 of A2."),
    "level_literacy": (
        QUESTION,
        "‘{raw}’ zegt iets over lezen en schrijven. Is het niveau {proposal} bedoeld?",
    ),
    "level_as_date": (
        QUESTION,
        "Excel heeft van het niveau een datum gemaakt ({raw}). Is ‘{proposal}’ bedoeld?",
    ),
    "amount_unreadable": (QUESTION, "‘{raw}’ is geen leesbaar bedrag. Schrijf bijvoorbeeld 1.340,47."),
    "amount_negative": (QUESTION, "Het bedrag ‘{raw}’ is negatief. Kijk het na."),
    "amount_large": (QUESTION, "Het bedrag ‘{raw}’ is onwaarschijnlijk hoog. Kijk het na."),
    # cells
    "formula_text": (
        NOTE,
        "De cel bevat een formule (‘{raw}’). Ze is als tekst bewaard en niet uitgerekend.",
    ),
    "formula_ignored": (
        QUESTION,
        "De cel bevat een formule (‘{raw}’) zonder uitkomst. Vul de waarde zelf in.",
    ),
    "row_too_long": (
        QUESTION,
        "Deze rij heeft meer cellen dan er kolommen zijn. Kijk na of er niets verschoven is.",
    ),
    "cell_error": (NOTE, "De cel bevat een fout van Excel ({raw}) en is als leeg gelezen."),
    # doubles
    "double_same": (
        QUESTION,
        "Zelfde nummer, naam en geboortedatum als rij {proposal}. Sla een van beide over.",
    ),
    "double_insz": (QUESTION, "Zelfde rijksregisternummer als rij {proposal}. Welke rij is juist?"),
    "double_name": (
        QUESTION,
        "Dubbel van rij {proposal}? Zelfde naam en geboortedatum. Bevestig of sla over.",
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know about a cell; `repr` leaves the person's data out."""

    level: Level
    field: Field
    code: str
    raw: str = dataclasses.field(default="", repr=False)
    proposal: str = dataclasses.field(default="", repr=False)

    @property
    def message_nl(self) -> str:
        return CODES[self.code][1].format(raw=self.raw, proposal=self.proposal)


class Reading(NamedTuple, Generic[T]):
    """A cell after cleaning: the value (None if there is none), and the code of what was odd."""

    value: T | None
    code: str = ""
    proposal: str = ""


def finding(target: Field, code: str, raw: str = "", proposal: str = "") -> Finding:
    level, _ = CODES[code]
    return Finding(level, target, code, raw[:200], proposal)
