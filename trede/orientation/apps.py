from django.apps import AppConfig


class OrientationConfig(AppConfig):
    name = "trede.orientation"

    def ready(self) -> None:
        from django.utils.module_loading import import_string

        from trede.core import page_words, periodic, verb_words
        from trede.orientation import freed

        verb_words.provide("trede.orientation.words.VERBS")
        page_words.provide(lambda: import_string("trede.orientation.words.PAGES"))
        freed.hear("trede.orientation.actions.offers.slot_freed")
        periodic.register("offered", "trede.orientation.actions.offers.offer_freed")
        periodic.register("reminded", "trede.orientation.actions.reminders.remind_due")
        periodic.register("calendars", "trede.orientation.actions.calendars.fetch_due")
