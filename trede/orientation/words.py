"""What this room does, in words: its verbs for the timeline and the log, its pages for the access log."""

from django.utils.functional import Promise

from trede.orientation import words_answers, words_planning, words_session

PARTS = (words_planning, words_session, words_answers)
VERBS: dict[str, str | Promise] = {verb: said for part in PARTS for verb, said in part.VERBS.items()}
PAGES: dict[str, str | Promise] = {page: said for part in PARTS for page, said in part.PAGES.items()}
