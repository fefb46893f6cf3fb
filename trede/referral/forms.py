"""What somebody fills in to refer, to answer, and to propose or look again at an exemption."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from trede.clients.fields import DayField
from trede.clients.forms import KeptForm
from trede.clients.models import CONFIDENTIAL_BARRIERS, BarrierCode, Document
from trede.core.forms import ActionForm, choose_from
from trede.core.periods import today
from trede.referral.models import Estimate, Ground, Priority, SentBackReason
from trede.referral.reasons import reasons_on, review_months
from trede.rules.dates import add_months

SHORT = forms.Textarea(attrs={"rows": 2})


class ReferralForm(KeptForm):
    """Only what the file does not know yet."""

    estimate = forms.ChoiceField(
        label=_("Kan deze persoon stappen naar werk zetten?"),
        choices=Estimate.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies uw inschatting.")},
    )
    estimate_note = forms.CharField(
        label=_("Waarom denkt u dat?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "data-needs": "estimate=soon,unsure,no"}),
        error_messages={"required": _("Schrijf waarom u dat denkt.")},
    )
    wish = forms.CharField(label=_("Wat wil de cliënt zelf?"), max_length=300, required=False, widget=SHORT)
    barriers = forms.MultipleChoiceField(
        label=_("Drempels die u kent"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Komen als feit in het dossier. Wat er al staat, komt er niet dubbel in."),
    )
    priority = forms.ChoiceField(label=_("Voorrang"), choices=Priority.choices, required=False)
    short_notice = forms.BooleanField(
        label=_("Kan op korte termijn komen, als er een plaats vrijkomt"), required=False
    )
    note = forms.CharField(
        label=_("Wat moet de dienst nog weten?"), max_length=500, required=False, widget=SHORT
    )

    field_order = ["estimate", "estimate_note", "wish", "priority", "note", "barriers", "short_notice"]

    def __init__(self, *args: Any, confidential: bool, live: str = "", **kwargs: Any) -> None:
        """`live`: the address that weighs the criteria again when the estimate changes."""
        super().__init__(*args, **kwargs)
        hidden = () if confidential else CONFIDENTIAL_BARRIERS
        self.fields["barriers"].choices = [  # type: ignore[attr-defined]
            choice for choice in BarrierCode.choices if choice[0] not in hidden
        ]
        if self.is_bound:
            doubts = self.data.get("estimate") in set(Estimate.values) - {Estimate.YES}
            self.fields["estimate_note"].required = doubts
        if live:
            self.fields["estimate"].widget.attrs |= {
                "data-hx-post": live,
                "data-hx-trigger": "change",
                "data-hx-target": "#criteria",
                "data-hx-swap": "innerHTML",
            }


class AgainForm(ReferralForm):
    """The same, corrected; the barriers are on the file by now."""

    answer = forms.CharField(
        label=_("Wat hebt u gedaan met wat gevraagd werd?"), max_length=500, required=False, widget=SHORT
    )
    field_order = ["answer", *ReferralForm.field_order]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["barriers"]


class SendBackForm(ActionForm):
    reason = forms.ChoiceField(
        label=_("Reden"),
        choices=SentBackReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een reden.")},
    )
    note = forms.CharField(
        label=_("Wat is er nodig?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Zo concreet dat uw collega weet wat te doen."),
        error_messages={"required": _("Schrijf wat er nodig is.")},
    )


class WithdrawForm(ActionForm):
    note = forms.CharField(
        label=_("Waarom?"), max_length=500, error_messages={"required": _("Schrijf waarom.")}
    )


class DocumentField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} ({obj.get_kind_display()})"


class ExemptionForm(KeptForm):
    """A ground with one of its reasons, and until when; the committee decides."""

    reason = forms.ChoiceField(label=_("Grond en reden"), error_messages={"required": _("Kies een reden.")})
    note = forms.CharField(
        label=_("Toelichting"),
        max_length=300,
        required=False,
        help_text=_("Zonder medische gegevens: geen diagnose, geen behandeling. Wel wat niet kan."),
    )
    starts_on = DayField(label=_("Vanaf"), initial=today)
    ends_on = DayField(label=_("Tot en met"), required=False, help_text=_("Leeg: tot iemand ze beëindigt."))
    review_on = DayField(label=_("Herbekijken op"))
    proof = DocumentField(
        Document.objects.none(),
        label=_("Bewijs"),
        required=False,
        empty_label=_("Nog geen document"),
        help_text=_("Een document uit dit dossier."),
    )
    motivation = forms.CharField(
        label=_("Motivering voor het comité"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Enkel wat het comité nodig heeft om te beslissen. Geen medische gegevens."),
        error_messages={"required": _("Schrijf waarom u dit voorstelt.")},
    )

    def __init__(self, *args: Any, documents: QuerySet[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "proof", documents)
        day = today()
        usual, most = review_months(day)
        self.fields["reason"].choices = self.grouped()  # type: ignore[attr-defined]
        self.fields["review_on"].initial = add_months(day, usual)
        self.fields["review_on"].help_text = _(
            "Dan komt het op Vandaag. Gewoonlijk na %(usual)s maanden, ten laatste na %(most)s."
        ) % {"usual": usual, "most": most}

    def grouped(self) -> list[Any]:
        """Reasons under their ground; the value names both."""
        by_ground: dict[str, list[tuple[str, str]]] = {}
        for reason in reasons_on(today()):
            by_ground.setdefault(reason.ground, []).append((f"{reason.ground}.{reason.code}", reason.label))
        return [("", _("Kies …")), *((str(Ground(ground).label), rows) for ground, rows in by_ground.items())]

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the exemption itself."""
        ground, _dot, code = self.cleaned_data["reason"].partition(".")
        names = ("note", "starts_on", "ends_on", "review_on", "proof")
        return {"ground": ground, "reason": code} | {name: self.cleaned_data[name] for name in names}


class ReviewForm(ActionForm):
    how = forms.ChoiceField(
        label=_("Wat doet u?"),
        choices=[("keep", _("Behouden")), ("end", _("Beëindigen"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat u doet.")},
    )
    review_on = DayField(label=_("Opnieuw herbekijken op"), required=False)
    ends_on = DayField(label=_("Laatste dag van de vrijstelling"), required=False)
    note = forms.CharField(
        label=_("Waarom?"), max_length=300, error_messages={"required": _("Schrijf waarom.")}
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, has_end: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].widget.attrs["data-needs"] = "how=end"
        self.fields["review_on"].widget.attrs["data-needs"] = "how=keep"
        if has_end:
            del self.fields["review_on"]

    @property
    def values(self) -> dict[str, Any]:
        """What `review` takes."""
        values = dict(self.cleaned_data)
        values["expected"] = values.pop("version")
        return values
