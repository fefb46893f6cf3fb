from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "trede.imports"

    def ready(self) -> None:
        from trede.core import periodic
        from trede.imports.actions.staging import purge_due

        periodic.register("imports purged", purge_due)
