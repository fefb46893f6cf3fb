from django.apps import AppConfig


class ReferralConfig(AppConfig):
    name = "trede.referral"

    def ready(self) -> None:
        from django.utils.module_loading import import_string

        from trede.clients import drafts, lifecycle_effects
        from trede.core import page_words, verb_words
        from trede.council import effects

        drafts.allow("referral")
        drafts.allow("exemption")
        verb_words.provide("trede.referral.words.VERBS")
        page_words.provide(lambda: import_string("trede.referral.words.PAGES"))
        lifecycle_effects.register("trede.referral.actions.ending.file_ended")
        effects.register("exemption", "trede.referral.exempting.decided")
        effects.register_withdrawn("exemption", "trede.referral.exempting.withdrawn")
