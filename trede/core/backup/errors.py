from trede.core.errors import CaseError


class BackupError(CaseError):
    """A backup cannot be made, read or put back; the sentence says what to do."""
