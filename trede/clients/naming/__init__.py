"""Finding people by name, birth date or number, and files that are likely one person.

Two tables make the index: keys (organisation_id, key, client_id) from `keys_for`, and spellings
(key, word) from `spelling_rows(names_of(person))`, shared by all who bear the word. A search asks
three things: `spelling_sql` for words like the typed ones, `candidate_sql` for files, and the
caller's own query for the names and numbers of those files, which `rank` puts in order.
"""

from .doubles import likely_double
from .folding import NameWords, folded
from .keys import keys_for, names_of, spelling_rows
from .parsing import parse_query
from .people import (
    Branch,
    Hit,
    KeyGroup,
    Kind,
    Matched,
    Plan,
    Query,
    Reason,
    SearchablePerson,
    SpellingPlan,
    Term,
    Verdict,
)
from .planning import plan, plan_for_doubles, spelling_plan, spelling_plan_for_doubles
from .ranking import rank
from .sql import candidate_sql, spelling_sql

__all__ = [
    "Branch",
    "Hit",
    "KeyGroup",
    "Kind",
    "Matched",
    "NameWords",
    "Plan",
    "Query",
    "Reason",
    "SearchablePerson",
    "SpellingPlan",
    "Term",
    "Verdict",
    "candidate_sql",
    "folded",
    "keys_for",
    "likely_double",
    "names_of",
    "parse_query",
    "plan",
    "plan_for_doubles",
    "rank",
    "spelling_plan",
    "spelling_plan_for_doubles",
    "spelling_rows",
    "spelling_sql",
]
