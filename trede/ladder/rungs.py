"""What stands on each rung, so that two people choose the same one. Pure text, in words of our own.

The order and the limits of the rungs follow the participatieladder as Flemish local authorities use it (six rungs,
from contacts at home to paid work). Where an offer stands differs in practice: WerkLabo counts as rung 3 in one town
and as a test that belongs to no rung in another; volunteering is rung 4 where it leads to work and rung 2 or 3 where
meeting people is the aim. So the rung is chosen by an ordinary week of the client, never by the name of an offer.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trede.ladder.models.position import Rung

Words = str | Promise


@dataclass(frozen=True, slots=True)
class RungText:
    """`short`: one line; `anchor`: who stands here; `signs`: this rung or the next; `offered`: what there is to do."""

    name: Words
    short: Words
    anchor: Words
    signs: Words
    offered: Words


RUNGS: dict[int, RungText] = {
    1: RungText(
        Rung.ONE.label,
        _("Leeft vooral thuis, met de mensen van het huis"),
        _(
            "De dagen spelen zich thuis af, of in het huis waar iemand verblijft. Contact is er met familie, "
            "huisgenoten of hulpverleners die langskomen. Er is geen vaste afspraak buiten de deur. "
            "Eerst is er rust, zorg of vertrouwen nodig."
        ),
        _(
            "Kies 1 als iemand in een gewone week nergens buitenshuis verwacht wordt. "
            "Kies 2 als er elke week iets is waar iemand andere mensen ontmoet."
        ),
        _("Hulp en zorg aan huis. De dienst begeleidt hier nog niet naar werk."),
    ),
    2: RungText(
        Rung.TWO.label,
        _("Komt buiten en ontmoet andere mensen"),
        _(
            "Iemand komt geregeld buiten en ziet mensen die niet bij het gezin horen: in de les, aan een praattafel, "
            "in een vereniging. Het gaat om ontmoeten en leren. Meedoen is vrijblijvend: er wacht nog geen taak."
        ),
        _(
            "Kies 2 als iemand meedoet. "
            "Kies 3 als iemand ook een taak opneemt, op afgesproken uren en met een begeleider erbij."
        ),
        _("Nederlandse les, praattafels, samen lezen, ontmoeting in de buurt."),
    ),
    3: RungText(
        Rung.THREE.label,
        _("Doet taken met een begeleider in de buurt"),
        _(
            "Iemand doet taken die op werk lijken, op vaste uren en onder begeleiding. Hulp bij zorg of welzijn loopt "
            "ernaast. De taak geeft structuur, zin en contact; het tempo volgt de persoon. "
            "Betaald werk ligt nog enkele jaren weg, of hoeft niet te komen."
        ),
        _(
            "Kies 3 als betaald werk de volgende jaren niet haalbaar lijkt. "
            "Kies 4 als betaald werk wel het doel is en er een traject met een einde loopt."
        ),
        _("Arbeidsmatige activiteiten (AMA), Spuitenpatrouille, WerkLabo."),
    ),
    4: RungText(
        Rung.FOUR.label,
        _("Leert en oefent, nog zonder contract"),
        _(
            "Er is nog geen arbeidscontract, wel een plan naar betaald werk. Iemand leert, oefent of doet ervaring op "
            "in een opleiding, als wijk-werker, als vrijwilliger of in een voortraject. Begeleiding voor werk, welzijn "
            "en zorg kan samen lopen. Dit is een tijd met een begin en een einde."
        ),
        _(
            "Kies 4 als er geen loon is, maar betaald werk het doel is. "
            "Kies 5 zodra iemand een contract of een betaalde stage heeft en daarbij steun krijgt."
        ),
        _("Wijk-werken, vrijwilligerswerk, opleiding, modules en voortrajecten."),
    ),
    5: RungText(
        Rung.FIVE.label,
        _("Werkt voor loon, met iemand of iets dat helpt"),
        _(
            "Iemand wordt betaald voor het werk en krijgt daarbij steun: een coach, een aangepaste plaats, of een "
            "maatregel die de werkgever tegemoetkomt. Zonder die steun zou het nu niet lukken. "
            "Ook een stage of opleiding op de werkvloer met een vergoeding hoort hier."
        ),
        _(
            "Kies 5 zolang de steun nodig is om het werk te houden. "
            "Kies 6 als het werk doorloopt zonder maatregel en zonder coach."
        ),
        _("Artikel 60, maatwerk, GLOW, werkervaringsstage, IBO, beroepsinlevingsstage."),
    ),
    6: RungText(
        Rung.SIX.label,
        _("Werkt in de gewone economie"),
        _(
            "Iemand werkt als werknemer of als zelfstandige in de gewone economie. Er is geen maatregel of begeleiding "
            "nodig om het werk te houden. Nazorg kan nog even lopen, om te horen hoe het gaat."
        ),
        _(
            "Kies 6 als het werk op eigen kracht doorloopt. Kies 5 als er nog een maatregel of een coach bij hoort."
        ),
        _("Nazorg, en een warme overdracht naar VDAB."),
    ),
}

DOUBT: tuple[Words, ...] = (
    _("Kijk naar een gewone week van nu, niet naar wat iemand vroeger kon of later wil."),
    _(
        "Vrijwilligerswerk is 4 als het naar betaald werk leidt, en 2 of 3 als het om ontmoeten of bezig zijn gaat."
    ),
    _("Twijfelt u tussen twee treden? Kies de laagste en schrijf bij uw bewijs wat er nog ontbreekt."),
)
