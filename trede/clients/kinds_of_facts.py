from functools import cache

from django.apps import apps

from trede.clients.models import Fact


@cache
def fact_models() -> list[type[Fact]]:
    """Every kind of fact that the program knows, also those that a later room adds."""
    models = [model for model in apps.get_models() if issubclass(model, Fact)]
    return sorted(models, key=lambda model: model._meta.label)
