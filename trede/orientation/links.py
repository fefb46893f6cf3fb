"""Addresses of pages that another part of the program brings."""

from django.urls import NoReverseMatch, reverse


def link(name: str, *args: object) -> str:
    """The address of a page, its place filled in by position; "" while the page is not there."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
