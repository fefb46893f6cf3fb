from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "trede.outbox"

    def ready(self) -> None:
        from django.utils.module_loading import import_string

        from trede.core import page_words, periodic, verb_words

        verb_words.provide("trede.outbox.words.VERBS")
        page_words.provide(lambda: import_string("trede.outbox.words.PAGES"))
        periodic.register("messages", "trede.outbox.delivery.deliver_due")
