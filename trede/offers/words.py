"""What this room does, in words: its verbs for the timeline and the log, its pages for the access log."""

from django.utils.functional import Promise

from trede.offers import words_catalogue, words_groups, words_loop

PARTS = (words_catalogue, words_groups, words_loop)
VERBS: dict[str, str | Promise] = {verb: said for part in PARTS for verb, said in part.VERBS.items()}
PAGES: dict[str, str | Promise] = {page: said for part in PARTS for page, said in part.PAGES.items()}
