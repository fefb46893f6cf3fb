from django.apps import AppConfig


class ReferralConfig(AppConfig):
    name = "trede.referral"

    def ready(self) -> None:
        from django.utils.module_loading import import_string

        from trede.core import page_words, verb_words

        verb_words.provide("trede.referral.words.VERBS")
        page_words.provide(lambda: import_string("trede.referral.words.PAGES"))
