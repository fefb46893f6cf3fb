import pytest

from tests.browser.handbook import LIST, Shot, shots


def test_the_list_of_the_handbook_can_be_read() -> None:
    names = [shot.name for shot in shots(LIST.read_text())]
    assert names
    assert len(names) == len(set(names))


def test_a_shot_has_a_role_a_size_and_what_to_click() -> None:
    text = '[[shot]]\nname = "a"\npath = "/"\nas = "teamleider"\nsize = "phone"\nclick = ["Meer"]'
    assert shots(text) == [Shot("a", "/", "phone", "teamleider", ["Meer"])]


def test_a_shot_may_follow_links() -> None:
    text = '[[shot]]\nname = "a"\npath = "/"\nfollow = ["tbody a", "form button"]'
    assert shots(text) == [Shot("a", "/", follow=["tbody a", "form button"])]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[[shot]]\nname = "a"', "shot 1: .*path"),
        ('[[shot]]\nname = "a"\npath = "/"\nsize = "wall"', "shot 1: size 'wall' is none of laptop"),
        ('[[shot]]\nname = "a"\npath = "/"\ncolour = "red"', "shot 1: .*colour"),
    ],
)
def test_a_mistake_in_the_list_is_named(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        shots(text)
