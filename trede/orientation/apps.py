from django.apps import AppConfig


class OrientationConfig(AppConfig):
    name = "trede.orientation"

    def ready(self) -> None:
        from django.utils.module_loading import import_string

        from trede.clients import lifecycle_effects
        from trede.core import page_tabs, page_words, periodic, verb_words
        from trede.orientation import freed
        from trede.referral import effects

        verb_words.provide("trede.orientation.words.VERBS")
        page_words.provide(lambda: import_string("trede.orientation.words.PAGES"))
        page_tabs.provide("orientation", "trede.orientation.tabs.orientation_tabs")
        lifecycle_effects.register("trede.orientation.effects.file_ended")
        effects.register_accepted("trede.orientation.effects.referral_accepted")
        effects.register_withdrawn("trede.orientation.effects.referral_withdrawn")
        effects.register_waiting("trede.orientation.effects.waiting_since")
        freed.hear("trede.orientation.actions.offers.slot_freed")
        periodic.register("offered", "trede.orientation.actions.offers.offer_freed")
        periodic.register("reminded", "trede.orientation.actions.reminders.remind_due")
        periodic.register("calendars", "trede.orientation.actions.calendars.fetch_due")
