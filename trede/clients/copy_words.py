"""The client's copy in plain Dutch, as data for the PDF template."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from trede.clients.copying import (
    Access,
    Contents,
    Happening,
    fact_rows,
    file_name,
    person_rows,
    record_rows,
)
from trede.clients.models import Client, Document
from trede.clients.records import day_of
from trede.core.local import RETENTION_YEARS, local_value
from trede.core.periods import today
from trede.core.retention_rule import retention_rule
from trede.outbox.models import MessageState

Section = dict[str, Any]


def page_of(contents: Contents) -> dict[str, Any]:
    """Title, introduction and sections. The words are for the client: short sentences, no codes."""
    client = contents.client
    day = today().strftime("%d/%m/%Y")
    sections = [
        _person(client),
        *_facts(contents),
        *_records(contents),
        _documents(contents),
        _messages(contents),
        _happened(contents.happenings),
        _access(contents),
        _why(contents),
        _kept(client),
        _rights(),
    ]
    return {
        "title": _("Kopie van uw dossier"),
        "organisation": client.organisation.name,
        "subtitle": f"{client.name}, {_('dossier')} {client.number}, {client.organisation.name}, {day}",
        "introduction": [
            _(
                "Dit is een kopie van alles wat wij over u bewaren. U hebt recht op deze kopie (artikel 15 AVG)."
            ),
            _("Namen van andere mensen staan er niet in: ook zij hebben recht op privacy."),
            _("Klopt er iets niet? Zeg het ons. Wij verbeteren het."),
        ],
        "sections": sections,
    }


def _person(client: Client) -> Section:
    return {"title": _("Wie u bent"), "rows": person_rows(client)}


def _facts(contents: Contents) -> list[Section]:
    sections = []
    for kind, facts in contents.facts.items():
        if kind is Document or not facts:
            continue
        parts = [{"title": _title(fact), "rows": fact_rows(fact), "note": _noted(fact)} for fact in facts]
        sections.append({"title": capfirst(str(kind._meta.verbose_name)), "parts": parts})
    return sorted(sections, key=lambda section: str(section["title"]))


def _records(contents: Contents) -> list[Section]:
    """Referral, waiting list, decisions and what other rooms keep, a heading for each kind."""
    sections = []
    for kind, rows in contents.records.items():
        name = capfirst(str(kind._meta.verbose_name))
        parts = [{"title": _dated(name, row), "rows": record_rows(row), "note": ""} for row in rows]
        sections.append({"title": name, "parts": parts})
    return sorted(sections, key=lambda section: str(section["title"]))


def _dated(name: str, row: Any) -> str:
    day = day_of(row)
    return _("%(kind)s van %(day)s") % {"kind": name, "day": day.strftime("%d/%m/%Y")} if day else name


def _title(fact: Any) -> str:
    """A short heading; never the name of a relative."""
    start = getattr(fact, "starts_on", None) or fact.recorded_at.date()
    return _("%(kind)s van %(day)s") % {
        "kind": capfirst(str(fact._meta.verbose_name)),
        "day": start.strftime("%d/%m/%Y"),
    }


def _noted(fact: Any) -> str:
    return _("Genoteerd op %(day)s. Bron: %(source)s.") % {
        "day": fact.recorded_at.strftime("%d/%m/%Y"),
        "source": str(fact.get_source_display()).lower(),
    }


def _documents(contents: Contents) -> Section:
    lines = [
        f"{document.title} ({document.get_kind_display()}): {file_name(document)}"
        for document in contents.documents
    ]
    sentences = [_("Deze documenten zitten bij de kopie.") if lines else _("Er zitten geen documenten bij.")]
    if contents.left_out:
        sentences.append(
            _("%(count)s documenten zijn niet meegegeven, omdat er gegevens van anderen in staan.")
            % {"count": len(contents.left_out)}
        )
    return {"title": _("Documenten"), "sentences": sentences, "lines": lines}


def _messages(contents: Contents) -> Section:
    """One line each: the texts are in many scripts, and stand whole in the data beside this page."""
    lines = [
        _("%(day)s: %(channel)s, %(purpose)s (%(state)s)")
        % {
            "day": message.queued_at.strftime("%d/%m/%Y"),
            "channel": message.get_channel_display(),
            "purpose": message.get_purpose_display().lower(),
            "state": str(MessageState(message.state).label).lower(),
        }
        for message, _content in contents.messages
    ]
    none, whole = _("Wij stuurden u geen berichten."), _("De volledige tekst staat in dossier.json.")
    return {"title": _("Berichten aan u"), "sentences": [whole if lines else none], "lines": lines}


def _happened(happenings: list[Happening]) -> Section:
    return {"title": _("Wat er gebeurde"), "lines": [_line(one) for one in happenings]}


def _line(one: Happening) -> str:
    changes = "; ".join(_change(*change) for change in one.changes)
    return f"{one.at}: {one.what} ({one.by}){': ' + changes if changes else ''}"


def _change(label: str, before: str, after: str) -> str:
    if before and after:
        return _("%(label)s van “%(before)s” naar “%(after)s”") % {
            "label": label,
            "before": before,
            "after": after,
        }
    return f"{label}: {after or before}"


def _access(contents: Contents) -> Section:
    opened = [
        _("%(who)s: %(count)s keer een pagina geopend") % {"who": who, "count": count}
        for who, count in contents.openings
    ]
    return {
        "title": _("Wie uw dossier kon zien"),
        "sentences": [_("U ziet de functie, niet de naam.")],
        "lines": [*(_access_line(one) for one in contents.accesses), *opened],
    }


def _access_line(one: Access) -> str:
    return f"{one.who}: {one.purpose}, {one.since} – {one.until}"


def _why(contents: Contents) -> Section:
    kinds = [Client, *(kind for kind, facts in contents.facts.items() if facts)]
    stated = [kind.processing for kind in kinds if hasattr(kind, "processing")]
    shared = contents.shared_with or [_("Niemand buiten ons OCMW.")]
    return {
        "title": _("Waarom wij dit bewaren, en voor wie"),
        "sentences": [
            _("Wij kregen uw gegevens van uzelf, van de sociale dienst of van diensten die u kennen.")
        ],
        "rows": [(str(one.what), f"{one.purpose} ({one.ground})") for one in stated],
        "lines": [
            _("Ontvangers: onze sociale dienst en trajectbegeleiders."),
            *(_("Gedeeld met: %(who)s") % {"who": name} for name in shared),
        ],
    }


def _kept(client: Client) -> Section:
    years = retention_rule(today(), local_value(client.organisation_id, RETENTION_YEARS, today())).years
    return {
        "title": _("Hoe lang wij dit bewaren"),
        "sentences": [
            _("Wij bewaren uw dossier tot %(years)s jaar na het sluiten. Daarna wissen wij uw gegevens.")
            % {"years": years}
        ],
    }


def _rights() -> Section:
    return {
        "title": _("Uw rechten"),
        "lines": [
            _("U mag ons vragen om fouten te verbeteren."),
            _("U mag vragen om gegevens te wissen. Soms verplicht de wet ons om ze te bewaren."),
            _("U mag vragen om uw gegevens een tijd niet te gebruiken."),
            _("U mag bezwaar maken tegen het gebruik van uw gegevens."),
            _("Geen computer beslist over u: een mens beslist altijd."),
            _(
                "Bent u niet tevreden? Dan mag u klacht indienen bij de Gegevensbeschermingsautoriteit, "
                "Drukpersstraat 35, 1000 Brussel, www.gegevensbeschermingsautoriteit.be."
            ),
        ],
    }
