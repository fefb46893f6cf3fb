from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "trede.portal"

    def ready(self) -> None:
        from django.utils.module_loading import import_string

        from trede.core import page_words, verb_words

        verb_words.provide("trede.portal.words.VERBS")
        page_words.provide(lambda: import_string("trede.portal.words.PAGES"))
