"""Titles of columns as other programs write them: Dutch, French, English, abbreviated, misspelt."""

from functools import lru_cache

from rapidfuzz import fuzz, process

from .fields import Field
from .text import fold

SURE: dict[Field, str] = {
    Field.NUMBER_ELSEWHERE: "dossier, dossiernr, dossiernummer, dossier nr, dos nr, clientnummer, client "
    "nr, klantnummer, "
    "klant nr, klantnr, clientid, client id, persoonsnummer, persoon id, volgnummer, volgnr, intern "
    "nummer, referentie, "
    "numero de dossier, n dossier, no dossier, file number, case number, client number, sociaal dossier, "
    "dossier id",
    Field.INSZ: "insz, inss, niss, ssin, rijksregisternummer, rijksregisternr, rijksregister, rijksreg, "
    "rijksreg nr, rr, "
    "rrn, rr nr, rrnr, rr nummer, rnr, nationaal nummer, national number, national register number, "
    "registre national, "
    "numero national, numero de registre national, nn, n national, no national, bis nummer, bisnummer, "
    "insz nummer, insz nr, "
    "insz rr, rijksregister of bisnummer, sis nummer",
    Field.LAST_NAME: "familienaam, achternaam, fam naam, famnaam, nom de famille, nom, surname, last name, "
    "lastname, "
    "family name, naam familie, geslachtsnaam",
    Field.FIRST_NAMES: "voornaam, voornamen, voorn, vnaam, vn, roepnaam, prenom, prenoms, first name, "
    "firstname, "
    "first names, given name, given names, voornaam 1",
    Field.FULL_NAME: "naam en voornaam, naam voornaam, familienaam en voornaam, familienaam voornaam, "
    "achternaam voornaam, "
    "voornaam en naam, voornaam naam, voornaam familienaam, voornaam achternaam, volledige naam, naam "
    "client, client, "
    "clienten, persoon, nom et prenom, nom prenom, prenom et nom, prenom nom, full name, name, naam + "
    "voornaam, "
    "begunstigde, gerechtigde, titularis, hoofdaanvrager, leefloner, rechthebbende",
    Field.BIRTH_DATE: "geboortedatum, geboren, geb datum, gebdat, gebdatum, geb, geb dat, geboren op, "
    "geboorte datum, geboorte, "
    "date de naissance, naissance, ne le, birth date, birthdate, date of birth, dob, birthday, verjaardag, "
    "gd",
    Field.SEX: "geslacht, m v, mv, m v x, m f, gesl, sexe, sex, gender, h f, man vrouw",
    Field.NATIONALITY: "nationaliteit, nat, natio, nationalite, nationality, land van herkomst, herkomst, "
    "land, pays, "
    "country, nationaliteiten",
    Field.STREET: "straat, straatnaam, rue, street, str",
    Field.HOUSE_NUMBER: "huisnummer, huisnr, huis nr, hnr, nr huis, straatnummer, house number, numero de "
    "maison, nr bus, "
    "huisnummer bus, nummer en bus, huisnr bus",
    Field.BOX: "bus, busnr, busnummer, boite, bte, box",
    Field.ADDRESS: "adres, volledig adres, straat en nummer, straat en nr, straat nr, straat huisnummer, "
    "adresse, "
    "address, domicilie, woonplaats adres, verblijfplaats, adreslijn, straat + nr",
    Field.POSTCODE: "postcode, postnummer, post nr, postnr, pc, zip, zip code, code postal, cp, postal "
    "code, post code",
    Field.MUNICIPALITY: "gemeente, woonplaats, stad, plaats, deelgemeente, commune, ville, localite, "
    "municipality, city, "
    "town, postcode en gemeente, gem",
    Field.PHONE: "telefoon, tel, telefoonnummer, telefoonnr, tel nr, telnr, tel nummer, telephone, phone, "
    "phone number, "
    "vaste lijn, vast nummer, telefoon thuis, telefoon gsm, tel gsm, contactnummer, numero de telephone",
    Field.MOBILE: "gsm, gsm nummer, gsm nr, gsmnummer, gsmnr, mobiel, mobiele telefoon, mobile, portable, "
    "cell, "
    "mobile phone, smartphone",
    Field.EMAIL: "e mail, email, mail, mailadres, emailadres, e mailadres, e mail adres, courriel, adresse "
    "mail, email address",
    Field.LANGUAGE: "taal, contacttaal, spreektaal, gesproken taal, talen, moedertaal, thuistaal, "
    "voertaal, langue, "
    "langue parlee, language, spoken language, tolktaal, taal client, taal contact",
    Field.INCOME_KIND: "soort steun, steunvorm, type steun, aard steun, soort inkomen, aard inkomen, "
    "soort, type aide, "
    "aide, income type, ll ell, leefloon of equivalent, statuut steun, wet",
    Field.LEEFLOON_CATEGORY: "categorie, cat, categorie leefloon, cat ll, ll cat, leefloon categorie, "
    "leeflooncategorie, "
    "gezinstype, gezinssituatie, gezinstoestand, categorie ris, cat ris, type gezin, category, "
    "samenstelling gezin",
    Field.LEEFLOON_START: "begin steun, ll sinds, leefloon sinds, leefloon vanaf, begin leefloon, start "
    "leefloon, startdatum, "
    "startdatum leefloon, begindatum, begindatum leefloon, begindatum steun, ingangsdatum, ll vanaf, ll "
    "begin, ll start, "
    "steun vanaf, steun sinds, aanvang, aanvang leefloon, datum toekenning, toekenningsdatum, debut aide, "
    "date debut, "
    "depuis, start date, since, ris depuis, datum begin, start steun",
    Field.LEEFLOON_END: "einde steun, einde leefloon, einddatum, einddatum leefloon, einddatum steun, "
    "stopdatum, stopzetting, "
    "ll tot, leefloon tot, steun tot, ll einde, ll stop, datum einde, date fin, fin, end date, stop "
    "leefloon, fin aide",
    Field.LEEFLOON_AMOUNT: "bedrag, bedrag leefloon, leefloon bedrag, leefloonbedrag, maandbedrag, bedrag "
    "per maand, ll bedrag, "
    "bedrag steun, toegekend bedrag, montant, montant ris, amount, uitbetaald bedrag",
    Field.SOCIAL_WORKER: "maatschappelijk werker, maatsch werker, maatschappelijk assistent, mw, "
    "maatschappelijk werkster, "
    "sociaal assistent, sociaal werker, dossierbeheerder, dossierverantwoordelijke, verantwoordelijke, "
    "begeleider, "
    "hulpverlener, assistant social, as, social worker, caseworker, case manager, consulent, "
    "trajectbegeleider, mw naam",
    Field.WORK_RIGHT: "toegang arbeidsmarkt, toegang tot de arbeidsmarkt, arbeidsmarkt, mag werken, "
    "werkvergunning, recht op werk, "
    "arbeidskaart, toelating tot arbeid, tewerkstelling toegelaten, permis de travail, work permit, work "
    "right, "
    "right to work, single permit, acces au marche du travail",
    Field.VDAB_REGISTERED: "vdab, ingeschreven vdab, inschrijving vdab, vdab ingeschreven, vdab "
    "inschrijving, vdab j n, "
    "inscrit vdab, registered vdab, werkzoekend, werkzoekende",
    Field.VDAB_SINCE: "vdab sinds, datum vdab, vdab datum, datum inschrijving vdab, inschrijvingsdatum "
    "vdab, vdab vanaf, "
    "ingeschreven vdab sinds, inschrijving vdab datum",
    Field.DUTCH_LEVEL: "niveau nl, niveau nederlands, taalniveau, kennis nederlands, nederlands, nl "
    "niveau, nt2, niveau nt2, "
    "nt2 niveau, kennis nl, richtgraad, nl, cefr, erk, erk niveau, niveau de neerlandais, dutch level, "
    "taalniveau nederlands",
    Field.REMARK: "opmerking, opmerkingen, opm, nota, nota s, notities, bemerking, bemerkingen, "
    "commentaar, toelichting, "
    "extra info, info, varia, remarque, remarques, remark, remarks, comment, comments, notes, bijzonderheden",
}  # fmt: skip

# Titles that mean several things: the neighbours and the content decide.
UNSURE: dict[str, dict[Field, float]] = {
    "naam": {Field.LAST_NAME: 0.7, Field.FULL_NAME: 0.68},
    "nom": {Field.LAST_NAME: 0.8, Field.FULL_NAME: 0.6},
    "name": {Field.FULL_NAME: 0.7, Field.LAST_NAME: 0.65},
    "nr": {Field.HOUSE_NUMBER: 0.6, Field.NUMBER_ELSEWHERE: 0.5},
    "nummer": {Field.HOUSE_NUMBER: 0.55, Field.NUMBER_ELSEWHERE: 0.55},
    "numero": {Field.HOUSE_NUMBER: 0.55, Field.NUMBER_ELSEWHERE: 0.55},
    "no": {Field.HOUSE_NUMBER: 0.5, Field.NUMBER_ELSEWHERE: 0.5},
    "id": {Field.NUMBER_ELSEWHERE: 0.7, Field.INSZ: 0.4},
    "ref": {Field.NUMBER_ELSEWHERE: 0.7},
    "post": {Field.POSTCODE: 0.75},
    "niveau": {Field.DUTCH_LEVEL: 0.75},
    "type": {Field.LEEFLOON_CATEGORY: 0.5, Field.INCOME_KIND: 0.5},
    "begin": {Field.LEEFLOON_START: 0.7},
    "start": {Field.LEEFLOON_START: 0.7},
    "sinds": {Field.LEEFLOON_START: 0.65},
    "van": {Field.LEEFLOON_START: 0.55},
    "vanaf": {Field.LEEFLOON_START: 0.65},
    "einde": {Field.LEEFLOON_END: 0.7},
    "eind": {Field.LEEFLOON_END: 0.65},
    "stop": {Field.LEEFLOON_END: 0.65},
    "tot": {Field.LEEFLOON_END: 0.6},
    "leefloon": {Field.LEEFLOON_AMOUNT: 0.5, Field.LEEFLOON_CATEGORY: 0.5, Field.LEEFLOON_START: 0.4},
    "contact": {Field.PHONE: 0.5, Field.EMAIL: 0.5},
    "datum": {Field.LEEFLOON_START: 0.4},
    "as": {Field.SOCIAL_WORKER: 0.6},
    "land": {Field.NATIONALITY: 0.6},
    "plaats": {Field.MUNICIPALITY: 0.6},
}
# A column about somebody else must not end up on the client.
OTHERS = frozenset(
    [
        "partner",
        "echtgenoot",
        "echtgenote",
        "kind",
        "kinderen",
        "vader",
        "moeder",
        "ouder",
        "ouders",
        "huisarts",
        "arts",
        "verhuurder",
        "eigenaar",
        "contactpersoon",
        "bewindvoerder",
        "conjoint",
        "enfant",
        "geboorteplaats",
        "werkgever",
        "school",
        "rekening",
        "iban",
        "rekeningnummer",
        "bank",
    ]
)
NOISE = frozenset(
    [
        "client",
        "clienten",
        "klant",
        "verplicht",
        "optioneel",
        "dd",
        "mm",
        "jjjj",
        "yyyy",
        "jj",
        "persoon",
        "hoofdaanvrager",
        "van",
        "de",
        "het",
        "le",
        "la",
        "du",
    ]
)
FUZZY_FROM = 84


def _index() -> dict[str, dict[Field, float]]:
    found: dict[str, dict[Field, float]] = {}
    for target, words in SURE.items():
        for word in words.split(","):
            found.setdefault(fold(word).replace(" ", ""), {})[target] = 0.95
    return found | {word: dict(targets) for word, targets in UNSURE.items()}


INDEX = _index()
LONG_KEYS = [key for key in INDEX if len(key) >= 5]


@lru_cache(maxsize=4096)
def header_candidates(title: str) -> dict[Field, float]:
    """Fields a column title may mean, each with 0..1. “Geb.datum” → birth_date 0.95."""
    folded = fold(title)
    if not folded or len(folded) > 60:
        return {}
    words = folded.split()
    if OTHERS.intersection(words):
        return {Field.IGNORE: 0.8}
    squashed = "".join(words)
    if squashed in INDEX:
        return INDEX[squashed]
    bare = "".join(word for word in words if word not in NOISE)
    if bare in INDEX:
        return {target: score - 0.05 for target, score in INDEX[bare].items()}
    return _misspelt(squashed)


def _misspelt(squashed: str) -> dict[Field, float]:
    if len(squashed) < 5:
        return {}
    best = process.extractOne(squashed, LONG_KEYS, scorer=fuzz.ratio, score_cutoff=FUZZY_FROM)
    if best is None:
        return {}
    word, ratio, _ = best
    return {target: round(score * ratio / 100 - 0.08, 2) for target, score in INDEX[word].items()}


def known_header(title: str) -> bool:
    return bool(header_candidates(title))
