from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "trede.clients"

    def ready(self) -> None:
        from trede.clients import numbers
        from trede.core import periodic, subjects

        subjects.provide(numbers=numbers.numbers_of, find=numbers.subjects_of)
        periodic.register("documents", "trede.clients.storage.clean_up_some")
        periodic.register("doubles", "trede.clients.doubles.refresh_oldest")
