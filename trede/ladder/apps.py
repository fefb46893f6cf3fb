from django.apps import AppConfig


class LadderConfig(AppConfig):
    name = "trede.ladder"

    def ready(self) -> None:
        from django.utils.module_loading import import_string

        from trede.clients import drafts
        from trede.core import page_words, verb_words
        from trede.ladder.drafting import DRAFT_NAMES

        for form in ("position", "laddergoal"):
            drafts.allow(form)
        verb_words.provide("trede.ladder.words.VERBS")
        page_words.provide(lambda: import_string("trede.ladder.words.PAGES"))
        for name in DRAFT_NAMES:
            drafts.allow(name)
