from typing import Any

from django import template

from trede.core.demo import demo_roles

register = template.Library()


@register.simple_tag
def demo_doors() -> list[tuple[str, Any]]:
    """(role, member) for each button on the login page of a made-up town; empty everywhere else."""
    return demo_roles()
