import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import trede.core.models.organisation

# The libraries come before our own tables: each of their steps loads every model that points to a login again,
# and with ours among them an empty database took fifteen seconds to lay.
LIBRARIES = [
    ("account", "0009_emailaddress_unique_primary_email"),
    ("auth", "0012_alter_user_first_name_max_length"),
    ("axes", "0010_accessattemptexpiration"),
    ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ("mfa", "0003_authenticator_type_uniq"),
    ("sessions", "0001_initial"),
    ("socialaccount", "0006_alter_socialaccount_extra_data"),
]


class Migration(migrations.Migration):
    dependencies = [("core", "0001_user"), *LIBRARIES]

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("verb", models.CharField(max_length=50)),
                ("subject", models.BigIntegerField(null=True)),
                ("object_kind", models.CharField(blank=True, max_length=50)),
                ("object_id", models.BigIntegerField(null=True)),
                (
                    "compartment",
                    models.CharField(
                        choices=[("general", "Algemeen"), ("confidential", "Vertrouwelijk")],
                        default="general",
                        max_length=12,
                    ),
                ),
                ("payload_hash", models.BinaryField(max_length=32, null=True)),
                ("row_hash", models.BinaryField(max_length=32)),
            ],
            options={
                "verbose_name": "gebeurtenis",
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("slug", models.SlugField(unique=True, verbose_name="korte naam")),
                (
                    "enterprise_number",
                    models.CharField(
                        blank=True,
                        max_length=10,
                        null=True,
                        unique=True,
                        validators=[trede.core.models.organisation.check_enterprise_number],
                        verbose_name="ondernemingsnummer",
                    ),
                ),
                ("municipality", models.CharField(blank=True, max_length=80, verbose_name="gemeente")),
                ("is_demo", models.BooleanField(default=False, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("count", models.PositiveIntegerField()),
                ("previous", models.CharField(max_length=64)),
                ("head", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="AccessLog",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("organisation_id", models.BigIntegerField()),
                ("member_id", models.BigIntegerField()),
                ("subject", models.BigIntegerField()),
                ("page", models.CharField(max_length=60)),
                ("why", models.CharField(max_length=20)),
            ],
            options={
                "verbose_name": "inzage",
                "indexes": [
                    models.Index(fields=["subject", "at"], name="core_access_subject_7d7c96_idx"),
                    models.Index(
                        fields=["member_id", "subject", "at"], name="core_access_member__3d6278_idx"
                    ),
                    models.Index(fields=["organisation_id", "at"], name="core_access_organis_539ca3_idx"),
                ],
            },
        ),
        migrations.CreateModel(
            name="EventPayload",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="payload",
                        serialize=False,
                        to="core.event",
                    ),
                ),
                ("ciphertext", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                ("function", models.CharField(blank=True, max_length=80, verbose_name="functie")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="telefoon")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="core.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "medewerker",
                "ordering": ["user__name"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="core_member_ends_after_start",
                        violation_error_message="De einddatum ligt vóór de begindatum. Kies een latere einddatum.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="event",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.member"
            ),
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.BigIntegerField()),
                ("reason", models.CharField(max_length=300, verbose_name="reden")),
                ("opened_at", models.DateTimeField()),
                ("reviewed_at", models.DateTimeField(blank=True, null=True)),
                ("justified", models.BooleanField(blank=True, null=True, verbose_name="gerechtvaardigd")),
                ("remark", models.CharField(blank=True, max_length=300, verbose_name="opmerking")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="looks", to="core.member"
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
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
                "verbose_name": "inzage met reden",
                "ordering": ["-opened_at"],
                "indexes": [
                    models.Index(fields=["organisation", "reviewed_at"], name="core_look_organis_59af9c_idx")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("justified__isnull", True),
                                ("reviewed_at__isnull", True),
                                ("reviewed_by__isnull", True),
                            ),
                            models.Q(
                                ("justified__isnull", False),
                                ("reviewed_at__isnull", False),
                                ("reviewed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="look_reviewed_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LocalSetting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                ("key", models.CharField(max_length=60)),
                ("value", models.CharField(max_length=200)),
                ("reason", models.CharField(max_length=200, verbose_name="waarom")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="local_settings",
                        to="core.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "instelling",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="core_localsetting_ends_after_start",
                        violation_error_message="De einddatum ligt vóór de begindatum. Kies een latere einddatum.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="event",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.organisation"
            ),
        ),
        migrations.CreateModel(
            name="Capacity",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("ocmw", "OCMW"),
                            ("partner", "Partner"),
                            ("host", "Werkplek"),
                            ("provider", "Aanbieder"),
                        ],
                        max_length=10,
                        verbose_name="hoedanigheid",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="capacities",
                        to="core.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "hoedanigheid",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="core_capacity_ends_after_start",
                        violation_error_message="De einddatum ligt vóór de begindatum. Kies een latere einddatum.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AccessGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                ("subject", models.BigIntegerField()),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("guidance", "Begeleiding"),
                            ("social_service", "Sociale dienst"),
                            ("reason_given", "Inzage met reden"),
                            ("shared", "Gedeeld met een partner"),
                            ("named", "Aangewezen voor een afgeschermd dossier"),
                        ],
                        max_length=20,
                    ),
                ),
                ("cause", models.CharField(max_length=60)),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="core.member",
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
                    "to_organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "toegang",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["subject", "member"], name="core_access_subject_61589a_idx"),
                    models.Index(
                        fields=["member", "ends_on", "subject"], name="core_access_member__872130_idx"
                    ),
                    models.Index(fields=["cause"], name="core_access_cause_738b16_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="core_accessgrant_ends_after_start",
                        violation_error_message="De einddatum ligt vóór de begindatum. Kies een latere einddatum.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("member__isnull", False), ("to_organisation__isnull", True)),
                            models.Q(("member__isnull", True), ("to_organisation__isnull", False)),
                            _connector="OR",
                        ),
                        name="grant_to_one_party",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="event",
            name="seal",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="events", to="core.seal"
            ),
        ),
        migrations.CreateModel(
            name="SubjectKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.BigIntegerField(blank=True, null=True)),
                ("wrapped", models.BinaryField(max_length=80)),
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
            options={
                "indexes": [
                    models.Index(fields=["organisation", "subject"], name="core_subjec_organis_1fb1db_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "subject"), name="one_key_a_subject", nulls_distinct=False
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="naam")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="gestopt op")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teams",
                        to="core.organisation",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "name"), name="one_team_of_a_name")
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mailadres")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("roles", models.JSONField(default=list)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("invited_at", models.DateTimeField(auto_now_add=True)),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.member"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="core.organisation",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to="core.team"
                    ),
                ),
            ],
            options={
                "verbose_name": "uitnodiging",
                "ordering": ["-invited_at"],
            },
        ),
        migrations.CreateModel(
            name="TeamMembership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="vanaf")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="tot en met")),
                ("leads", models.BooleanField(default=False, verbose_name="leidt het team")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="team_periods",
                        to="core.member",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="core.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "teamlid",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="core_teammembership_ends_after_start",
                        violation_error_message="De einddatum ligt vóór de begindatum. Kies een latere einddatum.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TextDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.BigIntegerField(null=True)),
                ("form", models.CharField(max_length=60)),
                ("object_id", models.BigIntegerField(null=True)),
                ("base_version", models.PositiveIntegerField(null=True)),
                ("ciphertext", models.BinaryField()),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="drafts", to="core.member"
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
                "verbose_name": "kladversie",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "form", "subject", "object_id"),
                        name="one_draft_a_form",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Absence",
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
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covers",
                        to="core.member",
                        verbose_name="vervanger",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="absences", to="core.member"
                    ),
                ),
            ],
            options={
                "verbose_name": "afwezigheid",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="core_absence_ends_after_start",
                        violation_error_message="De einddatum ligt vóór de begindatum. Kies een latere einddatum.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MemberRole",
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
                            ("trajectbegeleider", "Trajectbegeleider"),
                            ("werkvloercoach", "Werkvloercoach"),
                            ("maatschappelijk_werker", "Maatschappelijk werker"),
                            ("administratief", "Administratief medewerker"),
                            ("teamleider", "Teamleider"),
                            ("diensthoofd", "Diensthoofd"),
                            ("partner", "Partner"),
                            ("beheerder", "Beheerder"),
                            ("dpo", "DPO"),
                        ],
                        max_length=30,
                        verbose_name="rol",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="role_periods",
                        to="core.member",
                    ),
                ),
            ],
            options={
                "verbose_name": "rol",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="core_memberrole_ends_after_start",
                        violation_error_message="De einddatum ligt vóór de begindatum. Kies een latere einddatum.",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["subject", "at"], name="core_event_subject_6a255c_idx"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["organisation", "at"], name="core_event_organis_1cba26_idx"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["object_kind", "object_id"], name="core_event_object__8fce85_idx"),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("seal__isnull", True)), fields=["id"], name="event_unsealed"
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["seal"], name="core_event_seal_id_b557a8_idx"),
        ),
    ]
