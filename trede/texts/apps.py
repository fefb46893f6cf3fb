from django.apps import AppConfig


class TextsConfig(AppConfig):
    name = "trede.texts"

    def ready(self) -> None:
        from django.utils.module_loading import import_string

        from trede.core import page_words, verb_words

        verb_words.provide("trede.texts.words.VERBS")
        page_words.provide(lambda: import_string("trede.texts.words.PAGES"))
