"""Where the drafts of a werkintake wait: one place for each part of the page."""

from trede.ladder.guide import GUIDE

FORM = "intake."
AGREED_FORM = "agreed"
DRAFT_NAMES = (*(FORM + domain for domain in GUIDE), FORM + AGREED_FORM)
