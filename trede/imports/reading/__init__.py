"""Lists as they come out of other programs, read without Django: file → table → mapping → persons."""

from .doubles import DoubleFinder
from .errors import Unreadable
from .fields import LABELS, Field
from .findings import CODES, Finding, Level
from .mapping import Column, Mapping, propose_mapping, signature_of
from .persons import PersonRow, read_person
from .table import Row, Skipped, Table, open_table

__all__ = [
    "CODES", "LABELS", "Column", "DoubleFinder", "Field", "Finding", "Level", "Mapping", "PersonRow", "Row",
    "Skipped",
    "Table", "Unreadable", "open_table", "propose_mapping", "read_person", "signature_of",
]  # fmt: skip
