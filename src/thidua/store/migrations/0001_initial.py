"""Make every table of the first release."""

import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("login", models.CharField(max_length=150, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                "login",
                                output_field=models.BooleanField(),
                                template="(%(expressions)s IS NFC NORMALIZED)",
                            ),
                            models.Func(
                                "name",
                                output_field=models.BooleanField(),
                                template="(%(expressions)s IS NFC NORMALIZED)",
                            ),
                        ),
                        name="person_text_is_composed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("login", ""), _negated=True),
                        name="person_names_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("login", django.db.models.functions.text.Lower("login"))
                        ),
                        name="person_login_is_lower",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Cluster",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=80, unique=True)),
                ("name", models.TextField()),
                ("organiser", models.TextField(blank=True)),
                ("level", models.TextField(blank=True)),
                ("number", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("sort_key", models.TextField(db_collation="C")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                "name",
                                output_field=models.BooleanField(),
                                template="(%(expressions)s IS NFC NORMALIZED)",
                            ),
                            models.Func(
                                "organiser",
                                output_field=models.BooleanField(),
                                template="(%(expressions)s IS NFC NORMALIZED)",
                            ),
                            models.Func(
                                "level",
                                output_field=models.BooleanField(),
                                template="(%(expressions)s IS NFC NORMALIZED)",
                            ),
                        ),
                        name="cluster_text_is_composed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", ""), _negated=True),
                            models.Q(("name", ""), _negated=True),
                        ),
                        name="cluster_names_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                        name="cluster_code_is_slug",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Season",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("title", models.TextField()),
                ("made_up", models.BooleanField(default=False)),
                ("source", models.TextField(blank=True)),
                ("periods", models.JSONField(blank=True, default=list)),
                ("errors", models.PositiveIntegerField(default=0)),
                ("warnings", models.PositiveIntegerField(default=0)),
                ("changed_at", models.DateTimeField()),
                (
                    "cluster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seasons",
                        to="store.cluster",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SeasonUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=80)),
                ("name", models.TextField()),
                ("short_name", models.TextField(blank=True)),
                ("unit_type", models.TextField(blank=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("competing", "COMPETING"),
                            ("withdrawn", "WITHDRAWN"),
                            ("disqualified", "DISQUALIFIED"),
                        ],
                        default="competing",
                        max_length=20,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("position", models.PositiveIntegerField()),
                ("sort_key", models.TextField(db_collation="C")),
                ("search", models.TextField()),
                (
                    "season",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="store.season",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SheetVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                ("saved_at", models.DateTimeField()),
                (
                    "season",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="store.season",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="season",
            name="sheet",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="store.sheetversion",
            ),
        ),
        migrations.CreateModel(
            name="Result",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.PositiveIntegerField()),
                ("snapshot", models.BinaryField()),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("units", models.JSONField()),
                ("provisional", models.BooleanField()),
                ("computed_at", models.DateTimeField()),
                (
                    "computed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "season",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="store.season",
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="store.sheetversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SignInAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("login", models.CharField(max_length=150)),
                ("address", models.CharField(max_length=64)),
                ("tried_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["login", "tried_at"], name="attempt_login"),
                    models.Index(fields=["address", "tried_at"], name="attempt_address"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Unassigned",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("criterion", models.CharField(max_length=80)),
                (
                    "season_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unassigned",
                        to="store.seasonunit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=80)),
                ("name", models.TextField()),
                (
                    "home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="store.cluster",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="seasonunit",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="seasons", to="store.unit"
            ),
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("secretariat", "SECRETARIAT"),
                            ("officer", "OFFICER"),
                            ("leader", "LEADER"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "cluster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="store.cluster",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="officers",
                        to="store.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                (
                    "severity",
                    models.CharField(
                        choices=[("error", "ERROR"), ("warning", "WARNING")], max_length=10
                    ),
                ),
                ("file", models.CharField(blank=True, max_length=200)),
                ("row", models.PositiveIntegerField()),
                ("code", models.CharField(max_length=80)),
                ("facts", models.JSONField(blank=True, default=dict)),
                (
                    "season",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="store.season",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("season", "position"), name="finding_position_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                "file",
                                output_field=models.BooleanField(),
                                template="(%(expressions)s IS NFC NORMALIZED)",
                            ),
                            models.Func(
                                "code",
                                output_field=models.BooleanField(),
                                template="(%(expressions)s IS NFC NORMALIZED)",
                            ),
                        ),
                        name="finding_text_is_composed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        name="finding_names_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("severity__in", ["error", "warning"])),
                        name="finding_severity_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SeasonFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "season",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="store.season",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("season", "name"), name="seasonfile_name_once"),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="seasonfile_names_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "sha256",
                                models.Func(
                                    models.Func(models.F("content"), function="sha256"),
                                    models.Value("hex"),
                                    function="encode",
                                    output_field=models.CharField(),
                                ),
                            )
                        ),
                        name="seasonfile_hash_is_right",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeadPoints",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("criterion", models.CharField(max_length=80)),
                ("points", models.DecimalField(decimal_places=0, max_digits=100)),
                (
                    "season_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lead_points",
                        to="store.seasonunit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("season_unit", "criterion"), name="leadpoints_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                "criterion",
                                output_field=models.BooleanField(),
                                template="(%(expressions)s IS NFC NORMALIZED)",
                            )
                        ),
                        name="leadpoints_text_is_composed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("criterion", ""), _negated=True),
                        name="leadpoints_names_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Figure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("criterion", models.CharField(max_length=80)),
                ("indicator", models.CharField(blank=True, max_length=80)),
                ("period", models.CharField(blank=True, max_length=80)),
                (
                    "state",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "REPORTED"),
                            (1, "BLANK"),
                            (2, "NOT_APPLICABLE"),
                            (3, "NOT_ASSIGNED"),
                        ]
                    ),
                ),
                ("number", models.DecimalField(decimal_places=0, default=0, max_digits=100)),
                ("places", models.PositiveSmallIntegerField(default=0)),
                ("file", models.CharField(blank=True, max_length=200)),
                ("row", models.PositiveIntegerField(default=0)),
                ("source", models.TextField(blank=True)),
                ("note", models.TextField(blank=True)),
                (
                    "season_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="store.seasonunit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("season_unit", "criterion", "indicator", "period"),
                        name="figure_cell_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Func(
                                "criterion",
                                output_field=models.BooleanField(),
                                template="(%(expressions)s IS NFC NORMALIZED)",
                            ),
                            models.Func(
                                "indicator",
                                output_field=models.BooleanField(),
                                template="(%(expressions)s IS NFC NORMALIZED)",
                            ),
                            models.Func(
                                "period",
                                output_field=models.BooleanField(),
                                template="(%(expressions)s IS NFC NORMALIZED)",
                            ),
                            models.Func(
                                "file",
                                output_field=models.BooleanField(),
                                template="(%(expressions)s IS NFC NORMALIZED)",
                            ),
                            models.Func(
                                "source",
                                output_field=models.BooleanField(),
                                template="(%(expressions)s IS NFC NORMALIZED)",
                            ),
                            models.Func(
                                "note",
                                output_field=models.BooleanField(),
                                template="(%(expressions)s IS NFC NORMALIZED)",
                            ),
                        ),
                        name="figure_text_is_composed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("criterion", ""), _negated=True),
                        name="figure_names_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", [0, 1, 2, 3])),
                        name="figure_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", 0), models.Q(("number", 0), ("places", 0)), _connector="OR"
                        ),
                        name="figure_number_only_when_reported",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("places__lte", 60)), name="figure_places_are_few"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="sheetversion",
            constraint=models.UniqueConstraint(
                fields=("season", "number"), name="sheetversion_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sheetversion",
            constraint=models.UniqueConstraint(
                fields=("season", "sha256"), name="sheetversion_text_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sheetversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="sheetversion_number_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="sheetversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "sha256",
                        models.Func(
                            models.Func(
                                models.Func(
                                    models.F("text"), models.Value("UTF8"), function="convert_to"
                                ),
                                function="sha256",
                            ),
                            models.Value("hex"),
                            function="encode",
                            output_field=models.CharField(),
                        ),
                    )
                ),
                name="sheetversion_hash_is_right",
            ),
        ),
        migrations.AddConstraint(
            model_name="season",
            constraint=models.UniqueConstraint(
                fields=("cluster", "year"), name="season_once_a_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="season",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Func(
                        "title",
                        output_field=models.BooleanField(),
                        template="(%(expressions)s IS NFC NORMALIZED)",
                    ),
                    models.Func(
                        "source",
                        output_field=models.BooleanField(),
                        template="(%(expressions)s IS NFC NORMALIZED)",
                    ),
                ),
                name="season_text_is_composed",
            ),
        ),
        migrations.AddConstraint(
            model_name="season",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="season_names_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="season",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__range", (1945, 2200))), name="season_year_is_plausible"
            ),
        ),
        migrations.AddConstraint(
            model_name="result",
            constraint=models.UniqueConstraint(
                fields=("season", "edition"), name="result_edition_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="result",
            constraint=models.CheckConstraint(
                condition=models.Q(("edition__gte", 1)), name="result_edition_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="result",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "sha256",
                        models.Func(
                            models.Func(models.F("snapshot"), function="sha256"),
                            models.Value("hex"),
                            function="encode",
                            output_field=models.CharField(),
                        ),
                    )
                ),
                name="result_hash_is_right",
            ),
        ),
        migrations.AddConstraint(
            model_name="unassigned",
            constraint=models.UniqueConstraint(
                fields=("season_unit", "criterion"), name="unassigned_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="unassigned",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Func(
                        "criterion",
                        output_field=models.BooleanField(),
                        template="(%(expressions)s IS NFC NORMALIZED)",
                    )
                ),
                name="unassigned_text_is_composed",
            ),
        ),
        migrations.AddConstraint(
            model_name="unassigned",
            constraint=models.CheckConstraint(
                condition=models.Q(("criterion", ""), _negated=True),
                name="unassigned_names_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(fields=("home", "code"), name="unit_code_once"),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Func(
                        "code",
                        output_field=models.BooleanField(),
                        template="(%(expressions)s IS NFC NORMALIZED)",
                    ),
                    models.Func(
                        "name",
                        output_field=models.BooleanField(),
                        template="(%(expressions)s IS NFC NORMALIZED)",
                    ),
                ),
                name="unit_text_is_composed",
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("code", ""), _negated=True), models.Q(("name", ""), _negated=True)
                ),
                name="unit_names_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="seasonunit",
            constraint=models.UniqueConstraint(
                fields=("season", "code"), name="seasonunit_code_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="seasonunit",
            constraint=models.UniqueConstraint(
                fields=("season", "unit"), name="seasonunit_unit_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="seasonunit",
            constraint=models.UniqueConstraint(
                deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                fields=("season", "position"),
                name="seasonunit_position_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="seasonunit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Func(
                        "code",
                        output_field=models.BooleanField(),
                        template="(%(expressions)s IS NFC NORMALIZED)",
                    ),
                    models.Func(
                        "name",
                        output_field=models.BooleanField(),
                        template="(%(expressions)s IS NFC NORMALIZED)",
                    ),
                    models.Func(
                        "short_name",
                        output_field=models.BooleanField(),
                        template="(%(expressions)s IS NFC NORMALIZED)",
                    ),
                    models.Func(
                        "unit_type",
                        output_field=models.BooleanField(),
                        template="(%(expressions)s IS NFC NORMALIZED)",
                    ),
                    models.Func(
                        "reason",
                        output_field=models.BooleanField(),
                        template="(%(expressions)s IS NFC NORMALIZED)",
                    ),
                ),
                name="seasonunit_text_is_composed",
            ),
        ),
        migrations.AddConstraint(
            model_name="seasonunit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("code", ""), _negated=True), models.Q(("name", ""), _negated=True)
                ),
                name="seasonunit_names_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="seasonunit",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["competing", "disqualified", "withdrawn"])),
                name="seasonunit_status_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                fields=("person", "cluster", "role", "unit"),
                name="membership_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["leader", "officer", "secretariat"])),
                name="membership_role_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role", "officer"), ("unit__isnull", False)),
                    models.Q(models.Q(("role", "officer"), _negated=True), ("unit__isnull", True)),
                    _connector="OR",
                ),
                name="membership_officer_has_unit",
            ),
        ),
    ]
