"""Forms around the file: documents, merging, locking, assigning, restricting, copying."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from trede.clients.actions.assignments import MOST_OVERLAP, add_follower, hand_over, stop_following
from trede.clients.actions.copying import copy_file
from trede.clients.actions.documents import CHANGEABLE, add_document, change_document, retract_document
from trede.clients.actions.locks import change_names, end_lock, lock_file
from trede.clients.actions.merging import merge_files, unmerge_file
from trede.clients.actions.restriction import lift_restriction, restrict_file
from trede.clients.colleagues import caseload_words, caseloads
from trede.clients.fields import DayField
from trede.clients.forms import changed_values, refuse
from trede.clients.models import CaseAssignment, CaseRole, Client, Document, FileLock, Restriction
from trede.clients.sniffing import ACCEPT, MOST_BYTES, too_big
from trede.core.errors import CaseError
from trede.core.forms import ManyField
from trede.core.forms_colleague import ColleagueField, offer
from trede.core.models import Member
from trede.core.widgets import FileChooser


def tried(form: forms.BaseForm, action: Callable[[], Any]) -> bool:
    """Run an action; what it refuses becomes an error of this form."""
    try:
        action()
    except (CaseError, ValidationError) as error:
        refuse(form, error)
        return False
    return True


class DocumentForm(forms.ModelForm[Document]):
    class Meta:
        model = Document
        fields = CHANGEABLE
        help_texts = {
            "title": _("Kort, zonder namen van anderen. Bijvoorbeeld: attest NT2 1.2."),
            "confidential": _("Enkel wie het dossier volgt, ziet dit document."),
            "keep_until": _("Na die dag vraagt Trede om het document te verwijderen."),
        }

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("dated_on", "keep_until"):
            self.fields[name].help_text = self.fields[name].help_text or _("Als 31/01/2026.")
        if self.instance.pk:
            self.initial.setdefault("version", self.instance.version)

    def _get_validation_exclusions(self) -> set[str]:
        # The action validates the whole row; the form only its own fields.
        return {*super()._get_validation_exclusions(), "organisation", "client"}  # type: ignore[misc]

    def change(self, *, by: Member) -> bool:
        values = {name: value for name, value in changed_values(self).items() if name in CHANGEABLE}
        expected = self.cleaned_data.get("version") or 0
        return tried(self, lambda: change_document(self.instance, by=by, expected=expected, values=values))


class UploadForm(DocumentForm):
    file = forms.FileField(
        label=_("Bestand"),
        help_text=_("PDF, JPEG, PNG, DOCX, XLSX, ODT of TXT, hoogstens 15 MB."),
        widget=FileChooser(attrs={"accept": ACCEPT}),
        error_messages={
            "required": _("Kies een bestand."),
            "empty": _("Dit bestand is leeg. Kies een ander bestand."),
            "max_length": _("De naam van dit bestand is te lang. Geef het een kortere naam."),
        },
    )
    field_order = ["file", "kind", "title", "dated_on", "source", "confidential", "keep_until"]

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise ValidationError(str(too_big()))
        return file

    def add(self, client: Client, *, by: Member) -> bool:
        file = self.cleaned_data["file"]
        self.instance.client = client
        return tried(self, lambda: add_document(self.instance, file.read(), by=by, name=file.name))


class BecauseForm(forms.Form):
    because = forms.CharField(
        label=_("Waarom"), max_length=200, error_messages={"required": _("Schrijf waarom.")}
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def retract(self, document: Document, *, by: Member) -> bool:
        expected, because = self.cleaned_data["version"], self.cleaned_data["because"]
        return tried(self, lambda: retract_document(document, by=by, expected=expected, because=because))


class FindForm(forms.Form):
    """Posted, never in an address: it holds a name or a number."""

    q = forms.CharField(
        label=_("Naam, geboortedatum of nummer van het andere dossier"),
        max_length=120,
        error_messages={"required": _("Schrijf een naam, een geboortedatum of een nummer.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class MergeForm(forms.Form):
    lead = forms.ChoiceField(
        label=_("Welk dossier leidt?"),
        widget=forms.RadioSelect,
        help_text=_(
            "Zijn naam, nummer en geboortedatum gelden voor het geheel. Uit het andere gaat niets verloren."
        ),
        error_messages={"required": _("Kies welk dossier leidt.")},
    )
    reason = forms.CharField(
        label=_("Waarom is dit dezelfde persoon?"),
        max_length=200,
        error_messages={"required": _("Schrijf waarom dit dezelfde persoon is.")},
    )

    def __init__(self, *args: Any, one: Client, other: Client, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.both = {str(client.pk): client for client in (one, other)}
        choices = [
            (pk, f"{client.name} ({_('dossier')} {client.number})") for pk, client in self.both.items()
        ]
        self.fields["lead"].choices = choices  # type: ignore[attr-defined]

    @property
    def leading(self) -> Client:
        return self.both[self.cleaned_data["lead"]]

    def merge(self, *, by: Member) -> bool:
        other = next(client for client in self.both.values() if client.pk != self.leading.pk)
        reason = self.cleaned_data["reason"]
        return tried(self, lambda: merge_files(lead=self.leading, other=other, by=by, reason=reason))


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Waarom"), max_length=200, error_messages={"required": _("Schrijf waarom.")}
    )

    def unmerge(self, part: Client, *, by: Member) -> bool:
        reason = self.cleaned_data["reason"]
        return tried(self, lambda: unmerge_file(part=part, by=by, reason=reason))


class FollowerField(ColleagueField):
    """A colleague with what helps to choose: how many files they follow now."""

    def prepare(self, members: list[Member]) -> None:
        self.loads = caseloads(members)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} – {caseload_words(self.loads.get(obj.pk, 0))}"


class _ColleagueForm(forms.Form):
    """A form with a field `member`, filled with the colleagues who may follow files."""

    def __init__(self, *args: Any, colleagues: QuerySet[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "member", colleagues)


class FollowerForm(_ColleagueForm):
    member = FollowerField(label=_("Collega"), error_messages={"required": _("Kies een collega.")})
    role = forms.ChoiceField(label=_("Rol in dit dossier"), choices=CaseRole.choices)
    starts_on = DayField(label=_("Vanaf"))
    note = forms.CharField(
        label=_("Wat uw collega moet weten"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def add(self, client: Client, *, by: Member) -> bool:
        values = self.cleaned_data
        return tried(self, lambda: add_follower(client, by=by, **values))


class HandOverForm(_ColleagueForm):
    member = FollowerField(label=_("Naar wie"), error_messages={"required": _("Kies een collega.")})
    overlap_days = forms.IntegerField(
        label=_("Dagen dat u beiden volgt"),
        min_value=0,
        max_value=MOST_OVERLAP,
        initial=14,
        help_text=_("0 tot 60. Daarna sluit de toegang van wie overdraagt vanzelf."),
    )
    note = forms.CharField(
        label=_("Wat uw collega moet weten"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def hand_over(self, assignment: CaseAssignment, *, by: Member) -> bool:
        values = self.cleaned_data
        return tried(
            self,
            lambda: hand_over(
                assignment,
                to=values["member"],
                by=by,
                overlap_days=values["overlap_days"],
                note=values["note"],
            ),
        )


class LastDayForm(forms.Form):
    last_day = DayField(label=_("Laatste dag"), help_text=_("Die dag telt nog mee. Als 31/01/2026."))

    def stop(self, assignment: CaseAssignment, *, by: Member) -> bool:
        last_day = self.cleaned_data["last_day"]
        return tried(self, lambda: stop_following(assignment, by=by, last_day=last_day))


class NamesField(ManyField):
    """Colleagues to tick; those who follow the file stand first. `colleagues.followers_first` made the query."""

    def label_from_instance(self, obj: Any) -> str:
        words = [obj.function, _("volgt dit dossier") if getattr(obj, "follows", False) else ""]
        said = ", ".join(str(word) for word in words if word)
        return f"{obj.name} ({said})" if said else str(obj.name)


class NamesForm(forms.Form):
    """Who may still open a locked file."""

    members = NamesField(
        Member.objects.none(),
        label=_("Wie mag dit dossier nog openen?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Alle anderen verliezen meteen de toegang, ook wie het dossier volgt. Het verdwijnt uit hun zoekresultaten."
        ),
        error_messages={"required": _("Kies minstens één medewerker die het dossier nog mag openen.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, colleagues: QuerySet[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = colleagues  # type: ignore[attr-defined]

    def change(self, client: Client, *, by: Member) -> bool:
        expected, members = self.cleaned_data.get("version") or 0, list(self.cleaned_data["members"])
        return tried(self, lambda: change_names(client, by=by, expected=expected, members=members))


class LockForm(NamesForm):
    reason = forms.ChoiceField(
        label=_("Reden"),
        choices=FileLock.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een reden.")},
    )
    field_order = ["reason", "members"]

    def lock(self, client: Client, *, by: Member) -> bool:
        reason, members = self.cleaned_data["reason"], list(self.cleaned_data["members"])
        return tried(self, lambda: lock_file(client, by=by, reason=reason, members=members))


class UnlockForm(forms.Form):
    last_day = DayField(
        label=_("Laatste dag van de afscherming"), help_text=_("Tot en met middernacht van die dag.")
    )
    note = forms.CharField(
        label=_("Waarom is de afscherming niet meer nodig?"),
        max_length=200,
        error_messages={"required": _("Schrijf waarom.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def end(self, client: Client, *, by: Member) -> bool:
        values = self.cleaned_data
        return tried(
            self,
            lambda: end_lock(
                client, by=by, expected=values["version"], last_day=values["last_day"], note=values["note"]
            ),
        )


class NumberForm(forms.Form):
    number = forms.IntegerField(
        label=_("Dossiernummer"),
        min_value=1,
        max_value=2_147_483_647,
        error_messages={"required": _("Vul een dossiernummer in."), "invalid": _("Schrijf enkel cijfers.")},
    )


class RestrictForm(forms.Form):
    ground = forms.CharField(
        label=_("Grond"),
        max_length=200,
        help_text=_("Bijvoorbeeld: de cliënt betwist de juistheid van zijn loopbaangegevens."),
        error_messages={"required": _("Schrijf op welke grond de verwerking beperkt wordt.")},
    )
    starts_on = DayField(label=_("Vanaf"))
    ends_on = DayField(label=_("Tot en met"), required=False, help_text=_("Leeg: tot u de beperking opheft."))

    def restrict(self, client: Client, *, by: Member) -> bool:
        values = self.cleaned_data
        return tried(self, lambda: restrict_file(client, by=by, **values))


class LiftForm(BecauseForm):
    def lift(self, restriction: Restriction, *, by: Member) -> bool:
        expected, because = self.cleaned_data["version"], self.cleaned_data["because"]
        return tried(self, lambda: lift_restriction(restriction, by=by, expected=expected, because=because))


class DocumentsField(ManyField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.title} ({obj.get_kind_display()})"


class CopyForm(forms.Form):
    leave_out = DocumentsField(
        Document.objects.none(),
        label=_("Documenten met gegevens van anderen, die u weglaat"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(label=_("Waarom laat u die weg?"), max_length=200, required=False)

    def __init__(self, *args: Any, documents: QuerySet[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leave_out"].queryset = documents  # type: ignore[attr-defined]

    def copy(self, client: Client, *, by: Member) -> bytes | None:
        leave_out = {document.pk for document in self.cleaned_data["leave_out"]}
        note = self.cleaned_data["note"]
        made: list[bytes] = []
        tried(self, lambda: made.append(copy_file(client, by=by, leave_out=leave_out, note=note)))
        return made[0] if made else None
