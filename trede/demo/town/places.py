"""Streets that exist, house numbers that are drawn: no address here is taken from anybody."""

from trede.demo.town.draw import Draw

STREETS = {
    "oostende": (
        "Torhoutsesteenweg", "Nieuwpoortsesteenweg", "Alfons Pieterslaan", "Kapellestraat",
        "Vlaanderenstraat", "Christinastraat", "Euphrosina Beernaertstraat", "Kaïrostraat",
        "Verenigde Natieslaan", "Elisabethlaan", "Leopold III-laan", "Stuiverstraat",
        "Gistelsesteenweg", "Zandvoordestraat", "Mariakerkelaan", "Duinenstraat", "Prins Roselaan",
        "Frère-Orbanstraat", "Koningstraat", "Van Iseghemlaan", "Langestraat", "Jozef II-straat",
        "Romestraat", "Amsterdamstraat", "Londenstraat", "Gerststraat", "Metserstraat",
        "Steensedijk", "Northlaan", "Plakkersstraat", "Schipperstraat", "Fregatstraat",
        "Lijndraaiersstraat", "Spaarzaamheidstraat", "Overvloedstraat", "Rogierlaan",
        "Archimedesstraat", "Hospitaalstraat", "Ieperstraat", "Velodroomstraat", "Wellingtonstraat",
        "Leffingestraat", "Eendrachtstraat", "Nijverheidstraat", "Tarwestraat", "Zilverlaan",
        "Blauwkasteelstraat", "Guldensporenlaan", "Aartshertoginnestraat", "Peter Benoitstraat",
        "Kerkstraat", "Ooststraat", "Witte Nonnenstraat", "Sint-Paulusstraat", "Louisastraat",
        "Kemmelbergstraat", "Dorpsstraat",
    ),
    "bredene": (
        "Duinenstraat", "Brugsesteenweg", "Driftweg", "Kapellestraat", "Sluizenstraat", "Koerslaan",
        "Prinses Elisabethlaan", "Klemskerkestraat", "Batterijstraat",
    ),
}  # fmt: skip
TOWNS = {"oostende": ("8400", "Oostende"), "bredene": ("8450", "Bredene")}
ELSEWHERE = (
    ("8000", "Brugge", "Langestraat"),
    ("8470", "Gistel", "Stationsstraat"),
    ("8430", "Middelkerke", "Leopoldlaan"),
    ("8800", "Roeselare", "Ooststraat"),
    ("9000", "Gent", "Dampoortstraat"),
    ("2060", "Antwerpen", "Handelstraat"),
)
REFERENCE_STREET = {"oostende": ("Edith Cavellstraat", "15"), "bredene": ("Centrumplein", "1")}
TEAMS = {
    "oostende": ("Centrum", "Westerkwartier", "Konterdam", "Stene", "Mariakerke"),
    "bredene": ("Bredene",),
}


def house_number(draw: Draw) -> str:
    number = str(draw.short(1, 320))
    return number + draw.pick("ABC") if draw.chance(0.05) else number


def box(draw: Draw) -> str:
    return f"{draw.between(0, 6)}{draw.between(0, 4):02d}" if draw.chance(0.45) else ""
