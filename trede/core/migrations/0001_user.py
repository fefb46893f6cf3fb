from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mailadres")),
                ("name", models.CharField(max_length=120, verbose_name="naam")),
                ("is_active", models.BooleanField(default=True)),
                (
                    "language",
                    models.CharField(default="nl", max_length=5, verbose_name="taal van de schermen"),
                ),
                ("date_joined", models.DateTimeField(auto_now_add=True)),
                ("session_epoch", models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                "verbose_name": "login",
            },
        ),
    ]
