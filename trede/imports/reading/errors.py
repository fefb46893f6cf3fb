"""The one error of reading a list. Its text is safe to show: it never holds a person's data."""

from trede.rules.sentences import Sentence

MESSAGES = {
    "missing": "Het bestand is niet gevonden. Kies het bestand opnieuw.",
    "empty": "Het bestand is leeg. Kies een lijst met minstens één kopregel en één persoon.",
    "too_big": "Het bestand is te groot om veilig te openen. Splits de lijst in kleinere bestanden.",
    "old_excel": (
        "Dit is een oud Excel-bestand (.xls). Open het in Excel, kies ‘Opslaan als’, "
        "type ‘Excel-werkmap (.xlsx)’, en kies daarna het nieuwe bestand."
    ),
    "binary_excel": "Dit is een binaire Excel-werkmap (.xlsb). Sla ze in Excel op als .xlsx en kies dat "
    "bestand.",
    "encrypted": (
        "Het Excel-bestand is beveiligd met een wachtwoord. Verwijder het wachtwoord in Excel, "
        "sla op en kies het bestand opnieuw."
    ),
    "open_document": "Dit is een OpenDocument-bestand. Sla het op als .xlsx of .csv en kies dat bestand.",
    "zip": "Dit is een zip-bestand zonder Excel-lijst erin. Pak het uit en kies de lijst zelf.",
    "zip_bomb": "Het Excel-bestand pakt uit tot een abnormale grootte en is daarom niet geopend. Sla de "
    "lijst opnieuw op als .xlsx.",
    "damaged": "Het Excel-bestand is beschadigd. Open het in Excel, sla het opnieuw op als .xlsx en kies "
    "dat bestand.",
    "unsafe_xml": "Het Excel-bestand bevat onderdelen die niet veilig te lezen zijn. Sla de lijst opnieuw "
    "op als .xlsx.",
    "web_page": (
        "Dit bestand is een webpagina of XML met een andere naam. Open het in Excel, "
        "sla het op als .xlsx en kies dat bestand."
    ),
    "other_kind": "Dit bestand is geen lijst maar een {detail}. Kies een Excel-bestand (.xlsx) of een "
    "CSV-bestand.",
    "binary": "Dit bestand is geen tekst en geen Excel-lijst. Kies een Excel-bestand (.xlsx) of een "
    "CSV-bestand.",
    "no_table": (
        "In dit bestand is geen tabel gevonden. Zorg voor een kopregel met namen van kolommen "
        "en daaronder één persoon per rij."
    ),
    "open_quote": (
        "Rond rij {detail} staat een aanhalingsteken dat niet gesloten wordt, waardoor rijen in elkaar "
        "vloeien. "
        "Verwijder het aanhalingsteken of sla de lijst op als .xlsx."
    ),
    "no_rows": "Onder de kopregel staat geen enkele persoon. Kies een lijst met minstens één rij.",
    "no_sheet": "Het gekozen werkblad staat niet in het bestand. Kies een ander werkblad.",
    "mapping": "Het bestand met de kolomkeuzes is niet te lezen. Maak de kolomkeuzes opnieuw.",
}


class Unreadable(Exception):
    """The file cannot be read as a list. `str()` is a Dutch sentence that says what to do next."""

    def __init__(self, code: str, detail: str | Sentence = "") -> None:
        self.code = code
        self.sentence = Sentence.of(code, MESSAGES[code], detail=detail)
        super().__init__(str(self.sentence))
