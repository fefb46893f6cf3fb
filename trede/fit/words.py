"""What this room does, in words: its verbs for the timeline and the log, its pages for the access log."""

from django.utils.functional import Promise

VERBS: dict[str, str | Promise] = {}
PAGES: dict[str, str | Promise] = {}
