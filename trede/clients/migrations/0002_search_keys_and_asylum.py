from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def compare_by_code_point(apps: Any, schema_editor: Any) -> None:
    """Beginnings are asked as ranges: only the "C" collation sorts them like SQLite does."""
    if schema_editor.connection.vendor != "postgresql":
        return
    for table, columns in {"searchkey": ("key",), "searchspelling": ("key", "word")}.items():
        for column in columns:
            schema_editor.execute(
                f'ALTER TABLE clients_{table} ALTER COLUMN "{column}" TYPE varchar(40) COLLATE "C"'
            )


class Migration(migrations.Migration):
    dependencies = [("clients", "0001_initial"), ("core", "0001_initial")]

    operations = [
        migrations.DeleteModel(name="SearchKey"),
        migrations.CreateModel(
            name="SearchKey",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "organisation",
                        "key",
                        "client",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("key", models.CharField(max_length=40)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clients.client"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SearchSpelling",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "key", "word", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.CharField(max_length=40)),
                ("word", models.CharField(max_length=40)),
            ],
        ),
        migrations.RunPython(compare_by_code_point, migrations.RunPython.noop),
        migrations.AddField(
            model_name="workright",
            name="asylum_asked_on",
            field=models.DateField(blank=True, null=True, verbose_name="asiel gevraagd op"),
        ),
        migrations.AddField(
            model_name="workright",
            name="asylum_refused",
            field=models.BooleanField(default=False, verbose_name="CGVS besliste negatief"),
        ),
    ]
