"""Barriers, functional limits, tickets and consent: what each form asks, and what it advises."""

import json
from dataclasses import replace
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trede.clients import models as m
from trede.clients.actions.barriers import lift_barrier
from trede.clients.actions.consent import give_consent, withdraw_consent
from trede.clients.fields import DayField
from trede.clients.forms import Difference, RecordForm
from trede.clients.forms_facts import PERIOD, FactForm, fact_form
from trede.clients.limit_words import COUNTED, limit_words, most_of, unit_words
from trede.clients.medical_words import medical_words
from trede.core.forms import ActionForm
from trede.core.models import Member
from trede.core.periods import today

OWN = "own-"
LIMITS_ONLY = gettext_lazy("Enkel wat iemand kan; geen ziekte, geen geneesmiddel.")
# The barriers about the body and the mind: their note says what work must respect.
ABOUT_HEALTH = (m.BarrierCode.HEALTH, m.BarrierCode.ADDICTION)


def without_medicine(*notes: str) -> str:
    """What to write instead, when one of these notes names an illness or a medicine."""
    if not any(medical_words(note) for note in notes):
        return ""
    return _(
        "Uw tekst lijkt een ziekte of een geneesmiddel te noemen. Schrijf liever wat iemand kan op het werk, "
        "bijvoorbeeld: hoogstens 10 kilo tillen, geen nachtwerk, twee uur na elkaar. "
        "Verbeter de tekst als dat klopt."
    )


class BarrierForm(FactForm):
    """One list to choose from: the shared barriers, and below them those of the organisation itself."""

    class Meta(RecordForm.Meta):
        model = m.Barrier
        fields = ["code", "severity", "note", "doing", "doing_by", *PERIOD]
        help_texts = {
            "note": gettext_lazy(
                "Wat maakt werken moeilijk? Bij gezondheid en verslaving enkel wat iemand kan."
            ),
            "doing": gettext_lazy("Bijvoorbeeld: afbetalingsplan bij de schuldbemiddelaar."),
            "doing_by": gettext_lazy("Een dienst, een collega of de cliënt zelf."),
        }

    def limit(self, *, confidential: bool) -> None:
        hidden = () if confidential else m.CONFIDENTIAL_BARRIERS
        self.own = {f"{OWN}{own.pk}": own for own in self._offered() if own.code not in hidden}
        shared = [pair for pair in self.fields["code"].choices if pair[0] not in hidden]  # type: ignore[attr-defined]
        mine = [(value, own.label) for value, own in self.own.items()]
        self.fields["code"].choices = [*shared, (_("Eigen drempels"), mine)] if mine else shared  # type: ignore[attr-defined]
        self.fields["severity"].choices = [("", _("Kies …")), *m.Barrier.Severity.choices]  # type: ignore[attr-defined]
        if self.instance.own_id:
            self.initial["code"] = f"{OWN}{self.instance.own_id}"

    def _offered(self) -> QuerySet[m.OwnBarrier]:
        """The own barriers in use, and the one that stands there already."""
        in_use = Q(retired_on=None) | Q(pk=self.instance.own_id)
        return m.OwnBarrier.objects.filter(in_use, organisation=self.client.organisation_id)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        own = self.own.get(cleaned.get("code") or "")
        if own:
            cleaned["code"] = own.code
        cleaned["own"] = self.instance.own = own
        return cleaned

    def chosen_values(self) -> dict[str, Any]:
        values = super().chosen_values()
        if "code" in values:
            values["own"] = self.cleaned_data["own"]
        if "ends_on" in values and values["ends_on"] is None:
            # It stands again: what lifted it no longer holds.
            values["lifted_because"] = ""
        return values

    def compare(self, current: Any) -> list[Difference]:
        mine = str(self.instance)
        return [
            replace(one, mine=mine, theirs=str(current)) if one.name == "code" else one
            for one in super().compare(current)
        ]

    def advice(self) -> str:
        said = self.cleaned_data
        if said["code"] not in ABOUT_HEALTH:
            return ""
        return without_medicine(said["note"], said["doing"], said["doing_by"])


class PaperField(forms.ModelChoiceField):
    """A document of the file. Of one that this member may not read, only that it is there."""

    confidential = False

    def label_from_instance(self, obj: Any) -> str:
        if obj.confidential and not self.confidential:
            return _("vertrouwelijk document")
        return f"{obj.title} ({obj.get_kind_display()})"


def offer_papers(form: FactForm, name: str, *, confidential: bool) -> None:
    """The documents of the whole file that this member may read, and the one that is chosen already."""
    field, head = form.fields[name], form.client.alias_of_id or form.client.pk
    if not isinstance(field, PaperField):
        raise TypeError(name)
    documents = m.Document.objects.standing().filter(Q(client=head) | Q(client__alias_of=head))
    if not confidential:
        documents = documents.filter(Q(confidential=False) | Q(pk=getattr(form.instance, f"{name}_id")))
    field.confidential, field.queryset = confidential, documents
    field.empty_label = _("Geen document")


class LimitForm(FactForm):
    """A number only where the kind counts something."""

    NEEDS = {"most": ("kind", set(COUNTED))}
    proof = PaperField(
        m.Document.objects.none(),
        label=gettext_lazy("Attest"),
        required=False,
        help_text=gettext_lazy("Voeg het eerst toe bij Documenten."),
    )

    class Meta(RecordForm.Meta):
        model = m.FunctionalLimit
        fields = ["kind", "most", "note", "proof", *PERIOD]
        labels = {"note": gettext_lazy("Toelichting")}
        help_texts = {
            "most": gettext_lazy(
                "Kilo bij tillen, minuten bij staan, zitten en stappen, uren bij uren per week."
            ),
            "note": LIMITS_ONLY,
            "ends_on": gettext_lazy("Trede verwittigt u 30 dagen vooraf."),
        }

    def limit(self, *, confidential: bool) -> None:
        offer_papers(self, "proof", confidential=confidential)
        self.fields["most"].widget.attrs["data-help"] = json.dumps({"kind": unit_words()})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kind, most = cleaned.get("kind") or "", cleaned.get("most")
        highest = most_of(kind)
        if most == 0:
            self.add_error("most", _("Schrijf een getal boven nul, of laat het leeg."))
        elif most and highest and most > highest:
            said = {"most": highest, "limit": limit_words(kind, most)}
            self.add_error("most", _("“%(limit)s” kan niet. Vul hoogstens %(most)s in.") % said)
        return cleaned

    def advice(self) -> str:
        return without_medicine(self.cleaned_data["note"])


TicketForm = fact_form(m.Ticket, "kind", "decided_by", *PERIOD)


class ConsentForm(FactForm):
    paper = PaperField(
        m.Document.objects.none(),
        label=gettext_lazy("Papier"),
        required=False,
        help_text=gettext_lazy("Is er getekend? Voeg het papier toe bij Documenten en kies het hier."),
    )

    class Meta(RecordForm.Meta):
        model = m.Consent
        fields = ["purpose", "given_to", "what", "form", "paper", *PERIOD]
        help_texts = {
            "given_to": gettext_lazy("De naam van de organisatie, niet van een persoon."),
            "what": gettext_lazy(
                "Bijvoorbeeld: naam, telefoon, taalniveau en trede. Lees het de cliënt voor."
            ),
            "ends_on": gettext_lazy("Leeg: tot de cliënt ze intrekt."),
        }

    def limit(self, *, confidential: bool) -> None:
        offer_papers(self, "paper", confidential=confidential)

    def write(self, *, by: Member) -> Any:
        return give_consent(self.instance, by=by)


class LiftForm(ActionForm):
    """A barrier is out of the way."""

    on = DayField(label=gettext_lazy("Opgelost op"), past=True, help_text=gettext_lazy("Als 31/01/2026."))
    because = forms.CharField(
        label=gettext_lazy("Waardoor?"),
        max_length=200,
        help_text=gettext_lazy("Bijvoorbeeld: plaats in de opvang gevonden, afbetalingsplan rond."),
        error_messages={
            "required": gettext_lazy(
                "Schrijf waardoor de drempel opgelost is: zo weet een collega wat helpt."
            )
        },
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def lift(self, barrier: m.Barrier, *, by: Member) -> m.Barrier | None:
        values = self.cleaned_data
        return self.attempt(
            lambda: lift_barrier(
                barrier, by=by, expected=values["version"], on=values["on"], because=values["because"]
            )
        )


class WithdrawForm(ActionForm):
    """The client takes a consent back: one field, already filled in."""

    on = DayField(
        label=gettext_lazy("Ingetrokken op"),
        past=True,
        initial=today,
        help_text=gettext_lazy("De dag waarop de cliënt het zei. Een reden is niet nodig."),
    )

    def withdraw(self, consent: m.Consent, *, by: Member) -> m.Consent | None:
        return self.attempt(lambda: withdraw_consent(consent, by=by, on=self.cleaned_data["on"]))
