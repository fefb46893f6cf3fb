"""The sentences of the letter, without a database."""

from dataclasses import replace
from datetime import date

import pytest

from trede.council.notice import Told, paragraphs_of, title_of

TOLD = Told(
    name="Testpersoon Alex",
    organisation="OCMW Teststad",
    kind="Ander voorstel",
    asked="Een fiets",
    outcome="Toegestaan",
    motivation="Het is nodig.",
    decided_on=date(2026, 3, 2),
    starts_on=None,
    ends_on=None,
    appeal_months=3,
)


def test_the_letter_says_what_why_and_how_to_appeal() -> None:
    assert title_of(TOLD) == "Beslissing van 02/03/2026: ander voorstel"
    assert paragraphs_of(TOLD, {}) == [
        "Dag Testpersoon Alex",
        "Het bijzonder comité voor de sociale dienst van OCMW Teststad nam op 02/03/2026 een beslissing over u.",
        "Wat gevraagd werd: Een fiets",
        "De beslissing: toegestaan.",
        "Waarom: Het is nodig.",
        "Gaat u niet akkoord? U kunt in beroep gaan bij de arbeidsrechtbank. Doe dat binnen 3 maanden nadat u deze "
        "brief kreeg. Dat is gratis.",
        "Hebt u vragen? Bel of kom langs bij uw maatschappelijk werker.",
    ]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "said"),
    [
        (None, None, "toegestaan."),
        (date(2026, 4, 1), None, "toegestaan. Vanaf 01/04/2026."),
        (date(2026, 4, 1), date(2026, 9, 30), "toegestaan. Van 01/04/2026 tot en met 30/09/2026."),
    ],
)
def test_the_period_is_said_where_there_is_one(
    starts_on: date | None, ends_on: date | None, said: str
) -> None:
    assert (
        paragraphs_of(replace(TOLD, starts_on=starts_on, ends_on=ends_on), {})[3] == f"De beslissing: {said}"
    )


def test_an_unknown_term_is_not_guessed() -> None:
    assert not any("maanden" in line for line in paragraphs_of(replace(TOLD, appeal_months=None), {}))


def test_the_organisation_words_the_fixed_sentences() -> None:
    blocks = {"greeting": "Beste", "appeal": "Beroep: zie achterkant.", "contact": "Bel ons."}
    said = paragraphs_of(TOLD, blocks)
    assert (said[0], said[-2:]) == ("Beste", ["Beroep: zie achterkant.", "Bel ons."])
