"""Choosing a colleague: from a list while it is short, by part of the name where hundreds work."""

from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from trede.core.models import Member
from trede.core.widgets import QuickSelect

# Nobody reads a longer list, and drawing it takes seconds.
MOST_LISTED = 100
MOST_FOUND = 50


class Typed(NamedTuple):
    """Part of a name, and who was chosen from those found by it."""

    chosen: str
    name: str


class ColleagueSelect(QuickSelect):
    """A list; or a box for part of the name, with those found by it."""

    by_name = False

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        chosen = super().value_from_datadict(data, files, name)
        return Typed(chosen or "", data.get(f"{name}_name", "").strip()) if self.by_name else chosen

    def use_required_attribute(self, initial: Any) -> bool:
        return self.by_name or super().use_required_attribute(initial)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        if not self.by_name:
            return super().render(name, value, attrs, renderer)
        typed = value if isinstance(value, Typed) else Typed(str(value or ""), "")
        words = {**(attrs or {}), "class": "form-control", "type": "text", "autocomplete": "off"}
        words |= {"name": f"{name}_name", "value": typed.name, "maxlength": "120"}
        found = [choice for choice in self.choices if choice[0]]
        if not found:
            return format_html("<input{}>", flatatt(words))
        # With somebody in the list, the box may stay empty.
        box = format_html("<input{}>", flatatt({**words, "required": False}))
        listed = {"id": f"{words.get('id', name)}_found", "class": "form-select mt-2"}
        label = {"aria-label": _("Gevonden collega's")}
        return box + super().render(name, typed.chosen, {**listed, **label}, renderer)


class ColleagueField(forms.ModelChoiceField):
    """Call `offer` when the form is made. The name that was typed is sought among the offered colleagues only."""

    widget = ColleagueSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Member.objects.none(), **kwargs)

    def offer(self, rows: QuerySet[Member]) -> list[Member]:
        """Who can be chosen. Returns who stands in the list: nobody while a name must be typed."""
        rows = rows.select_related("user")
        self.queryset = rows
        listed = list(rows[: MOST_LISTED + 1])
        if len(listed) <= MOST_LISTED:
            return self._list(listed)
        self.widget.by_name = True
        typing = _("Typ een deel van de naam; daarna kiest u wie u bedoelt.")
        self.help_text = f"{self.help_text} {typing}" if self.help_text else typing
        return self._list([])

    def prepare(self, members: list[Member]) -> None:
        """For a field whose labels say more than a name: asks once what they need."""

    def _list(self, members: list[Member]) -> list[Member]:
        self.prepare(members)
        shown = [(str(member.pk), self.label_from_instance(member)) for member in members]
        empty = [] if self.empty_label is None else [("", self.empty_label)]
        self.choices = [*empty, *shown]
        return members

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, Typed):
            return super().to_python(value)
        if value.chosen:
            member: Member = super().to_python(value.chosen)  # type: ignore[assignment]
            self._list([member])
            if _bears(member, value.name):
                return member
        return self._named(value.name) if value.name else None

    def _named(self, name: str) -> Member:
        found = self.queryset
        for word in name.split():
            found = found.filter(user__name__icontains=word)  # type: ignore[union-attr]
        members = list(found[: MOST_FOUND + 1])  # type: ignore[index]
        if len(members) == 1 and members[0].name.casefold() == name.casefold():
            return members[0]
        if not members:
            raise ValidationError(_("Geen collega met die naam. Typ een ander deel van de naam."))
        self._list(members[:MOST_FOUND])
        if len(members) > MOST_FOUND:
            raise ValidationError(_("Zo heten er te veel collega's. Typ meer van de naam."))
        raise ValidationError(_("Kies in de lijst wie u bedoelt."))


def _bears(member: Member, name: str) -> bool:
    """Whoever types another name after choosing means the other one."""
    return all(word in member.name.casefold() for word in name.casefold().split())


def offer(form: forms.Form, name: str, rows: QuerySet[Member]) -> list[Member]:
    """`ColleagueField.offer` on a field of a form that is being made."""
    field = form.fields[name]
    if not isinstance(field, ColleagueField):
        raise TypeError(name)
    return field.offer(rows)
