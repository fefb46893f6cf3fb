"""Every kind of fact that staff write on a file, once: the pages, the links and the history read this table."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trede.clients import forms_barriers as b
from trede.clients import forms_facts as f
from trede.clients import models as m
from trede.clients.actions.facts import compartment_of
from trede.core.models import Compartment


@dataclass(frozen=True)
class FactKind:
    """`slug` stands in the address; `one` and `add` are words on the screen; `section` is the part of the file."""

    slug: str
    model: type[m.Fact]
    form: type[Any] | None
    one: str | Promise
    add: str | Promise
    section: str
    icon: str
    note: str | Promise = ""

    @property
    def title(self) -> str:
        """Above all facts of the kind: "drempels"."""
        return str(TITLES.get(self.slug, self.one))

    @property
    def dated(self) -> bool:
        return issubclass(self.model, m.DatedFact)

    @property
    def confidential(self) -> bool:
        """The whole kind lives in the confidential part."""
        return self.model.compartment == Compartment.CONFIDENTIAL

    @property
    def draft_name(self) -> str:
        return f"fact.{self.slug}"

    def readable(self, fact: m.Fact, *, confidential: bool) -> bool:
        """May somebody who does (not) see the confidential part see this one?"""
        return confidential or compartment_of(fact) == Compartment.GENERAL


SECTIONS: dict[str, str | Promise] = {
    "contact": _("Contact"),
    "household": _("Gezin en inkomen"),
    "work": _("Werk en statuut"),
    "skills": _("Talen, opleiding en ervaring"),
    "barriers": _("Drempels"),
    "consents": _("Toestemmingen"),
}

TITLES: dict[str, str | Promise] = {
    "adres": _("adressen"),
    "contactafspraak": _("afspraken over contact"),
    "gezinslid": _("gezinsleden"),
    "inkomen": _("inkomen"),
    "taalniveau": _("talen"),
    "opleiding": _("opleidingen"),
    "drempel": _("drempels"),
    "beperking": _("functionele beperkingen"),
    "ticket": _("tickets van VDAB"),
    "toestemming": _("toestemmingen"),
}
KINDS = {
    kind.slug: kind
    for kind in (
        FactKind("adres", m.Address, f.AddressForm, _("adres"), _("Adres toevoegen"), "contact", "map-pin"),
        FactKind(
            "contactgegeven",
            m.ContactPoint,
            f.ContactPointForm,
            _("telefoon of e-mail"),
            _("Telefoon of e-mail toevoegen"),
            "contact",
            "phone",
        ),
        FactKind(
            "contactafspraak",
            m.ContactRule,
            f.ContactRuleForm,
            _("afspraak over contact"),
            _("Afspraak over contact toevoegen"),
            "contact",
            "shield-lock",
            _("Bijvoorbeeld: nooit thuis langsgaan. Dit staat in het vertrouwelijke deel."),
        ),
        FactKind(
            "gezinslid",
            m.HouseholdMember,
            f.HouseholdMemberForm,
            _("gezinslid"),
            _("Gezinslid toevoegen"),
            "household",
            "users",
            _("Noteer enkel wat nodig is voor de categorie en de opvang."),
        ),
        FactKind(
            "inkomen",
            m.IncomeSpell,
            f.IncomeSpellForm,
            _("inkomensperiode"),
            _("Inkomen toevoegen"),
            "household",
            "coin-euro",
        ),
        FactKind(
            "werkrecht",
            m.WorkRight,
            f.WorkRightForm,
            _("toegang tot de arbeidsmarkt"),
            _("Toegang tot de arbeidsmarkt noteren"),
            "work",
            "certificate",
        ),
        FactKind(
            "vdab",
            m.VdabRegistration,
            f.VdabForm,
            _("inschrijving bij VDAB"),
            _("Inschrijving bij VDAB noteren"),
            "work",
            "building",
        ),
        FactKind(
            "taalniveau",
            m.LanguageLevel,
            f.LanguageLevelForm,
            _("taalniveau"),
            _("Taalniveau toevoegen"),
            "skills",
            "language",
            _("Een nieuwe meting is een nieuw gegeven: de vorige blijft bewaard."),
        ),
        FactKind(
            "rijbewijs",
            m.DrivingLicence,
            f.LicenceForm,
            _("rijbewijs"),
            _("Rijbewijs toevoegen"),
            "work",
            "id",
        ),
        FactKind(
            "mobiliteit", m.Mobility, f.MobilityForm, _("mobiliteit"), _("Mobiliteit noteren"), "work", "home"
        ),
        FactKind(
            "opleiding",
            m.Education,
            f.EducationForm,
            _("opleiding"),
            _("Opleiding toevoegen"),
            "skills",
            "school",
        ),
        FactKind(
            "werkervaring",
            m.WorkExperience,
            f.WorkExperienceForm,
            _("werkervaring"),
            _("Werkervaring toevoegen"),
            "skills",
            "briefcase",
        ),
        FactKind(
            "drempel", m.Barrier, b.BarrierForm, _("drempel"), _("Drempel toevoegen"), "barriers", "flag"
        ),
        FactKind(
            "beperking",
            m.FunctionalLimit,
            b.LimitForm,
            _("functionele beperking"),
            _("Functionele beperking toevoegen"),
            "barriers",
            "shield-lock",
            _("Wat het werk moet ontzien. Nooit de ziekte zelf: die blijft bij de arts."),
        ),
        FactKind(
            "ticket",
            m.Ticket,
            b.TicketForm,
            _("ticket van VDAB"),
            _("Ticket van VDAB noteren"),
            "work",
            "certificate",
            _("Wat VDAB besliste na de indicering. Dit staat in het vertrouwelijke deel."),
        ),
        FactKind(
            "toestemming",
            m.Consent,
            b.ConsentForm,
            _("toestemming"),
            _("Toestemming noteren"),
            "consents",
            "user-check",
            _("Aan wie, en wat zij mogen weten. De cliënt kan ze op elk moment intrekken, zonder reden."),
        ),
    )
}
# The week has a page of its own; only its history and retracting are the general ones.
WEEK = FactKind(
    "beschikbaarheid",
    m.Availability,
    None,
    _("beschikbaarheid"),
    _("Week invullen"),
    "work",
    "clock",
)
ALL_KINDS = KINDS | {WEEK.slug: WEEK}


def kinds_of(section: str) -> list[FactKind]:
    return [kind for kind in ALL_KINDS.values() if kind.section == section]


def kind_of(model: type[m.Fact]) -> FactKind:
    """The kind that a fact model belongs to. Raises KeyError for a model that has no pages here."""
    return {kind.model: kind for kind in ALL_KINDS.values()}[model]


def page_words() -> dict[str, str | Promise]:
    """The pages of each kind as the access log names them, in words."""
    return {f"fact.{slug}": kind.one for slug, kind in ALL_KINDS.items()}
