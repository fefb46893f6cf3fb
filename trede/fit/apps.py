from django.apps import AppConfig


class FitConfig(AppConfig):
    name = "trede.fit"

    def ready(self) -> None:
        from django.utils.module_loading import import_string

        from trede.core import page_words, verb_words

        verb_words.provide("trede.fit.words.VERBS")
        page_words.provide(lambda: import_string("trede.fit.words.PAGES"))
