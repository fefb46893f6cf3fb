from django.apps import AppConfig
from django.utils.module_loading import import_string


class ClientsConfig(AppConfig):
    name = "trede.clients"

    def ready(self) -> None:
        from trede.clients import numbers
        from trede.core import page_words, periodic, subjects, verb_words
        from trede.outbox import guards

        subjects.provide(
            numbers=numbers.numbers_of,
            find=numbers.subjects_of,
            names=numbers.names_of,
            hidden=numbers.hidden_from,
        )
        guards.provide("trede.clients.reaching.refusal")
        verb_words.provide("trede.clients.words.VERBS")
        # The forms behind the kinds are heavy: read when the first log is shown.
        page_words.provide(lambda: import_string("trede.clients.kinds.page_words")())
        periodic.register("documents", "trede.clients.storage.clean_up_some")
        periodic.register("doubles", "trede.clients.doubles.refresh_oldest")
