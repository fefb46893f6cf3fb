"""A new version, the word of a reader, and every refusal."""

import pytest

from tests.cast import OrganisationFactory, member_of
from trede.core.errors import CaseError, Conflict
from trede.core.models import Event
from trede.core.tests.office import verbs
from trede.core.verb_words import words
from trede.texts import library
from trede.texts.actions.writing import _new_version, note_reading, note_readings, write_text
from trede.texts.models import TextVersion
from trede.texts.reading import TextState, texts_of
from trede.texts.states import fingerprint

pytestmark = pytest.mark.django_db
WHEN = "invitation.when"
GOOD = "Venez {date} à {time}."


@pytest.fixture
def writer():
    return member_of(OrganisationFactory(), "administratief")


def write(writer, body=GOOD, key=WHEN, language="fr", expected=0):
    return write_text(key=key, language=language, body=body, expected=expected, by=writer)


def read(writer, key=WHEN, language="fr", number=0, read_by="Marie, tolk Frans"):
    return note_reading(key=key, language=language, number=number, read_by=read_by, by=writer)


def refused(action, *args, **kwargs) -> str:
    before = TextVersion.objects.count(), Event.objects.count()
    with pytest.raises(CaseError) as error:
        action(*args, **kwargs)
    assert (TextVersion.objects.count(), Event.objects.count()) == before
    return str(error.value)


def test_a_version_keeps_who_wrote_it_and_of_which_dutch(writer):
    version = write(writer, body=" Venez {date}\r\nà {time}.  \r\n")
    assert version.body == "Venez {date}\nà {time}."
    assert (version.number, version.written_by, version.read_at) == (1, writer, None)
    assert version.based_on == fingerprint(library.texts_in("nl")[WHEN])
    assert verbs(writer.organisation) == ["textversion.written"]
    assert words("textversion.written") == "nieuwe versie van een tekst geschreven"


def test_dutch_is_based_on_nothing(writer):
    assert write(writer, "Kom op {date} om {time}.", language="nl").based_on == ""


def test_a_translation_follows_the_dutch_of_the_organisation(writer):
    dutch = write(writer, "Kom op {date} om {time}.", language="nl")
    assert write(writer).based_on == fingerprint(dutch.body)


def test_nothing_is_overwritten(writer):
    write(writer)
    write(writer, "Le {date} à {time}.", expected=1)
    bodies = TextVersion.objects.order_by("number").values_list("number", "body")
    assert list(bodies) == [(1, GOOD), (2, "Le {date} à {time}.")]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("", "Schrijf de tekst."),
        (" \r\n\t ", "Schrijf de tekst."),
        ("Venez {date}.", "In de tekst ontbreekt: {time}. Zet het er weer bij."),
        ("Venez.", "In de tekst ontbreekt: {date}, {time}. Zet het er weer bij."),
        (
            "{date} {time} {lieu}",
            "Het programma kan dit niet invullen: {lieu}. Haal het weg of verbeter het.",
        ),
        (
            "{date} {time} {link}",
            "Het programma kan dit niet invullen: {link}. Haal het weg of verbeter het.",
        ),
        ("{date} {time} 100 {", "Het programma kan dit niet invullen: {. Haal het weg of verbeter het."),
        (
            "{date} {time} a\x00b",
            "De tekst bevat verborgen tekens. Typ hem over, of plak hem als gewone tekst.",
        ),
        (
            "{date} {time} \u202edoor",
            "De tekst bevat verborgen tekens. Typ hem over, of plak hem als gewone tekst.",
        ),
    ],
)
def test_what_cannot_be_written(writer, body, sentence):
    assert refused(write, writer, body) == sentence


def test_a_text_that_is_too_long(writer):
    assert "te lang: 4001 tekens, hoogstens 4000" in refused(write, writer, GOOD + "x" * (4001 - len(GOOD)))
    assert write(writer, GOOD + "x" * (4000 - len(GOOD))).number == 1


def test_emoji_and_right_to_left_signs_are_letters_like_others(writer):
    assert write(writer, "😀 \u2067{date}\u2069 \u200f{time}", language="ar").number == 1


def test_ten_megabytes_are_refused_quickly(writer):
    assert "te lang" in refused(write, writer, GOOD * 500_000)


def test_nothing_changed_is_nothing_to_write(writer):
    shipped = library.texts_in("fr")[WHEN]
    assert refused(write, writer, shipped) == "De tekst is niet veranderd. Er is niets te bewaren."
    write(writer)
    assert (
        refused(write, writer, GOOD + "  ", expected=1)
        == "De tekst is niet veranderd. Er is niets te bewaren."
    )


def test_the_second_of_two_writers_sees_that_a_colleague_was_first(writer):
    write(writer)
    with pytest.raises(Conflict):
        write(writer, "Le {date} à {time}.", expected=0)
    assert TextVersion.objects.count() == 1


def test_a_link_ends_its_line(writer):
    assert "achter {link}" in refused(
        write, writer, "{date} {time} {link}. Merci", key="sms.invitation.neutral"
    )


def test_a_text_message_is_short(writer):
    long = "{organisation} {date} {time} {place} " + "x" * 200 + " {link}"
    assert "te lang: ingevuld telt hij 3 delen, hoogstens 2" in refused(
        write, writer, long, key="sms.invitation", language="nl"
    )
    assert write(writer, long.replace("x" * 200, "Venez"), key="sms.invitation").number == 1


@pytest.mark.parametrize(("key", "language"), [("bestaat.niet", "fr"), (WHEN, "xx")])
def test_a_text_that_does_not_exist(writer, key, language):
    with pytest.raises(KeyError):
        write(writer, key=key, language=language)
    with pytest.raises(KeyError):
        read(writer, key=key, language=language)


def test_reading_the_shipped_text_makes_it_version_one(writer):
    version = read(writer, read_by="  Marie,\n tolk  Frans ")
    assert (version.number, version.body) == (1, library.texts_in("fr")[WHEN])
    assert (version.read_by, version.read_noted_by, version.written_by) == ("Marie, tolk Frans", writer, None)
    assert version.read_at is not None
    assert texts_of(writer.organisation_id, "fr", [WHEN])[WHEN].state == TextState.READ
    assert verbs(writer.organisation) == ["textversion.read"]


def test_reading_a_written_version_changes_only_who_read_it(writer):
    written = write(writer)
    version = read(writer, number=1)
    assert (version.pk, version.body, version.number) == (written.pk, GOOD, 1)
    assert TextVersion.objects.count() == 1


def test_a_stale_text_that_is_still_right_becomes_a_version_of_the_new_dutch(writer):
    read(writer)
    write(writer, "Kom op {date} om {time}.", language="nl")
    version = read(writer, number=1)
    assert (version.number, version.written_by) == (2, writer)
    assert version.body == library.texts_in("fr")[WHEN]
    assert version.based_on == fingerprint("Kom op {date} om {time}.")
    assert texts_of(writer.organisation_id, "fr", [WHEN])[WHEN].state == TextState.READ


def test_what_cannot_be_noted_as_read(writer):
    assert refused(read, writer, language="nl") == "Het Nederlands is de bron: dat hoeft niemand na te lezen."
    assert refused(read, writer, read_by="  ") == "Schrijf wie de tekst nalas."
    assert "hoogstens 120 tekens" in refused(read, writer, read_by="x" * 121)
    assert refused(read, writer, number=3) == "Intussen is er een nieuwere versie. Laat die nalezen."
    read(writer)
    assert refused(read, writer, number=1) == "Deze versie is al nagelezen."


def test_only_the_newest_version_is_read(writer):
    write(writer)
    write(writer, "Le {date} à {time}.", expected=1)
    assert refused(read, writer, number=1) == "Intussen is er een nieuwere versie. Laat die nalezen."


def test_a_new_version_of_a_text_that_was_read_is_a_draft(writer):
    read(writer)
    write(writer, expected=1)
    assert texts_of(writer.organisation_id, "fr", [WHEN])[WHEN].state == TextState.DRAFT


def test_a_sheet_is_noted_as_a_whole_or_not_at_all(writer):
    chosen = {WHEN: 0, "invitation.where": 0}
    found = note_readings(numbers=chosen, language="ti", read_by="Selam, tolk", by=writer)
    assert [(version.key, version.number) for version in found] == [(WHEN, 1), ("invitation.where", 1)]
    again = {"invitation.who": 0, WHEN: 1}
    assert "al nagelezen" in refused(
        note_readings, numbers=again, language="ti", read_by="Selam, tolk", by=writer
    )
    assert refused(note_readings, numbers={}, language="ti", read_by="Selam", by=writer) == (
        "Vink aan welke teksten juist zijn."
    )


def test_two_writers_in_the_same_moment(writer):
    seen = texts_of(writer.organisation_id, "fr", [WHEN])[WHEN]
    write(writer)
    with pytest.raises(Conflict):
        _new_version(seen, "Le {date} à {time}.", organisation_id=writer.organisation_id, author=writer)
    assert TextVersion.objects.count() == 1


def test_the_shipped_dutch_with_legal_effect_was_read(writer):
    assert refused(read, writer, key="notification.appeal", language="nl") == "Deze versie is al nagelezen."
