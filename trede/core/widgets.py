"""Fields as a page draws them."""

from html import escape
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


class FileChooser(forms.FileInput):
    """A file to choose. Browsers word this in a language of their own; the page brings its words along."""

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        words = {"data-choose": _("Bestand kiezen"), "data-none": _("Nog geen bestand gekozen")}
        return words | super().build_attrs(base_attrs, extra_attrs)


class QuickSelect(forms.Select):
    """A list to choose from, drawn without a template for every option: a page with long lists stays quick."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = {str(one) for one in (value if isinstance(value, list | tuple) else [value or ""])}
        own = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        return format_html("<select{}>{}</select>", own, self._options(self.choices, chosen))

    def _options(self, choices: Any, chosen: set[str]) -> SafeString:
        options = "".join([self._option(key, label, chosen) for key, label in choices])
        return SafeString(options)  # nosec B703 - every part was escaped one by one

    def _option(self, key: Any, label: Any, chosen: set[str]) -> str:
        if isinstance(label, list | tuple):
            return format_html('<optgroup label="{}">{}</optgroup>', key, self._options(label, chosen))
        mark = " selected" if str(key) in chosen else ""
        # Not format_html: in a list of thousands of names that is most of the time of the page.
        return f'<option value="{escape(str(key))}"{mark}>{escape(str(label))}</option>'
