import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("clients", "0001_initial"),
        ("core", "0002_house"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ending", models.CharField(max_length=5)),
                ("sha256", models.CharField(max_length=64)),
                ("storage_name", models.CharField(blank=True, max_length=64)),
                ("as_of", models.DateField(verbose_name="peildatum")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("mapping", "Kolommen nakijken"),
                            ("staging", "Bezig met lezen"),
                            ("review", "Klaar om na te kijken"),
                            ("committing", "Bezig met overnemen"),
                            ("done", "Overgenomen"),
                            ("failed", "Niet gelezen"),
                            ("purged", "Opgeruimd"),
                        ],
                        default="mapping",
                        max_length=10,
                    ),
                ),
                ("mapping", models.JSONField(default=dict)),
                ("problem", models.CharField(blank=True, max_length=300)),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("counts", models.JSONField(default=dict)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.member",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["-started_at"],
                "indexes": [
                    models.Index(fields=["organisation", "sha256"], name="imports_imp_organis_121f5b_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("person", models.JSONField()),
                ("findings", models.JSONField(default=list)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("new", "Nieuw dossier"),
                            ("changed", "Wijzigt een dossier"),
                            ("unchanged", "Niets nieuws"),
                            ("question", "Vraag"),
                            ("refused", "Geweigerd"),
                            ("skipped", "Overgeslagen"),
                        ],
                        max_length=10,
                    ),
                ),
                ("changes", models.JSONField(default=dict)),
                ("safe", models.BooleanField(default=False)),
                ("choice", models.CharField(blank=True, max_length=6)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "client",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="clients.client",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.member",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="imports.importrun",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["run", "outcome", "number"],
                        name="row_waiting_by_outcome",
                    )
                ],
                "constraints": [models.UniqueConstraint(fields=("run", "number"), name="row_once_a_run")],
            },
        ),
        migrations.CreateModel(
            name="ImportMapping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("signature", models.CharField(max_length=64)),
                ("mapping", models.JSONField()),
                ("used_at", models.DateTimeField(auto_now=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "signature"), name="one_mapping_a_header")
                ],
            },
        ),
    ]
