class CaseError(Exception):
    """A person can act on it; `str()` is a Dutch sentence that is safe to show as it is."""


class NotAllowed(CaseError):
    """The member's roles do not hold the verb, or the file is not theirs."""


class Conflict(CaseError):
    """Somebody else changed the same fact first. `draft` keeps what the loser typed."""

    def __init__(self, message: str, *, draft: object = None) -> None:
        super().__init__(message)
        self.draft = draft
