from django.utils.functional import Promise

VERBS: dict[str, str | Promise] = {}
PAGES: dict[str, str | Promise] = {}
