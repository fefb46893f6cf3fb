"""The ladder on paper: what the client's own language has, with the Dutch beside it."""

from collections.abc import Mapping
from typing import Any

from trede.clients.models import Client
from trede.core.periods import today
from trede.ladder.standing_on import Path
from trede.letters.ladder import LadderPaper, ladder_paper_pdf
from trede.texts.reading import RIGHT_TO_LEFT, Text, language_for, say, say_date, sendable

PREFIX = "ladder."
DUTCH = "nl"
NAMES = ("title", "intro", "here", "since", "goal", "good_place", *(f"rung_{n}" for n in range(1, 7)), "ask")
KEYS = tuple(PREFIX + name for name in NAMES)


def paper_of(client: Client, path: Path) -> LadderPaper:
    """What the paper of this client says today; two queries. A translation that may not go out is left out."""
    day = today()
    language = language_for(client.reads_in or client.speaks or DUTCH)
    texts = sendable(client.organisation_id, language, KEYS, day)
    own = {key: text for key, text in texts.texts.items() if text.language != DUTCH}
    return LadderPaper(
        organisation=client.organisation.name,
        name=client.name,
        date_line=day.strftime("%d/%m/%Y"),
        dutch=_said(texts.dutch, DUTCH, path),
        other=_said(own, texts.language, path) if own else None,
        language=texts.language,
        right_to_left=texts.language in RIGHT_TO_LEFT,
        here=path.rung,
        goal=path.goal.rung if path.goal else None,
        reach=bool(path.goal and path.goal.highest_within_reach),
        note=texts.note,
    )


def ladder_pdf(client: Client, path: Path) -> bytes:
    """The tagged PDF. Raises CaseError when it cannot be made."""
    return ladder_paper_pdf(paper_of(client, path))


def _said(texts: Mapping[str, Text], language: str, path: Path) -> dict[str, str]:
    values: dict[str, Any] = {"date": say_date(path.current.starts_on, language) if path.current else ""}
    return {
        key.removeprefix(PREFIX): say(language, text.body, **values)
        for key, text in texts.items()
        if path.current or key != PREFIX + "since"
    }
