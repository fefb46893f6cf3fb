"""Annex 6 of the Oostende text (2024), written down by hand, line by line: the rung, the name, what it asks or says.

`asks`: kinds and values of conditions that the line states. `says`: words that the entry must hold somewhere. Where
the law changed since, the line of the annex is no longer true; `outdated` says so, and the entry follows the law.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class AnnexLine:
    rung: int
    name: str
    key: str
    asks: tuple[tuple[str, str], ...] = ()
    says: tuple[str, ...] = ()
    limits: tuple[tuple[str, str], ...] = ()
    outdated: str = ""


LINES = (
    AnnexLine(6, "Regulier economisch circuit (REC)", "rec", says=("steun",)),
    AnnexLine(6, "Economisch Huis Oostende", "eho-rec", says=("Economisch Huis",)),
    AnnexLine(
        5,
        "Individueel maatwerk (IMW)",
        "imw",
        (("ticket", "imw"),),
        ("geldt niet in een collectief maatwerkbedrijf",),
    ),
    AnnexLine(5, "Collectief maatwerk (CMW)", "cmw", (("ticket", "cmw"),), ("Oesterbank", "Kringwinkel")),
    AnnexLine(5, "REC met BTOM: doventolk", "btom", says=("tolk gebarentaal",)),
    AnnexLine(
        5,
        "REC met BTOM: arbeidspostaanpassing en arbeidsgereedschap",
        "btom",
        says=("werkpost", "gereedschap", "kledij"),
    ),
    AnnexLine(5, "REC met BTOM: verplaatsingskosten", "btom", says=("verplaatsing",)),
    AnnexLine(
        5,
        "Tijdelijke werkervaring OCMW (TWE OCMW)",
        "twe-ocmw",
        (("income", "leefloon,equivalent"),),
        ("werkervaring", "stage van een maand"),
        (("months", "twe.max_months"),),
    ),
    AnnexLine(
        5,
        "Beroepsverkennende stage (BVS)",
        "bvs",
        (("judgement", "no_job_goal"),),
        ("houdt het leefloon", "binnen of buiten een traject"),
        (("days", "bvs.max_days"),),
        outdated="hoogstens één maand is 30 kalenderdagen",
    ),
    AnnexLine(
        5,
        "Artikel 60 §7",
        "artikel-60",
        (("income", "leefloon,equivalent"),),
        limits=(("months", "art60.duration.months"),),
        outdated="duur volgens leeftijd, hoogstens twee jaar; enkel leefloon",
    ),
    AnnexLine(
        5,
        "Nazorg TWE",
        "nazorg-twe",
        (("measure_done", "artikel-60"), ("measure_running", "twe-ocmw")),
        ("werkloosheidsuitkering", "warme overdracht naar VDAB"),
    ),
    AnnexLine(
        5,
        "GLOW",
        "glow",
        (("judgement", "limitation_or_many_problems"),),
        ("WES", "IBO", "taal", "Ongeacht"),
        (("months", "glow.max_months"),),
    ),
    AnnexLine(
        5,
        "Werkervaringsstage (WES)",
        "wes",
        (("not_working", ""),),
        ("hoeft daarna niemand aan te werven",),
        (("months", "wes.max_months"),),
        outdated="pas na artikel 60 en binnen TWE",
    ),
    AnnexLine(
        5,
        "Individuele beroepsopleiding (IBO)",
        "ibo",
        says=("minstens even lang in dienst", "opleidingsplan"),
        limits=(("months", "ibo.months:max"),),
    ),
    AnnexLine(
        5,
        "Beroepsinlevingsstage (BIS)",
        "bis",
        (("wish", "wants_bis"),),
        ("vrijwillig", "opleidingsovereenkomst", "helft van het minimummaandinkomen"),
        (("months", "bis.max_months"),),
    ),
    AnnexLine(
        4,
        "Wijk-werken",
        "wijk-werken",
        says=("enkele uren per week", "vrij van belastingen", "boerderij", "tuinbouw"),
        limits=(
            ("minutes_month", "wijkwerk.max_hours:month"),
            ("minutes_year", "wijkwerk.max_hours:year"),
            ("months", "wijkwerk.max_months"),
        ),
    ),
    AnnexLine(
        4,
        "Vrijwilligerswerk",
        "vrijwilligerswerk",
        (("wish", "wants_to_volunteer"),),
        ("onbetaald", "FMDO", "Perspectief"),
        outdated="4,10 euro per uur",
    ),
    AnnexLine(
        4,
        "8400 Talenten",
        "8400-talenten",
        (("language_min", "1.1"), ("judgement", "newcomer")),
        ("vrijwilligerswerk",),
    ),
    AnnexLine(
        4, "Team Up", "team-up", (("origin", ""),), ("zes maanden", "woorden van het vak"), (("months", "6"),)
    ),
    AnnexLine(
        4,
        "Ondersteuning bij het zoeken naar werk",
        "ondersteuning-werk-zoeken",
        says=("vacatures", "cv", "motivatiebrief", "stage"),
    ),
    AnnexLine(
        4,
        "Women@work",
        "women-at-work",
        (("sex", "f"), ("origin", ""), ("not_working", ""), ("lives_in", "Oostende")),
        ("rijbewijs B", "gratis begeleiding"),
    ),
    AnnexLine(
        4,
        "Module solliciteren",
        "module-solliciteren",
        (("language_min", "1.1"), ("judgement", "applying_hard_by_language")),
        ("nazorg TWE", "artikel 60 bijna afloopt", "oriëntering"),
    ),
    AnnexLine(
        4,
        "Taallessen tijdens artikel 60",
        "taallessen-artikel-60",
        (("measure_running", "artikel-60"),),
        ("Op maat",),
    ),
    AnnexLine(
        4,
        "Bootcamp2Work",
        "bootcamp2work",
        says=("Vijf weken", "CVO Scala of CVO Miras", "openleercentrum", "IT-module", "coach"),
    ),
    AnnexLine(
        3,
        "Spuitenpatrouille",
        "spuitenpatrouille",
        (("judgement", "far_from_work"), ("judgement", "twice_two_hours"), ("talk", "substance_use")),
        ("kleine groep",),
    ),
    AnnexLine(
        3,
        "Arbeidsmatige activiteiten (AMA)",
        "ama",
        (("judgement", "no_paid_work_soon"), ("wish", "wants_ama")),
        ("onbetaald", "structuur", "met een begeleider"),
        outdated="een onduidelijke 1 euro; pensioenleeftijd 65",
    ),
    AnnexLine(
        3,
        "AMA Sociale Economie",
        "ama-sociale-economie",
        (("judgement", "not_yet_social_economy"), ("judgement", "aims_at_paid_work")),
        ("GTB", "screening", "zo snel"),
    ),
    AnnexLine(
        3,
        "Werklabo",
        "werklabo",
        says=(
            "dozen vouwen, koken, planning, zwerfvuil, ICT, rekenen, sorteren en elektro",
            "oriëntering",
            "ICF",
        ),
    ),
    AnnexLine(2, "Taaltraject: CVO Scala", "taaltraject-cvo-scala"),
    AnnexLine(2, "Taaltraject: CVO Miras", "taaltraject-cvo-miras"),
    AnnexLine(2, "Taaltraject: Ligo", "taaltraject-ligo"),
    AnnexLine(2, "Babbelbox", "babbelbox", says=("week", "thema", "niet in de schoolvakanties")),
    AnnexLine(
        2,
        "Vrouwenklap",
        "vrouwenklap",
        (("sex", "f"), ("origin", ""), ("lives_in", "Oostende")),
        ("elke week",),
    ),
    AnnexLine(2, "Praattafels", "praattafels", says=("kleine groepen", "Antenne")),
    AnnexLine(2, "Hardop lezen", "hardop-lezen", says=("bibliotheek",)),
    AnnexLine(2, "Samen lezen voor NT2", "samen-lezen-nt2", says=("bibliotheek", "praat er daarna over")),
    AnnexLine(1, "Geen begeleiding bij de dienst tewerkstelling", "geen-begeleiding"),
)
