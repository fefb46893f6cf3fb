from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def of(table: Mapping[str, Any], key: str) -> Any:
    """The value of a key that holds more than letters; "" when it is not there."""
    return table.get(key, "")
