"""What a column of a list can mean."""

from enum import StrEnum


class Field(StrEnum):
    NUMBER_ELSEWHERE = "number_elsewhere"
    INSZ = "insz"
    LAST_NAME = "last_name"
    FIRST_NAMES = "first_names"
    FULL_NAME = "full_name"
    BIRTH_DATE = "birth_date"
    SEX = "sex"
    NATIONALITY = "nationality"
    STREET = "street"
    HOUSE_NUMBER = "house_number"
    BOX = "box"
    ADDRESS = "address"
    POSTCODE = "postcode"
    MUNICIPALITY = "municipality"
    PHONE = "phone"
    MOBILE = "mobile"
    EMAIL = "email"
    LANGUAGE = "language"
    INCOME_KIND = "income_kind"
    LEEFLOON_CATEGORY = "leefloon_category"
    LEEFLOON_START = "leefloon_start"
    LEEFLOON_END = "leefloon_end"
    LEEFLOON_AMOUNT = "leefloon_amount"
    SOCIAL_WORKER = "social_worker"
    WORK_RIGHT = "work_right"
    VDAB_REGISTERED = "vdab_registered"
    VDAB_SINCE = "vdab_since"
    DUTCH_LEVEL = "dutch_level"
    REMARK = "remark"
    IGNORE = "ignore"


LABELS = {
    Field.NUMBER_ELSEWHERE: "dossiernummer in het andere programma",
    Field.INSZ: "rijksregister- of bisnummer",
    Field.LAST_NAME: "achternaam",
    Field.FIRST_NAMES: "voornamen",
    Field.FULL_NAME: "naam en voornaam in één cel",
    Field.BIRTH_DATE: "geboortedatum",
    Field.SEX: "geslacht",
    Field.NATIONALITY: "nationaliteit",
    Field.STREET: "straat",
    Field.HOUSE_NUMBER: "huisnummer",
    Field.BOX: "busnummer",
    Field.ADDRESS: "adres in één cel",
    Field.POSTCODE: "postcode",
    Field.MUNICIPALITY: "gemeente",
    Field.PHONE: "telefoon",
    Field.MOBILE: "gsm",
    Field.EMAIL: "e-mail",
    Field.LANGUAGE: "contacttaal",
    Field.INCOME_KIND: "soort steun",
    Field.LEEFLOON_CATEGORY: "categorie leefloon",
    Field.LEEFLOON_START: "begin leefloon",
    Field.LEEFLOON_END: "einde leefloon",
    Field.LEEFLOON_AMOUNT: "bedrag leefloon",
    Field.SOCIAL_WORKER: "maatschappelijk werker",
    Field.WORK_RIGHT: "toegang tot de arbeidsmarkt",
    Field.VDAB_REGISTERED: "ingeschreven bij VDAB",
    Field.VDAB_SINCE: "ingeschreven bij VDAB sinds",
    Field.DUTCH_LEVEL: "niveau Nederlands",
    Field.REMARK: "opmerking",
    Field.IGNORE: "niet overnemen",
}

REPEATABLE = frozenset({Field.PHONE, Field.MOBILE, Field.REMARK, Field.IGNORE})
DATE_FIELDS = frozenset({Field.BIRTH_DATE, Field.LEEFLOON_START, Field.LEEFLOON_END, Field.VDAB_SINCE})
