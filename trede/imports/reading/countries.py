"""Nationalities and countries, as lists write them, to ISO 3166 codes of two letters."""

from functools import cache, lru_cache

from babel import Locale

from .findings import Reading
from .text import Cell, cell_text, fold, says_nothing, squash

# Adjectives and everyday names; the official names of all countries come from the locale data.
WORDS: dict[str, str] = {
    "BE": "belg belgische belgisch bel belge belgian",
    "NL": "nederlander nederlandse nederlands holland neerlandais dutch",
    "FR": "fransman franse frans francais french",
    "DE": "duitser duitse duits allemand german",
    "LU": "luxemburger luxemburgse",
    "GB": "brit britse engeland engelse vk uk verenigdkoninkrijk",
    "IE": "ier ierse",
    "ES": "spanjaard spaanse spaans espagnol",
    "PT": "portugees portugese portugais",
    "IT": "italiaan italiaanse italiaans italien",
    "GR": "griek griekse grieks",
    "PL": "pool poolse pools polonais",
    "RO": "roemeen roemeense roemeens roumain rou",
    "BG": "bulgaar bulgaarse bulgaars bulgare",
    "HU": "hongaar hongaarse hongaars",
    "CZ": "tsjech tsjechische tsjechie",
    "SK": "slowaak slowaakse",
    "HR": "kroaat kroatische",
    "RS": "servier servische",
    "XK": "kosovaar kosovaarse kosovo",
    "AL": "albanees albanese albanie",
    "BA": "bosnier bosnische bosnie",
    "MK": "macedonier macedonische macedonie noordmacedonie",
    "UA": "oekrainer oekraiense oekraiens ukrainien ukrainian ukraine",
    "RU": "rus russische russisch rusland russe",
    "BY": "wit-rus witrusland belarus",
    "MD": "moldavier moldavische",
    "GE": "georgier georgische",
    "AM": "armenier armeense armeens",
    "AZ": "azerbeidzjaan azerbeidzjaanse",
    "TR": "turk turkse turks turc turkish turkije turquie",
    "SY": "syrier syrische syrisch syrien syrian",
    "IQ": "irakees iraakse irakese irakien iraaks",
    "IR": "iranier iraanse iraans iranien",
    "AF": "afghaan afghaanse afghaans afghan afghanistan",
    "PK": "pakistaan pakistaanse pakistani",
    "IN": "indier indiase indisch",
    "BD": "bengalees bengaalse",
    "NP": "nepalees nepalese",
    "LK": "srilankaan srilankaanse",
    "CN": "chinees chinese tibet tibetaan tibetaanse",
    "VN": "vietnamees vietnamese",
    "TH": "thaise thai",
    "PH": "filipijn filipijnse filipino",
    "PS": "palestijn palestijnse palestina palestinien palestijns",
    "LB": "libanees libanese",
    "JO": "jordanier jordaanse",
    "YE": "jemeniet jemenitische",
    "EG": "egyptenaar egyptische",
    "MA": "marokkaan marokkaanse marokkaans marocain moroccan maroc",
    "DZ": "algerijn algerijnse",
    "TN": "tunesier tunesische",
    "LY": "libier libische",
    "SD": "soedanees soedanese",
    "ER": "eritreeer eritrese eritrees erythree",
    "ET": "ethiopier ethiopische",
    "SO": "somalier somalische somalisch",
    "DJ": "djiboutiaan djiboutiaanse",
    "CD": "congo congolees congolese drc rdc drcongo democratischerepubliekcongo congodr",
    "CG": "congobrazzaville",
    "RW": "rwandees rwandese",
    "BI": "burundees burundese",
    "CM": "kameroener kameroense kameroen",
    "GN": "guineeer guinese guineeconakry guinee",
    "SN": "senegalees senegalese",
    "ML": "malinees malinese",
    "CI": "ivoriaan ivoriaanse ivoorkust",
    "GM": "gambiaan gambiaanse",
    "SL": "sierraleoner sierraleoonse",
    "GH": "ghanees ghanese",
    "NG": "nigeriaan nigeriaanse",
    "TG": "togolees togolese",
    "AO": "angolees angolese",
    "VE": "venezolaan venezolaanse",
    "SV": "salvadoraan salvadoraanse",
    "CO": "colombiaan colombiaanse",
    "BR": "braziliaan braziliaanse",
    "EC": "ecuadoraan ecuadoraanse",
    "US": "amerikaan amerikaanse vs usa",
}
STATELESS = frozenset({"staatloos", "staatloze", "apatride", "stateless", "apatrideoupasdenationalite"})
NOISE = frozenset({"nationaliteit", "nationalite", "van", "de", "het", "republiek"})


@cache
def index() -> dict[str, str]:
    found: dict[str, str] = {}
    for locale in (Locale("nl"), Locale("fr"), Locale("en")):
        for code, name in locale.territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "QO", "ZZ", "XA", "XB"):
                found.setdefault(squash(name), code)
                found.setdefault(code.lower(), code)
    for code, words in WORDS.items():
        for word in words.split():
            found[squash(word)] = code
    return found | dict.fromkeys(STATELESS, "XX")


def read_country(cell: Cell) -> Reading[str]:
    """The ISO 3166 code of a nationality; XX is stateless."""
    text = cell_text(cell)
    return Reading(None) if says_nothing(text) else country_in(text)


@lru_cache(maxsize=1024)
def country_in(text: str) -> Reading[str]:
    known = index()
    if code := known.get(squash(text)):
        return Reading(code)
    words = [word for word in fold(text).split() if word not in NOISE]
    code = known.get("".join(words)) or next(
        (known[word] for word in words if len(word) > 3 and word in known), None
    )
    return Reading(code) if code else Reading(None, "nationality_unknown")
