import pytest

from trede.core.models import Member
from trede.letters import speech
from trede.orientation.models import OrientationInvitation
from trede.portal.aloud import spoken
from trede.portal.appointment import appointment_of
from trede.portal.finding import behind_link
from trede.portal.ranges import piece
from trede.portal.tests.scene import an_invitation, link_of, parsed, token_of, visitor
from trede.portal.tests.test_language import allow
from trede.portal.wording import Wording

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def invitation(worker: Member) -> OrientationInvitation:
    allow(worker.organisation)
    return an_invitation(worker)


def heard_at(invitation: OrientationInvitation, language: str) -> str:
    return f"{link_of(invitation)}luister/{language}/"


@pytest.mark.parametrize("language", ["nl", "ar", "tr", "ti", "so"])
def test_the_page_is_heard_where_a_voice_exists_and_says_so_where_not(
    language: str, invitation: OrientationInvitation
) -> None:
    has_voice = speech.voice_for(language) is not None
    page = parsed(visitor().get(link_of(invitation), {"taal": language}))
    player = page.select_one("audio")
    heard = visitor().get(heard_at(invitation, language))
    if has_voice:
        assert player["src"] == heard_at(invitation, language)
        assert (player["preload"], player.has_attr("autoplay")) == ("none", False)
        assert (heard.status_code, heard.headers["Content-Type"]) == (200, "audio/mpeg")
        assert 5_000 < len(heard.content) < 500_000
        assert heard.headers["Cache-Control"] == "no-store"
    else:
        assert player is None
        assert heard.status_code == 404
        for shown in (page, parsed(heard)):
            assert "In deze taal kunt u nog niet luisteren." in shown.get_text()


def test_what_is_said_names_nobody_but_the_counsellors(
    worker: Member, invitation: OrientationInvitation
) -> None:
    found = behind_link(token_of(invitation))
    appointment = appointment_of(found)
    for language in ("nl", "ar", "ti"):
        said = spoken(Wording(found.organisation_id, language, appointment.values), appointment)
        assert "Zyxwvutskij" not in said
        assert "Qoppaline" not in said
        assert not {"\u2066", "\u2067", "\u2068", "\u2069"} & set(said)
        assert worker.name in said
        assert "Stationsplein 1" in said
        assert len(said) < 2000


def test_a_language_that_may_not_be_sent_is_not_spoken_either(worker: Member) -> None:
    assert visitor().get(heard_at(an_invitation(worker), "ar")).status_code == 404


def test_a_link_or_a_language_that_is_none(invitation: OrientationInvitation) -> None:
    assert visitor().get(heard_at(invitation, "xx")).status_code == 404
    assert visitor().get("/a/onbekend/luister/nl/").status_code == 404
    OrientationInvitation.objects.update(attendance="present")
    assert visitor().get(heard_at(invitation, "nl")).status_code == 410


@pytest.mark.parametrize(
    ("asked", "sent"),
    [
        ("", None),
        ("bytes=0-1", (0, 1)),
        ("bytes=0-", (0, 99)),
        ("bytes=90-500", (90, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=-500", (0, 99)),
        ("bytes=-", None),
        ("bytes=0-1,5-6", None),
        ("regels=1-2", None),
        ("bytes=😀-", None),
    ],
)
def test_a_phone_asks_a_sound_in_pieces(asked: str, sent: tuple[int, int] | None) -> None:
    assert piece(asked, 100) == sent


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=5-4", "bytes=-0"])
def test_a_piece_that_lies_outside(asked: str) -> None:
    with pytest.raises(ValueError, match="bytes"):
        piece(asked, 100)


def test_pieces_over_the_wire(invitation: OrientationInvitation) -> None:
    if speech.voice_for("nl") is None:
        pytest.skip("no voice on this machine")
    address = heard_at(invitation, "nl")
    whole = visitor().get(address).content
    part = visitor(headers={"Range": "bytes=10-19"}).get(address)
    assert (part.status_code, part.content) == (206, whole[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(whole)}"
    outside = visitor(headers={"Range": f"bytes={len(whole)}-"}).get(address)
    assert (outside.status_code, outside.headers["Content-Range"]) == (416, f"bytes */{len(whole)}")
