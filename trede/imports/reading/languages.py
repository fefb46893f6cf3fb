"""Names and codes of languages, as social services write them, to ISO 639 codes."""

import re
from functools import cache, lru_cache

from babel import Locale

from .findings import Reading
from .text import Cell, cell_text, fold, says_nothing, squash

# Two letters where ISO 639-1 has a code, otherwise three (ISO 639-3).
NAMES: dict[str, str] = {
    "nl": "nederlands ned vlaams dutch neerlandais nld dut nederlandstalig",
    "fr": "frans fra fre french francais franstalig",
    "en": "engels eng english anglais",
    "de": "duits deutsch german allemand deu ger",
    "ar": "arabisch arab arabic arabe ara standaardarabisch marokkaansarabisch darija syrischarabisch "
    "iraaksarabisch",
    "tr": "turks turkish turc tur",
    "uk": "oekraiens oekraiens ukrainian ukrainien ukr oekrains ua",
    "ru": "russisch russian russe rus",
    "ro": "roemeens romanian roumain ron rum moldavisch",
    "bg": "bulgaars bulgarian bulgare bul",
    "pl": "pools polish polonais pol",
    "es": "spaans spanish espagnol spa castiliaans",
    "pt": "portugees portuguese portugais por braziliaans",
    "it": "italiaans italian italien ita",
    "el": "grieks greek grec ell",
    "sq": "albanees albanian albanais sqi alb",
    "sr": "servisch serbian serbe srp",
    "hr": "kroatisch croatian croate hrv servokroatisch",
    "bs": "bosnisch bosnian bosniaque bos",
    "mk": "macedonisch macedonian macedonien mkd",
    "hu": "hongaars hungarian hongrois hun",
    "cs": "tsjechisch czech tcheque ces",
    "sk": "slowaaks slovak slovaque slk",
    "lt": "litouws lithuanian lituanien",
    "lv": "lets latvian letton",
    "et": "ests estonian estonien",
    "fa": "perzisch farsi persian persan fas per iraans",
    "prs": "dari afghaansperzisch darifarsi",
    "ps": "pashto pasjtoe pasjto pastho pachtou pashtu pushto pathaans pus pasjtu",
    "uz": "oezbeeks uzbek ouzbek",
    "tg": "tadzjieks tajik",
    "haz": "hazaragi hazara",
    "bal": "baloetsji baluchi beloetsji balochi",
    "ur": "urdu oerdoe ourdou urd",
    "pa": "punjabi panjabi pendjabi",
    "hi": "hindi hin",
    "bn": "bengaals bengali bangla ben",
    "ta": "tamil tam",
    "ne": "nepalees nepali",
    "si": "singalees sinhala",
    "bo": "tibetaans tibetan tibetain",
    "ku": "koerdisch kurdish kurde kur",
    "kmr": "kurmanji koermandji kurmandji kurmanci koerdischkurmanji kurmancî",
    "ckb": "sorani soranikoerdisch koerdischsorani",
    "so": "somalisch somali som",
    "ti": "tigrinya tigrigna tigrina tigrinja tir",
    "am": "amhaars amharisch amharic amharique amh",
    "om": "oromo orm",
    "aa": "afar",
    "sw": "swahili kiswahili",
    "rw": "kinyarwanda rwandees",
    "rn": "kirundi rundi",
    "ln": "lingala lin",
    "kg": "kikongo kongo",
    "lua": "tshiluba tsjiloeba luba",
    "ff": "peul fula fulani pulaar fulah poular",
    "wo": "wolof",
    "man": "mandinka malinke mandingo",
    "bm": "bambara",
    "sus": "soussou susu",
    "ha": "hausa",
    "yo": "yoruba",
    "ig": "igbo ibo",
    "ak": "twi akan ashanti",
    "pcm": "pidgin nigeriaanspidgin",
    "kri": "krio",
    "zgh": "berbers tamazight berber amazigh",
    "rif": "riffijns tarifit rifberbers riffijnsberbers",
    "shi": "tasjelhiet tachelhit chleuh",
    "hy": "armeens armenian armenien",
    "ka": "georgisch georgian georgien",
    "az": "azerbeidzjaans azeri",
    "ce": "tsjetsjeens chechen tchetchene",
    "aii": "assyrisch aramees suryoyo",
    "he": "hebreeuws hebrew",
    "rom": "romani romanes roma",
    "zh": "chinees mandarijn chinese mandarin chinois kantonees",
    "vi": "vietnamees vietnamese vietnamien",
    "th": "thais thai",
    "tl": "filipijns tagalog filipino",
    "id": "indonesisch indonesian",
    "mn": "mongools mongolian",
    "ja": "japans japanese",
    "ug": "oeigoers uyghur",
    "ht": "haitiaans creools",
    "vgt": "vlaamsegebarentaal vgt gebarentaal",
}
BETWEEN = re.compile(r"\s*(?:[/,;+&\n]|\ben\b|\bet\b|\band\b|\s-\s|\()\s*", re.IGNORECASE)


@cache
def index() -> dict[str, str]:
    """Folded name or code → code; our own words win over the general lists of names."""
    found: dict[str, str] = {}
    for locale in (Locale("nl"), Locale("fr"), Locale("en")):
        for code, name in locale.languages.items():
            if len(code) in (2, 3):
                found.setdefault(squash(name), code)
    for code, words in NAMES.items():
        found[code] = code
        for word in words.split():
            found[squash(word)] = code
    return found


def read_language(cell: Cell) -> Reading[str]:
    """The ISO 639 code of the (first) language in a cell."""
    text = cell_text(cell)
    return Reading(None) if says_nothing(text) else language_in(text)


@lru_cache(maxsize=1024)
def language_in(text: str) -> Reading[str]:
    known = index()
    if code := known.get(squash(text)):
        return Reading(code)
    codes = [code for part in BETWEEN.split(text) if (code := known.get(squash(part)))]
    codes = codes or [code for word in fold(text).split() if len(word) > 3 and (code := known.get(word))]
    if not codes:
        return Reading(None, "language_unknown")
    return Reading(codes[0], "language_more" if len(set(codes)) > 1 else "")
