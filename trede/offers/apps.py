from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "trede.offers"

    def ready(self) -> None:
        from django.utils.module_loading import import_string

        from trede.core import page_tabs, page_words, verb_words

        verb_words.provide("trede.offers.words.VERBS")
        page_words.provide(lambda: import_string("trede.offers.words.PAGES"))
        page_tabs.provide("offers", "trede.offers.tabs.offer_tabs")
