"""The index behind the search box. Rebuilt from the file by `trede.clients.search`, never the truth."""

from django.db import models


class SearchKey(models.Model):
    """One row per key of a client: a word of a name, a birth date, a number."""

    # On PostgreSQL the migration gives `key` the "C" collation, so that beginnings are ranges on both engines.
    pk = models.CompositePrimaryKey("organisation", "key", "client")
    organisation = models.ForeignKey("core.Organisation", models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=40)
    client = models.ForeignKey("clients.Client", models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return "search key"


class SearchSpelling(models.Model):
    """How a word that some name holds may also be written; shared by all who bear it, so it points at nobody."""

    pk = models.CompositePrimaryKey("key", "word")
    key = models.CharField(max_length=40)
    word = models.CharField(max_length=40)

    def __str__(self) -> str:
        return "spelling"
