from typing import Any

from django.conf import settings


class AccessRouter:
    """The access log has its own database; everything else is in the default one."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        return settings.ACCESS_DATABASE if model._meta.label_lower == "core.accesslog" else "default"

    db_for_write = db_for_read

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool | None:
        return None

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: Any) -> bool:
        home = settings.ACCESS_DATABASE if (app_label, model_name) == ("core", "accesslog") else "default"
        return db == home
