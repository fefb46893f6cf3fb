"""What stands today, and what may go out of it."""

from datetime import date

import pytest

from tests.cast import LONG_AGO, OrganisationFactory, member_of
from trede.core.local import SEND_UNREAD_TEXTS
from trede.core.models import LocalSetting
from trede.texts import library
from trede.texts.actions.writing import note_reading, write_text
from trede.texts.keys import is_legal
from trede.texts.models import IN_FORCE, LEGAL, TextVersion
from trede.texts.reading import TextState, latest_of, sendable, texts_in_all, texts_of
from trede.texts.states import fingerprint

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 28)
WHEN, ABSENT = "invitation.when", "invitation.if_absent"


@pytest.fixture
def writer():
    return member_of(OrganisationFactory(), "administratief")


@pytest.fixture
def lenient(writer):
    LocalSetting.objects.create(
        organisation=writer.organisation, key=SEND_UNREAD_TEXTS, value="1", reason="Test", starts_on=LONG_AGO
    )


def write(writer, key, language, body, expected=0):
    return write_text(key=key, language=language, body=body, expected=expected, by=writer)


def read(writer, key, language, number=0):
    return note_reading(key=key, language=language, number=number, read_by="Samira, tolk", by=writer)


def new_dutch(writer, key=WHEN, expected=0):
    return write(writer, key, "nl", "Kom op {date} om {time}.", expected)


def test_the_shipped_texts_hold_until_somebody_writes(writer, django_assert_num_queries):
    with django_assert_num_queries(1):
        texts = texts_of(writer.organisation_id, "ar")
    assert list(texts) == list(library.keys())
    assert {text.state for text in texts.values()} == {TextState.DRAFT}
    assert (texts[WHEN].body, texts[WHEN].number) == (library.texts_in("ar")[WHEN], 0)
    assert texts[ABSENT].is_legal


def test_dutch_counts_as_read(writer):
    assert {text.state for text in texts_of(writer.organisation_id, "nl").values()} == {TextState.READ}


def test_a_language_that_we_lack_gets_the_dutch(writer):
    assert texts_of(writer.organisation_id, "xx", [WHEN])[WHEN].language == "nl"
    assert sendable(writer.organisation_id, "xx", [WHEN], ON).language == "nl"


def test_keys_keep_the_order_asked_and_a_strange_one_is_an_error(writer):
    assert list(texts_of(writer.organisation_id, "fr", ["portal.come", WHEN])) == ["portal.come", WHEN]
    with pytest.raises(KeyError):
        texts_of(writer.organisation_id, "fr", ["bestaat.niet"])


def test_the_newest_version_holds_and_only_in_its_own_organisation(writer):
    other = member_of(OrganisationFactory(), "administratief")
    write(writer, WHEN, "fr", "Venez {date} à {time}.")
    write(writer, WHEN, "fr", "Le {date} à {time}.", expected=1)
    assert texts_of(writer.organisation_id, "fr", [WHEN])[WHEN].body == "Le {date} à {time}."
    assert texts_of(writer.organisation_id, "fr", [WHEN])[WHEN].number == 2
    assert texts_of(other.organisation_id, "fr", [WHEN])[WHEN].number == 0


def test_a_new_dutch_makes_every_translation_stale_and_no_other_text(writer):
    read(writer, WHEN, "ar")
    new_dutch(writer)
    texts = texts_in_all(writer.organisation_id)
    states = {language: texts[language][WHEN].state for language in texts}
    assert states.pop("nl") == TextState.READ
    assert set(states.values()) == {TextState.STALE}
    assert texts["ar"]["invitation.where"].state == TextState.DRAFT


def test_a_translation_of_the_new_dutch_is_a_draft_again_until_read(writer):
    new_dutch(writer)
    write(writer, WHEN, "fr", "Venez {date} à {time}.")
    assert texts_of(writer.organisation_id, "fr", [WHEN])[WHEN].state == TextState.DRAFT
    read(writer, WHEN, "fr", number=1)
    assert texts_of(writer.organisation_id, "fr", [WHEN])[WHEN].state == TextState.READ


def test_back_to_the_shipped_dutch_the_shipped_translations_hold_again(writer):
    new_dutch(writer)
    write(writer, WHEN, "nl", library.texts_in("nl")[WHEN], expected=1)
    assert texts_of(writer.organisation_id, "so", [WHEN])[WHEN].state == TextState.DRAFT


def test_where_unread_is_not_allowed_only_the_dutch_goes(writer, django_assert_num_queries):
    with django_assert_num_queries(2):
        found = sendable(writer.organisation_id, "ar", [WHEN, ABSENT], ON)
    assert (found.language, found.unread, found.note) == ("nl", False, "")
    assert found.texts == found.dutch
    assert found.texts[WHEN].body == library.texts_in("nl")[WHEN]


@pytest.mark.usefixtures("lenient")
def test_where_unread_is_allowed_it_says_so_and_legal_sentences_stay_dutch(writer):
    found = sendable(writer.organisation_id, "ar", [WHEN, ABSENT], ON)
    assert (found.language, found.unread) == ("ar", True)
    assert {key: text.language for key, text in found.texts.items()} == {WHEN: "ar", ABSENT: "nl"}
    assert found.note == library.texts_in("ar")["unread_note"] + "\n" + library.texts_in("nl")["unread_note"]
    assert {text.language for text in found.dutch.values()} == {"nl"}


def test_the_setting_holds_on_its_days_only(writer, lenient):
    assert sendable(writer.organisation_id, "ar", [WHEN], date(2019, 1, 1)).language == "nl"


def test_what_was_read_goes_everywhere_with_its_legal_sentences(writer):
    read(writer, WHEN, "ar")
    read(writer, ABSENT, "ar")
    found = sendable(writer.organisation_id, "ar", [WHEN, ABSENT], ON)
    assert (found.language, found.unread, found.note) == ("ar", False, "")
    assert {text.language for text in found.texts.values()} == {"ar"}


def test_half_read_is_half_dutch(writer):
    read(writer, WHEN, "ar")
    found = sendable(writer.organisation_id, "ar", [WHEN, "invitation.where"], ON)
    assert {key: text.language for key, text in found.texts.items()} == {WHEN: "ar", "invitation.where": "nl"}
    assert (found.language, found.unread) == ("ar", False)


@pytest.mark.usefixtures("lenient")
def test_a_stale_translation_never_goes_out(writer):
    read(writer, WHEN, "ar")
    new_dutch(writer)
    found = sendable(writer.organisation_id, "ar", [WHEN, "invitation.where"], ON)
    assert found.texts[WHEN].body == "Kom op {date} om {time}."
    assert found.texts["invitation.where"].language == "ar"


def test_dutch_is_one_query(writer, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = sendable(writer.organisation_id, "nl", library.keys(), ON)
    assert not found.unread


def test_many_versions_cost_no_more_and_one_row_a_text_comes_back(writer, django_assert_num_queries):
    for number in range(30):
        write(writer, WHEN, "fr", f"Venez {number} {{date}} {{time}}", expected=number)
    with django_assert_num_queries(1):
        assert texts_of(writer.organisation_id, "fr", [WHEN])[WHEN].number == 30
    assert TextVersion.objects.newest().count() == 1


APPEAL = "notification.appeal"


def test_a_new_dutch_with_legal_effect_holds_only_once_somebody_read_it(writer):
    shipped = library.texts_in("nl")[APPEAL]
    write(writer, APPEAL, "nl", "Ga naar de arbeidsrechtbank, binnen drie maanden.")
    assert texts_of(writer.organisation_id, "nl", [APPEAL])[APPEAL].body == shipped
    assert sendable(writer.organisation_id, "nl", [APPEAL], ON).texts[APPEAL].body == shipped
    latest = latest_of(writer.organisation_id, "nl", APPEAL)
    assert (latest.number, latest.state) == (1, TextState.DRAFT)
    assert texts_in_all(writer.organisation_id)["nl"][APPEAL].state == TextState.DRAFT
    # Nothing is stale before the new Dutch holds.
    assert texts_in_all(writer.organisation_id)["fr"][APPEAL].state == TextState.DRAFT
    read(writer, APPEAL, "nl", number=1)
    assert texts_of(writer.organisation_id, "nl", [APPEAL])[APPEAL].number == 1
    assert texts_in_all(writer.organisation_id)["fr"][APPEAL].state == TextState.STALE


def test_a_second_draft_leaves_the_version_that_was_read_in_force(writer, django_assert_num_queries):
    write(writer, APPEAL, "nl", "Een.")
    read(writer, APPEAL, "nl", number=1)
    write(writer, APPEAL, "nl", "Twee.", expected=1)
    write(writer, APPEAL, "nl", "Drie.", expected=2)
    with django_assert_num_queries(1):
        assert texts_of(writer.organisation_id, "nl", [APPEAL])[APPEAL].body == "Een."
    assert latest_of(writer.organisation_id, "nl", APPEAL).body == "Drie."
    translation = write(writer, APPEAL, "fr", "Un.")
    assert translation.based_on == fingerprint("Een.")


def test_the_database_knows_the_same_legal_texts(writer):
    keys = library.keys()
    for key in keys:
        for language in ("nl", "fr"):
            TextVersion.objects.create(
                organisation=writer.organisation, key=key, language=language, number=1, body="x"
            )
    rows = TextVersion.objects.filter(IN_FORCE)
    assert {(row.key, row.language) for row in rows} == {
        (row.key, row.language) for row in TextVersion.objects.all() if row.in_force
    }
    assert {row.key for row in TextVersion.objects.filter(LEGAL)} == {key for key in keys if is_legal(key)}
