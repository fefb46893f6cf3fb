from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "trede.offers"

    def ready(self) -> None:
        from django.utils.module_loading import import_string

        from trede.clients import consent_effects, drafts, lifecycle_effects
        from trede.core import page_tabs, page_words, periodic, verb_words
        from trede.ladder import causes

        verb_words.provide("trede.offers.words.VERBS")
        page_words.provide(lambda: import_string("trede.offers.words.PAGES"))
        page_tabs.provide("offers", "trede.offers.tabs.offer_tabs")
        drafts.allow("participation")
        drafts.allow("partner_referral")
        consent_effects.register("trede.offers.actions.partner_referrals.consent_ended")
        lifecycle_effects.register("trede.offers.actions.loop_ending.file_ended")
        causes.register("deelname", "trede.offers.step_shown.participation_shown")
        periodic.register("partners", "trede.offers.actions.reminding.remind_due")
        periodic.register("consents", "trede.offers.actions.partner_referrals.close_expired")
        periodic.register("limits", "trede.offers.standing.refresh_hourly")
