from typing import Any

from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    """What every page shows: who works for whom, and where one can go."""
    member = getattr(request, "member", None)
    return {"member": member}
