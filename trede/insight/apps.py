from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "trede.insight"

    def ready(self) -> None:
        from django.utils.module_loading import import_string

        from trede.core import page_words, verb_words

        verb_words.provide("trede.insight.words.VERBS")
        page_words.provide(lambda: import_string("trede.insight.words.PAGES"))
