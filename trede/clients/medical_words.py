"""Does a note name an illness or a medicine? Pure. It only warns: work needs to know what somebody can do."""

import re

# Illnesses and conditions as people write them in a note; the start of the word, so that "depressief" counts too.
ILLNESSES = (
    *("adhd", "alzheimer", "angststoornis", "anorexia", "artritis", "artrose", "astma", "autis", "bipola"),
    *("borderline", "boulimi", "burn-out", "burnout", "chemotherap", "copd", "dementi", "depressi", "diabet"),
    *(
        "diagnos",
        "epilep",
        "fibromyalg",
        "hepatitis",
        "hernia",
        "hersen",
        "hiv",
        "kanker",
        "leukemi",
        "lupus",
    ),
    *("migraine", "ms-pati", "parkinson", "psoriasis", "psychose", "psychotisch", "ptss", "ptsd", "reuma"),
    *("schizofren", "suïcid", "suicid", "tuberculose", "tumor", "zelfmoord"),
)
MEDICINES = (
    *("antidepress", "antipsychotic", "alprazolam", "buprenorfine", "cocaïne", "cocaine", "diazepam"),
    *("fentanyl", "haldol", "heroïne", "heroine", "insuline", "lithium", "lorazepam", "methadon", "morfine"),
    *("oxycodon", "prozac", "quetiapine", "rilatin", "ritalin", "sertraline", "subutex", "suboxone"),
    *("temesta", "tramadol", "valium", "xanax", "zoloft", "zyprexa"),
)
# "MS" is an illness, "ms" a way to write milliseconds or a woman's title.
_EXACT = re.compile(r"\bMS\b")
_START = re.compile(rf"\b(?:{'|'.join(map(re.escape, (*ILLNESSES, *MEDICINES)))})\w*", re.IGNORECASE)


def medical_words(text: str) -> list[str]:
    """The words of a note that name an illness or a medicine, in the order in which they stand."""
    found = [*_START.finditer(text), *_EXACT.finditer(text)]
    return [match.group() for match in sorted(found, key=lambda match: match.start())]
