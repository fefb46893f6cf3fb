"""A thousand invitations: each as a tagged PDF of its own, and as one print run."""

import os
import time
from dataclasses import replace
from datetime import date, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from benchmarks.figures import Figure, under  # noqa: E402
from trede.letters.invitation import InvitationLetter, letter_pdfs, print_run  # noqa: E402
from trede.letters.tests.samples import LANGUAGES, letter_in  # noqa: E402

LETTERS = 1000
RUN = 200


def letters(count: int) -> list[InvitationLetter]:
    """All languages in turn; every one with a name, a moment, a code and a link of its own."""
    models = [letter_in(language) for language in LANGUAGES]
    return [unlike(models[number % len(models)], number) for number in range(count)]


def unlike(letter: InvitationLetter, number: int) -> InvitationLetter:
    return replace(
        letter,
        address_lines=[f"Mevrouw Naam Voornaam-{number}", f"Langestraat {number}", "8400 OOSTENDE"],
        code=f"{number:04}-KPRT",
        link=f"https://trede.example.be/a/{number:022}/",
        day=date(2026, 12, 1) + timedelta(days=number // 40),
        minutes=540 + number % 40 * 10,
    )


def measure() -> list[Figure]:
    letter_pdfs(letters(len(LANGUAGES)))
    started, processor = time.perf_counter(), time.process_time()
    made = len(letter_pdfs(letters(LETTERS)))
    separate, processor = time.perf_counter() - started, time.process_time() - processor
    started = time.perf_counter()
    run = print_run(letters(RUN))
    together = time.perf_counter() - started
    return [
        under(f"{made} invitations as separate tagged PDFs", separate, "s", 15),
        under("the same, processor of one of two cores", processor / 2, "s", 15),
        under(f"a print run of {RUN} invitations", together, "s", 15),
        under(f"size of one of these, {RUN} together", len(run) / RUN / 1024, "kB", 100),
    ]
