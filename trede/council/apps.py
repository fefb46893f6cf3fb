from django.apps import AppConfig


class CouncilConfig(AppConfig):
    name = "trede.council"

    def ready(self) -> None:
        from django.utils.module_loading import import_string

        from trede.clients import drafts
        from trede.core import page_words, verb_words

        drafts.allow("proposal")
        verb_words.provide("trede.council.words.VERBS")
        page_words.provide(lambda: import_string("trede.council.words.PAGES"))
