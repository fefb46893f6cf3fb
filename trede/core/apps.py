from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "trede.core"

    def ready(self) -> None:
        from trede.core import promises

        # The one signal of the house: triggers must be laid again after every change of a table.
        post_migrate.connect(promises.keep, dispatch_uid="trede.promises")
