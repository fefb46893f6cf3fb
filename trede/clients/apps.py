from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "trede.clients"

    def ready(self) -> None:
        from trede.clients import doubles, numbers, storage
        from trede.core import periodic, subjects

        subjects.provide(numbers=numbers.numbers_of, find=numbers.subjects_of)
        periodic.register("documents", storage.clean_up_some)
        periodic.register("doubles", doubles.refresh_oldest)
