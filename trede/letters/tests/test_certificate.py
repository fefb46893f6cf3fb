"""Certificates of participation on paper."""

from dataclasses import replace

import pytest
from django.utils import translation

from trede.letters.certificate import Certificate, certificates_pdf
from trede.letters.tests.reading import is_accessible, pages

ONE = Certificate(
    organisation="OCMW Teststad",
    person="Alex Desmet",
    about="Bootcamp",
    lines=["van 01/03/2026 tot en met 28/03/2026", "8 bijeenkomsten, samen 24 uur"],
    date="Teststad, 28/03/2026",
    signed_by="Kim Peeters",
)


def test_one_page_each_in_dutch_whatever_the_screens_speak() -> None:
    with translation.override("en"):
        made = certificates_pdf([ONE, replace(ONE, person="Bo Claes", signed_by="")])
    first, second = (" ".join(page.split()) for page in pages(made))
    for said in (
        "Attest van deelname",
        "Alex Desmet",
        "nam deel aan",
        "Bootcamp",
        *ONE.lines,
        ONE.date,
        "Kim Peeters",
    ):
        assert said in first
    assert ("Bo Claes" in second, "Kim Peeters" in second, "Alex Desmet" in second) == (True, False, False)
    assert is_accessible(made)


def test_what_is_said_is_never_markup_and_any_sign_is_printed() -> None:
    strange = replace(ONE, person="#let x = 1 *Ali* محمد 🙂", about="<b>$&\\")
    assert "*Ali*" in pages(certificates_pdf([strange]))[0]


def test_a_run_needs_a_certificate() -> None:
    with pytest.raises(ValueError, match="needs a certificate"):
        certificates_pdf([])
