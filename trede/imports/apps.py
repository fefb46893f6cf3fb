from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "trede.imports"

    def ready(self) -> None:
        from trede.core import periodic

        periodic.register("imports purged", "trede.imports.actions.staging.purge_due")
