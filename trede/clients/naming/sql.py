"""The same SQL for SQLite and PostgreSQL. Keys compare by code point: COLLATE "C" on PostgreSQL."""

from .people import Branch, Plan, SpellingPlan

# Sorts after every key that begins with what stands before it.
# Only table names and marks are put into the text, never what somebody typed.
_LAST = "\U0010ffff"


def _condition(branch: Branch | SpellingPlan, mark: str) -> tuple[str, list[str]]:
    parts: list[str] = []
    params: list[str] = []
    if branch.keys:
        parts.append(f"key IN ({', '.join([mark] * len(branch.keys))})")
        params += branch.keys
    for beginning in branch.beginnings:
        parts.append(f"(key >= {mark} AND key < {mark})")
        params += [beginning, beginning + _LAST]
    return " OR ".join(parts), params


def spelling_sql(plan: SpellingPlan, *, table: str, mark: str = "%s") -> tuple[str, list[object]]:
    """Words under any of the spellings. Ask only if `plan` is true."""
    condition, params = _condition(plan, mark)
    sql = f"SELECT DISTINCT word FROM {table} WHERE {condition} ORDER BY word LIMIT {mark}"  # noqa: S608
    return sql, [*params, plan.limit]


def candidate_sql(
    plan: Plan, *, organisation_id: int, table: str, mark: str = "%s"
) -> tuple[str, list[object]]:
    """Rows (client_id, weight), best first: at most `plan.limit` files with `plan.at_least`."""
    parts: list[str] = []
    params: list[object] = []
    for number, group in enumerate(plan.groups):
        for branch in group.branches:
            condition, keys = _condition(branch, mark)
            parts.append(
                f"SELECT client_id, {number} AS term, {branch.weight} AS weight FROM {table} "  # noqa: S608
                f"WHERE organisation_id = {mark} AND ({condition})"
            )
            params += [organisation_id, *keys]
    sql = (
        "SELECT client_id, SUM(best) AS total FROM ("  # noqa: S608
        f"SELECT client_id, term, MAX(weight) AS best FROM ({' UNION ALL '.join(parts)}) AS found "
        "GROUP BY client_id, term) AS terms "
        f"GROUP BY client_id HAVING SUM(best) >= {mark} ORDER BY total DESC, client_id LIMIT {mark}"
    )
    return sql, [*params, plan.at_least, plan.limit]
