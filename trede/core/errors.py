class CaseError(Exception):
    """A person can act on it; `str()` is a Dutch sentence that is safe to show as it is."""


class NotAllowed(CaseError):
    """The member's roles do not hold the verb, or the file is not theirs."""


class Conflict(CaseError):
    """Somebody else changed the same fact first. `draft` keeps what the loser typed."""

    def __init__(self, message: str, *, draft: object = None) -> None:
        super().__init__(message)
        self.draft = draft


class Elsewhere(Exception):
    """The page asked for is another one: the middleware redirects there."""

    def __init__(self, url_name: str, **kwargs: object) -> None:
        super().__init__(url_name)
        self.url_name = url_name
        self.kwargs = kwargs
