from typing import Any

import django.db.models.deletion
import django.utils.timezone
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
    initial = True

    dependencies = [
        ("core", "0002_house"),
    ]

    operations = [
        migrations.CreateModel(
            name="DoublesSearch",
            fields=[
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="core.organisation",
                    ),
                ),
                ("at", models.DateTimeField()),
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
        migrations.CreateModel(
            name="Client",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="dossiernummer")),
                (
                    "number_elsewhere",
                    models.CharField(blank=True, max_length=40, verbose_name="nummer in ander programma"),
                ),
                ("last_name", models.CharField(max_length=120, verbose_name="achternaam")),
                ("first_names", models.CharField(blank=True, max_length=120, verbose_name="voornamen")),
                ("known_as", models.CharField(blank=True, max_length=80, verbose_name="roepnaam")),
                (
                    "insz",
                    models.CharField(blank=True, max_length=11, verbose_name="rijksregister- of bisnummer"),
                ),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="geboortedatum")),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[("m", "Man"), ("f", "Vrouw"), ("x", "X"), ("", "Niet bekend")],
                        max_length=1,
                        verbose_name="geslacht",
                    ),
                ),
                ("nationality", models.CharField(blank=True, max_length=2, verbose_name="nationaliteit")),
                ("arrived_on", models.DateField(blank=True, null=True, verbose_name="in België sinds")),
                ("speaks", models.CharField(blank=True, max_length=3, verbose_name="spreektaal")),
                ("reads_in", models.CharField(blank=True, max_length=3, verbose_name="leestaal")),
                (
                    "reads",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Niet gevraagd"),
                            ("well", "Leest vlot"),
                            ("little", "Leest moeizaam"),
                            ("not", "Leest niet"),
                        ],
                        max_length=6,
                        verbose_name="kan lezen",
                    ),
                ),
                ("interpreter_needed", models.BooleanField(default=False, verbose_name="tolk nodig")),
                (
                    "accessibility",
                    models.CharField(blank=True, max_length=200, verbose_name="toegankelijkheid"),
                ),
                ("opened_on", models.DateField(verbose_name="dossier geopend op")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="dossier gesloten op")),
                ("died_on", models.DateField(blank=True, null=True, verbose_name="overleden op")),
                ("moved_to", models.CharField(blank=True, max_length=80, verbose_name="verhuisd naar OCMW")),
                ("erased_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "alias_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aliases",
                        to="clients.client",
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
                "verbose_name": "cliënt",
                "indexes": [
                    models.Index(
                        condition=models.Q(("insz", ""), _negated=True),
                        fields=["organisation", "insz"],
                        name="client_insz",
                    ),
                    models.Index(
                        fields=["organisation", "last_name", "first_names"],
                        name="clients_cli_organis_e7a034_idx",
                    ),
                    models.Index(
                        fields=["organisation", "birth_date"], name="clients_cli_organis_ea0a7b_idx"
                    ),
                    models.Index(
                        condition=models.Q(("speaks", ""), _negated=True),
                        fields=["organisation", "speaks", "last_name", "first_names"],
                        name="client_speaks",
                    ),
                    models.Index(
                        fields=["organisation", "number_elsewhere"], name="clients_cli_organis_34741d_idx"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "number"), name="client_number_once"),
                    models.UniqueConstraint(fields=("organisation", "id"), name="client_in_organisation"),
                    models.UniqueConstraint(
                        condition=models.Q(models.Q(("insz", ""), _negated=True), ("alias_of", None)),
                        fields=("organisation", "insz"),
                        name="client_insz_once",
                        violation_error_message="Er bestaat al een dossier met dit nummer. Open dat dossier.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseAssignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("guide", "Trajectbegeleider"),
                            ("coach", "Werkvloercoach"),
                            ("social_worker", "Maatschappelijk werker"),
                            ("support", "Ondersteuning"),
                        ],
                        max_length=14,
                        verbose_name="rol",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="wat u moet weten")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="core.member",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="clients.client",
                    ),
                ),
            ],
            options={
                "verbose_name": "toewijzing",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["member", "ends_on"], name="clients_cas_member__c3223a_idx"),
                    models.Index(
                        fields=["client", "ends_on", "starts_on"], name="clients_cas_client__fef50b_idx"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="clients_caseassignment_ends_after_start",
                        violation_error_message="De einddatum ligt vóór de begindatum. Kies een latere einddatum.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Barrier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("client", "Cliënt zegt het"),
                            ("document", "Gezien op een document"),
                            ("service", "Van een andere dienst"),
                            ("import", "Uit een ingelezen lijst"),
                            ("worker", "Vastgesteld door een medewerker"),
                        ],
                        default="client",
                        max_length=10,
                        verbose_name="bron",
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("retracted_at", models.DateTimeField(editable=False, null=True)),
                ("retracted_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("multi", "Meerdere problemen samen"),
                            ("language", "Taal"),
                            ("housing", "Wonen"),
                            ("mobility", "Mobiliteit"),
                            ("childcare", "Kinderopvang"),
                            ("health", "Gezondheid (enkel wat het werk beperkt)"),
                            ("addiction", "Verslaving"),
                            ("debts", "Schulden"),
                            ("digital", "Digitale vaardigheden"),
                            ("attitude", "Werkattitude"),
                            ("network", "Klein netwerk"),
                            ("justice", "Justitie"),
                            ("administration", "Administratie"),
                            ("work_does_not_pay", "Werken loont niet"),
                        ],
                        max_length=20,
                        verbose_name="drempel",
                    ),
                ),
                (
                    "severity",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "licht"), (2, "duidelijk"), (3, "zwaar")], verbose_name="ernst"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="in één regel")),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.organisation",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.member",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="clients.client",
                    ),
                ),
            ],
            options={
                "verbose_name": "drempel",
                "ordering": ["-starts_on", "-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=["organisation", "code", "ends_on", "starts_on", "client"],
                        name="clients_bar_organis_644636_idx",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="clients_barrier_ends_after_start",
                        violation_error_message="De einddatum ligt vóór de begindatum. Kies een latere einddatum.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Availability",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("client", "Cliënt zegt het"),
                            ("document", "Gezien op een document"),
                            ("service", "Van een andere dienst"),
                            ("import", "Uit een ingelezen lijst"),
                            ("worker", "Vastgesteld door een medewerker"),
                        ],
                        default="client",
                        max_length=10,
                        verbose_name="bron",
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("retracted_at", models.DateTimeField(editable=False, null=True)),
                ("retracted_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("work", "Beschikbaar voor werk"), ("childcare", "Kinderopvang geregeld")],
                        default="work",
                        max_length=10,
                        verbose_name="soort",
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "maandag"),
                            (1, "dinsdag"),
                            (2, "woensdag"),
                            (3, "donderdag"),
                            (4, "vrijdag"),
                            (5, "zaterdag"),
                            (6, "zondag"),
                        ],
                        verbose_name="dag",
                    ),
                ),
                ("from_minute", models.PositiveSmallIntegerField(verbose_name="van")),
                ("to_minute", models.PositiveSmallIntegerField(verbose_name="tot")),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.organisation",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.member",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="clients.client",
                    ),
                ),
            ],
            options={
                "verbose_name": "beschikbaarheid",
                "ordering": ["kind", "weekday", "from_minute"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="clients_availability_ends_after_start",
                        violation_error_message="De einddatum ligt vóór de begindatum. Kies een latere einddatum.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_minute__gt", models.F("from_minute")),
                            ("to_minute__lte", 1440),
                            ("weekday__lte", 6),
                        ),
                        name="availability_in_a_day",
                        violation_error_message="Het einduur ligt vóór het beginuur. Kies een later einduur.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Address",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("client", "Cliënt zegt het"),
                            ("document", "Gezien op een document"),
                            ("service", "Van een andere dienst"),
                            ("import", "Uit een ingelezen lijst"),
                            ("worker", "Vastgesteld door een medewerker"),
                        ],
                        default="client",
                        max_length=10,
                        verbose_name="bron",
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("retracted_at", models.DateTimeField(editable=False, null=True)),
                ("retracted_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("home", "Verblijfplaats"),
                            ("reference", "Referentieadres"),
                            ("post", "Postadres"),
                        ],
                        default="home",
                        max_length=10,
                        verbose_name="soort",
                    ),
                ),
                ("street", models.CharField(blank=True, max_length=120, verbose_name="straat")),
                ("house_number", models.CharField(blank=True, max_length=12, verbose_name="huisnummer")),
                ("box", models.CharField(blank=True, max_length=12, verbose_name="bus")),
                ("postcode", models.CharField(blank=True, max_length=10, verbose_name="postcode")),
                ("municipality", models.CharField(blank=True, max_length=80, verbose_name="gemeente")),
                ("country", models.CharField(default="BE", max_length=2, verbose_name="land")),
                ("returned_on", models.DateField(blank=True, null=True, verbose_name="post teruggekomen op")),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.organisation",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.member",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="clients.client",
                    ),
                ),
            ],
            options={
                "verbose_name": "adres",
                "ordering": ["-starts_on", "-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("returned_on__isnull", False)),
                        fields=["organisation", "returned_on"],
                        name="address_returned",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="clients_address_ends_after_start",
                        violation_error_message="De einddatum ligt vóór de begindatum. Kies een latere einddatum.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("client", "Cliënt zegt het"),
                            ("document", "Gezien op een document"),
                            ("service", "Van een andere dienst"),
                            ("import", "Uit een ingelezen lijst"),
                            ("worker", "Vastgesteld door een medewerker"),
                        ],
                        default="client",
                        max_length=10,
                        verbose_name="bron",
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("retracted_at", models.DateTimeField(editable=False, null=True)),
                ("retracted_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("at", models.DateTimeField(verbose_name="wanneer")),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("phone", "Gebeld"),
                            ("sms", "Sms"),
                            ("email", "E-mail"),
                            ("letter", "Brief"),
                            ("desk", "Aan het loket"),
                            ("visit", "Huisbezoek"),
                            ("returned", "Post teruggekomen"),
                        ],
                        max_length=10,
                        verbose_name="hoe",
                    ),
                ),
                ("reached", models.BooleanField(default=False, verbose_name="bereikt")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="in één regel")),
                ("confidential", models.BooleanField(default=False, verbose_name="vertrouwelijk")),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="clients.client",
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
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "contactpoging",
                "ordering": ["-at"],
                "indexes": [models.Index(fields=["client", "-at"], name="clients_con_client__b5b2e8_idx")],
            },
        ),
        migrations.CreateModel(
            name="ContactPoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("client", "Cliënt zegt het"),
                            ("document", "Gezien op een document"),
                            ("service", "Van een andere dienst"),
                            ("import", "Uit een ingelezen lijst"),
                            ("worker", "Vastgesteld door een medewerker"),
                        ],
                        default="client",
                        max_length=10,
                        verbose_name="bron",
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("retracted_at", models.DateTimeField(editable=False, null=True)),
                ("retracted_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "channel",
                    models.CharField(
                        choices=[("mobile", "Gsm"), ("phone", "Telefoon"), ("email", "E-mail")],
                        max_length=10,
                        verbose_name="kanaal",
                    ),
                ),
                ("value", models.CharField(max_length=120, verbose_name="nummer of adres")),
                (
                    "owner",
                    models.CharField(blank=True, max_length=80, verbose_name="van wie (indien gedeeld)"),
                ),
                ("preferred", models.BooleanField(default=False, verbose_name="voorkeur")),
                ("opted_out", models.BooleanField(default=False, verbose_name="wil hier geen berichten")),
                ("never", models.BooleanField(default=False, verbose_name="hier nooit schrijven of bellen")),
                ("neutral_sender", models.BooleanField(default=False, verbose_name="neutrale afzender")),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="clients.client",
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
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "contactgegeven",
                "ordering": ["-starts_on", "-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(fields=["organisation", "value"], name="clients_con_organis_7f13ab_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="clients_contactpoint_ends_after_start",
                        violation_error_message="De einddatum ligt vóór de begindatum. Kies een latere einddatum.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("never", True), ("preferred", True), _negated=True),
                        name="never_is_not_preferred",
                        violation_error_message="Een nummer waar nooit gebeld wordt, kan niet de voorkeur hebben.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("client", "Cliënt zegt het"),
                            ("document", "Gezien op een document"),
                            ("service", "Van een andere dienst"),
                            ("import", "Uit een ingelezen lijst"),
                            ("worker", "Vastgesteld door een medewerker"),
                        ],
                        default="client",
                        max_length=10,
                        verbose_name="bron",
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("retracted_at", models.DateTimeField(editable=False, null=True)),
                ("retracted_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("rule", models.CharField(max_length=200, verbose_name="afspraak")),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="clients.client",
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
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "contactafspraak",
                "ordering": ["-starts_on", "-pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="clients_contactrule_ends_after_start",
                        violation_error_message="De einddatum ligt vóór de begindatum. Kies een latere einddatum.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("client", "Cliënt zegt het"),
                            ("document", "Gezien op een document"),
                            ("service", "Van een andere dienst"),
                            ("import", "Uit een ingelezen lijst"),
                            ("worker", "Vastgesteld door een medewerker"),
                        ],
                        default="client",
                        max_length=10,
                        verbose_name="bron",
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("retracted_at", models.DateTimeField(editable=False, null=True)),
                ("retracted_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("permit", "Verblijfs- of arbeidsdocument"),
                            ("certificate", "Attest of diploma"),
                            ("cv", "Cv"),
                            ("decision", "Beslissing"),
                            ("contract", "Contract"),
                            ("letter", "Brief"),
                            ("medical_limit", "Attest van beperkingen"),
                            ("other", "Ander document"),
                        ],
                        max_length=14,
                        verbose_name="soort",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="titel")),
                ("dated_on", models.DateField(blank=True, null=True, verbose_name="datum op het document")),
                ("confidential", models.BooleanField(default=False, verbose_name="vertrouwelijk")),
                ("keep_until", models.DateField(blank=True, null=True, verbose_name="bewaren tot")),
                ("storage_name", models.CharField(editable=False, max_length=64, unique=True)),
                ("media_type", models.CharField(editable=False, max_length=80)),
                ("size", models.PositiveIntegerField(editable=False)),
                ("sha256", models.CharField(editable=False, max_length=64)),
                (
                    "scan",
                    models.CharField(
                        choices=[
                            ("not_scanned", "Niet gecontroleerd op virussen"),
                            ("clean", "Gecontroleerd op virussen"),
                        ],
                        default="not_scanned",
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="clients.client",
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
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "ordering": ["-recorded_at"],
            },
        ),
        migrations.CreateModel(
            name="DrivingLicence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("client", "Cliënt zegt het"),
                            ("document", "Gezien op een document"),
                            ("service", "Van een andere dienst"),
                            ("import", "Uit een ingelezen lijst"),
                            ("worker", "Vastgesteld door een medewerker"),
                        ],
                        default="client",
                        max_length=10,
                        verbose_name="bron",
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("retracted_at", models.DateTimeField(editable=False, null=True)),
                ("retracted_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("AM", "AM bromfiets"),
                            ("A", "A motor"),
                            ("B", "B auto"),
                            ("BE", "BE auto met aanhangwagen"),
                            ("C", "C vrachtwagen"),
                            ("CE", "CE vrachtwagen met aanhangwagen"),
                            ("D", "D autobus"),
                            ("G", "G landbouwvoertuig"),
                            ("theory", "Enkel theorie geslaagd"),
                            ("foreign", "Buitenlands, niet omgewisseld"),
                        ],
                        max_length=8,
                        verbose_name="categorie",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="clients.client",
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
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "rijbewijs",
                "ordering": ["-starts_on", "-pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="clients_drivinglicence_ends_after_start",
                        violation_error_message="De einddatum ligt vóór de begindatum. Kies een latere einddatum.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Education",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("client", "Cliënt zegt het"),
                            ("document", "Gezien op een document"),
                            ("service", "Van een andere dienst"),
                            ("import", "Uit een ingelezen lijst"),
                            ("worker", "Vastgesteld door een medewerker"),
                        ],
                        default="client",
                        max_length=10,
                        verbose_name="bron",
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("retracted_at", models.DateTimeField(editable=False, null=True)),
                ("retracted_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("none", "Geen"),
                            ("primary", "Lager onderwijs"),
                            ("lower", "Secundair, eerste graad"),
                            ("middle", "Secundair, tweede graad"),
                            ("upper", "Diploma secundair"),
                            ("bachelor", "Bachelor of graduaat"),
                            ("master", "Master of hoger"),
                        ],
                        max_length=10,
                        verbose_name="niveau",
                    ),
                ),
                ("subject", models.CharField(blank=True, max_length=120, verbose_name="richting")),
                ("country", models.CharField(blank=True, max_length=2, verbose_name="land")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="jaar")),
                ("finished", models.BooleanField(default=True, verbose_name="afgewerkt")),
                (
                    "recognised",
                    models.BooleanField(blank=True, null=True, verbose_name="erkend in Vlaanderen"),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="clients.client",
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
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "opleiding",
                "ordering": ["-year", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="FileLock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("colleague", "Collega of gewezen collega"),
                            ("relative", "Familie of kennis van een medewerker"),
                            ("other", "Andere reden"),
                        ],
                        max_length=10,
                        verbose_name="reden",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="locks", to="clients.client"
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
                "verbose_name": "afscherming",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="clients_filelock_ends_after_start",
                        violation_error_message="De einddatum ligt vóór de begindatum. Kies een latere einddatum.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseholdMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("client", "Cliënt zegt het"),
                            ("document", "Gezien op een document"),
                            ("service", "Van een andere dienst"),
                            ("import", "Uit een ingelezen lijst"),
                            ("worker", "Vastgesteld door een medewerker"),
                        ],
                        default="client",
                        max_length=10,
                        verbose_name="bron",
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("retracted_at", models.DateTimeField(editable=False, null=True)),
                ("retracted_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "relation",
                    models.CharField(
                        choices=[
                            ("partner", "Partner"),
                            ("child", "Kind"),
                            ("parent", "Ouder"),
                            ("sibling", "Broer of zus"),
                            ("family", "Andere familie"),
                            ("friend", "Vriend of huisgenoot"),
                        ],
                        max_length=10,
                        verbose_name="band",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=80, verbose_name="voornaam")),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="geboortedatum")),
                ("dependent", models.BooleanField(default=False, verbose_name="ten laste")),
                ("needs_care", models.BooleanField(default=False, verbose_name="opvang nodig")),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="clients.client",
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
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "gezinslid",
                "ordering": ["-starts_on", "-pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="clients_householdmember_ends_after_start",
                        violation_error_message="De einddatum ligt vóór de begindatum. Kies een latere einddatum.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IncomeSpell",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("client", "Cliënt zegt het"),
                            ("document", "Gezien op een document"),
                            ("service", "Van een andere dienst"),
                            ("import", "Uit een ingelezen lijst"),
                            ("worker", "Vastgesteld door een medewerker"),
                        ],
                        default="client",
                        max_length=10,
                        verbose_name="bron",
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("retracted_at", models.DateTimeField(editable=False, null=True)),
                ("retracted_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("leefloon", "Leefloon"),
                            ("equivalent", "Equivalent leefloon"),
                            ("wage", "Loon"),
                            ("unemployment", "Werkloosheidsuitkering"),
                            ("sickness", "Ziekte-uitkering"),
                            ("disability", "Tegemoetkoming handicap"),
                            ("pension", "Pensioen"),
                            ("child", "Groeipakket"),
                            ("allowance", "Premie of vergoeding"),
                            ("maintenance", "Onderhoudsgeld"),
                            ("other", "Ander inkomen"),
                        ],
                        max_length=14,
                        verbose_name="soort",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        blank=True,
                        choices=[("A", "A samenwonend"), ("B", "B alleenstaand"), ("C", "C gezin ten laste")],
                        max_length=1,
                        verbose_name="categorie",
                    ),
                ),
                (
                    "amount_cents",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="bedrag per maand"),
                ),
                (
                    "hours_per_week",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="uren per week"),
                ),
                (
                    "employer",
                    models.CharField(blank=True, max_length=120, verbose_name="werkgever of instelling"),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="clients.client",
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
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "inkomensperiode",
                "ordering": ["-starts_on", "-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=["organisation", "kind", "ends_on", "client"],
                        name="clients_inc_organis_31e48f_idx",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="clients_incomespell_ends_after_start",
                        violation_error_message="De einddatum ligt vóór de begindatum. Kies een latere einddatum.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("category", ""), ("kind__in", ("leefloon", "equivalent")), _negated=True
                        ),
                        name="leefloon_has_category",
                        violation_error_message="Kies een categorie: A samenwonend, B alleenstaand of C gezin ten laste.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LanguageLevel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("client", "Cliënt zegt het"),
                            ("document", "Gezien op een document"),
                            ("service", "Van een andere dienst"),
                            ("import", "Uit een ingelezen lijst"),
                            ("worker", "Vastgesteld door een medewerker"),
                        ],
                        default="client",
                        max_length=10,
                        verbose_name="bron",
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("retracted_at", models.DateTimeField(editable=False, null=True)),
                ("retracted_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("language", models.CharField(max_length=3, verbose_name="taal")),
                (
                    "skill",
                    models.CharField(
                        choices=[
                            ("all", "Algemeen"),
                            ("listening", "Luisteren"),
                            ("speaking", "Spreken"),
                            ("reading", "Lezen"),
                            ("writing", "Schrijven"),
                        ],
                        default="all",
                        max_length=10,
                        verbose_name="vaardigheid",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("0", "0"),
                            ("A1", "A1"),
                            ("A2", "A2"),
                            ("B1", "B1"),
                            ("B2", "B2"),
                            ("C1", "C1"),
                            ("C2", "C2"),
                            ("1.1", "1.1"),
                            ("1.2", "1.2"),
                            ("2.1", "2.1"),
                            ("2.2", "2.2"),
                            ("2.3", "2.3"),
                            ("2.4", "2.4"),
                            ("3.1", "3.1"),
                            ("3.2", "3.2"),
                            ("3.3", "3.3"),
                            ("3.4", "3.4"),
                            ("4.1", "4.1"),
                            ("4.2", "4.2"),
                        ],
                        max_length=3,
                        verbose_name="niveau",
                    ),
                ),
                ("measured_on", models.DateField(verbose_name="vastgesteld op")),
                ("certificate", models.CharField(blank=True, max_length=80, verbose_name="attest")),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="clients.client",
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
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "taalniveau",
                "ordering": ["-measured_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="LikelyDouble",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("score", models.PositiveSmallIntegerField()),
                ("reasons", models.JSONField(default=list)),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clients.client"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clients.client"
                    ),
                ),
            ],
            options={
                "verbose_name": "mogelijk dubbel dossier",
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=["organisation", "-score", "id"], name="clients_lik_organis_2a540f_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("one", "other"), name="likelydouble_once"),
                    models.CheckConstraint(
                        condition=models.Q(("one__lt", models.F("other"))), name="likelydouble_in_order"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mobility",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("client", "Cliënt zegt het"),
                            ("document", "Gezien op een document"),
                            ("service", "Van een andere dienst"),
                            ("import", "Uit een ingelezen lijst"),
                            ("worker", "Vastgesteld door een medewerker"),
                        ],
                        default="client",
                        max_length=10,
                        verbose_name="bron",
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("retracted_at", models.DateTimeField(editable=False, null=True)),
                ("retracted_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "bicycle",
                    models.BooleanField(default=False, verbose_name="kan fietsen en heeft een fiets"),
                ),
                (
                    "public_transport",
                    models.BooleanField(default=True, verbose_name="neemt bus, tram of trein"),
                ),
                ("car", models.BooleanField(default=False, verbose_name="heeft een auto")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="reistijd die haalbaar is (minuten)"
                    ),
                ),
                ("remark", models.CharField(blank=True, max_length=200, verbose_name="opmerking")),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="clients.client",
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
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "mobiliteit",
                "ordering": ["-starts_on", "-pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="clients_mobility_ends_after_start",
                        violation_error_message="De einddatum ligt vóór de begindatum. Kies een latere einddatum.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NotADouble",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.member"
                    ),
                ),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clients.client"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.organisation"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="clients.client"
                    ),
                ),
            ],
            options={
                "verbose_name": "geen dubbel dossier",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("one", "other"), name="notadouble_once"),
                    models.CheckConstraint(
                        condition=models.Q(("one__lt", models.F("other"))), name="notadouble_in_order"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Restriction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("client", "Cliënt zegt het"),
                            ("document", "Gezien op een document"),
                            ("service", "Van een andere dienst"),
                            ("import", "Uit een ingelezen lijst"),
                            ("worker", "Vastgesteld door een medewerker"),
                        ],
                        default="client",
                        max_length=10,
                        verbose_name="bron",
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("retracted_at", models.DateTimeField(editable=False, null=True)),
                ("retracted_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("ground", models.CharField(max_length=200, verbose_name="grond")),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="clients.client",
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
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "beperking",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="clients_restriction_ends_after_start",
                        violation_error_message="De einddatum ligt vóór de begindatum. Kies een latere einddatum.",
                    )
                ],
            },
        ),
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
            name="Signal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("client", "Cliënt zegt het"),
                            ("document", "Gezien op een document"),
                            ("service", "Van een andere dienst"),
                            ("import", "Uit een ingelezen lijst"),
                            ("worker", "Vastgesteld door een medewerker"),
                        ],
                        default="client",
                        max_length=10,
                        verbose_name="bron",
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("retracted_at", models.DateTimeField(editable=False, null=True)),
                ("retracted_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("work_started", "Begonnen met werken"),
                            ("work_ended", "Werk gestopt"),
                            ("hours", "Andere uren"),
                            ("income", "Ander inkomen"),
                            ("allowance", "Premie of vergoeding betaald"),
                            ("household", "Gezin veranderd"),
                            ("absence", "Lange afwezigheid"),
                            ("address", "Ander adres"),
                            ("death", "Overlijden"),
                            ("other", "Iets anders"),
                        ],
                        max_length=14,
                        verbose_name="wat",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="sinds")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="in één regel")),
                ("acknowledged_at", models.DateTimeField(editable=False, null=True)),
                (
                    "answer",
                    models.CharField(blank=True, max_length=200, verbose_name="wat doet de sociale dienst"),
                ),
                (
                    "acknowledged_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.member",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="clients.client",
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
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "signaal",
                "ordering": ["recorded_at"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("acknowledged_at__isnull", True)),
                        fields=["organisation", "recorded_at"],
                        name="signal_waiting",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("acknowledged_at__isnull", True), ("acknowledged_by__isnull", True)),
                            models.Q(("acknowledged_at__isnull", False), ("acknowledged_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="signal_acknowledged_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VdabRegistration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("client", "Cliënt zegt het"),
                            ("document", "Gezien op een document"),
                            ("service", "Van een andere dienst"),
                            ("import", "Uit een ingelezen lijst"),
                            ("worker", "Vastgesteld door een medewerker"),
                        ],
                        default="client",
                        max_length=10,
                        verbose_name="bron",
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("retracted_at", models.DateTimeField(editable=False, null=True)),
                ("retracted_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="clients.client",
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
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "inschrijving bij VDAB",
                "ordering": ["-starts_on", "-pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="clients_vdabregistration_ends_after_start",
                        violation_error_message="De einddatum ligt vóór de begindatum. Kies een latere einddatum.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkExperience",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("client", "Cliënt zegt het"),
                            ("document", "Gezien op een document"),
                            ("service", "Van een andere dienst"),
                            ("import", "Uit een ingelezen lijst"),
                            ("worker", "Vastgesteld door een medewerker"),
                        ],
                        default="client",
                        max_length=10,
                        verbose_name="bron",
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("retracted_at", models.DateTimeField(editable=False, null=True)),
                ("retracted_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("job", models.CharField(max_length=120, verbose_name="functie")),
                ("employer", models.CharField(blank=True, max_length=120, verbose_name="werkgever")),
                ("country", models.CharField(blank=True, max_length=2, verbose_name="land")),
                ("began", models.DateField(blank=True, null=True, verbose_name="van")),
                ("ended", models.DateField(blank=True, null=True, verbose_name="tot")),
                ("tasks", models.CharField(blank=True, max_length=300, verbose_name="taken")),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="clients.client",
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
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "werkervaring",
                "ordering": [models.OrderBy(models.F("began"), descending=True, nulls_last=True), "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("began__isnull", True),
                            ("ended__isnull", True),
                            ("ended__gte", models.F("began")),
                            _connector="OR",
                        ),
                        name="experience_ends_after_start",
                        violation_error_message="Het einde ligt vóór het begin. Kies een latere einddatum.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkRight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("client", "Cliënt zegt het"),
                            ("document", "Gezien op een document"),
                            ("service", "Van een andere dienst"),
                            ("import", "Uit een ingelezen lijst"),
                            ("worker", "Vastgesteld door een medewerker"),
                        ],
                        default="client",
                        max_length=10,
                        verbose_name="bron",
                    ),
                ),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("retracted_at", models.DateTimeField(editable=False, null=True)),
                ("retracted_because", models.CharField(blank=True, editable=False, max_length=200)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("belgian", "Belg"),
                            ("eu", "Burger van EU, EER of Zwitserland"),
                            ("refugee", "Erkend vluchteling"),
                            ("subsidiary", "Subsidiair beschermde"),
                            ("temporary_protection", "Tijdelijke bescherming"),
                            ("asylum", "Verzoeker om internationale bescherming"),
                            ("family", "Gezinshereniging"),
                            ("single_permit", "Gecombineerde vergunning"),
                            ("other", "Andere verblijfstitel"),
                        ],
                        max_length=20,
                        verbose_name="grond",
                    ),
                ),
                (
                    "marking",
                    models.CharField(
                        choices=[("onbeperkt", "Onbeperkt"), ("beperkt", "Beperkt"), ("neen", "Neen")],
                        max_length=10,
                        verbose_name="vermelding",
                    ),
                ),
                ("document", models.CharField(blank=True, max_length=80, verbose_name="document")),
                (
                    "asylum_asked_on",
                    models.DateField(blank=True, null=True, verbose_name="asiel gevraagd op"),
                ),
                ("asylum_refused", models.BooleanField(default=False, verbose_name="CGVS besliste negatief")),
                (
                    "client",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="clients.client",
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
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "toegang tot de arbeidsmarkt",
                "ordering": ["-starts_on", "-pk"],
                "abstract": False,
                "indexes": [
                    models.Index(
                        fields=["organisation", "ends_on", "client"], name="clients_wor_organis_5b4fab_idx"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="clients_workright_ends_after_start",
                        violation_error_message="De einddatum ligt vóór de begindatum. Kies een latere einddatum.",
                    )
                ],
            },
        ),
        migrations.RunPython(compare_by_code_point, migrations.RunPython.noop),
    ]
