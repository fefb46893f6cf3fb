from django.apps import AppConfig


class ClientsConfig(AppConfig):
    name = "trede.clients"

    def ready(self) -> None:
        from trede.clients import numbers
        from trede.core import subjects

        subjects.provide(numbers=numbers.numbers_of, find=numbers.subjects_of)
