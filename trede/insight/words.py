"""What this room does, in words: its verbs for the timeline and the log, its pages for the access log."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

VERBS: dict[str, str | Promise] = {"figures.exported": _("cijfers uitgevoerd")}
PAGES: dict[str, str | Promise] = {}
